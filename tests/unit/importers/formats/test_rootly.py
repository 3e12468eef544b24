"""Rootly: timeline events, the stages of an incident, and action items."""

import json

from secondstory.importers.registry import detect
from support.imports import DATA, drafts, read, sample_of, times, titles, unread

EVENTS = (DATA / "rootly-events.json").read_bytes()
INCIDENT = (DATA / "rootly-incident.json").read_bytes()


def test_events_come_in_order_and_what_others_saw_is_a_communication() -> None:
    rows = read(EVENTS)
    assert times(rows) == ["2026-05-04 09:05", "2026-05-04 09:20", "2026-05-04 09:40", "2026-05-04 11:00"]
    assert [(row.kind.value, row.tags) for row in drafts(rows)] == [
        ("alert", ("internal",)),
        ("communication", ("external",)),
        ("change", ("internal",)),
        ("note", ("internal",)),
    ]


def test_an_event_without_a_time_stands_where_it_was_written_down_and_says_so() -> None:
    late = drafts(read(EVENTS))[-1]
    assert late.remark == "The time is that at which the event was written down."
    assert late.time_as_written == "2026-05-04T11:00:00Z"


def test_resources_of_other_sorts_and_faulty_ones_are_unread() -> None:
    assert [(row.locator, row.reason.split(" (")[0]) for row in unread(read(EVENTS))] == [
        ("/data/5", "The record is no event, action item or incident."),
        ("/data/4", "The record is not what this format has"),
    ]


def test_an_incident_gives_each_stage_it_reached_and_what_is_included() -> None:
    rows = drafts(read(INCIDENT))
    assert [(row.kind.value, row.title, row.part) for row in rows] == [
        ("impact", "Started: Intake form down", "started"),
        ("observation", "Detected: Intake form down", "detected"),
        ("alert", "Alert Form5xx fired", ""),
        ("acknowledgement", "Acknowledged: Intake form down", "acknowledged"),
        ("recovery", "Mitigated: Intake form down", "mitigated"),
        ("recovery", "Resolved: Intake form down", "resolved"),
        ("note", "Follow-up: Add a guard for flow versions", ""),
    ]
    assert not unread(read(INCIDENT))


def test_messages_severity_labels_and_due_dates_are_kept() -> None:
    by_title = {row.title: row for row in drafts(read(INCIDENT))}
    assert by_title["Started: Intake form down"].body == "Submissions failed for customers."
    mitigated = by_title["Mitigated: Intake form down"]
    assert (mitigated.body, mitigated.tags) == ("Flow v13 answers again.", ("SEV1", "platform: forms"))
    assert by_title["Follow-up: Add a guard for flow versions"].body.endswith("Due 2026-06-01.")


def test_the_same_event_has_the_same_id_in_either_export() -> None:
    one, other = ({row.external_id: row.title for row in drafts(read(data))} for data in (EVENTS, INCIDENT))
    assert one["rootly:e1"] == other["rootly:e1"] == "Alert Form5xx fired"


def test_an_incident_that_reached_no_stage_gives_when_it_was_created() -> None:
    text = INCIDENT.decode()
    for stage in ("started", "detected", "acknowledged", "mitigated", "resolved"):
        text = text.replace(f'"{stage}_at"', f'"was_{stage}_at"')
    assert titles(read(text, "rootly"))[1] == "Incident created: Intake form down"


def test_an_incident_without_any_time_is_unread() -> None:
    incident = {"data": {"id": "1", "type": "incidents", "attributes": {"title": "x"}}}
    assert [row.reason for row in unread(read(json.dumps(incident), "rootly"))] == ["The record has no time."]


def test_text_that_is_not_unicode_is_mended() -> None:
    attributes = r'{"event": "a\ud83d", "occurred_at": "2026-05-04T09:00:00Z"}'
    event = f'{{"data": [{{"id": "1", "type": "incident_events", "attributes": {attributes}}}]}}'
    assert titles(read(event, "rootly")) == ["a\ufffd"]


def test_incidents_of_which_only_some_times_were_kept_are_recognised() -> None:
    text = (
        '{"data": [{"id": "1", "type": "incidents", "attributes": {"title": "Intake form down", "started_at":'
        ' "2026-05-04T14:00:00Z", "mitigated_at": "2026-05-04T14:30:00Z", "resolved_at": null}}]}'
    )
    assert detect(sample_of(text)).info.name == "rootly"
    assert times(read(text)) == ["2026-05-04 14:00", "2026-05-04 14:30"]


def test_events_are_read_as_text_and_have_their_authors() -> None:
    told = {"event": "<p>Rolled <b>back</b></p>", "occurred_at": "2026-05-04T09:40:00Z", "user": {"name": "Sam"}}
    empty = {"event": None, "occurred_at": "2026-05-04T09:41:00Z"}
    data = [{"id": place, "type": "incident_events", "attributes": each} for place, each in enumerate((told, empty))]
    rows = drafts(read(json.dumps({"data": data})))
    assert [(row.title, row.actor) for row in rows] == [("Rolled back", "Sam"), ("Event without text", "")]


def test_an_incident_by_itself_is_recognised_by_its_stages() -> None:
    attributes = {"title": "Forms fail", "started_at": "2026-05-04T09:05:00Z", "mitigated_at": "2026-05-04T10:00:00Z"}
    text = json.dumps({"data": {"id": "i", "type": "incidents", "attributes": attributes}})
    assert detect(sample_of(text)).info.name == "rootly"
    assert titles(read(text)) == ["Started: Forms fail", "Mitigated: Forms fail"]
