"""The many ways in which people write times: zones at both ends, times told twice, days beside them, ornaments."""

import pytest

from secondstory.model.enums import Precision
from support.imports import drafts, read, short, times, titles, unread

DAY = "2026-05-04"


@pytest.mark.parametrize(
    ("line", "at", "until"),
    [
        ("2026-05-04T14:05:00-07:00 slow", "2026-05-04 21:05", ""),
        ("2026-05-04T14:05-07:00 slow", "2026-05-04 21:05", ""),
        ("2026-05-04 14:05:00.250+02:00 slow", "2026-05-04 12:05:00.250000", ""),
        ("2026-05-04 14:05 UTC → 14:20 UTC slow", "2026-05-04 14:05", "2026-05-04 14:20"),
        ("2026-05-04 23:50 UTC - 2026-05-05 00:20 UTC slow", "2026-05-04 23:50", "2026-05-05 00:20"),
        ("2026-05-04 12:26-12:?? UTC slow", "2026-05-04 12:26", "2026-05-04 12:59:59"),
        ("2026-05-04 08:00 EST (13:00 UTC) slow", "2026-05-04 13:00", ""),
        ("2026-05-04 13:00 UTC (08:00 EST) slow", "2026-05-04 13:00", ""),
    ],
)
def test_an_offset_is_no_end_of_a_range_and_a_zone_may_stand_at_both_ends(line: str, at: str, until: str) -> None:
    for text in (line, f"Start: 2026-05-04 14:02 PT\n\n{line}"):
        draft = drafts(read(text, "text"))[-1]
        assert (short(draft.occurred_at), short(draft.occurred_until), draft.title) == (at, until, "slow")
        assert not draft.zone_assumed


def test_a_second_time_in_brackets_makes_nothing_approximate() -> None:
    told, guessed = drafts(read("08:00 EST (13:00 UTC) deploy\n08:10 EST (not sure) slow\n", "text", day=DAY))
    assert (told.precision, guessed.precision) == (Precision.EXACT, Precision.APPROXIMATE)


@pytest.mark.parametrize(
    "line",
    ["- **2026-05-04 14:05 UTC:** (Detection) it fired", "**2026-05-04 14:05 UTC (Detection)** it fired"],
)
def test_emphasis_that_begins_at_the_time_leaves_no_marks_in_the_title(line: str) -> None:
    assert titles(read(line, "text")) == ["(Detection) it fired"]


@pytest.mark.parametrize(
    ("line", "time", "title"),
    [
        ("- 🔴 **14:05** alert fired", "14:05", "alert fired"),
        ("- :red_circle: 14:05 alert fired", "14:05", "alert fired"),
        ("*14:05*: alert fired\\", "14:05", "alert fired"),
        ("14:05 PM - alert fired", "14:05", "alert fired"),
        ("- At approximately 14:05, the alert fired", "14:05", "the alert fired"),
        ("- By 14:05 the alert fired", "14:05", "the alert fired"),
        ("* 14:05: '''alert''' [[Alerts|fired]]", "14:05", "alert fired"),
    ],
)
def test_ornaments_and_sentences_do_not_hide_a_time(line: str, time: str, title: str) -> None:
    rows = read(f"# Timeline\n\n{line}\n", "text", day=DAY)
    assert (times(rows), titles(rows)) == ([f"{DAY} {time}"], [title])


def test_items_that_are_sentences_are_events_of_their_own() -> None:
    text = "## Timeline\n\n- At 10:00 UTC on May 4, 2026, it broke.\n- From 10:10 to 10:30 UTC, we rolled back.\n"
    rows = read(text)
    assert titles(rows) == ["it broke.", "we rolled back."]
    assert short(drafts(rows)[1].occurred_until) == "2026-05-04 10:30"


def test_a_day_in_brackets_behind_a_time_is_its_day() -> None:
    rows = read("- **10:00 UTC (May 4, 2026)** - it broke\n- 10:05 UTC (see May 2026) - paged\n", "text")
    assert times(rows) == ["2026-05-04 10:00", "2026-05-04 10:05"]
    assert titles(rows) == ["it broke", "(see May 2026) - paged"]


def test_days_such_as_5_14_head_what_follows_in_the_order_that_the_text_shows() -> None:
    rows = read("## Timeline\n\n5/13\n- 10:05am alert\n\n**5/14**\n- 9:00am review\n", "text", day="2026-01-01")
    assert times(rows) == ["2026-05-13 10:05", "2026-05-14 09:00"]


def test_a_row_of_a_table_may_hold_a_day_only_or_stand_for_what_was_left_out() -> None:
    table = """## Timeline

<aside>All timestamps in UTC</aside>

| Time | Event |
| --- | --- |
| 2026-05-04 | |
| 09:36 | opened |
| … | … |
| ... | somebody looked |
| 12:00+ | scaled up |
"""
    rows = read(table)
    assert unread(rows) == []
    assert [(short(row.occurred_at), row.title, row.zone_assumed) for row in drafts(rows)] == [
        ("2026-05-04 09:36", "opened", ""),
        ("", "somebody looked", ""),
        ("2026-05-04 12:00", "scaled up", ""),
    ]
    assert drafts(rows)[2].precision is Precision.APPROXIMATE


