"""Jira issues as XML: the same events as in the other exports, and files that are refused."""

import json

import pytest

from secondstory.importers.base import ImportOptions
from secondstory.importers.preview import repair
from secondstory.importers.registry import by_name, detect
from secondstory.model.errors import UserError
from support.imports import DATA, drafts, read, sample_of, times, titles, topics, unread

ISSUES = (DATA / "jira_issues.xml").read_bytes()


def issue(inside: str) -> str:
    return (
        f'<rss version="0.92"><channel><item><summary>x</summary><key id="1">A-1</key>{inside}</item></channel></rss>'
    )


def test_issues_tell_when_they_were_created_and_resolved_and_their_comments() -> None:
    rows = read(ISSUES)
    assert list(zip(times(rows), titles(rows), strict=True)) == [
        ("2026-05-04 09:12:30", "OPS-9 created: Intake form fails"),
        ("2026-05-04 09:20", "Looking at the log (https://log.example)"),
        ("2026-05-04 09:41", "Rolled back to v13 & restarted"),
        ("2026-05-04 10:40", "OPS-9 resolved as Fixed"),
        ("2026-05-04 12:00", "OPS-10 created: Show the version of a flow"),
    ]
    created, looking, rolled_back, *_ = drafts(rows)
    assert (created.body, created.tags) == ("It fails since the deployment of v14.", ("OPS-9", "Critical", "forms"))
    assert (looking.actor, rolled_back.actor) == ("A. Example", "cexample")
    assert topics(ISSUES) == []


def test_the_events_are_those_of_the_rest_api() -> None:
    told = {"key": "OPS-9", "id": "10009", "fields": {"summary": "x", "created": "2026-05-04T09:12:30.000+0000"}}
    of_json = drafts(read(json.dumps({"issues": [told]})))[0]
    of_xml = drafts(read(ISSUES))[0]
    assert (of_xml.external_id, of_xml.part) == (of_json.external_id, of_json.part)


def test_a_comment_is_kept_as_it_is_written_and_can_be_corrected() -> None:
    (row,) = unread(read(ISSUES))
    assert row.reason == "“shortly after” is not a time."
    assert row.raw == '<comment id="17003" author="cexample" created="shortly after"  >Works again</comment>'
    corrected = row.raw.replace("shortly after", "Mon, 4 May 2026 11:50:00 +0200")
    found = repair(row, by_name("jira-xml"), ImportOptions(), corrected)
    assert titles([found]) == ["Works again"]


@pytest.mark.parametrize(
    "text",
    [
        "<!DOCTYPE rss [<!ENTITY a 'aaaaaaaaaa'><!ENTITY b '&a;&a;&a;&a;&a;&a;&a;&a;'>]>" + issue("<due>&b;</due>"),
        '<!DOCTYPE rss [<!ENTITY a SYSTEM "file:///etc/passwd">]>' + issue("<due>&a;</due>"),
        '<!DOCTYPE rss SYSTEM "http://other.example/rss.dtd">' + issue(""),
    ],
)
def test_a_file_that_declares_a_document_type_is_refused(text: str) -> None:
    with pytest.raises(UserError, match="document type"):
        read(text, "jira-xml")


def test_what_is_nested_too_deeply_or_is_cut_off_is_refused() -> None:
    with pytest.raises(UserError, match="nested too deeply"):
        read(issue("<a>" * 200 + "</a>" * 200), "jira-xml")
    with pytest.raises(UserError, match="not whole XML"):
        read(ISSUES[:-20], "jira-xml")


def test_the_secret_in_an_element_is_left_out_of_the_record() -> None:
    secret = "<field><password>correct-horse</password></field>"
    (row,) = drafts(read(issue(f"<created>Mon, 4 May 2026 09:00:00 +0000</created>{secret}"), "jira-xml"))
    assert row.title == "A-1 created: x"
    assert "correct-horse" not in row.raw


@pytest.mark.parametrize("encoding", ["iso-8859-1", "windows-1252", "utf-16"])
def test_the_encoding_is_the_one_that_the_file_declares(encoding: str) -> None:
    text = issue("<created>Mon, 4 May 2026 09:00:00 +0000</created><reporter>J. Müller</reporter>")
    data = f'<?xml version="1.0" encoding="{encoding}"?>{text}'.encode(encoding)
    assert detect(sample_of(data)).info.name == "jira-xml"
    assert [row.actor for row in drafts(read(data))] == ["J. Müller"]
