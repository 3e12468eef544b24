"""ServiceNow's list export: incidents with stacked notes, in the zone of whoever exported them."""

import pytest

from secondstory.importers.base import ImportOptions
from secondstory.importers.documents.servicenow import divided
from secondstory.importers.preview import repair
from secondstory.importers.registry import by_name, detect
from secondstory.model.draft import Draft
from support.imports import DATA, drafts, read, sample_of, short, times, titles, topics, unread

INCIDENTS = (DATA / "servicenow_incidents.csv").read_bytes()
LABELS = "Number,Opened,Short description,Priority,State,Resolved,Work notes\n"


def test_incidents_and_their_stacked_notes_are_told_row_by_row() -> None:
    rows = drafts(read(INCIDENTS))
    assert [(short(row.occurred_at), row.title, row.kind.value) for row in rows] == [
        ("2026-05-04 09:12", "INC0010 opened: Forms failing", "alert"),
        ("2026-05-04 09:20:11", "Rolled back to v14", "note"),
        ("2026-05-04 09:31:40", "Queue shrinks", "note"),
        ("2026-05-04 09:25", "We are working on it", "communication"),
        ("2026-05-04 10:40", "INC0010 resolved", "recovery"),
        ("2026-05-14 10:00", "INC0010 closed", "note"),
        ("2026-05-05 08:00", "INC0011 opened: Forms slow", "observation"),
    ]


def test_people_texts_and_places_are_kept() -> None:
    opened, note, newer, *_, slow = drafts(read(INCIDENTS))
    assert (opened.actor, opened.tags) == ("Event Bot", ("INC0010", "1 - Critical", "Low-code platform"))
    assert (note.actor, note.body) == ("Bo Example", "Rolled back to v14\nSee: step 3 - restart (done)")
    assert (newer.actor, newer.locator) == ("Ana (Example)", "row 2/work_notes 1")
    assert newer.raw == "5/4/2026 9:31:40 AM - Ana (Example) (Work notes)\nQueue shrinks"
    assert newer.time_as_written == "5/4/2026 9:31:40 AM"
    assert slow.body == "Seen by two callers"


def test_the_zone_is_asked_and_the_order_of_day_and_month_where_it_is_open() -> None:
    assert topics(INCIDENTS) == ["zone"]
    assert times(read(INCIDENTS, zone="America/New_York"))[0] == "2026-05-04 13:12"
    text = LABELS + "INC1,5/4/2026 9:00 AM,Slow,3,New,,\n"
    assert topics(text) == ["order", "zone"]
    assert times(read(text, day_first=False)) == ["2026-05-04 09:00"]


def test_labels_are_read_like_the_names_of_fields() -> None:
    text = (
        LABELS
        + 'INC1,2026-05-04 09:00:00,Slow,3,Closed,2026-05-04 10:00:00,"2026-05-04 09:30:00 - Bo (Work notes)\nOK"\n'
    )
    assert detect(sample_of(text)).info.name == "servicenow-csv"
    assert titles(read(text)) == ["INC1 opened: Slow", "OK", "INC1 resolved"]


def test_what_has_no_time_says_why_and_can_be_repaired() -> None:
    rows = unread(read(INCIDENTS))
    assert [row.reason for row in rows] == ["The record has no time.", "There is no day “99/99/2026”."]
    importer, sample, options = by_name("servicenow-csv"), sample_of(INCIDENTS), ImportOptions()
    opened = repair(rows[0], importer, options, rows[0].raw.replace('"",', '"5/5/2026 7:00 AM",', 1), sample=sample)
    note = repair(rows[1], importer, options, rows[1].raw.replace("99/99", "5/15"), sample=sample)
    assert [row.title for row in (opened, note) if isinstance(row, Draft)] == ["INC0012 opened: No time", "Which day?"]
    assert times([note]) == ["2026-05-15 09:00"]


def test_a_row_that_was_cut_off_and_windows_text_are_no_trouble() -> None:
    text = LABELS + '"INC1","2026-05-04 09:00:00","Überlast","","","",""\r\n"INC2"\r\n'
    rows = read(text.encode("cp1252"))
    assert titles(rows) == ["INC1 opened: Überlast"]
    assert [row.raw for row in unread(rows)] == ['"INC2"']


def test_notes_are_divided_at_their_first_lines_only() -> None:
    text = "before\r\n2026-05-04 09:20 - Bo (Work notes)\r\n10:20 - a line (of text)\r\n2026-05-04 - no time (x)\r\n"
    entries, rest = divided(text)
    assert rest == "before"
    assert [(head["who"], body) for head, body in entries] == [
        ("Bo", "10:20 - a line (of text)\n2026-05-04 - no time (x)")
    ]
    assert divided("no notes") == ([], "no notes")


def test_other_tables_are_other_formats() -> None:
    for text in ("number,opened,text\n1,2026-05-04,x\n", "number;short_description\n1;x\n", "", "{}"):
        assert by_name("servicenow-csv").score(sample_of(text)) == 0


def test_labels_are_known_in_other_languages() -> None:
    notes = "2026-05-04 11:20:00 - Bo Example (Zusätzliche Kommentare)\nWir suchen"
    table = "Nummer;Geöffnet;Kurzbeschreibung;Gelöst;Kommentare und Arbeitsnotizen\n"
    table += f'INC0010;2026-05-04 11:12:00;Formulare fehlerhaft;2026-05-04 12:40:00;"{notes}"\n'
    assert [(row.title, row.kind.value) for row in drafts(read(table))] == [
        ("INC0010 opened: Formulare fehlerhaft", "observation"),
        ("Wir suchen", "communication"),
        ("INC0010 resolved", "recovery"),
    ]


@pytest.mark.parametrize(
    "header", ["sys_created_on,sys_created_by,name,element,value", '"Created","Created by","Name","Element","Value"']
)
def test_journal_entries_may_stand_in_a_table(header: str) -> None:
    table = f"{header}\n2026-05-04 09:30:00,ana,incident,work_notes,Rolled back\n"
    table += "2026-05-04 09:35:00,bo,incident,comments,We are on it\n"
    assert [(row.title, row.kind.value, row.actor, row.tags) for row in drafts(read(table))] == [
        ("Rolled back", "note", "ana", ("incident",)),
        ("We are on it", "communication", "bo", ("incident",)),
    ]


def test_audit_rows_may_stand_in_a_table() -> None:
    table = "sys_created_on,user,tablename,documentkey,fieldname,oldvalue,newvalue\n"
    table += "2026-05-04 09:30:00,ana,incident,INC0010,state,1,2\n"
    table += "2026-05-04 09:40:00,ana,incident,INC0010,priority,3,1\n"
    assert [(row.title, row.kind.value) for row in drafts(read(table))] == [
        ("State changed from New to In Progress", "note"),
        ("Priority changed from 3 to 1", "decision"),
    ]
