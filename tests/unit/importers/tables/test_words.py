"""Tables as people keep them by hand: words for times, days in rows of their own, other languages, odd shapes."""

import pytest

from secondstory.importers.html.pages import markdown
from secondstory.model.enums import Precision
from support.imports import drafts, read, short, times, titles, topics, unread


def span(written: str) -> tuple[str, str, Precision]:
    """The begin and the end of a time of 4 May 2026, and how exact it is."""
    (row,) = drafts(read(f"Date,Time,Event\n2026-05-04,{written},something happened\n"))
    return short(row.occurred_at)[5:], short(row.occurred_until)[5:], row.precision


@pytest.mark.parametrize(
    ("written", "begin", "end"),
    [
        ("after 14:30", "05-04 14:30", ""),
        ("before 14:40", "05-04 14:40", ""),
        ("15:00ish", "05-04 15:00", ""),
        ("15:00頃", "05-04 15:00", ""),
        ("gegen 15:10", "05-04 15:10", ""),
        ("vers 15h00", "05-04 15:00", ""),
        ("14:05–14:20 approx", "05-04 14:05", "05-04 14:20"),
        ("morning", "05-04 06:00", "05-04 11:59:59"),
        ("in the late afternoon", "05-04 15:00", "05-04 17:59:59"),
        ("night", "05-04 22:00", "05-05 05:59:59"),
        ("unknown", "05-04 00:00", "05-04 23:59:59"),
        ("TBC", "05-04 00:00", "05-04 23:59:59"),
    ],
)
def test_words_in_place_of_a_time_or_around_it_make_it_approximate(written: str, begin: str, end: str) -> None:
    assert span(written) == (begin, end, Precision.APPROXIMATE)


@pytest.mark.parametrize(
    ("written", "begin"),
    [
        ("24:00", "05-05 00:00"),
        ("14 h 20", "05-04 14:20"),
        ("9h", "05-04 09:00"),
        ("2:20 p. m.", "05-04 14:20"),
        ("午後2時20分", "05-04 14:20"),
        ("14時20分30秒", "05-04 14:20:30"),
        ("오후 2:20", "05-04 14:20"),
        ("at 14:20", "05-04 14:20"),
        ("14 Uhr", "05-04 14:00"),
    ],
)
def test_a_time_of_day_is_read_in_the_spellings_of_other_places(written: str, begin: str) -> None:
    assert span(written) == (begin, "", Precision.EXACT)


def test_midnight_is_one_of_two_times_and_said_to_be_so() -> None:
    rows = read("Date,Time,Event\n2026-05-04,midnight,batch ran\n")
    assert [row.reason for row in unread(rows)] == ["Midnight begins a day and ends one: write 00:00 or 24:00."]


def test_a_time_that_is_not_known_is_an_event_without_one() -> None:
    rows = drafts(read("Time,Event\n2026-05-04 14:05,alert\nunknown,disk was swapped\n?,mail came\n"))
    assert [(row.time_as_written, row.precision) for row in rows[1:]] == [
        ("unknown", Precision.UNKNOWN),
        ("?", Precision.UNKNOWN),
    ]


@pytest.mark.parametrize(
    "table",
    [
        "Datum;Uhrzeit;Ereignis;Verantwortlich\nMo 04.05.2026;14:05 Uhr;Alarm;Anna\n",
        "Date;Heure;Événement;Responsable\nlundi 4 mai 2026;14h05;Alarm;Anna\n",  # codespell:ignore responsable
        "Día;Hora;Evento;Responsable\nlunes 4 de mayo de 2026;14:05;Alarm;Anna\n",  # codespell:ignore responsable
        "日付,時刻,出来事,担当者\n2026年5月4日(月),14:05,Alarm,Anna\n",
        "日時,内容,担当\n2026年5月4日 14時05分,Alarm,Anna\n",
        "날짜,시간,내용,담당자\n2026년 5월 4일,오후 2:05,Alarm,Anna\n",
    ],
)
def test_headers_days_and_months_of_other_languages_are_known(table: str) -> None:
    (row,) = drafts(read(table, "csv"))
    assert (short(row.occurred_at), row.title, row.actor) == ("2026-05-04 14:05", "Alarm", "Anna")


def test_a_row_that_holds_a_day_and_nothing_else_holds_for_those_below() -> None:
    table = "Time,Event,Who\nMonday 4 May 2026,,\n22:05,alert,mon\n00:10,page,Ana\nTuesday 5 May,,\n09:00,fix,Ben\n"
    rows = read(table)
    assert times(rows) == ["2026-05-04 22:05", "2026-05-05 00:10", "2026-05-05 09:00"]
    assert unread(rows) == []


