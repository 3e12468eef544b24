"""Times on a clock of twelve hours that do not say which half of the day it is."""

import pytest

from support.imports import drafts, read, times

DAY = "2026-05-04"
AFTERNOON = [f"{DAY} 09:05", f"{DAY} 11:50", f"{DAY} 13:10", f"{DAY} 15:15"]


@pytest.mark.parametrize(
    "file",
    [
        "9:05 alert\n11:50 paged\n1:10 mitigated\n3:15 resolved\n",
        "Time,Event\n9:05,alert\n11:50,paged\n1:10,mitigated\n3:15,resolved\n",
        "Date,Time,Event\n5/4/26,9:05,alert\n5/4/26,11:50,paged\n5/4/26,1:10,mitigated\n5/4/26,3:15,resolved\n",
    ],
)
def test_a_step_back_over_noon_makes_it_the_afternoon(file: str) -> None:
    rows = read(file, zone="UTC", day=DAY)
    assert times(rows) == AFTERNOON
    assert [row.remark for row in drafts(rows)][:3] == [
        "",
        "",
        "No half of the day is written: taken as 13:10, as it stands behind 11:50.",
    ]


def test_each_day_has_its_own_noon() -> None:
    table = "Date,Time,Event\n5/4/26,11:50,a\n5/4/26,1:10,b\n5/5/26,9:00,c\n5/5/26,12:30,d\n5/5/26,2:00,e\n"
    hours = [time[8:13] for time in times(read(table, zone="UTC", day=DAY))]
    assert hours == [
        "04 11",
        "04 13",
        "05 09",
        "05 12",
        "05 14",
    ]


@pytest.mark.parametrize(
    "clocks",
    [
        ["09:05", "11:50", "01:10"],
        ["9:05 am", "11:50 am", "1:10 am"],
        ["21:50", "23:50", "1:10"],
        ["9:05", "8:50", "10:10"],
        ["9:05", "10:50", "11:10"],
    ],
)
def test_other_times_are_what_is_written(clocks: list[str]) -> None:
    rows = read("".join(f"{clock} it happened\n" for clock in clocks), "text", zone="UTC", day=DAY)
    hours = [int(clock.split(":")[0]) for clock in clocks]
    assert sorted(int(time[11:13]) for time in times(rows)) == sorted(hours)
