"""Tables whose times count from the start of the story."""

from datetime import datetime

import pytest

from secondstory.importers.base import ImportOptions
from secondstory.importers.registry import detect
from secondstory.importers.times.starts import day_in_name, read_start, show_start
from secondstory.model.enums import Precision
from secondstory.model.errors import UserError
from support.imports import drafts, read, sample_of, short, times, titles, topics, unread

START = "2026-05-04 14:05 UTC"


@pytest.mark.parametrize(
    ("header", "cells", "expected"),
    [
        ("Time", ["T+00:00", "T+01:05", "T-00:10"], ["14:05", "15:10", "13:55"]),
        ("Offset", ["+0 min", "+15 min", "+1h 20m"], ["14:05", "14:20", "15:25"]),
        ("Elapsed", ["+0:00:00", "+0:03:20", "+1:10:05"], ["14:05", "14:08:20", "15:15:05"]),
        ("Seconds since start", ["0", "200", "4205"], ["14:05", "14:08:20", "15:15:05"]),
        ("t (s)", ["0", "12.5", "300"], ["14:05", "14:05:12.500000", "14:10"]),
        ("Minutes", ["-5", "0", "62"], ["14:00", "14:05", "15:07"]),
        ("Offset (min)", ["0", "5", "62,5"], ["14:05", "14:10", "15:07:30"]),
        ("T", ["T0", "T0 + 15 min", "T0+1h"], ["14:05", "14:20", "15:05"]),
        ("Time since detection", ["00:00", "01:05", "26:30"], ["14:05", "15:10", "16:35"]),
        ("Minuten seit Alarm", ["0 Min", "15 Min.", "1 Std 20 Min"], ["14:05", "14:20", "15:25"]),
        ("Time", ["0", "15", "62"], ["14:05", "14:20", "15:07"]),
        ("経過時間", ["0:00", "0:15", "1:05"], ["14:05", "14:20", "15:10"]),
    ],
)
def test_a_column_counts_from_the_start(header: str, cells: list[str], expected: list[str]) -> None:
    table = f"{header};Event\n" + "".join(f"{cell};something happened\n" for cell in cells)
    assert detect(sample_of(table)).info.name == "csv"
    assert topics(table) == ["start"]
    rows = drafts(read(table, start=START))
    assert [short(row.occurred_at)[11:] for row in rows] == expected
    assert [row.time_as_written for row in rows] == cells
    assert rows[1].remark.startswith("The time as written counts from 2026-05-04 14:05 UTC.")


def test_without_the_start_events_keep_their_order_and_have_no_time() -> None:
    rows = drafts(read("Elapsed,Event\n+0:15:00,page\n+1:00:00,fix\n"))
    assert [(row.title, row.time_as_written, row.precision) for row in rows] == [
        ("page", "+0:15:00", Precision.UNKNOWN),
        ("fix", "+1:00:00", Precision.UNKNOWN),
    ]
    assert "counts from a start" in rows[0].remark


def test_the_start_may_stand_in_a_row_or_above_the_table() -> None:
    in_a_row = "When,Event\nT-5m,deploy\nT+0 (2026-05-04 14:05 UTC),alert\nT+15m,page\n"
    above = "T0:,2026-05-04 14:05 UTC\n\nOffset (min),Event\n-5,deploy\n0,alert\n15,page\n"
    for table in (in_a_row, above):
        assert times(read(table)) == ["2026-05-04 14:00", "2026-05-04 14:05", "2026-05-04 14:20"]
        assert topics(table) == []


def test_a_local_start_is_one_in_the_zone_that_was_chosen() -> None:
    (row,) = drafts(read("Elapsed,Event\n+1:00:00,fix\n", start="2026-05-04 14:05", zone="Europe/Berlin"))
    assert (short(row.occurred_at), row.zone_assumed) == ("2026-05-04 13:05", "Europe/Berlin")


