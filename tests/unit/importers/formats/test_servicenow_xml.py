"""ServiceNow as XML: the same events as of its JSON, with times in UTC."""

import json

from secondstory.importers.registry import detect
from support.imports import DATA, drafts, read, sample_of, times, titles, topics, unread

INCIDENT = (DATA / "servicenow_incident.xml").read_bytes()


def test_an_incident_and_its_journal_are_told() -> None:
    rows = read(INCIDENT)
    assert list(zip(times(rows), titles(rows), strict=True)) == [
        ("2026-05-04 09:12", "INC0010 opened: Intake forms fail"),
        ("2026-05-04 09:15:30", "Looking at the log"),
        ("2026-05-04 09:20:11", "Rolled back to v13"),
        ("2026-05-04 09:31", "Users say that forms work again"),
        ("2026-05-04 10:40", "INC0010 resolved"),
        ("2026-05-04 11:40", "INC0010 closed"),
    ]
    opened, noted, *_ = drafts(rows)
    assert (opened.body, opened.actor) == ("The form answers with <500>.", "B. Example")
    assert opened.tags == ("INC0010", "priority 1", "Low-code team")
    assert noted.raw.startswith('<sys_journal_field action="INSERT_OR_UPDATE">')
    assert topics(INCIDENT) == []


def test_records_of_other_tables_are_kept_as_unread() -> None:
    (row,) = unread(read(INCIDENT))
    assert row.locator == "/unload/sys_attachment/4"
    assert "graph.png" in row.raw


def test_the_events_are_those_of_the_json() -> None:
    told = {"sys_id": "1c74", "number": "INC0010", "opened_at": "2026-05-04 09:12:00", "short_description": "x"}
    (of_json,) = drafts(read(json.dumps({"result": [told]})))
    of_xml = drafts(read(INCIDENT))[0]
    assert (of_xml.external_id, of_xml.part) == (of_json.external_id, of_json.part)


def test_lists_and_answers_of_the_table_api_are_read() -> None:
    fields = "<number>INC1</number><opened_at>2026-05-04 09:12:00</opened_at><sys_id>1c74</sys_id>"
    who = "<opened_by><display_value>A. Example</display_value><link>https://x.example</link></opened_by>"
    for text in (
        f'<?xml version="1.0" encoding="UTF-8"?>\n<xml><incident>{fields}{who}</incident></xml>',
        f'<?xml version="1.0" encoding="UTF-8"?><response><result>{fields}{who}</result></response>',
    ):
        assert detect(sample_of(text)).info.name == "servicenow-xml"
        assert [(row.title, row.actor) for row in drafts(read(text))] == [("INC1 opened", "A. Example")]
