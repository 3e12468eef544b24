"""Texts that tell the newest first, pass midnight, note something late, or name the zone once."""

import pytest

from support.imports import drafts, read, times, titles, unread

DAY = "2026-05-04"
NIGHT = ["2026-05-04 23:40", "2026-05-04 23:50", "2026-05-05 00:05", "2026-05-05 00:20"]


@pytest.mark.parametrize(
    "text",
    [
        "00:20 Fixed\n00:05 Rolled back\n23:50 Looking\n23:40 Alert",
        "# Outage of 2026-05-04\n\n- 00:20 Fixed\n- 00:05 Rolled back\n- 23:50 Looking\n- 23:40 Alert",
        "Date: 2026-05-04\n\n00:20 Fixed\n00:05 Rolled back\n23:50 Looking\n23:40 Alert",
        "### 2026-05-05\n- 00:20 Fixed\n- 00:05 Rolled back\n### 4 May\n- 23:50 Looking\n- 23:40 Alert",
        "### 2026-05-05\n- 00:20 Fixed\n- 00:05 Rolled back\n- 23:50 Looking\n- 23:40 Alert",
        "2026-05-05 00:20 Fixed\n00:05 Rolled back\n23:50 Looking\n23:40 Alert",
        "00:20 Fixed\n00:05 Rolled back\n23:50 Looking\n2026-05-04 23:40 Alert",
        "00:20 Fixed\n2026-05-05 00:05 Rolled back\n23:50 Looking\n2026-05-04 23:40 Alert",
        "|Time|Event|\n|---|---|\n|00:20|Fixed|\n|00:05|Rolled back|\n|23:50|Looking|\n|23:40|Alert|",
    ],
)
def test_the_newest_first_passes_midnight_once(text: str) -> None:
    rows = read(text, "text", day=DAY)
    assert titles(rows) == ["Alert", "Looking", "Rolled back", "Fixed"]
    assert times(rows) == NIGHT


@pytest.mark.parametrize(
    "text",
    [
        "| Time | Event |\n|---|---|\n| 2026-05-04 23:40 | a |\n| 23:50 | b |\n| 00:05 | c |\n| 00:20 | d |",
        "- 2026-05-04 23:40 a\n- 23:50 b\n- 00:05 c\n- 00:20 d",
        "2026-05-04\n\n23:40 a\n23:50 b\n00:05 c\n00:20 d",
        "2026-05-04 23:40 a\n23:50 b\n2026-05-05 00:05 c\n00:20 d",
    ],
)
def test_a_day_that_is_named_once_holds_for_what_follows_past_midnight(text: str) -> None:
    rows = read(text, "text")
    assert titles(rows) == ["a", "b", "c", "d"]
    assert times(rows) == NIGHT
    assert {row.remark for row in drafts(rows)} == {""}


def test_the_day_before_the_one_above_is_a_guess_that_is_told() -> None:
    rows = drafts(read("### 2026-05-05\n- 00:20 Fixed\n- 00:05 Rolled back\n- 23:50 Looking\n", "text"))
    assert [row.remark for row in rows] == [
        "The text tells the newest first: taken as a time of 2026-05-04, before the day that is stated.",
        "",
        "",
    ]


def test_a_few_entries_out_of_order_do_not_turn_a_text_round() -> None:
    rows = read("14:00 a\n14:20 b\n14:10 c\n14:30 d\n14:25 e\n14:40 f", "text", day=DAY)
    assert titles(rows) == ["a", "b", "c", "d", "e", "f"]


def test_long_steps_tell_the_direction_only_where_no_times_are_close() -> None:
    assert titles(read("20:00 c\n10:00 b\n01:00 a", "text", day=DAY)) == ["a", "b", "c"]
    rows = read("22:00 a\n22:10 b\n09:00 c\n22:00 d\n09:00 e", "text", day=DAY)
    assert times(rows)[2:] == ["2026-05-05 09:00", "2026-05-05 22:00", "2026-05-06 09:00"]


def test_what_was_noted_late_after_midnight_is_of_the_day_before_and_moves_nothing_on() -> None:
    rows = read("2026-05-05\n\n00:05 a\n23:57 late\n23:58 later\n00:10 b\n00:40 c", "text")
    assert times(rows) == [
        "2026-05-05 00:05",
        "2026-05-04 23:57",
        "2026-05-04 23:58",
        "2026-05-05 00:10",
        "2026-05-05 00:40",
    ]
    guess = "Noted out of order around midnight: taken as a time of 2026-05-04."
    assert [row.remark for row in drafts(rows)] == ["", guess, guess, "", ""]


@pytest.mark.parametrize(
    "text", ["2026-05-05\n\n00:05 a\n23:58 b", "2026-05-05\n\n00:05 a\n23:58 b\n\n2026-05-06\n\n00:10 c"]
)
def test_the_last_entry_of_a_day_was_not_noted_late(text: str) -> None:
    assert times(read(text, "text"))[:2] == ["2026-05-05 00:05", "2026-05-05 23:58"]


class TestZonesOfOtherLines:
    TEXT = "- 23:40 a\n- 23:50 CET: b\n- 23:58 c\n- 00:05 d"

    def test_a_zone_that_a_line_names_is_assumed_for_those_behind_it(self) -> None:
        rows = drafts(read(self.TEXT, "text", day=DAY))
        assert times(list(rows)) == [f"{DAY} 23:40", f"{DAY} 22:50", f"{DAY} 22:58", f"{DAY} 23:05"]
        assert [row.zone_assumed for row in rows] == ["UTC", "", "CET", "CET"]
        assert rows[2].remark == "No zone is named here: CET is taken from a line before."

    def test_a_zone_that_was_chosen_or_stated_comes_first(self) -> None:
        rows = drafts(read(self.TEXT, "text", day=DAY, zone="Europe/Lisbon"))
        assert [row.zone_assumed for row in rows] == ["Europe/Lisbon", "", "Europe/Lisbon", "Europe/Lisbon"]
        rows = drafts(read(f"All times in UTC\n\n{self.TEXT}", "text", day=DAY))
        assert [row.zone_assumed for row in rows] == ["", "", "", ""]

    def test_lines_that_name_several_zones_tell_nothing_of_the_others(self) -> None:
        rows = drafts(read("- 14:05 CET a\n- 08:10 EST b\n- 14:20 c", "text", day=DAY))
        assert [row.zone_assumed for row in rows] == ["", "", "UTC"]

    def test_a_zone_with_several_meanings_is_asked_for_behind_it_too(self) -> None:
        rows = read("- 14:05 CST a\n- 14:20 b", "text", day=DAY)
        assert ["several zones" in row.reason for row in unread(rows)] == [True, True]
