"""The times of tables: every form, zones, orders, and what cannot be placed."""

from datetime import date

import pytest

from secondstory.importers.base import ImportOptions
from secondstory.model.enums import EventKind, Precision
from support.imports import drafts, read, short, times, topics, unread


def column(*cells: str) -> str:
    """A table with these times and a text for each."""
    return "time;text\n" + "\n".join(f"{cell};something happened" for cell in cells)


@pytest.mark.parametrize(
    ("written", "expected"),
    [
        ("2026-05-04T14:05:00Z", "2026-05-04 14:05"),
        ("2026-05-04T14:05:00+02:00", "2026-05-04 12:05"),
        ("2026-05-04 14:05:00 -0600", "2026-05-04 20:05"),
        ("2026-05-04T14:05:00.123456Z", "2026-05-04 14:05:00.123456"),
        ("2026-05-04T14:05:00.123456789Z", "2026-05-04 14:05:00.123456"),
        ("2026-05-04T14:05:00,5Z", "2026-05-04 14:05:00.500000"),
        ("2026-05-04 14:05", "2026-05-04 14:05"),
        ("2026/05/04 14:05:30", "2026-05-04 14:05:30"),
        ("4 May 2026 14:05", "2026-05-04 14:05"),
        ("May 4, 2026 2:05 PM", "2026-05-04 14:05"),
        ("Mon, 4 May 2026 14:05:00 +0000", "2026-05-04 14:05"),
        ("12:30 AM 4 May 2026", "2026-05-04 00:30"),
        ("4. Mai 2026 14:05 Uhr", "2026-05-04 14:05"),
        ("04/May/2026:14:05:00 +0000", "2026-05-04 14:05"),
        ("04-May-26 14:05", "2026-05-04 14:05"),
        ("04/mai/26 14:05", "2026-05-04 14:05"),
        ("04May2026:14:05:00", "2026-05-04 14:05"),
        ("May-04-2026 14:05", "2026-05-04 14:05"),
        ("4 de maio de 2026 às 14:05", "2026-05-04 14:05"),
        ("4 out 2026 14:05", "2026-10-04 14:05"),
        ("4 мая 2026 г. в 14:05", "2026-05-04 14:05"),
        ("2026. 5. 4. 오후 2:05", "2026-05-04 14:05"),
        ("2026-W19-1 14:05", "2026-05-04 14:05"),
        ("2026-124T14:05:00Z", "2026-05-04 14:05"),
        ("Mon, 04 May 2026 07:05:00 -0700 (PDT)", "2026-05-04 14:05"),
        ("Mon May 04 2026 16:05:00 GMT+0200 (Central European Summer Time)", "2026-05-04 14:05"),
        ("2026-05-03 14:05 (+1)", "2026-05-04 14:05"),
        ("1.777903500E+12", "2026-05-04 14:05"),
        ("2026-05-04 14:05 CET", "2026-05-04 13:05"),
        ("2026-05-04 14:05 America/New_York", "2026-05-04 18:05"),
        ("2026-05-04 14:05 PT", "2026-05-04 21:05"),
        ("2026-05-04 14:05 GMT+2", "2026-05-04 12:05"),
        ("1777903500", "2026-05-04 14:05"),
        ("1777903500123", "2026-05-04 14:05:00.123000"),
        ("1777903500123456", "2026-05-04 14:05:00.123456"),
        ("1777903500123456789", "2026-05-04 14:05:00.123456"),
        ("1777903500.250", "2026-05-04 14:05:00.250000"),
        ("1601-01-01T00:00:00Z", "1601-01-01 00:00"),
        ("2227-12-31T23:01:01+00:00", "2227-12-31 23:01:01"),
        ("20260504T140500Z", "2026-05-04 14:05"),
    ],
)
def test_a_time_is_read_in_each_of_its_forms(written: str, expected: str) -> None:
    assert times(read(column(written), "csv")) == [expected]


def test_times_keep_their_microseconds_and_their_verbatim_text() -> None:
    (draft,) = drafts(read(column("2026-05-04T14:05:00.000001+02:00")))
    assert draft.occurred_at is not None
    assert draft.occurred_at.microsecond == 1
    assert draft.time_as_written == "2026-05-04T14:05:00.000001+02:00"


