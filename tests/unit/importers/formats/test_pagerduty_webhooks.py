"""PagerDuty webhooks of versions 3 and 2, however their deliveries were kept."""

import json

import pytest

from secondstory.importers.registry import detect
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, times, titles, unread
from support.shared import shared_file

V3 = (DATA / "pagerduty_webhooks.jsonl").read_bytes()
V2 = (DATA / "pagerduty_webhook_v2.json").read_bytes()


def event(**fields: object) -> dict[str, object]:
    known = {"id": "E1", "event_type": "incident.triggered", "resource_type": "incident", "agent": None}
    return {**known, "occurred_at": "2026-05-04T09:00:00Z", "data": {"title": "x"}, **fields}


def test_each_delivery_of_version_3_is_an_event() -> None:
    rows = read(V3)
    assert list(zip(times(rows), titles(rows), strict=True)) == [
        ("2026-05-04 09:02:11.120000", "Incident triggered: Orders no longer reach the sheet"),
        ("2026-05-04 09:07:40.003000", "Incident acknowledged: Orders no longer reach the sheet"),
        ("2026-05-04 09:12", "Priority changed (P2): Orders no longer reach the sheet"),
        ("2026-05-04 09:13", "Responder asked to join: Please look at the connector"),
        ("2026-05-04 09:14:30", "Responder replied (accepted): Please look at the connector"),
        ("2026-05-04 09:31", "Note: The column “Quantity” was renamed in the sheet"),
        ("2026-05-04 09:40", "Status update: Orders are kept and will be entered later."),
        ("2026-05-04 09:41", "Incident something new: Orders no longer reach the sheet"),
        ("2026-05-04 10:05:12", "Incident resolved: Orders no longer reach the sheet"),
    ]


def test_each_type_has_its_kind_and_unknown_types_are_notes() -> None:
    assert [row.kind.value for row in drafts(read(V3))] == [
        "alert",
        "acknowledgement",
        "decision",
        "escalation",
        "acknowledgement",
        "note",
        "communication",
        "note",
        "recovery",
    ]


def test_who_did_it_and_what_it_is_about_are_kept() -> None:
    triggered, _, _, asked, *_ = drafts(read(V3))
    assert (triggered.actor, triggered.tags) == ("Form service", ("Form service", "Platform"))
    assert (asked.actor, asked.body) == ("A. Example", "Orders no longer reach the sheet\nResponder: B. Example")
    assert (triggered.locator, triggered.external_id) == ("line 1", "pagerduty-webhooks:01EXAMPLE1")


def test_deliveries_that_cannot_be_read_say_why() -> None:
    rows = unread(read(V3))
    assert [row.locator for row in rows] == ["line 11", "line 12", "line 13"]
    assert rows[0].reason == "The record has no time."
    assert "$.id" in rows[1].reason
    assert "not JSON" in rows[2].reason


def test_a_message_of_version_2_is_told_by_its_log_entries() -> None:
    rows = read(V2)
    acknowledged, resolved = drafts(rows)
    assert (acknowledged.title, acknowledged.kind) == ("Acknowledged by A. Example", EventKind.ACKNOWLEDGEMENT)
    assert acknowledged.locator == "/messages/0/log_entries/0"
    assert [row.locator for row in unread(rows)] == ["/messages/0/log_entries/1"]
    assert (resolved.title, resolved.kind) == (
        "Incident resolved: [#41] Orders no longer reach the sheet",
        EventKind.RECOVERY,
    )


def test_a_log_entry_is_the_same_event_whichever_export_tells_it() -> None:
    entry = json.loads(V2)["messages"][0]["log_entries"][0]
    (alone,) = drafts(read(json.dumps({"log_entries": [entry]}), "pagerduty"))
    delivered = drafts(read(V2))[0]
    assert (alone.external_id, alone.raw, alone.kind) == (delivered.external_id, delivered.raw, delivered.kind)


def test_the_incident_beside_the_log_entries_is_not_told_again() -> None:
    assert "2026-05-04 09:02:11" not in times(read(V2))


def test_a_message_of_version_1_has_a_type_and_no_log_entries() -> None:
    message = {"id": "m1", "type": "incident.acknowledge", "created_on": "2015-01-02T09:00:00Z", "data": {}}
    (draft,) = drafts(read(json.dumps({"messages": [message]})))
    assert (draft.title, draft.kind) == ("Incident acknowledged", EventKind.ACKNOWLEDGEMENT)


