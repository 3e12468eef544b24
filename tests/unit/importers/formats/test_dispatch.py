"""Netflix Dispatch: an incident with its events and tasks, and its timeline as a table."""

import json

from support.imports import DATA, drafts, read, times, titles, topics, unread

INCIDENT = (DATA / "dispatch-incident.json").read_bytes()
TABLE = (DATA / "dispatch-timeline.csv").read_bytes()


def test_stages_events_and_tasks_are_one_timeline() -> None:
    assert [(row.kind.value, row.title) for row in drafts(read(INCIDENT))] == [
        ("observation", "Incident reported: Intake form down"),
        ("note", "Incident created"),
        ("decision", "The incident severity was changed from Low to High"),
        ("note", "Task: Tell the customers"),
        ("change", "Rolled back flow v14"),
        ("note", "Is the queue resolved yet?"),
        ("action", "Task resolved: Tell the customers"),
        ("recovery", "Incident stable: Intake form down"),
        ("note", "Task: Guard the versions of flows"),
    ]


def test_times_without_a_zone_are_in_utc_as_the_source_has_it() -> None:
    rows = read(INCIDENT, zone="Europe/Berlin")
    assert times(rows)[1] == "2026-05-04 09:12:01.250000"
    assert {row.zone_assumed for row in drafts(rows)} == {""}
    assert topics(INCIDENT) == []


def test_a_pinned_event_is_a_key_event_and_only_a_later_end_counts() -> None:
    by_title = {row.title: row for row in drafts(read(INCIDENT))}
    rolled_back, created = by_title["Rolled back flow v14"], by_title["Incident created"]
    assert rolled_back.key
    assert rolled_back.occurred_until is not None
    assert rolled_back.occurred_until.minute == 44
    assert not created.key
    assert created.occurred_until is None


def test_people_places_and_ids_are_kept() -> None:
    by_title = {row.title: row for row in drafts(read(INCIDENT))}
    resolved = by_title["Task resolved: Tell the customers"]
    assert (resolved.actor, resolved.locator, resolved.external_id, resolved.part) == (
        "Support lead",
        "/tasks/0",
        "dispatch:task:3",
        "resolved",
    )
    assert by_title["Incident reported: Intake form down"].tags == ("dispatch-forms-12", "High", "P1")
    assert by_title["Incident created"].locator == "/events/0"


def test_an_open_task_is_not_resolved_whatever_its_dates_say() -> None:
    assert "Task resolved: Guard the versions of flows" not in titles(read(INCIDENT))


def test_faulty_events_cost_only_themselves() -> None:
    assert [(row.locator, row.reason.split(" (")[0]) for row in unread(read(INCIDENT))] == [
        ("/events/4", "“soon” is not a time."),
        ("/events/5", "The record is not what this format has"),
    ]


def test_an_incident_that_cannot_be_read_costs_nothing_of_its_events() -> None:
    rows = read(INCIDENT.replace(b'"name": "dispatch-forms-12"', b'"name": 12'))
    assert unread(rows)[0].locator == "/"
    assert len(drafts(rows)) == 7


def test_a_page_of_incidents_and_a_list_of_events_are_read_too() -> None:
    incident = json.loads(INCIDENT)
    assert titles(read(json.dumps({"items": [incident], "total": 1}))) == titles(read(INCIDENT))
    assert titles(read(json.dumps(incident["events"])))[:2] == titles(read(INCIDENT))[1:3]


def test_its_timeline_as_a_table_is_in_utc_by_its_header() -> None:
    rows = read(TABLE, zone="Europe/Berlin")
    assert times(rows) == ["2026-05-04 09:12:01", "2026-05-04 09:20", "2026-05-04 09:40"]
    assert [(row.title, row.actor, row.zone_assumed) for row in drafts(rows)][2] == (
        "Rolled back flow v14, by hand",
        "Platform engineer",
        "",
    )
    assert topics(TABLE) == []