def test_a_zone_is_assumed_only_where_the_row_names_none() -> None:
    rows = drafts(read(column("2026-05-04 14:05", "2026-05-04 14:05+00:00"), zone="Europe/Berlin"))
    assert [(short(row.occurred_at), row.zone_assumed) for row in rows] == [
        ("2026-05-04 12:05", "Europe/Berlin"),
        ("2026-05-04 14:05", ""),
    ]


def test_the_zone_is_asked_for_where_a_time_names_none() -> None:
    assert topics(column("2026-05-04 14:05")) == ["zone"]
    assert topics(column("2026-05-04 14:05Z")) == []
    assert topics(column("2026-05-04 14:05"), options=ImportOptions(zone="UTC")) == []


def test_the_header_may_state_the_zone() -> None:
    (draft,) = drafts(read("Time (Europe/Berlin),Event\n2026-05-04 14:05,alert"))
    assert (short(draft.occurred_at), draft.zone_assumed) == ("2026-05-04 12:05", "")


def test_date_time_and_zone_may_stand_in_three_columns() -> None:
    rows = read("date,time,timezone,desc\n01/22/2012,07:52:33,UTC,one\n01/22/2012,07:53:01,Europe/Berlin,two")
    assert times(rows) == ["2012-01-22 07:52:33", "2012-01-22 06:53:01"]
    assert drafts(rows)[1].time_as_written == "01/22/2012 07:53:01 Europe/Berlin"


def test_an_abbreviation_with_several_meanings_asks_for_the_zone() -> None:
    table = column("2026-05-04 14:05 IST")  # codespell:ignore ist
    assert "means several zones" in unread(read(table))[0].reason
    assert topics(table) == ["zone"]
    assert times(read(table, zone="Asia/Kolkata")) == ["2026-05-04 08:35"]


def test_an_hour_that_runs_twice_gives_both_instants() -> None:
    (draft,) = drafts(read(column("2026-10-25 02:30"), zone="Europe/Berlin"))
    assert (short(draft.occurred_at), short(draft.occurred_until)) == ("2026-10-25 00:30", "2026-10-25 01:30")
    assert draft.precision is Precision.APPROXIMATE
    assert "one of two" in draft.remark


def test_an_hour_that_clocks_skip_is_placed_and_told() -> None:
    (draft,) = drafts(read(column("2026-03-29 02:30"), zone="Europe/Berlin"))
    assert short(draft.occurred_at) == "2026-03-29 01:30"
    assert "did not exist" in draft.remark


def test_a_number_above_twelve_settles_the_order_of_day_and_month() -> None:
    assert times(read(column("03/04/2026 10:00", "13/04/2026 10:00"))) == ["2026-04-03 10:00", "2026-04-13 10:00"]
    assert times(read(column("03/04/2026 10:00", "03/14/2026 10:00"))) == ["2026-03-04 10:00", "2026-03-14 10:00"]
    assert "order" not in topics(column("03/04/2026 10:00", "03/14/2026 10:00"))


def test_an_open_order_keeps_the_times_together_and_is_asked() -> None:
    table = column("03/04/2026 10:00", "03/05/2026 10:00", "03/06/2026 10:00")
    assert times(read(table)) == ["2026-03-04 10:00", "2026-03-05 10:00", "2026-03-06 10:00"]
    assert "order" in topics(table)
    assert times(read(table, day_first=True))[0] == "2026-04-03 10:00"


def test_the_day_that_was_chosen_settles_the_order_of_day_and_month() -> None:
    table = column("5/4/2026 14:05", "5/4/2026 14:20")
    assert times(read(table, day="2026-05-04")) == ["2026-05-04 14:05", "2026-05-04 14:20"]
    assert times(read(table, day="2026-04-05"))[0] == "2026-04-05 14:05"
    assert "order" not in topics(table, options=ImportOptions(date=date(2026, 5, 4)))
    assert "order" in topics(table, options=ImportOptions(date=date(2026, 5, 3)))
    assert times(read(table, day="2026-05-04", day_first=True))[0] == "2026-04-05 14:05"


