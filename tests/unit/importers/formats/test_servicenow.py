"""ServiceNow: incidents, journal entries and audit rows of the Table API."""

import json

import pytest

from secondstory.importers.base import ImportOptions, Sample
from secondstory.importers.preview import repair
from secondstory.importers.registry import by_name, detect
from secondstory.model.draft import Draft
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, short, times, titles, topics, unread
from support.shared import shared_file

INCIDENTS = (DATA / "servicenow_incidents.json").read_bytes()
JOURNAL = (DATA / "servicenow_journal.json").read_bytes()


def result(*records: dict[str, object]) -> str:
    return json.dumps({"result": records})


def audit(**fields: object) -> Draft:
    row = {"sys_id": "a1", "tablename": "incident", "documentkey": "b1", "user": "ana", **fields}
    (draft,) = drafts(read(result({"sys_created_on": "2026-05-04 09:00:00", **row})))
    return draft


def test_incidents_are_opened_noted_on_resolved_and_closed() -> None:
    rows = drafts(read(INCIDENTS))
    assert [(short(row.occurred_at), row.title, row.kind.value) for row in rows] == [
        ("2026-05-04 09:12", "INC0010 opened: Forms failing", "alert"),
        ("2026-05-04 10:40", "INC0010 resolved", "recovery"),
        ("2026-05-05 08:00", "INC0011 opened: Forms slow", "observation"),
        ("2026-05-05 08:20", "Looking", "note"),
        ("2026-05-05 08:30", "Queue is short", "note"),
        ("2026-05-11 10:40", "INC0010 closed", "note"),
    ]


def test_people_texts_tags_and_ids_are_kept_and_ids_are_no_names() -> None:
    opened, resolved, other, note, *_ = drafts(read(INCIDENTS))
    assert (opened.actor, opened.body, opened.tags) == ("event.bot", "Nobody can submit.", ("INC0010", "priority 1"))
    assert (resolved.actor, resolved.body) == ("", "Flow v15 was rolled back")
    assert resolved.external_id == "servicenow:INC0010"
    assert (other.actor, other.tags) == ("Cy Example", ("INC0011", "3 - Moderate"))
    assert (note.actor, note.locator) == ("Ana Example", "/result/1/work_notes/1")
    assert note.raw == '{"work_notes":"2026-05-05 10:20:00 - Ana Example (Work notes)\\nLooking"}'


def test_fields_are_in_utc_and_stacked_notes_in_a_zone_that_is_asked() -> None:
    notes = "2026-05-05 10:30:00 - Bo Example (Work notes)\nQueue is short"
    text = result({"number": "INC0011", "opened_at": "2026-05-05 08:00:00", "work_notes": notes})
    assert topics(text) == ["zone"]
    opened, noted = drafts(read(text, zone="Europe/Berlin"))
    assert (short(opened.occurred_at), opened.zone_assumed) == ("2026-05-05 08:00", "")
    assert (short(noted.occurred_at), noted.zone_assumed) == ("2026-05-05 08:30", "Europe/Berlin")


@pytest.mark.parametrize(
    "shown", [{"state": "In Progress"}, {"opened_by": {"display_value": "Cy Example", "link": "https://x"}}]
)
def test_what_people_see_has_times_in_their_zone(shown: dict[str, object]) -> None:
    text = result({"number": "INC1", "opened_at": "2026-05-04 11:00:00", **shown})
    assert topics(text) == ["zone"]
    assert times(read(text, zone="Europe/Berlin")) == ["2026-05-04 09:00"]


def test_a_note_that_stands_in_two_fields_is_told_once() -> None:
    note = "2026-05-05 10:20:00 - Ana Example (Work notes)\nLooking"
    incident = {"number": "INC1", "opened_at": "2026-05-04 11:00:00", "comments_and_work_notes": note}
    assert titles(read(result(incident))) == titles(read(result({**incident, "work_notes": note})))
    assert titles(read(result(incident))) == ["INC1 opened", "Looking"]


def test_an_incident_that_was_closed_without_being_resolved_recovered_then() -> None:
    text = result({"number": "INC1", "opened_at": "2026-05-04 11:00:00", "closed_at": "2026-05-04 12:00:00"})
    assert [row.kind for row in drafts(read(text))] == [EventKind.OBSERVATION, EventKind.RECOVERY]


def test_journal_entries_tell_comments_from_work_notes() -> None:
    rows = drafts(read(JOURNAL))
    assert [(short(row.occurred_at), row.title, row.kind.value, row.actor) for row in rows] == [
        ("2026-05-04 09:20:11", "We are working on it.", "communication", "bo"),
        ("2026-05-04 09:31:40", "Queue shrinks", "note", "ana"),
    ]
    assert rows[0].body == "We are working on it.\nMore at ten."
    assert rows[0].external_id == "servicenow:00000000000000000000000000000102"
    assert topics(JOURNAL) == []


def test_audit_rows_are_told_in_words() -> None:
    state = audit(fieldname="incident_state", oldvalue="2", newvalue="6")
    assert (state.title, state.kind) == ("Incident state changed from In Progress to Resolved", EventKind.RECOVERY)
    priority = audit(fieldname="priority", oldvalue="3", newvalue="1", reason="Many callers")
    assert (priority.title, priority.body) == ("Priority changed from 3 to 1", "Many callers")
    assert (priority.kind, priority.actor, priority.tags) == (EventKind.DECISION, "ana", ("incident",))
    hidden = audit(fieldname="assigned_to", oldvalue="", newvalue="0" * 32)
    assert (hidden.title, hidden.external_id) == ("Assigned to changed", "servicenow:a1")
    assert audit(fieldname="work_notes", oldvalue="JOURNAL FIELD ADDITION", newvalue="Looking").title == "Looking"


