"""Tables whose days are named and not dated: weekdays, “Day 2”, bare numbers."""

from datetime import date

import pytest

from secondstory.importers.base import ImportOptions
from secondstory.importers.times.named_days import NamedDay, NamedDays
from support.imports import drafts, read, short, times, topics, unread

MONDAY = "2026-05-04"
THREE = ["2026-05-04 14:05", "2026-05-04 14:20", "2026-05-05 09:00"]


def table(days: list[str], header: str = "Day,Time,Event") -> str:
    clocks = ("14:05,alert fired", "14:20,looked at it", "09:00,fixed it")
    return "\n".join([header, *(f"{day},{clock}" for day, clock in zip(days, clocks, strict=True))])


@pytest.mark.parametrize(
    "days",
    [
        ["Mon", "Mon", "Tue"],
        ["Monday", "monday", "TUESDAY"],
        ["Mo", "Mo", "Di"],
        ["lunes", "lunes", "martes"],
        ["月曜日", "月曜日", "火曜日"],
        ["Day 1", "Day 1", "Day 2"],
        ["Day 0", "Day 0", "Day 1"],
        ["D+1", "D+1", "D+2"],
        ["Tag 3", "Tag 3", "Tag 4"],
        ["1", "1", "2"],
        ["4", "4", "5"],
        ["Mon", "", "Tue"],
    ],
)
def test_the_day_of_each_row_is_told_from_the_day_of_the_first(days: list[str]) -> None:
    rows = read(table(days), "csv", zone="UTC", day=MONDAY)
    assert times(rows) == THREE
    assert [row.remark for row in drafts(rows)] == ["", "", ""]
    assert drafts(rows)[2].time_as_written == f"{days[2]} 09:00"


@pytest.mark.parametrize("days", [["Mon", "Mon", "Tue"], ["Day 1", "Day 1", "Day 2"], ["1", "1", "2"]])
def test_the_day_is_asked_for(days: list[str]) -> None:
    assert "date" in topics(table(days), "csv")
    assert "date" not in topics(table(days), "csv", ImportOptions(date=date(2026, 5, 4)))
    assert len(unread(read(table(days), "csv", zone="UTC"))) == 3


@pytest.mark.parametrize(
    "file",
    [
        "When,Event\nMon 14:05,alert fired\nMon 14:20,looked at it\nTue 09:00,fixed it\n",
        'When,Event\n"Day 1, 14:05",alert fired\n"Day 1, 14:20",looked at it\n"Day 2, 09:00",fixed it\n',
        "Time,Event\nMonday,\n14:05,alert fired\n14:20,looked at it\nTuesday,\n09:00,fixed it\n",
        "Event,Time,Weekday\nalert fired,14:05,Mon\nlooked at it,14:20,Mon\nfixed it,09:00,Tue\n",
        "Day,Start,End,Event\nMon,14:05,14:09,alert fired\nMon,14:20,,looked at it\nTue,09:00,,fixed it\n",
        "| Day | Time | Event |\n|---|---|---|\n| Mon | 14:05 | alert fired |\n| Mon | 14:20 | looked |\n"
        "| Tue | 09:00 | fixed it |\n",
        '[{"day": "Mon", "time": "14:05", "text": "alert fired"}, {"day": "Mon", "time": "14:20", "text": "looked"},'
        ' {"day": "Tue", "time": "09:00", "text": "fixed it"}]',
    ],
)
def test_named_days_stand_wherever_a_table_may_have_them(file: str) -> None:
    assert times(read(file, zone="UTC", day=MONDAY)) == THREE


def test_the_day_may_stand_above_the_table() -> None:
    rows = read("Incident of 2026-05-04,,\n" + table(["Mon", "Mon", "Tue"]), "csv", zone="UTC")
    assert times(rows) == THREE


def test_a_guess_is_told() -> None:
    rows = drafts(read(table(["Wed", "Tue", "Sat"]), "csv", zone="UTC", day="2026-05-06"))
    assert [row.remark for row in rows] == [
        "",
        "Only the name of the day is written: taken as 2026-05-05.",
        "Only the name of the day is written: taken as 2026-05-09.",
    ]


def test_a_first_day_other_than_the_chosen_one_is_told() -> None:
    row = drafts(read(table(["Tue", "Tue", "Wed"]), "csv", zone="UTC", day=MONDAY))[0]
    assert times([row]) == ["2026-05-05 14:05"]
    assert row.remark == "The day as written is not the one that is known: taken as 2026-05-05."


def test_days_of_a_month_go_on_in_the_next_one() -> None:
    rows = read(table(["30", "31", "1"]), "csv", zone="UTC", day="2026-05-30")
    assert times(rows) == ["2026-05-30 14:05", "2026-05-31 14:20", "2026-06-01 09:00"]


def test_days_beyond_the_calendar_are_unread() -> None:
    assert NamedDays().day_of(NamedDay(weekday=5), date.max, None) is None
    days = NamedDays()
    assert days.day_of(NamedDay(number=0), date.max, None) == (date.max, "")
    assert days.day_of(NamedDay(number=1), date.max, None) is None
    assert NamedDays().day_of(NamedDay(of_month=31), date(2026, 2, 10), None) == (
        date(2026, 1, 31),
        "The day as written is not the one that is known: taken as 2026-01-31.",
    )
    assert NamedDays().day_of(NamedDay(of_month=40), date(2026, 2, 10), None) is None


def test_a_weekday_in_front_of_a_date_says_nothing_new() -> None:
    rows = read("When,Event\nTue 4 May 2026 14:05,alert fired\nWed 5 May 2026 14:20,looked\n", "csv", zone="UTC")
    assert times(rows) == ["2026-05-04 14:05", "2026-05-05 14:20"]
    assert not any(row.remark for row in drafts(rows))


def test_a_range_of_days_has_its_last_one() -> None:
    (row,) = drafts(read("Time,Event\n2026-05-04 – 2026-05-06,Slow\n", "csv", zone="UTC"))
    assert (short(row.occurred_at), short(row.occurred_until)) == ("2026-05-04 00:00", "2026-05-06 23:59:59")


def test_a_column_of_am_and_pm_belongs_to_the_times() -> None:
    table = "Date,Time,AM/PM,Event\n5/14/2026,2:05,PM,Alert\n5/14/2026,11:20,a.m.,Before\n"
    assert times(read(table, zone="UTC")) == ["2026-05-14 14:05", "2026-05-14 11:20"]


@pytest.mark.parametrize("zone", ["PST/PDT", "PDT/PST", "Pacific"])
def test_both_names_of_a_zone_are_one(zone: str) -> None:
    assert times(read(f"Time ({zone}),Event\n2026-05-04 07:05,Alert\n")) == ["2026-05-04 14:05"]


def test_separators_behind_the_last_column_and_comments_above_the_header_do_no_harm() -> None:
    rows = drafts(read("# made by x\n# today\nTime,Event,Owner,,,\n2026-05-04 14:05,Alert,Ana,,,\n,,,,,\n", zone="UTC"))
    assert [(row.title, row.actor) for row in rows] == [("Alert", "Ana")]
