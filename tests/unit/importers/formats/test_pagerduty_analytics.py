"""Raw incidents of PagerDuty Analytics: instants that are written, and instants that are computed."""

import json

import pytest

from secondstory.importers.registry import detect
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, times, titles, topics, unread

ANSWER = (DATA / "pagerduty_analytics.json").read_bytes()


def row(**fields: object) -> dict[str, object]:
    return {"id": "Q1", "incident_number": 1, "created_at": "2026-05-04T09:00:00Z", "seconds_to_resolve": 60, **fields}


def test_an_incident_is_triggered_acknowledged_and_resolved() -> None:
    rows = read(ANSWER)
    assert list(zip(times(rows), titles(rows), strict=True)) == [
        ("2026-05-04 09:02:11", "Incident #41 triggered: Orders no longer reach the sheet"),
        ("2026-05-04 09:07:40", "Incident #41 acknowledged"),
        ("2026-05-04 09:14:30", "Incident #41: the last responder acknowledged"),
        ("2026-05-04 10:05:12", "Incident #41 resolved"),
        ("2026-05-05 06:00", "Incident #42 triggered: Invoices are sent twice"),
        ("2026-05-05 06:01:30", "Incident #42 resolved by itself"),
    ]


def test_the_times_are_in_the_zone_that_the_answer_names() -> None:
    assert topics(ANSWER) == []
    assert topics(ANSWER.replace(b"Europe/Berlin", b"No/Such_Zone")) == ["zone"]
    assert topics(json.dumps([row(created_at="2026-05-04T09:00:00")])) == ["zone"]


def test_a_time_that_was_computed_says_from_what() -> None:
    opened, acknowledged, _, resolved, *_ = drafts(read(ANSWER))
    assert acknowledged.time_as_written == "2026-05-04T11:02:11 + 329 s"
    assert acknowledged.remark == "The time was computed: created_at and seconds_to_first_ack."
    assert opened.remark == resolved.remark == ""
    assert resolved.time_as_written == "2026-05-04T12:05:12"


def test_kinds_people_and_tags() -> None:
    assert [(found.kind, found.actor) for found in drafts(read(ANSWER))[:4]] == [
        (EventKind.ALERT, ""),
        (EventKind.ACKNOWLEDGEMENT, "A. Example"),
        (EventKind.ACKNOWLEDGEMENT, ""),
        (EventKind.RECOVERY, "B. Example"),
    ]
    assert drafts(read(ANSWER))[0].tags == ("Form service", "Platform", "P2")


def test_the_first_of_several_people_is_not_guessed() -> None:
    text = json.dumps([row(acknowledged_user_names=["A. Example", "B. Example"], seconds_to_first_ack=5)])
    assert drafts(read(text))[1].actor == ""


def test_each_point_has_a_part_and_the_id_of_its_incident() -> None:
    found = drafts(read(ANSWER))[:4]
    assert [draft.part for draft in found] == ["opened", "acknowledged", "mobilized", "resolved"]
    assert {(draft.locator, draft.external_id) for draft in found} == {("/data/1", "pagerduty-analytics:QINC1")}


def test_rows_that_cannot_be_read_say_why() -> None:
    (found,) = unread(read(ANSWER))
    assert found.locator == "/data/2"
    assert "seconds_to_first_ack" in found.reason
    beyond, no_time = json.dumps([row(seconds_to_resolve=10**15)]), json.dumps([row(created_at=None)])
    assert [found.reason for found in unread(read(beyond))] == [
        "“seconds_to_resolve” leads to a time that lies outside the calendar."
    ]
    assert {found.reason for found in unread(read(no_time))} == {"The record has no time."}


def test_nobody_else_was_asked_where_nothing_passed_until_the_last_responder() -> None:
    assert titles(read(json.dumps([row(seconds_to_mobilize=0)]))) == ["Incident #1 triggered", "Incident #1 resolved"]


@pytest.mark.parametrize("shape", ['{{"data": [{0}], "time_zone": "UTC"}}', "[{0}]", "{0}", "{0}\n{0}"])
def test_every_shape_is_recognised(shape: str) -> None:
    text = shape.format(json.dumps(row()))
    assert detect(sample_of(text)).info.name == "pagerduty-analytics"
    assert "Incident #1 resolved" in titles(read(text))
