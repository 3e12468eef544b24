"""Monzo Response: timeline events, actions and incidents, with times in UTC."""

import json

from support.imports import DATA, drafts, read, times, titles, topics, unread

TIMELINE = (DATA / "monzo-response-timeline.json").read_bytes()
INCIDENT = (DATA / "monzo-response-incident.json").read_bytes()


def test_events_have_the_kind_of_what_was_updated_or_of_their_words() -> None:
    assert [(row.kind.value, row.title) for row in drafts(read(TIMELINE))] == [
        ("note", "Incident summary updated"),
        ("decision", "Incident severity updated to critical"),
        ("change", "Rolled back flow v14"),
        ("note", "@platform-engineer says forms work again"),
    ]


def test_times_without_a_zone_are_in_utc() -> None:
    assert times(read(TIMELINE, zone="Europe/London")) == [
        "2026-05-04 09:12",
        "2026-05-04 09:20",
        "2026-05-04 09:40:00.500000",
        "2026-05-04 10:31",
    ]
    assert topics(TIMELINE) == []


def test_each_event_knows_its_place_and_its_id() -> None:
    first = drafts(read(TIMELINE))[0]
    assert (first.locator, first.external_id, first.tags) == ("/3", "monzo-response:event:1", ("incident update",))


def test_faulty_events_cost_only_themselves() -> None:
    assert [row.locator for row in unread(read(TIMELINE))] == ["/5", "/4"]


def test_pages_of_results_are_read_too() -> None:
    page = {"count": 6, "next": None, "previous": None, "results": json.loads(TIMELINE)}
    assert titles(read(json.dumps(page))) == titles(read(TIMELINE))


def test_an_incident_gives_its_stages_and_its_actions() -> None:
    rows = drafts(read(INCIDENT))
    assert [(row.kind.value, row.title, row.actor, row.part) for row in rows] == [
        ("impact", "Started: Intake form down", "", "started"),
        ("decision", "Incident reported: Intake form down", "Service desk", "reported"),
        ("note", "Action: Guard the versions of flows", "", "created"),
        ("note", "Action: Write to @support-lead", "", "created"),
        ("action", "Action done: Guard the versions of flows", "Platform engineer", "done"),
    ]
    assert rows[2].body == "Assigned to Platform engineer.\n\nDue 2026-05-10."
    assert rows[2].tags == ("action", "high", "preventative")


def test_a_list_of_actions_is_read_too() -> None:
    assert len(drafts(read(json.dumps(json.loads(INCIDENT)["action_items"])))) == 3


def test_tags_in_texts_become_what_people_see() -> None:
    event = {
        "id": 9,
        "timestamp": "2026-05-04T09:40:00Z",
        "event_type": "slack_pin",
        "text_ui": "<p>Rolled <b>back</b></p>",
    }
    action = {"id": 2, "details": "Ask <i>the vendor</i>", "created_date": "2026-05-05T09:00:00Z", "done": False}
    assert titles(read(json.dumps([event, action]), "monzo-response")) == ["Rolled back", "Action: Ask the vendor"]