@pytest.mark.parametrize(
    ("written", "precision"),
    [
        ("between 14:05 and 14:20", Precision.APPROXIMATE),
        ("2026-05-04, between 2:05pm and 2:20pm", Precision.APPROXIMATE),
        ("zwischen 14:05 und 14:20 Uhr", Precision.APPROXIMATE),
        ("entre 14h05 et 14h20", Precision.APPROXIMATE),
        ("from 14:05 to 14:20", Precision.EXACT),
        ("14h05 à 14h20", Precision.EXACT),
        ("14:05 bis 14:20", Precision.EXACT),
    ],
)
def test_ranges_in_words_have_an_end(written: str, precision: Precision) -> None:
    (draft,) = drafts(read(f"time;text\n{written};slow\n", "csv", zone="UTC", day="2026-05-04"))
    assert (short(draft.occurred_at), short(draft.occurred_until)) == ("2026-05-04 14:05", "2026-05-04 14:20")
    assert draft.precision is precision


def test_numbers_beside_other_times_are_what_their_size_says() -> None:
    rows = read(column("2026-05-04 14:05", "46146.6", "1777903500", "4/5/2026 14:05", "5"), "csv", zone="UTC")
    assert times(rows) == ["2026-05-04 14:05", "2026-05-04 14:24", "2026-05-04 14:05", "2026-05-04 14:05"]
    assert [row.reason for row in unread(rows)] == ["“5” is not a time."]
    rows = read(column("14:05", "0.60", "15:00"), "csv", zone="UTC", day="2026-05-04")
    assert times(rows) == ["2026-05-04 14:05", "2026-05-04 14:24", "2026-05-04 15:00"]


@pytest.mark.parametrize("written", ["46146.586805", "46146,58681", "46146.5868055556"])
def test_a_day_number_that_a_spreadsheet_cut_off_is_a_whole_second(written: str) -> None:
    assert times(read(column(written, "46146.75"), "csv"))[0] == "2026-05-04 14:05"


def test_without_any_sign_the_day_comes_first() -> None:
    assert times(read(column("03/04/2026 10:00"))) == ["2026-04-03 10:00"]


def test_a_date_in_the_other_order_than_the_rest_is_told() -> None:
    rows = read(column("13/04/2026 10:00", "14/04/2026 10:00", "04/15/2026 10:00"))
    assert len(drafts(rows)) == 2
    assert "if the day comes first" in unread(rows)[0].reason


def test_day_numbers_of_a_spreadsheet_count_from_1900() -> None:
    assert times(read(column("46146.586805556", "46146.5"))) == ["2026-05-04 14:05", "2026-05-04 12:00"]


def test_a_date_alone_is_approximate_and_lasts_the_day() -> None:
    (draft,) = drafts(read(column("2026-05-04"), zone="Europe/Berlin"))
    assert draft.precision is Precision.APPROXIMATE
    assert (short(draft.occurred_at), short(draft.occurred_until)) == ("2026-05-03 22:00", "2026-05-04 21:59:59")


@pytest.mark.parametrize(
    "written", ["~2026-05-04 14:05", "about 2026-05-04 14:05", "2026-05-04 ~14:05", "2026-05-04 14:05?"]
)
def test_words_of_doubt_make_a_time_approximate(written: str) -> None:
    (draft,) = drafts(read(column(written), "csv"))
    assert (draft.precision, short(draft.occurred_at)) == (Precision.APPROXIMATE, "2026-05-04 14:05")


def test_an_empty_time_is_an_event_of_unknown_time_in_its_place() -> None:
    rows = drafts(read("time,text\n2026-05-04T14:05Z,first\n,second\n2026-05-04T14:07Z,third"))
    assert [row.title for row in rows] == ["first", "second", "third"]
    assert (rows[1].occurred_at, rows[1].precision) == (None, Precision.UNKNOWN)


@pytest.mark.parametrize(
    ("written", "reason"),
    [
        ("sometime after lunch", "is not a time"),
        ("2026-02-30 10:00", "There is no day"),
        ("2026-05-04 25:61", "There is no time"),
        ("22026-05-04T10:00:00Z", "is not a time"),
        ("2026-05-04 10:00 and later", "was not understood"),
        ("0001-01-01T00:00:00+05:00", "outside the calendar"),
    ],
)
def test_a_time_that_cannot_be_placed_is_an_unread_row_with_its_reason(written: str, reason: str) -> None:
    rows = read(column("2026-05-04 10:00Z", written))
    assert len(drafts(rows)) == 1
    assert reason in unread(rows)[0].reason
    assert unread(rows)[0].raw == f"{written};something happened"


