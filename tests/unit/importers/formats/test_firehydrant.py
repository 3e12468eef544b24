"""FireHydrant: events with whatever text they hold, milestones, tickets and incidents."""

import json

from secondstory.importers.formats.firehydrant import plain_type
from support.imports import DATA, drafts, read, times, titles, unread

EVENTS = (DATA / "firehydrant-events.json").read_bytes()
MILESTONES = (DATA / "firehydrant-milestones.json").read_bytes()
TICKETS = (DATA / "firehydrant-tickets.json").read_bytes()


def test_events_come_in_order_with_their_text_or_else_the_words_of_their_type() -> None:
    rows = read(EVENTS)
    assert [(row.kind.value, row.title, row.actor) for row in drafts(rows)] == [
        ("note", "Seeing 500s on the intake form", "Platform engineer"),
        ("change", "Flow v14 deployed", "Release job"),
        ("alert", "Alert linked", ""),
        ("communication", "Forms are slow for some customers.", "Communications lead"),
        ("note", "Incident status", "Incident commander"),
    ]
    assert times(rows)[0] == "2026-05-04 07:14:30"


def test_further_texts_are_the_body_and_the_type_and_visibility_are_tags() -> None:
    by_title = {row.title: row for row in drafts(read(EVENTS))}
    deployed = by_title["Flow v14 deployed"]
    assert (deployed.body, deployed.tags) == (
        "Deployed by the release job.",
        ("Changelog entry", "private to org"),
    )
    assert by_title["Alert linked"].tags == ("private to org",)
    assert (deployed.locator, deployed.external_id) == ("/data/2", "firehydrant:6f3a-06")


def test_faulty_events_say_why_and_cost_only_themselves() -> None:
    assert [(row.locator, row.reason.split(" (")[0]) for row in unread(read(EVENTS))] == [
        ("/data/6", "The record is not what this format has"),
        ("/data/5", "The record has no time."),
    ]


def test_milestones_have_the_kind_of_their_stage() -> None:
    assert [(row.kind.value, row.title) for row in drafts(read(MILESTONES))] == [
        ("impact", "Milestone: Started"),
        ("acknowledgement", "Milestone: Acknowledged"),
        ("note", "Milestone: Vendor contacted"),
        ("recovery", "Milestone: Resolved"),
    ]


def test_tickets_are_notes_of_when_they_were_opened() -> None:
    task, follow_up = drafts(read(TICKETS))
    assert (task.title, task.body) == (
        "Task: Roll back flow v14",
        "Back to flow v13.\n\nAssigned to Platform engineer.",
    )
    assert (follow_up.title, follow_up.tags) == (
        "Follow-up: Alert on rejected submissions",
        ("follow-up", "in progress"),
    )


def test_an_incident_gives_its_opening_and_its_milestones() -> None:
    incident = {
        "id": "inc-1",
        "name": "Intake form down",
        "created_at": "2026-05-04T09:12:00Z",
        "current_milestone": "resolved",
        "milestones": json.loads(MILESTONES)["data"],
    }
    rows = read(json.dumps(incident))
    assert titles(rows)[:3] == ["Milestone: Started", "Incident opened: Intake form down", "Milestone: Acknowledged"]
    assert drafts(rows)[0].locator == "/milestones/0"
    assert titles(read(json.dumps({"data": [incident]}))) == titles(rows)


def test_a_bare_list_of_events_is_read_although_each_has_data_of_its_own() -> None:
    assert len(drafts(read(json.dumps(json.loads(EVENTS)["data"])))) == 5


def test_types_are_compared_in_one_spelling() -> None:
    assert plain_type("AlertLinkedEntity") == plain_type("alert-linked") == plain_type("Alert linked") == "alert_linked"


def test_a_record_of_another_sort_says_so() -> None:
    (row,) = unread(read('{"data": [{"x": 1}]}', "firehydrant"))
    assert row.reason == "The record is no event, milestone, ticket or incident."


def test_the_incident_that_a_webhook_was_sent_is_read_with_its_milestones() -> None:
    milestone = {"id": "m", "type": "started", "occurred_at": "2026-05-04T08:55:00Z"}
    incident = {"id": "i", "name": "Forms fail", "created_at": "2026-05-04T09:00:00Z", "current_milestone": "started"}
    sent = {"data": {"incident": {**incident, "milestones": [milestone]}}, "event": {"operation": "CREATED"}}
    rows = drafts(read(json.dumps(sent)))
    assert [(row.title, row.locator) for row in rows] == [
        ("Milestone: Started", "/data/incident/milestones/0"),
        ("Incident opened: Forms fail", "/data/incident"),
    ]


def test_an_incident_tells_that_it_started_where_no_milestone_does() -> None:
    incident = {
        "id": "i",
        "name": "Forms fail",
        "created_at": "2026-05-04T09:20:00Z",
        "started_at": "2026-05-04T09:05:00Z",
        "current_milestone": "resolved",
        "created_by": {"name": "Robin"},
    }
    rows = drafts(read(json.dumps({"data": [incident]})))
    assert [(row.kind.value, row.title, row.actor) for row in rows] == [
        ("impact", "Incident started: Forms fail", ""),
        ("decision", "Incident opened: Forms fail", "Robin"),
    ]
    milestones = [{"id": "m", "type": "started", "occurred_at": "2026-05-04T09:05:00Z"}]
    known = json.dumps({"data": [{**incident, "milestones": milestones}]})
    assert titles(read(known)) == ["Milestone: Started", "Incident opened: Forms fail"]
    at_once = json.dumps({"data": [{**incident, "started_at": incident["created_at"]}]})
    assert titles(read(at_once)) == ["Incident opened: Forms fail"]


def test_data_without_a_text_is_told_by_the_values_that_it_names() -> None:
    base = {"id": "1", "incident_id": "i", "visibility": "private_to_org", "author": None}
    event = {**base, "type": "role_update", "occurred_at": "2026-05-04T09:13:00Z"}
    data = {"status": "assigned", "user": {"name": "Sam"}, "incident_role": {"name": "Commander"}}
    note = {**event, "type": "note", "data": {"body": "<p>Looks like <b>v14</b></p>"}}
    rows = read(json.dumps({"data": [{**event, "data": data}, note]}))
    assert titles(rows) == ["Role update: assigned, Sam, Commander", "Looks like v14"]


def test_a_milestone_that_lies_ahead_is_no_event() -> None:
    ahead = {"id": "m", "type": "mitigated", "occurred_at": None}
    incident = {"id": "i", "name": "Forms fail", "created_at": "2026-05-04T09:12:00Z", "current_milestone": "started"}
    rows = read(json.dumps({**incident, "milestones": [ahead]}), "firehydrant")
    assert titles(rows) == ["Incident opened: Forms fail"]


def test_a_change_without_words_names_the_values_before_and_after() -> None:
    event = {"id": "e", "incident_id": "i", "type": "incident_status", "occurred_at": "2026-05-04T09:45:00Z"}
    changed = event | {"visibility": "private_to_org", "data": {"old_status": "started", "new_status": "mitigated"}}
    assert titles(read(json.dumps({"data": [changed]}))) == ["Incident status: started, mitigated"]
