"""Forms of days and times that leave something out: the end, the year, the last digits."""

import pytest

from support.imports import drafts, read, short, times


@pytest.mark.parametrize(
    "date",
    ["May 4-6, 2026", "4–6 May 2026", "May 4th – 6th, 2026", "May 4 - May 6, 2026", "4. – 6. Mai 2026"],
)
def test_a_range_of_days_begins_with_its_first(date: str) -> None:
    table = "| Time (UTC) | Event |\n|---|---|\n| May 4, 2:05 PM | Alert |\n| May 6, 9:10 AM | Over |\n"
    rows = read(f"**Date:** {date}\n\n## Timeline\n\n{table}", "text")
    assert times(rows) == ["2026-05-04 14:05", "2026-05-06 09:10"]


@pytest.mark.parametrize(
    ("days", "until"),
    [
        ("May 4-6, 2026", "2026-05-06 23:59:59"),
        ("2026-05-04 → 05-06", "2026-05-06 23:59:59"),
        ("2026-05-04 -- 2026-05-06", "2026-05-06 23:59:59"),
        ("December 30 - January 2, 2027", "2027-01-02 23:59:59"),
    ],
)
def test_an_event_may_last_for_days(days: str, until: str) -> None:
    (row,) = drafts(read(f"# Timeline (UTC)\n\n- {days}: the list was put together\n", "text"))
    assert (short(row.occurred_until), row.title) == (until, "the list was put together")


@pytest.mark.parametrize(
    ("written", "at", "until"),
    [
        ("14:05:12.xxx", "2026-05-04 14:05:12", ""),
        ("14:05:xxZ", "2026-05-04 14:05", "2026-05-04 14:05:59"),
        ("2026-05-04T14:05:xxZ", "2026-05-04 14:05", "2026-05-04 14:05:59"),
    ],
)
def test_a_time_may_leave_its_last_digits_open(written: str, at: str, until: str) -> None:
    (row,) = drafts(read(f"# Timeline\n\n- {written} — Alert\n", "text", day="2026-05-04"))
    assert (short(row.occurred_at), short(row.occurred_until), row.title) == (at, until, "Alert")


def test_a_time_may_leave_its_end_open() -> None:
    table = "| 時刻 (JST) | イベント |\n|---|---|\n| 2026-05-04 23:28〜 | 失敗が続く |\n| 2026-05-04 23:40 | 検知 |\n"
    first, second = drafts(read(table, "text"))
    assert (short(first.occurred_at), first.precision.value) == ("2026-05-04 14:28", "approximate")
    assert short(second.occurred_at) == "2026-05-04 14:40"


def test_times_that_count_from_the_start_may_be_rough_and_have_hours_and_minutes() -> None:
    table = "| Time (relative) | Event |\n|---|---|\n| T+0 | Alert |\n| T+~1h15 | Change |\n| T+~2h | Over |\n"
    rows = drafts(read(table, "text", start="2026-05-04 14:05 UTC"))
    assert [short(row.occurred_at) for row in rows] == ["2026-05-04 14:05", "2026-05-04 15:20", "2026-05-04 16:05"]
    assert [row.precision.value for row in rows] == ["exact", "approximate", "approximate"]