WRAPPED = {"event": event()}
DELIVERY = {"messages": [{"event": "incident.trigger", "log_entries": [{"created_at": "2026-05-04T09:00:00Z"}]}]}


@pytest.mark.parametrize(
    ("document", "count"),
    [(WRAPPED, 1), ([WRAPPED, WRAPPED], 2), ([event()], 1), (event(), 1), (DELIVERY, 1), ([DELIVERY, DELIVERY], 2)],
)
def test_every_shape_is_recognised(document: object, count: int) -> None:
    for text in (json.dumps(document), json.dumps(document, indent=2)):
        assert detect(sample_of(text)).info.name == "pagerduty-webhooks"
        assert times(read(text)) == ["2026-05-04 09:00"] * count


def test_messages_that_are_not_what_they_should_be_cost_only_themselves() -> None:
    rows = read(json.dumps({"messages": [DELIVERY["messages"][0], {"log_entries": "none", "event": "x"}, 7]}))
    assert len(drafts(rows)) == 1
    assert [row.locator for row in unread(rows)] == ["/messages/1", "/messages/2"]


def test_a_real_message_gives_its_log_entry() -> None:
    (draft,) = drafts(read(shared_file("timelines/pagerduty/go-pagerduty-webhook-v2.json").read_bytes()))
    assert times([draft]) == ["2017-09-26 15:14:36"]
    assert (draft.kind, draft.actor, draft.body) == (EventKind.ALERT, "Laura Haley", "My new incident")


def test_a_message_of_version_1_says_what_it_is_about_and_who_did_it() -> None:
    incident = {
        "incident_number": 3,
        "created_on": "2015-02-07T21:05:47Z",
        "trigger_summary_data": {"subject": "Orders no longer reach the sheet"},
        "last_status_change_by": {"name": "A. Example"},
        "service": {"name": "Form service"},
    }
    message = {"id": "M1", "type": "incident.acknowledge", "created_on": "2015-02-07T21:09:49Z"}
    [row] = drafts(read(json.dumps({"messages": [{**message, "data": {"incident": incident}}]})))
    assert row.title == "Incident acknowledged: Orders no longer reach the sheet"
    assert (row.kind, row.actor, row.tags) == (EventKind.ACKNOWLEDGEMENT, "A. Example", ("Form service",))


def test_a_message_of_version_1_whose_incident_says_nothing_is_still_an_event() -> None:
    for data in (None, {}, {"incident": None}, {"incident": {"trigger_summary_data": {"description": None}}}):
        message = {"type": "incident.trigger", "created_on": "2015-02-07T21:09:49Z", "data": data}
        assert titles(read(json.dumps({"messages": [message]}))) == ["Incident triggered"]


def test_an_assigned_role_names_who_has_it_now_and_who_had_it() -> None:
    def assigned(now: str, before: str) -> str:
        people = [{"summary": name} if name else None for name in (now, before)]
        roles = [{"role": {"summary": "Incident Commander"}, "assignee": people[0], "old_assignee": people[1]}]
        data = {"type": "incident_role_assignment", "incident_role_assignments": roles}
        (row,) = drafts(read(json.dumps({"event": event(event_type="incident.role.assigned", data=data)})))
        assert row.kind is EventKind.DECISION
        return row.title

    assert assigned("A. Example", "") == "Role changed: Incident Commander is A. Example"
    assert assigned("B. Example", "A. Example") == (
        "Role changed: Incident Commander is B. Example in place of A. Example"
    )
    assert assigned("", "A. Example") == "Role changed: Incident Commander is no longer A. Example"


@pytest.mark.parametrize(
    ("kind", "data", "title", "body"),
    [
        ("incident.task.completed", {"name": "Check the queue"}, "Task completed: Check the queue", "Forms fail"),
        (
            "incident.custom_field_values.updated",
            {"changed_custom_fields": [{"name": "environment", "value": ["test", "live"]}, {"name": "area"}]},
            "Custom fields changed: Forms fail",
            "environment: test, live\narea: empty",
        ),
        (
            "incident.conference_bridge.updated",
            {"conference_url": "https://bridge.example"},
            "Conference bridge changed: Forms fail",
            "https://bridge.example",
        ),
    ],
)
def test_what_an_event_is_about_beside_the_incident_is_told(
    kind: str, data: dict[str, object], title: str, body: str
) -> None:
    about = {"incident": {"summary": "Forms fail"}, **data}
    (row,) = drafts(read(json.dumps({"event": event(event_type=kind, data=about)})))
    assert (row.title, row.body) == (title, body)