@pytest.mark.parametrize(
    ("line", "at", "title"),
    [
        ("2026-05-14 10:00:00,123 it broke", "2026-05-14 10:00:00.123000", "it broke"),
        ("May 14, 2026 10:00:00 AM PDT\tit broke", "2026-05-14 17:00", "it broke"),
        ("[14/05/2026, 10:00:05] it broke", "2026-05-14 10:00:05", "it broke"),
    ],
)
def test_a_sign_inside_a_time_divides_no_columns(line: str, at: str, title: str) -> None:
    rows = read(f"{line}\n{line}\n")
    assert (times(rows), titles(rows)) == ([at] * 2, [title] * 2)


def test_columns_that_hold_a_day_and_a_time_are_still_columns() -> None:
    rows = read("2026-05-14,10:00,it broke,Ops\n2026-05-14,10:05,fixed,Ops\n")
    assert (times(rows), titles(rows)) == (["2026-05-14 10:00", "2026-05-14 10:05"], ["it broke", "fixed"])
    assert drafts(rows)[0].actor == "Ops"


def test_the_same_time_told_for_another_place_is_no_part_of_the_title() -> None:
    rows = read("- 10:00 CEST / 08:00 UTC: it broke\n- 10:05 UTC / 5 retries\n", "text", day=DAY)
    assert (times(rows), titles(rows)) == ([f"{DAY} 08:00", f"{DAY} 10:05"], ["it broke", "/ 5 retries"])


def test_a_range_may_be_written_with_a_wave() -> None:
    (draft,) = drafts(read("10:00~10:30 slow", "text", day=DAY))
    assert (short(draft.occurred_until), draft.precision) == (f"{DAY} 10:30", Precision.EXACT)


def test_a_weekday_behind_a_day_says_nothing_that_happened() -> None:
    rows = read("2026-05-04 (Mon)\n\n10:00 JST: it broke\n10:05 JST: fixed\n")
    assert times(rows) == ["2026-05-04 01:00", "2026-05-04 01:05"]


@pytest.mark.parametrize("posted", ["Posted 3 days ago. ", "Posted "])
@pytest.mark.parametrize("above", ["", "# Payments are slow\n"])
def test_updates_that_were_copied_from_a_status_page_have_their_times_below(above: str, posted: str) -> None:
    text = f"""{above}Resolved
This incident has been resolved.
{posted}May 04, 2026 - 10:30 UTC

Investigating
We are looking into it.
{posted}May 04, 2026 - 10:00 UTC
"""
    rows = read(text)
    assert list(zip(times(rows), titles(rows), strict=True)) == [
        ("2026-05-04 10:30", "Resolved: This incident has been resolved."),
        ("2026-05-04 10:00", "Investigating: We are looking into it."),
    ]


def test_lines_that_draw_a_table_are_no_text() -> None:
    rule = "+-------+-------+"
    table = (rule, "| Time  | Event |", rule.replace("-", "="), "| 10:00 | down  |", rule, "| 10:05 | up    |", rule)
    assert titles(read("\n".join(table), "text", day=DAY)) == ["down", "up"]


def test_a_date_far_from_those_around_it_is_kept_and_told() -> None:
    rows = drafts(read("- 2026-01-11 14:34 a\n- 2025-01-11 14:40 b\n- 2026-01-11 14:51 c", "text"))
    assert short(rows[1].occurred_at) == "2025-01-11 14:40"
    assert "365 days" in rows[1].remark
    assert rows[0].remark == rows[2].remark == ""


def test_every_event_knows_its_line_and_its_verbatim_text() -> None:
    rows = drafts(read("# T\n\n- 14:05 one\n  more\n- 14:06 two\n", "text", day=DAY))
    assert [(row.locator, row.raw) for row in rows] == [("line 3", "- 14:05 one\n  more"), ("line 5", "- 14:06 two")]


def test_a_year_of_four_digits_is_taken_as_it_is_written() -> None:
    rows = read("0001-01-01T00:00:00Z - no time was set\n0000-01-01T00:00:00Z - no such year\n", "text")
    assert times(rows) == ["0001-01-01 00:00"]
    assert [row.reason for row in unread(rows)] == ["There is no day “0000-01-01”."]


@pytest.mark.parametrize("written", ["0905z", "0905Z", "0905 UTC", "09:05z"])
def test_four_digits_with_a_zone_behind_them_are_a_time(written: str) -> None:
    assert times(read(f"2026-05-04\n{written} alert fired\n", zone="Europe/Berlin")) == ["2026-05-04 09:05"]


@pytest.mark.parametrize("written", ["0905h", "0905hrs", "0905 hrs", "0905 hours"])
def test_four_digits_that_say_that_they_are_hours_are_a_time(written: str) -> None:
    rows = read(f"2026-05-04\n{written} alert fired\n", zone="Europe/Berlin")
    assert (times(rows), titles(rows)) == (["2026-05-04 07:05"], ["alert fired"])