def test_such_a_day_without_a_year_asks_for_the_date() -> None:
    table = "Time,Event\nMonday 4 May,\n22:05,alert\nTuesday 5 May,\n09:00,fix\n"
    assert "date" in topics(table)
    assert times(read(table, day="2026-05-04")) == ["2026-05-04 22:05", "2026-05-05 09:00"]


@pytest.mark.parametrize(
    "table",
    [
        "Incident 4711 - 4 May 2026,\n\nTime,Event\n22:05,alert\n00:30,fix\n",
        "Time (4 May 2026),Event\n22:05,alert\n00:30,fix\n",
    ],
)
def test_the_day_may_stand_above_the_table_and_that_is_told(table: str) -> None:
    rows = drafts(read(table))
    assert times(list(rows)) == ["2026-05-04 22:05", "2026-05-05 00:30"]
    assert rows[0].remark == "The day of the first time is taken from what heads the table: 2026-05-04."
    assert times(read(table, day="2026-06-01"))[0] == "2026-06-01 22:05"


def test_the_day_of_an_export_is_not_that_of_the_story() -> None:
    assert "date" in topics("Exported 2026-05-20,\n\nTime,Event\n22:05,alert\n")


def test_the_zone_may_stand_above_the_table_or_in_a_second_row_of_the_header() -> None:
    above = "All times in CET,\n\nTime,Event\n2026-05-04 14:05,alert\n"
    below = "Date,Event\n(CET),description\n2026-05-04 14:05,alert\n2026-05-04 14:10,page\n"
    assert [times(read(table))[0] for table in (above, below)] == ["2026-05-04 13:05"] * 2
    assert topics(above) == topics(below) == []


def test_a_day_that_is_written_once_holds_for_the_rows_below() -> None:
    rows = read("Date,Time,Event\n2026-05-04,23:50,alert\n,00:10,page\n,00:30,fix\n")
    assert times(rows) == ["2026-05-04 23:50", "2026-05-05 00:10", "2026-05-05 00:30"]


def test_ends_of_their_own_column_are_times_of_the_same_day_or_the_next() -> None:
    rows = drafts(
        read("Date,Start,End,Event\n2026-05-04,14:05,23:00,alerts\n2026-05-04,23:50,00:10,backup\n,00:30,,fix\n")
    )
    assert [(short(row.occurred_at)[5:], short(row.occurred_until)[5:]) for row in rows] == [
        ("05-04 14:05", "05-04 23:00"),
        ("05-04 23:50", "05-05 00:10"),
        ("05-05 00:30", ""),
    ]


def test_an_end_that_is_none_is_told() -> None:
    ends = ("2026-05-04 14:40", "later on", "tbd")
    table = "Start,End,Event\n" + "".join(f"2026-05-04 14:50,{end},something happened\n" for end in ends)
    assert [row.remark for row in drafts(read(table))] == [
        "The end as written lies before the beginning.",
        "The end as written, “later on”, was not understood.",
        "",
    ]


def test_numbers_of_a_spreadsheet_may_have_a_decimal_comma() -> None:
    rows = read("Datum;Ereignis\n46146,586805556;Alarm\n46146,5;Neustart\n")
    assert times(rows) == ["2026-05-04 14:05", "2026-05-04 12:00"]


def test_a_part_of_a_day_beside_a_day_is_a_time_of_day() -> None:
    rows = drafts(read("Date,Time,Event\n2026-05-04,0.586805556,alert\n2026-05-04,0.75,fix\n"))
    assert times(list(rows)) == ["2026-05-04 14:05", "2026-05-04 18:00"]
    assert rows[0].time_as_written == "2026-05-04 0.586805556"


@pytest.mark.parametrize("cells", ["20260504140500 20260504142000", "202605041405 202605041420"])
def test_a_day_and_a_time_may_be_written_as_one_number(cells: str) -> None:
    first, second = cells.split()
    assert times(read(f"time,event\n{first},alert\n{second},page\n")) == ["2026-05-04 14:05", "2026-05-04 14:20"]


def test_four_digits_below_a_time_of_day_are_one() -> None:
    table = "time,event\n1405,alert\n2350,page\n0010,fix\n"
    assert "date" in topics(table)
    assert times(read(table, day="2026-05-04")) == ["2026-05-04 14:05", "2026-05-04 23:50", "2026-05-05 00:10"]
    assert times(read("Date,Time,Event\n2026-05-04,1405,alert\n")) == ["2026-05-04 14:05"]


def test_of_two_columns_of_times_the_one_that_names_its_zone_is_read() -> None:
    table = "Date,Time (local),Time (UTC),Event\n2026-05-04,16:05,14:05,alert\n"
    assert times(read(table)) == ["2026-05-04 14:05"]
    assert topics(table) == []