def test_times_of_day_need_the_day_and_go_on_past_midnight() -> None:
    table = column("23:50", "00:10", "23:58", "00:20")
    assert topics(table) == ["date", "zone"]
    assert "choose the date" in unread(read(table))[0].reason
    assert times(read(table, day="2026-05-04")) == [
        "2026-05-04 23:50",
        "2026-05-05 00:10",
        "2026-05-04 23:58",
        "2026-05-05 00:20",
    ]


def test_the_readable_of_two_times_wins_with_a_word_about_it() -> None:
    rows = read("message,timestamp,datetime\nx,123456,2017-09-24 19:01:01\ny,1506279661,2017-09-24 19:01:01")
    assert times(rows) == ["2017-09-24 19:01:01", "2017-09-24 19:01:01"]
    assert "says something else" in drafts(rows)[0].remark
    assert drafts(rows)[1].remark == ""


def test_the_other_time_helps_where_the_first_is_empty() -> None:
    assert times(read("message,timestamp,datetime\nx,1506279661,\ny,,2017-09-24 19:01:01")) == [
        "2017-09-24 19:01:01",
        "2017-09-24 19:01:01",
    ]


def test_an_end_is_read_and_a_zero_date_is_no_end() -> None:
    rows = drafts(
        read("startsAt,endsAt,text\n2026-05-04T14:05Z,2026-05-04T14:20Z,a\n2026-05-04T14:05Z,0001-01-01T00:00:00Z,b")
    )
    assert [short(row.occurred_until) for row in rows] == ["2026-05-04 14:20", ""]


def test_am_and_pm_beside_slashes_mean_that_the_month_comes_first_where_nothing_else_decides() -> None:
    table = column("03/04/2026 9:05 AM", "03/04/2026 2:10 PM")
    assert times(read(table)) == ["2026-03-04 09:05", "2026-03-04 14:10"]
    assert "order" in topics(table)
    assert times(read(column("13/04/2026 9:05 AM"))) == ["2026-04-13 09:05"]
    assert times(read("Date,Time,Event\n03/04/2026,9:05 AM,alert\n")) == ["2026-03-04 09:05"]


def test_times_of_day_that_run_backwards_are_turned_round_and_pass_midnight_once() -> None:
    rows = read(column("00:40", "00:05", "23:55", "23:40", "22:10"), day="2026-05-04")
    assert times(rows) == [
        "2026-05-04 22:10",
        "2026-05-04 23:40",
        "2026-05-04 23:55",
        "2026-05-05 00:05",
        "2026-05-05 00:40",
    ]
    assert drafts(rows)[0].remark == "The times run backwards, so the rows were read from the last to the first."
    assert [row.locator for row in rows] == ["row 6", "row 5", "row 4", "row 3", "row 2"]


def test_a_note_taken_late_turns_nothing_round() -> None:
    rows = read(column("09:05", "09:30", "09:20", "10:00"), day="2026-05-04")
    assert times(rows) == ["2026-05-04 09:05", "2026-05-04 09:30", "2026-05-04 09:20", "2026-05-04 10:00"]
    assert drafts(rows)[0].remark == ""


def test_a_time_may_be_about_then_behind_its_day() -> None:
    (draft,) = drafts(read("Date,Time,Event\n2026-05-04,ca. 00:30,alert\n"))
    assert (short(draft.occurred_at), draft.precision) == ("2026-05-04 00:30", Precision.APPROXIMATE)


def test_a_year_far_from_all_others_draws_a_remark() -> None:
    rows = drafts(read(column("2026-05-04 14:05Z", "2062-05-04 14:06Z", "2026-05-04 14:07Z")))
    assert [row.remark for row in rows] == ["", "The date as written lies 13,148 days from those around it.", ""]


def test_an_end_may_have_its_day_in_a_column_of_its_own() -> None:
    (draft,) = drafts(
        read("Subject,Start Date,Start Time,End Date,End Time\nBridge,2026-05-04,23:00,2026-05-06,01:00\n")
    )
    assert short(draft.occurred_until) == "2026-05-06 01:00"


