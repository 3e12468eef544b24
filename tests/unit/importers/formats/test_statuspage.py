"""Statuspage: every update once and in order, component changes, post-mortems, webhooks, histories in JSON lines."""

import json

import pytest

from secondstory.importers.base import Sample
from secondstory.importers.registry import detect
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, short, times, titles, unread
from support.shared import shared_file

FEED = (DATA / "statuspage-incidents.json").read_bytes()
HISTORY = (DATA / "status-history.jsonl").read_bytes()


def test_every_update_is_a_communication_and_the_oldest_comes_first() -> None:
    rows = read(FEED)
    assert titles(rows) == [
        "Scheduled: Database upgrade",
        "Investigating: Form submissions fail",
        "Identified: Form submissions fail",
        "Resolved: Form submissions fail",
        "Postmortem: Form submissions fail",
        "Opened: Sign-in is slow",
        "Resolved: Sign-in is slow",
        "Postmortem: Sign-in is slow",
    ]
    assert {row.kind for row in drafts(rows)} == {EventKind.COMMUNICATION}


def test_the_time_is_that_on_the_page_and_a_later_writing_is_told() -> None:
    update = drafts(read(FEED))[2]
    assert short(update.occurred_at) == "2026-05-04 09:50"
    assert update.time_as_written == "2026-05-04T09:50:00.000Z"
    assert update.remark.endswith("the update was written at 2026-05-04T10:05:00.000Z.")


def test_what_components_changed_to_stands_below_the_text_and_text_stays_text() -> None:
    _, first, second, *_ = drafts(read(FEED))
    assert first.body == "We are looking into it.\n\nForms: operational → partial outage"
    assert first.tags == ("Larkfield Forms", "major", "Forms")
    assert second.body == "A queue is full; errors stay <5%."


def test_a_planned_maintenance_says_when_it_is_planned() -> None:
    assert "Planned from 2026-05-09T02:00:00.000Z to 2026-05-09T03:00:00.000Z." in drafts(read(FEED))[0].body


def test_an_update_knows_its_place_its_id_and_its_record() -> None:
    update = drafts(read(FEED))[1]
    assert (update.locator, update.external_id) == ("/incidents/1/incident_updates/4", "statuspage:u1")
    assert update.raw.startswith('{"id":"u1","status":"investigating"')


def test_an_incident_without_updates_tells_its_steps_and_a_post_mortem_is_told_once() -> None:
    rows = drafts(read(FEED))
    assert [(row.part, row.external_id) for row in rows if row.part] == [
        ("opened", "statuspage:inc2"),
        ("resolved", "statuspage:inc2"),
        ("postmortem", "statuspage:inc2"),
    ]
    assert rows[-1].body == "A certificate was renewed with the wrong chain."


def test_an_update_of_another_shape_is_unread_and_costs_only_itself() -> None:
    (row,) = unread(read(FEED))
    assert row.locator == "/incidents/1/incident_updates/2"
    assert "created_at" in row.reason


def test_a_history_in_json_lines_is_read_and_equal_messages_of_two_incidents_are_two() -> None:
    rows = drafts(read(HISTORY))
    assert [row.locator for row in rows] == [
        "line 2/updates/0",
        "line 1/updates/0",
        "line 2/updates/1",
        "line 1/updates/1",
    ]
    assert [row.part for row in rows] == ["76", "77", "76", "77"]
    assert rows[1].tags == ("minor", "Exports")


def test_the_change_of_a_component_is_read_from_a_webhook() -> None:
    text = json.dumps(
        {
            "page": {"id": "p", "name": "Larkfield"},
            "component_update": {
                "id": "x1", "created_at": "2026-05-04T09:20:00Z",
                "old_status": "operational", "new_status": "major_outage",
            },
            "component": {"id": "c1", "name": "Forms", "status": "major_outage"},
        }
    )  # fmt: skip
    (row,) = drafts(read(text))
    assert row.title == "Forms changed from operational to major outage"
    assert (row.kind, row.locator) == (EventKind.COMMUNICATION, "/component_update")


@pytest.mark.parametrize("wrap", [lambda one: one, lambda one: [one], lambda one: {"incident": one}])
def test_an_incident_is_read_alone_in_a_list_or_in_an_envelope(wrap: type) -> None:
    one = json.loads(FEED)["incidents"][1]
    text = json.dumps(wrap(one))
    assert detect(sample_of(text)).info.name == "statuspage"
    assert len(drafts(read(text))) == 4


def test_a_page_without_incidents_holds_no_events() -> None:
    assert read('{"page": {"name": "x"}, "incidents": []}') == []