def test_what_cannot_be_read_says_why() -> None:
    rows = unread(read(INCIDENTS))
    assert [row.reason[:36] for row in rows] == ["The record has no time.", "The record is not what this format h"]
    (row,) = unread(read(JOURNAL))
    assert row.reason == "“yesterday” is not a time."
    (row,) = unread(read(result({"sys_id": "a", "name": "x"}), "servicenow"))
    assert "neither an incident" in row.reason


def test_a_stacked_note_can_be_repaired() -> None:
    note = "2026-13-05 10:20:00 - Ana Example (Work notes)\nLooking"
    importer = by_name("servicenow")
    (row,) = unread(read(result({"number": "INC1", "opened_at": "2026-05-04 11:00:00", "work_notes": note})))
    repaired = repair(row, importer, ImportOptions(), row.raw.replace("2026-13", "2026-05"))
    assert isinstance(repaired, Draft)
    assert times([repaired]) == ["2026-05-05 10:20"]


@pytest.mark.parametrize("wrap", ["{{{0}}}", '{{"result": {{{0}}}}}', '{{"records": [{{{0}}}]}}', "[{{{0}}}]"])
def test_one_incident_a_list_and_the_export_of_a_list_are_read(wrap: str) -> None:
    fields = '"sys_id": "a", "number": "INC1", "short_description": "Slow", "opened_at": "2026-05-04 11:00:00"'
    assert titles(read(wrap.format(fields))) == ["INC1 opened: Slow"]


def test_other_tables_are_other_formats() -> None:
    for other in ({"result": [{"sys_id": "a", "name": "x"}]}, {"result": []}, {"records": [{"number": 1}]}):
        assert by_name("servicenow").score(sample_of(json.dumps(other))) == 0


def test_the_journal_of_a_real_incident() -> None:
    path = shared_file("timelines/servicenow/rapid7-journal-comments-worknotes.json")
    assert detect(Sample.of(path)).info.name == "servicenow"
    rows = read(path.read_bytes())
    assert times(rows) == ["2019-09-26 21:03:07", "2019-09-26 21:19:11"]
    assert [row.kind for row in drafts(rows)] == [EventKind.COMMUNICATION, EventKind.NOTE]
    assert unread(rows) == []


def both(shown_: str, stored_: str) -> dict[str, str]:
    return {"display_value": shown_, "value": stored_}


def test_a_field_that_tells_both_its_times_tells_the_zone_of_the_notes() -> None:
    notes = "05/04/2026 02:20:11 AM - Sam (Work notes)\n[code]<p>Rolled <b>back</b></p>[/code]"
    record = {
        "number": both("INC0010", "INC0010"),
        "short_description": both("Forms failing", "Forms failing"),
        "opened_at": both("05/04/2026 02:12:00 AM", "2026-05-04 09:12:00"),
        "work_notes": both(notes, ""),
    }
    text = json.dumps({"result": [record]})
    assert [(short(row.occurred_at), row.title) for row in drafts(read(text))] == [
        ("2026-05-04 09:12", "INC0010 opened: Forms failing"),
        ("2026-05-04 09:20:11", "Rolled back"),
    ]
    assert topics(text) == []


def test_the_work_on_a_change_is_told() -> None:
    change = {"number": "CHG1", "short_description": "Publish v14", "opened_at": "2026-05-01 08:00:00"}
    rows = read(json.dumps({"result": [{**change, "work_start": "2026-05-04 08:59:00", "work_end": ""}]}))
    assert titles(rows) == ["CHG1 opened: Publish v14", "Work on CHG1 began: Publish v14"]


ENTRY = {
    "sys_created_on": "2026-05-04 09:40:05",
    "login_name": "ana",
    "user_sys_id": "6816f79cc0a8016401c5a33be04be441",
}
CHANGES = [
    {"field_label": "State", "field_name": "state", "old_value": "New", "new_value": "In Progress"},
    {"field_label": "Priority", "field_name": "priority", "old_value": "5 - Planning", "new_value": "1 - Critical"},
]
WORDS = {"sys_id": "a1", "name": "Ana Example", "element": "comments", "field_label": "Comments", "value": "Looking"}


@pytest.mark.parametrize(
    "wrap",
    [
        '{"result": {"entries": %s}}',
        '{"entries": %s}',
        '{"stream": {"entries": %s}}',
        '{"result": {"sys_id": "x", "entries": %s}}',
    ],
)
def test_the_activity_stream_tells_words_and_each_changed_field(wrap: str) -> None:
    changed = {"sys_id": "a2", "name": "Bo Example", "entries": {"changes": CHANGES}}
    stream = [{**ENTRY, **WORDS}, {**ENTRY, **changed, "sys_created_on": "2026-05-04 09:30:00"}]
    rows = drafts(read(wrap % json.dumps(stream)))
    assert [(short(row.occurred_at), row.actor, row.title, row.kind.value) for row in rows] == [
        ("2026-05-04 09:30", "Bo Example", "State changed from New to In Progress", "note"),
        ("2026-05-04 09:30", "Bo Example", "Priority changed from 5 - Planning to 1 - Critical", "decision"),
        ("2026-05-04 09:40:05", "Ana Example", "Looking", "communication"),
    ]
    assert [(row.external_id, row.part) for row in rows][1:] == [("servicenow:a2", "priority"), ("servicenow:a1", "")]


def test_an_entry_of_the_activity_stream_without_words_says_so() -> None:
    (row,) = unread(read(json.dumps({"entries": [{**ENTRY, "sys_id": "a1"}]})))
    assert row.reason == "The entry has neither words nor changes of fields."