class TestTickets:
    TABLE = (
        "Incident,Detected,Acknowledged At,Mitigated,Resolved,Summary,Owner\n"
        "INC-1,2026-05-04 14:05Z,2026-05-04 14:07Z,,2026-05-04 15:05Z,Form errors,A. Example\n"
        "INC-2,2026-05-05 09:00Z,soon,2026-05-05 09:30Z,2026-05-05 09:40Z,Slow pages,A. Example\n"
    )

    def test_each_time_of_a_ticket_is_an_event(self) -> None:
        rows = drafts(read(self.TABLE))
        assert [(row.title, short(row.occurred_at), row.kind) for row in rows[:3]] == [
            ("Detected: Form errors", "2026-05-04 14:05", EventKind.OBSERVATION),
            ("Acknowledged: Form errors", "2026-05-04 14:07", EventKind.ACKNOWLEDGEMENT),
            ("Resolved: Form errors", "2026-05-04 15:05", EventKind.RECOVERY),
        ]
        assert [row.part for row in rows[:3]] == ["Detected", "Acknowledged At", "Resolved"]
        assert [row.actor for row in rows[:3]] == ["A. Example", "", ""]

    def test_a_time_that_cannot_be_placed_does_not_take_the_others_with_it(self) -> None:
        rows = read(self.TABLE)
        assert [row.part for row in drafts(rows)[3:]] == ["Detected", "Mitigated", "Resolved"]
        assert [(row.locator, row.reason) for row in unread(rows)] == [("row 3", "“soon” is not a time.")]

    def test_nothing_is_asked_about_the_column_of_the_time(self) -> None:
        assert topics(self.TABLE) == []

    def test_a_ticket_without_any_time_is_an_event_of_unknown_time(self) -> None:
        rows = drafts(read("Detected,Resolved,Summary\n2026-05-04T14:05Z,,Form errors\n,,Slow pages\n"))
        assert [(row.title, short(row.occurred_at)) for row in rows] == [
            ("Detected: Form errors", "2026-05-04 14:05"),
            ("Slow pages", ""),
        ]

    def test_a_column_that_a_person_chose_is_the_only_one(self) -> None:
        assert times(read(self.TABLE, mapping={"occurred_at": "Resolved"})) == ["2026-05-04 15:05", "2026-05-05 09:40"]

    def test_other_columns_with_times_are_named(self) -> None:
        rows = drafts(
            read(
                "time,text,updated_at,duration,ticket\n2026-05-04T14:05Z,alert,2026-05-04T15:00Z,00:05:00,1777903500\n"
                "2026-05-04T14:20Z,fixed,2026-05-04T15:00Z,00:06:00,1777903501\n"
            )
        )
        assert [row.remark for row in rows] == [
            "Further columns hold times and were not read as such: updated_at.",
            "",
        ]


def test_a_time_behind_a_hyphen_is_an_end_where_it_can_be_no_offset() -> None:
    rows = drafts(read("time,text\n2026-05-04 14:05-14:30,slow\n2026-05-04 08:00-09:00,slower\n", "csv", zone="UTC"))
    assert [(short(row.occurred_at)[11:], short(row.occurred_until)[11:]) for row in rows] == [
        ("14:05", "14:30"),
        ("08:00", "09:00"),
    ]


def test_offsets_stay_what_they_are() -> None:
    file = "time,text\n2026-05-04 14:05-08:00,slow\n2026-05-04 14:05-09:30,slower\n2026-05-04 14:05+12:45,slowest\n"
    assert times(read(file, "csv", zone="UTC")) == ["2026-05-04 22:05", "2026-05-04 23:35", "2026-05-04 01:20"]


@pytest.mark.parametrize("zone", ["Z", ""])
def test_a_time_of_day_goes_on_behind_the_time_above_it_whether_that_names_its_zone_or_not(zone: str) -> None:
    table = f"time,event\n2026-05-04T14:05:00{zone},a\n2026-05-05T00:10:00{zone},b\n00:20,c\n"
    rows = drafts(read(table, zone="UTC", day="2026-05-04"))
    assert [f"{row.occurred_at:%d %H:%M}" for row in rows] == ["04 14:05", "05 00:10", "05 00:20"]