def test_an_export_of_another_tool_is_not_taken_for_a_status_page() -> None:
    assert detect(sample_of(FEED)).score(sample_of('{"incident_updates": [{"id": "1", "new_status": "x"}]}')) == 0


def test_the_webhook_of_a_real_page() -> None:
    rows = read(shared_file("timelines/statuspage/zulip-webhook-incident_update.json").read_bytes())
    assert times(rows) == ["2017-12-26 07:32:00.548000", "2017-12-26 07:37:20.785000"]
    assert titles(rows) == ["Identified: Database query delays", "Resolved: Database query delays"]


def test_the_history_of_a_real_page() -> None:
    path = shared_file("timelines/statuspage/github-status-incidents.jsonl")
    assert detect(Sample.of(path)).info.name == "statuspage"
    rows = read(path.read_bytes())
    found = times(rows)
    assert (len(found), unread(rows)) == (4570, [])
    assert (found[0], found[-1]) == ("2022-03-24 19:11", "2026-08-21 00:37")
    assert len({row.locator.split("/")[0] for row in drafts(rows)}) == 819


def test_pages_that_only_look_like_statuspage_may_count_their_answers() -> None:
    update = {"id": "u1", "status": "resolved", "body": "Fixed", "display_at": "2026-05-04T10:00:00Z"}
    incident = {"id": "i1", "name": "Forms fail", "impact": "minor", "incident_updates": [update]}
    text = json.dumps({"page": 1, "per_page": 25, "incidents": [incident]})
    assert titles(read(text)) == ["Resolved: Forms fail"]
    assert unread(read(text)) == []


MONTHS = (DATA / "statuspage-history.json").read_bytes()


def test_the_history_of_a_page_gives_each_incident_from_its_first_message_until_its_last() -> None:
    rows = drafts(read(MONTHS))
    assert [(short(row.occurred_at), short(row.occurred_until), row.title) for row in rows] == [
        ("2025-12-31 22:30", "2025-12-31 23:15", "Mail is late"),
        ("2026-05-04 09:20", "2026-05-04 10:40", "Forms failing"),
        ("2026-05-09 22:00", "2026-05-10 02:00", "Planned upgrade"),
    ]
    assert {row.kind for row in rows} == {EventKind.COMMUNICATION}
    assert rows[1].time_as_written == "May 4, 09:20 - 10:40 UTC"
    assert (rows[1].body, rows[1].tags) == ("This incident has been resolved.", ("Acme", "major"))
    assert any("tells only the last message" in row.remark for row in rows)


@pytest.mark.parametrize(
    ("month", "written", "reason"),
    [
        ("May", "", "The record has no time."),
        ("May", "soon", "“soon” is not a time."),
        ("Mai?", "May 4, 09:20 UTC", "The month in which this incident is listed is not known."),
        ("May", "May 4, 09:20 - May 3, 08:00 UTC", "The time ends before it begins."),
    ],
)
def test_what_a_history_does_not_tell_is_unread(month: str, written: str, reason: str) -> None:
    incident = {"code": "a", "name": "Forms failing", "message": "Over.", "timestamp": written}
    data = json.dumps({"months": [{"name": month, "year": 2026, "incidents": [incident]}]})
    assert [row.reason for row in unread(read(data, "statuspage"))] == [reason]


def test_what_pages_show_as_html_is_the_text_that_people_saw() -> None:
    body = "On May 4 forms failed.<br /><br />We <b>rolled back</b> &amp; wait\nfor the queue"
    update = {"id": "u", "status": "resolved", "body": body, "created_at": "2026-05-04T10:00:00Z"}
    incident = {"id": "i", "name": "Forms fail", "impact": "minor", "incident_updates": [update]}
    [row] = drafts(read(json.dumps({"incidents": [incident]})))
    assert row.body == "On May 4 forms failed.\n\nWe rolled back & wait\nfor the queue"


def test_an_update_that_only_says_when_it_was_changed_has_that_time() -> None:
    updates = [
        {"id": "u2", "status": "resolved", "body": "Fixed", "updated_at": "2026-05-04T10:40:00Z"},
        {"id": "u1", "status": "investigating", "body": "Looking", "updated_at": "2026-05-04T09:20:00Z"},
    ]
    incident = {"id": "i", "name": "Forms fail", "created_at": "2026-05-04T09:20:00Z", "incident_updates": updates}
    rows = read(json.dumps({"page": {"id": "p"}, "incidents": [incident]}))
    assert times(rows) == ["2026-05-04 09:20", "2026-05-04 10:40"]
    assert titles(rows) == ["Investigating: Forms fail", "Resolved: Forms fail"]