def test_what_had_to_be_assumed_is_told() -> None:
    bare = drafts(read("Offset,Event\n0,alert\n15,page\n20,fix\n", start=START))
    assert bare[1].remark.endswith("No unit is written: taken as minutes.")
    pairs = drafts(read("Elapsed,Event\n00:00,alert\n00:15,page\n", start=START))
    assert pairs[1].remark.endswith("Two numbers were taken as hours and minutes.")


def test_a_cell_that_does_not_count_is_unread_and_one_that_is_not_known_has_no_time() -> None:
    rows = read(
        "Elapsed,Event\n+0:15,page\n+0:20,log\nsoon,fix\n+0:30,end\n+0:40,end of call\nunknown,mail\n", start=START
    )
    assert [row.reason for row in unread(rows)] == ["“soon” does not say how long after the start it was."]
    assert titles(rows)[-1] == "mail"
    assert drafts(rows)[-1].occurred_at is None


@pytest.mark.parametrize(
    "table",
    [
        "Time,Event,Offset\n2026-05-04 14:05,alert,+15 min\n2026-05-04 14:20,page,+30 min\n",
        "Created,Title,Minutes\n2026-05-04 14:05,alert,0\n2026-05-04 14:20,page,15\n2026-05-04 14:30,fix,20\n",
        "Time,UTC offset,Event\n2026-05-04 14:05,+00:00,alert\n2026-05-04 14:20,+00:00,page\n",
    ],
)
def test_where_a_column_has_instants_none_counts(table: str) -> None:
    assert times(read(table))[:2] == ["2026-05-04 14:05", "2026-05-04 14:20"]
    assert "start" not in topics(table)


def test_a_column_of_durations_counts_from_nothing() -> None:
    table = "Task,Minutes\nlook at logs,15\ncall the vendor,5\nfail over,40\n"
    assert "mapping" in topics(table, "csv")


def test_a_table_of_markdown_counts_as_well() -> None:
    table = "# Timeline\n\n| Time | Event |\n|---|---|\n| T+0 | Alert |\n| T+15m | Page |\n"
    assert topics(table) == ["start"]
    assert times(read(table, start=START)) == ["2026-05-04 14:05", "2026-05-04 14:20"]


def test_a_list_may_be_given_its_start_too() -> None:
    text = "- T+0 Alert fired\n- T+15m Rolled back\n"
    assert topics(text) == ["start"]
    assert times(read(text, start=START)) == ["2026-05-04 14:05", "2026-05-04 14:20"]
    assert topics(text, options=ImportOptions(start=read_start("2026-05-04 14:05"))) == ["zone"]


def test_a_start_far_away_is_told_and_ends_nothing() -> None:
    rows = read("Elapsed (days),Event\n1,alert\n999999999,end\n", start="9999-12-31 23:00 UTC")
    assert {row.reason for row in unread(rows)} == {"The time lies outside the calendar."}


def test_a_start_is_read_as_people_type_it() -> None:
    assert read_start("4 May 2026 2:05 pm") == datetime(2026, 5, 4, 14, 5)  # noqa: DTZ001 - it names no zone
    assert show_start(read_start("2026-05-04 14:05 CEST")) == "2026-05-04 12:05 UTC"
    for wrong in ("", "14:05", "2026-05-04", "soon", "2026-13-40 14:05", "2026-05-04 14:05 CST"):
        with pytest.raises(UserError):
            read_start(wrong)


@pytest.mark.parametrize(
    ("name", "day"),
    [
        ("incident_2026-05-04.csv", "2026-05-04"),
        ("Timeline 4 May 2026 final.xlsx", "2026-05-04"),
        ("20260504_timeline.txt", "2026-05-04"),
        ("INC-4711.csv", ""),
        ("export 2026-05-20 exported.csv", ""),
    ],
)
def test_the_name_of_a_file_may_tell_the_day(name: str, day: str) -> None:
    assert str(day_in_name(name) or "") == day
