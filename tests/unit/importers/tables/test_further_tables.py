"""Several tables in one file or sheet, each with a header of its own."""

from collections.abc import Callable
from io import BytesIO

import pytest
from openpyxl import Workbook

from support.imports import drafts, read, times, titles, topics, unread

FIRST = "Time,Event\n2026-05-04 14:05,alert fired\n2026-05-04 14:06,looked at it\n"
SECOND = "\nWhen,Who,What\n2026-05-04 15:05,A. Example,paused the flow\n"
PEOPLE = "\nName,Role\nA. Example,lead\n"
ACTIONS = ",,\nAction,Owner,Due date\nAdd an alert,A. Example,2026-06-01\n"


def sheet(text: str) -> bytes:
    made = Workbook()
    for line in text.splitlines():
        made.active.append(line.split(",") if line else [])  # type: ignore[union-attr]
    data = BytesIO()
    made.save(data)
    return data.getvalue()


@pytest.mark.parametrize("file", [FIRST + SECOND, sheet(FIRST + SECOND)], ids=["text", "sheet"])
def test_a_further_table_is_read_by_its_own_header(file: str | bytes) -> None:
    rows = drafts(read(file, zone="UTC"))
    assert titles(list(rows)) == ["alert fired", "looked at it", "paused the flow"]
    assert [row.actor for row in rows] == ["", "", "A. Example"]
    assert [row.remark for row in rows] == ["", "", "A further table begins in row 5: it is read by its own header."]


def test_further_tables_may_be_many() -> None:
    file = FIRST + SECOND + PEOPLE + "\nStart,End,Action\n2026-05-04 16:00,2026-05-04 16:30,resumed it\n"
    rows = read(file, zone="UTC")
    assert times(rows) == ["2026-05-04 14:05", "2026-05-04 14:06", "2026-05-04 15:05", "2026-05-04 16:00"]
    assert [(row.locator, row.reason) for row in unread(rows)] == [
        ("row 9", "The row belongs to a further table, which begins in row 8 and holds no times.")
    ]


def test_a_list_of_actions_below_a_timeline_is_none() -> None:
    rows = read(FIRST.replace("\n", ",\n") + ACTIONS, "csv", zone="UTC")
    assert titles(rows) == ["alert fired", "looked at it"]
    (row,) = unread(rows)
    assert row.reason == ("The row belongs to a further table, which begins in row 5 and looks like a list of actions.")


def test_a_gap_and_a_repeated_header_begin_no_further_table() -> None:
    rows = read(f"{FIRST}\n2026-05-04 14:07,after a gap\nTime,Event\n2026-05-04 14:08,and more\n", zone="UTC")
    assert titles(rows) == ["alert fired", "looked at it", "after a gap", "and more"]
    assert [row.reason for row in unread(rows)] == ["The row repeats the header."]


def test_a_row_without_a_time_begins_no_further_table() -> None:
    rows = read(f"{FIRST}soon,note\nunknown,update\n,status\n", "csv", zone="UTC")
    assert titles(rows) == ["alert fired", "looked at it", "update", "status"]
    assert [row.reason for row in unread(rows)] == ["“soon” is not a time."]


@pytest.mark.parametrize("time", ["", "-", "unknown"])
def test_a_row_without_a_time_whose_words_are_those_of_columns_begins_no_further_table(time: str) -> None:
    undated = f"{time},Note,Comment\n{time},Impact,Status\n"
    file = f"Time,Type,Description\n14:05,Alert,It is slow\n{undated}14:20,Action,Undone\n"
    rows = drafts(read(file, zone="UTC", day="2026-05-04"))
    assert titles(list(rows)) == ["It is slow", "Comment", "Status", "Undone"]
    assert not any(row.remark for row in rows)


def test_what_stands_above_a_table_is_no_table() -> None:
    rows = read("Report,Incident timeline\nGenerated,2026-05-04 14:00\n\n" + FIRST, zone="UTC")
    assert titles(rows) == ["alert fired", "looked at it"]


def test_a_mapping_holds_as_far_as_a_further_table_has_its_columns() -> None:
    rows = drafts(read(FIRST + SECOND, zone="UTC", mapping={"title": "Event", "kind": "=decision"}))
    assert [row.title for row in rows] == ["alert fired", "looked at it", "paused the flow"]
    assert {row.kind.value for row in rows} == {"decision"}


def test_very_many_headers_do_no_harm() -> None:
    rows = read(FIRST + (PEOPLE + SECOND) * 2000, "csv", zone="UTC")
    assert len(rows) > 4000
    assert topics(FIRST + (PEOPLE + SECOND) * 2000, "csv") == ["zone"]


@pytest.mark.parametrize("make", [str, sheet], ids=["text", "sheet"])
def test_a_row_whose_words_are_those_of_columns_is_no_header_where_the_table_goes_on(
    make: Callable[[str], str | bytes],
) -> None:
    file = f"{FIRST}\nNote,Status\nthe log of the vendor,is missing\n2026-05-04 15:00,mitigated\n"
    rows = read(make(file), zone="UTC")
    assert titles(rows) == ["alert fired", "looked at it", "mitigated"]
    assert [row.reason for row in unread(rows)] == ["“Note” is not a time.", "“the log of the vendor” is not a time."]


def test_a_last_row_is_no_header() -> None:
    rows = read(f"{FIRST}Note,Status\n", zone="UTC")
    assert titles(rows) == ["alert fired", "looked at it"]
    assert [row.reason for row in unread(rows)] == ["“Note” is not a time."]
