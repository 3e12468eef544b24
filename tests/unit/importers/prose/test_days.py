"""Lines of a text that name a day and do not date it, above lines with times of day."""

import pytest

from secondstory.model.enums import Precision
from support.imports import drafts, read, times, titles, unread


@pytest.mark.parametrize(
    ("first", "second"),
    [
        ("Monday", "Tuesday"),
        ("Mon", "Tue"),
        ("**Monday:**", "**Tuesday:**"),
        ("Day 1", "Day 2"),
        ("Day 1 (Monday)", "Day 2 (Tuesday)"),
        ("## Day 1: it breaks", "## Day 2: it is mended"),
        ("# Monday", "# Tuesday"),
        ("Monday 4 May", "Tue 5th"),
        ("Lundi", "Le lendemain"),
        ("Montag", "Am nächsten Tag:"),
        ("Segunda-feira", "Terça-feira"),
        ("月曜日", "翌日"),
    ],
)
def test_a_day_that_is_named_above_times_of_day_is_theirs(first: str, second: str) -> None:
    rows = read(f"{first}\n22:10 it is slow\n00:15 paged\n{second}\n08:00 mended\n", zone="UTC", day="2026-05-04")
    assert times(rows) == ["2026-05-04 22:10", "2026-05-05 00:15", "2026-05-05 08:00"]
    assert titles(rows) == ["it is slow", "paged", "mended"]
    assert not any(row.remark for row in drafts(rows))


def test_what_stands_above_the_second_day_is_the_first_one() -> None:
    rows = read("Incident 2026-05-04\n\n14:05 down\n14:20 paged\nDay 4\n10:00 closed\n", zone="UTC")
    assert times(rows) == ["2026-05-04 14:05", "2026-05-04 14:20", "2026-05-07 10:00"]


def test_named_days_of_a_text_that_tells_the_newest_first_go_back() -> None:
    rows = read("Tuesday\n09:00 mended\n08:00 found\nMonday\n15:00 paged\n14:05 down\n", zone="UTC", day="2026-05-04")
    assert times(rows) == ["2026-05-04 14:05", "2026-05-04 15:00", "2026-05-05 08:00", "2026-05-05 09:00"]


def test_weekdays_above_the_first_date_are_told_from_it() -> None:
    rows = read("Sunday\n22:10 slow\n\nMonday, 4 May 2026\n08:00 mended\n", "text", zone="UTC")
    assert times(rows) == ["2026-05-03 22:10", "2026-05-04 08:00"]


def test_a_day_whose_year_is_missing_is_asked_for() -> None:
    rows = read("Monday 4 May\n22:10 slow\n23:10 paged\n", "text", zone="UTC")
    assert {row.reason for row in unread(rows)} == {"The year is not known: choose the date of the first event."}


def test_a_short_word_by_itself_is_no_day() -> None:
    rows = read("14:05 down\nSam\n14:20 paged\n", "text", zone="UTC", day="2026-05-04")
    assert titles(rows) == ["down Sam", "paged"]


def test_a_row_of_a_table_that_names_a_day_tells_it() -> None:
    table = "|Time|Event|\n|---|---|\n|2:50 PM|Mended|\n|_next day_||\n|9:00 AM|Looked back|\n"
    assert times(read(table, zone="UTC", day="2026-05-04")) == ["2026-05-04 14:50", "2026-05-05 09:00"]


def test_the_zone_that_stands_beside_a_day_counts() -> None:
    rows = read("Mon 4 May 2026, times in BST\n\n2.05pm alert\n2.20pm ack\n", zone="Europe/London")
    assert times(rows) == ["2026-05-04 13:05", "2026-05-04 13:20"]


def test_a_word_for_the_day_between_messages_holds_for_those_below_it() -> None:
    chat = "Yesterday\nAna Example\n  2:05 PM\nit is down\nToday\nBen Builder\n  9:00 AM\nmended\n"
    rows = read(f"Ben Builder\nYesterday at 1:00 PM\nhello\n{chat}", zone="UTC", day="2026-05-04")
    assert times(rows) == ["2026-05-04 13:00", "2026-05-04 14:05", "2026-05-05 09:00"]


@pytest.mark.parametrize(
    ("heading", "near", "following"),
    [
        ("Timeline", "Shortly after 14:20", "Next day, 9:00"),
        ("Zeitlicher Ablauf", "gegen 14:20 Uhr", "am nächsten Tag 9:00 Uhr"),
        ("Déroulement", "vers 14h20", "le lendemain à 9h00"),
        ("Cronología", "sobre las 14:20", "al día siguiente a las 9:00"),
        ("Linha do tempo", "por volta das 14h20", "no dia seguinte às 9h00"),
        ("タイムライン", "約14時20分", "翌日 9:00"),
        ("Timeline", "~14:20", "Tue 9:00"),
    ],
)
def test_words_in_front_of_the_times_of_a_list_are_understood(heading: str, near: str, following: str) -> None:
    text = f"# 2026-05-04\n\n## {heading}\n\n- 14:05: alert\n- {near}: paged\n- {following}: looked back\n"
    rows = drafts(read(text, "text", zone="UTC"))
    assert times(list(rows)) == ["2026-05-04 14:05", "2026-05-04 14:20", "2026-05-05 09:00"]
    assert [row.precision for row in rows] == [Precision.EXACT, Precision.APPROXIMATE, Precision.EXACT]
    assert titles(list(rows)) == ["alert", "paged", "looked back"]


def test_a_weekday_in_front_of_a_time_of_day_is_its_day() -> None:
    rows = read("- Mon 14:05: alert\n- Tue 15:00: mended\n- Fri 9:00: looked back\n", zone="UTC", day="2026-05-04")
    assert times(rows) == ["2026-05-04 14:05", "2026-05-05 15:00", "2026-05-08 09:00"]


def test_the_name_of_a_day_above_a_time_is_no_name_of_a_person() -> None:
    rows = drafts(read("Monday\n14:05\nit is down\nTuesday\n9:00\nmended\n", "text", zone="UTC", day="2026-05-04"))
    assert [(row.title, row.actor) for row in rows] == [("it is down", ""), ("mended", "")]
    assert times(list(rows)) == ["2026-05-04 14:05", "2026-05-05 09:00"]


def test_a_table_of_days_and_times_is_read_under_any_heading() -> None:
    table = "# What we did\n\n| Date | Time (UTC) | What |\n|---|---|---|\n"
    rows = read(table + "| 2026-05-04 | 09:05 | alert fired |\n| | 09:40 | rolled back |\n")
    assert list(zip(times(rows), titles(rows), strict=True)) == [
        ("2026-05-04 09:05", "alert fired"),
        ("2026-05-04 09:40", "rolled back"),
    ]


def test_a_date_that_is_divided_among_the_columns_of_a_table_is_joined() -> None:
    table = "| Day | Month | Year | Time | What |\n|---|---|---|---|---|\n"
    rows = read(table + "| 4 | May | 2026 | 09:05 | **alert** fired |\n| 5 | May | 2026 | 09:40 | review |\n| |\n")
    assert times(rows) == ["2026-05-04 09:05", "2026-05-05 09:40"]
    assert titles(rows) == ["alert fired", "review"]
