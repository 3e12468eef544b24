"""Tables whose dates are divided among columns."""

from io import BytesIO

import openpyxl
import pytest

from support.imports import drafts, read, short, times, titles, topics, unread

THREE = ["2026-05-04 09:05", "2026-05-04 23:50", "2026-05-05 00:10"]
PARTS = [("2026", "5", "4"), ("2026", "5", "4"), ("2026", "5", "5")]


@pytest.mark.parametrize(
    "table",
    [
        "Year,Month,Day,Time,Event\n2026,5,4,09:05,alert\n2026,5,4,23:50,call\n2026,5,5,00:10,fixed\n",
        "Time,Day,Month,Year,Event\n9:05 AM,4,May,2026,alert\n11:50 PM,4,May,2026,call\n12:10 AM,5,May,2026,fixed\n",
        "Jahr;Monat;Tag;Uhrzeit;Ereignis\n2026;Mai;4;09:05;alert\n2026;Mai;4;23:50;call\n2026;Mai;5;00:10;fixed\n",
        "yyyy,mm,dd,hour,minute,what\n26,05,04,9,5,alert\n26,05,04,23,50,call\n26,05,05,0,10,fixed\n",
        "month,day,year,hour,min,AM/PM,what\n5,4,2026,9,5,AM,alert\n5,4,2026,11,50,p.m.,call\n5,5,2026,12,10,AM,fixed\n",
        "Event,year,month,day,hour,minute,second\nalert,2026,5,4,9,5,0\ncall,2026,5,4,23,50,0\nfixed,2026,5,5,0,10,0\n",
        "Year,Month,Day,Time,Event\n2026,5,4,09:05,alert\n,,,23:50,call\n2026,5,5,00:10,fixed\n",
    ],
)
def test_the_parts_of_a_date_are_joined(table: str) -> None:
    rows = read(table, zone="UTC")
    assert (times(rows), titles(rows)) == (THREE, ["alert", "call", "fixed"])
    assert [(row.remark, row.tags) for row in drafts(rows)] == [("", ())] * 3
    assert topics(table) == ["zone"]


def test_without_a_time_of_day_an_event_took_the_day() -> None:
    (row,) = drafts(read("year,month,day,description\n2026,5,4,alert\n", zone="UTC"))
    assert (short(row.occurred_at), short(row.occurred_until)) == ("2026-05-04 00:00", "2026-05-04 23:59:59")


def test_the_zone_may_stand_in_the_header_of_a_part() -> None:
    table = "Year,Month,Day,Hour (UTC),Event\n2026,5,4,9,alert\n2026,5,4,23,call\n"
    assert (times(read(table)), topics(table)) == (["2026-05-04 09:00", "2026-05-04 23:00"], [])


def test_parts_that_are_no_date_are_an_unread_row_and_take_nothing_from_the_others() -> None:
    table = (
        "Year,Month,Day,Time,Event\n" + "2026,5,4,09:05,alert\n" * 4 + "2026,5,32,09:05,call\n2026,?,4,09:05,fixed\n"
    )
    rows = read(table, zone="UTC")
    assert set(times(rows)) == {"2026-05-04 09:05"}
    assert [(row.locator, row.raw) for row in unread(rows)] == [
        ("row 6", "2026,5,32,09:05,call"),
        ("row 7", "2026,?,4,09:05,fixed"),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "Date,Year,Month,Day,Event\n2026-05-04 09:05,2025,1,1,alert\n2026-05-04 23:50,2025,1,1,call\n",
        "Time,Year,Month,Day,Event\n2026-05-04 09:05,2025,1,1,alert\n2026-05-04 23:50,2025,1,1,call\n",
    ],
)
def test_a_column_that_holds_days_is_taken_before_parts_of_them(table: str) -> None:
    assert times(read(table, zone="UTC")) == THREE[:2]


def test_a_workbook_may_have_them_too() -> None:
    book = openpyxl.Workbook()
    sheet = book.worksheets[0]
    sheet.append(["Year", "Month", "Day", "Time", "Event"])
    for parts, clock, event in zip(PARTS, ("09:05", "23:50", "00:10"), ("alert", "call", "fixed"), strict=True):
        sheet.append([*map(int, parts), clock, event])
    kept = BytesIO()
    book.save(kept)
    assert times(read(kept.getvalue(), zone="UTC")) == THREE
