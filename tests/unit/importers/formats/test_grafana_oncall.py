"""Grafana OnCall: what happened to alert groups, and resolution notes."""

import json

from secondstory.importers.registry import by_name, detect
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, short, titles, unread

GROUPS = (DATA / "grafana-oncall-alert-groups.json").read_bytes()
NOTES = (DATA / "grafana-oncall-notes.json").read_bytes()


def test_an_alert_group_gives_an_event_for_each_of_its_times() -> None:
    assert [(short(row.occurred_at)[11:16], row.kind, row.title) for row in drafts(read(GROUPS))] == [
        ("09:05", EventKind.ALERT, "Forms fail"),
        ("09:08", EventKind.ACKNOWLEDGEMENT, "Acknowledged: Forms fail"),
        ("09:25", EventKind.ALERT, "The latest of 3 alerts: Forms fail"),
        ("09:30", EventKind.ALERT, "Queue is full"),
        ("09:41", EventKind.ACTION, "Silenced: Queue is full"),
        ("10:31", EventKind.RECOVERY, "Resolved: Forms fail"),
    ]


def test_people_links_and_ids_are_kept() -> None:
    created, acknowledged, *_ = drafts(read(GROUPS))
    assert created.body == "https://oncall.example/I1"
    assert acknowledged.actor == "UEXAMPLE1"
    assert (acknowledged.external_id, acknowledged.part) == ("grafana-oncall:I1", "acknowledged")


def test_one_page_of_several_says_that_there_is_more() -> None:
    assert drafts(read(GROUPS))[0].remark == "The file is one page of 51 results: there are more."
    assert {row.remark for row in drafts(read(NOTES))} == {""}


def test_a_group_of_another_shape_costs_only_itself() -> None:
    (row,) = unread(read(GROUPS))
    assert (row.locator, "alerts_count" in row.reason) == ("/results/2", True)


def test_resolution_notes_are_notes_of_their_authors() -> None:
    rows = drafts(read(NOTES))
    assert titles(read(NOTES)) == ["The queue is full", "Flow v14 was rolled back."]
    assert {row.kind for row in rows} == {EventKind.NOTE}
    assert rows[1].body == "Flow v14 was rolled back.\nThe queue emptied by itself."
    assert (rows[1].actor, rows[1].tags, rows[1].external_id) == ("UEXAMPLE1", ("slack",), "grafana-oncall:M2")


def test_a_group_or_a_note_alone_is_read_too() -> None:
    for data, events in ((GROUPS, 4), (NOTES, 1)):
        one = json.dumps(json.loads(data)["results"][1])
        assert detect(sample_of(one)).info.name == "grafana-oncall"
        assert len(drafts(read(one))) == events


def test_a_group_without_any_time_is_unread() -> None:
    (row,) = unread(read('[{"id": "I1", "title": "x"}]', "grafana-oncall"))
    assert row.reason == "The record has no time."


def test_it_is_recognised_by_its_fields() -> None:
    assert detect(sample_of(GROUPS)).info.name == detect(sample_of(NOTES)).info.name == "grafana-oncall"
    assert by_name("grafana-oncall").score(sample_of('{"results": [{"id": "1", "text": "x"}]}')) == 0


def delivery(kind: str, at: str, **more: object) -> str:
    group = {
        "id": "I9",
        "integration_id": "C",
        "alerts_count": 1,
        "created_at": "2026-05-04T09:00:00Z",
        "title": "Slow",
    }
    event = {"type": kind, "time": at}
    return json.dumps({"event": event, "user": None, "alert_group": group, "alert_group_id": "I9", **more})


def test_what_webhooks_send_is_told_at_its_own_time() -> None:
    text = "\n".join(
        [
            delivery("alert group created", "2026-05-04T09:00:00Z"),
            delivery("escalation", "2026-05-04T09:05:00Z"),
            delivery("acknowledge", "2026-05-04T09:07:00Z", user={"username": "a.example"}),
            delivery("something new", "2026-05-04T09:08:00Z"),
            delivery("resolve", "2026-05-04T09:30:00Z"),
        ]
    )
    assert detect(sample_of(text)).info.name == "grafana-oncall"
    assert [(short(row.occurred_at)[11:16], row.kind, row.title) for row in drafts(read(text))] == [
        ("09:00", EventKind.ALERT, "Slow"),
        ("09:05", EventKind.ESCALATION, "Escalated: Slow"),
        ("09:07", EventKind.ACKNOWLEDGEMENT, "Acknowledged: Slow"),
        ("09:08", EventKind.NOTE, "Something new: Slow"),
        ("09:30", EventKind.RECOVERY, "Resolved: Slow"),
    ]
    assert drafts(read(text))[2].actor == "a.example"


def test_the_creation_is_the_same_event_in_the_api_and_in_a_webhook() -> None:
    [sent] = drafts(read(delivery("alert group created", "2026-05-04T09:00:00Z")))
    group = json.loads(delivery("x", ""))["alert_group"]
    [listed] = drafts(read(json.dumps([group])))
    assert (sent.external_id, sent.part) == (listed.external_id, listed.part)


def test_a_delivery_without_a_time_is_unread_with_its_text() -> None:
    [row] = unread(read(delivery("acknowledge", "")))
    assert row.reason == "The record has no time."