def test_a_row_that_sums_up_is_unread_even_without_a_time() -> None:
    rows = read("Time,Event,Minutes\n2026-05-04 14:05,alert,15\n,Total,15\n")
    assert titles(rows) == ["alert"]
    assert [row.reason for row in unread(rows)] == ["The row sums up those above."]


def test_days_may_be_numbered() -> None:
    text = "Timeline\nDay 1 - Monday 4 May 2026\n22:05 alert\nDay 2 - Tuesday 5 May 2026\n09:00 fix\n"
    assert times(read(text)) == ["2026-05-04 22:05", "2026-05-05 09:00"]


def test_totals_and_groups_are_unread_and_the_rest_is_read() -> None:
    rows = read("Time,Event,Minutes\n2026-05-04 14:05,alert,15\nDatabase team,,\n2026-05-04 15:00,fix,0\nTotal,,15\n")
    assert titles(rows) == ["alert", "fix"]
    assert [row.raw for row in unread(rows)] == ["Database team,,", "Total,,15"]


def test_cells_that_reach_over_rows_and_columns_of_a_page_hold_for_all_of_them() -> None:
    page = (
        "<meta charset='utf-8'><table><tr><th>Date</th><th>Time</th><th>Event</th></tr>"
        "<tr><td rowspan='2'>4 May 2026</td><td>14:05</td><td>alert</td></tr><tr><td>14:20</td><td>page</td></tr>"
        "<tr><td colspan=3>5 May 2026</td></tr><tr><td></td><td>09:00</td><td>review</td></tr></table>"
    )
    assert times(read(page)) == ["2026-05-04 14:05", "2026-05-04 14:20", "2026-05-05 09:00"]
    huge = "<table><tr><td rowspan=999999999 colspan=999999999>a</td></tr><tr><td>b</td></tr></table>"
    assert len(markdown(huge)) < 5000


def test_two_columns_with_the_same_moment_tell_it_once() -> None:
    table = "Message,CreatedAt,CreatedAtDate\nDown,1777903500000,04/05/2026 16:05:00\n"
    assert times(read(table, "csv")) == ["2026-05-04 14:05"]


def test_the_level_of_a_row_tells_its_kind_where_its_words_do_not() -> None:
    table = "Ebene,Datum und Uhrzeit,Ereignis\nFehler,04.05.2026 14:05,Der Dienst endete\n"
    (row,) = drafts(read(table, "csv", zone="UTC"))
    assert row.kind.value == "impact"


@pytest.mark.parametrize(
    "header",
    [
        "Ημερομηνία;Ώρα;Συμβάν;Υπεύθυνος",
        "Tarih;Saat;Olay;Sorumlu",
        "תאריך;שעה;אירוע;אחראי",
        "التاريخ;الوقت;الحدث;المسؤول",
    ],
)
def test_headers_are_known_in_further_languages(header: str) -> None:
    (row,) = drafts(read(f"{header}\n2026-05-04;09:05;X 500;Ana\n"))
    assert (short(row.occurred_at), row.title, row.actor) == ("2026-05-04 09:05", "X 500", "Ana")


def test_a_problem_lasts_until_its_recovery_time_and_its_status_is_the_one_of_today() -> None:
    (row,) = drafts(
        read("Severity,Time,Recovery time,Status,Problem\nHigh,2026-05-04 09:05,2026-05-04 10:31,RESOLVED,5xx\n")
    )
    assert (short(row.occurred_until), row.kind.value) == ("2026-05-04 10:31", "note")


def test_who_did_something_to_an_alert_says_nothing_of_its_kind() -> None:
    table = "log,type,createdAt\n{},alertRecipient,2026-05-04T09:05:00Z\n"
    logs = ["Executed [acknowledge] action via [web]", "Alert closed"]
    kinds = [row.kind.value for log in logs for row in drafts(read(table.format(log)))]
    assert kinds == ["acknowledgement", "recovery"]


@pytest.mark.parametrize("rows", [1, 300])
def test_the_address_behind_a_name_is_no_part_of_it(rows: int) -> None:
    line = "2026-05-04T09:05:00Z,it failed,A. Example <a@example.org>\n"
    found = drafts(read("time,event,assigned to\n" + line * rows + "2026-05-04T09:06:00Z,it works,<b@example.org>\n"))
    assert {row.actor for row in found} == {"A. Example", "<b@example.org>"}


def test_when_a_ticket_was_completed_is_an_event_of_its_own() -> None:
    rows = read("Title,Created,Started,Completed\nForms,2026-05-04 09:05,2026-05-04 09:10,2026-05-04 10:31\n")
    assert titles(rows) == ["Created: Forms", "Started: Forms", "Completed: Forms"]
