"""Calendars: shifts and meetings, whole days, zones of every sort, entries that cannot be read."""

import pytest

from secondstory.importers.base import ImportOptions, Sample
from secondstory.importers.preview import preview, repair
from secondstory.importers.registry import by_name, detect
from secondstory.model.draft import Draft
from secondstory.model.enums import EventKind, Precision
from support.imports import DATA, drafts, read, sample_of, short, times, titles, unread

ROTA = (DATA / "on-call.ics").read_bytes()


def calendar(*lines: str, before: str = "") -> str:
    return "\r\n".join(["BEGIN:VCALENDAR", before, "BEGIN:VEVENT", *lines, "END:VEVENT", "END:VCALENDAR", ""])


def zone(rule: str) -> str:
    return "\r\n".join([
        "BEGIN:VTIMEZONE", "TZID:Own", "BEGIN:STANDARD", "DTSTART:00010101T000000", rule, "TZOFFSETFROM:+0300",
        "TZOFFSETTO:+0300", "END:STANDARD", "END:VTIMEZONE",
    ])  # fmt: skip


def by_title() -> dict[str, Draft]:
    return {row.title: row for row in drafts(read(ROTA, zone="Europe/Berlin"))}


def test_entries_come_in_the_order_of_their_times() -> None:
    rows = read(ROTA, zone="Europe/Berlin")
    assert list(zip(times(rows), titles(rows), strict=True)) == [
        (
            "2026-05-01 22:00",
            "Nothing is released before the long week-end is over and every printer of the building works again",
        ),
        ("2026-05-04 06:00", "On call: Engineer, primary"),
        ("2026-05-04 18:00", "Hand-over: On call: Engineer, primary"),
        ("2026-05-04 18:00", "Database is patched"),
        ("2026-05-05 12:00", "Review of the outage, part one"),
        ("2026-05-12 13:00", "Review of the outage, part two"),
    ]


def test_a_shift_has_a_hand_over_at_its_end() -> None:
    begin = by_title()["On call: Engineer, primary"]
    end = by_title()["Hand-over: On call: Engineer, primary"]
    assert (short(begin.occurred_until), begin.actor, begin.tags) == (
        "2026-05-04 18:00", "Engineer, primary", ("Rota", "Forms"),
    )  # fmt: skip
    assert (end.part, end.actor, end.kind) == ("end", "Engineer, primary", EventKind.NOTE)
    assert end.external_id == "icalendar:shift-7@rota.example.invalid/end"


def test_people_place_and_description_stand_in_the_body() -> None:
    review = by_title()["Review of the outage, part one"]
    assert review.actor == "Incident lead"
    assert review.body == (
        "Bring the timeline.\nNo blame; only facts.\n\nWhere: Room 2\nOrganiser: Incident lead\n"
        "Attendees: Engineer, primary (chair); two@example.invalid (declined)"
    )
    assert short(review.occurred_until) == "2026-05-05 13:00"
    assert review.time_as_written == "20260505T140000 Head office"


def test_what_is_unusual_is_remarked() -> None:
    assert {row.title[-8:]: row.remark for row in by_title().values() if row.remark} == {
        "part two": "The calendar says that this was cancelled.",
    }


def test_one_occurrence_of_a_series_has_an_id_of_its_own() -> None:
    assert [row.external_id for title, row in by_title().items() if title.startswith("Review")] == [
        "icalendar:review@rota.example.invalid",
        "icalendar:review@rota.example.invalid/20260512T140000",
    ]


def test_whole_days_end_with_the_day_before_the_end_that_is_written() -> None:
    freeze = next(iter(by_title().values()))
    assert (freeze.precision, freeze.kind) == (Precision.APPROXIMATE, EventKind.DECISION)
    assert short(freeze.occurred_until) == "2026-05-04 21:59:59"
    (day,) = drafts(read(calendar("DTSTART;VALUE=DATE:20260504", "SUMMARY:x")))
    assert short(day.occurred_until) == "2026-05-04 23:59:59"


def test_only_times_without_a_zone_are_asked() -> None:
    assumed = {title[:8] for title, row in by_title().items() if row.zone_assumed}
    assert assumed == {"Nothing ", "Database"}
    asked = preview(by_name("icalendar"), sample_of(ROTA), ImportOptions()).questions
    assert [question.topic.value for question in asked] == ["zone"]


def test_what_cannot_be_placed_is_unread_with_its_lines() -> None:
    rows = unread(read(ROTA))
    assert [(row.locator, row.reason) for row in rows] == [
        ("VEVENT 6", "The zone “Moon base” is not known, and the calendar does not define it."),
        ("VEVENT 7", "“soon” is not a time."),
        ("VEVENT 8", "The entry has no start."),
        ("VTODO 1", "This is a task, which has no place on a timeline."),
    ]
    assert rows[1].raw == "BEGIN:VEVENT\nUID:broken@rota.example.invalid\nDTSTART:soon\nSUMMARY:Broken\nEND:VEVENT"


@pytest.mark.parametrize(
    ("start", "expected"),
    [
        ("DTSTART:20260504T090000Z", "2026-05-04 09:00"),
        ("DTSTART;TZID=America/New_York:20260504T090000", "2026-05-04 13:00"),
        ("DTSTART;TZID=/Europe/Berlin:20260504T090000", "2026-05-04 07:00"),
        ("DTSTART;TZID=Own:20260504T090000", "2026-05-04 06:00"),
        ("dtstart;tzid=Own:20260504T090000", "2026-05-04 06:00"),
    ],
)
def test_zones_are_known_by_name_or_defined_by_the_calendar(start: str, expected: str) -> None:
    assert times(read(calendar(start, "SUMMARY:x", before=zone("TZNAME:X")))) == [expected]


@pytest.mark.parametrize(
    "rule",
    ["RRULE:FREQ=SECONDLY", "RRULE:FREQ=YEARLY;BYSECOND=" + ",".join(map(str, range(60))), "RRULE:x"],
)
def test_zones_made_to_keep_a_machine_busy_are_not_known(rule: str) -> None:
    rows = read(calendar("DTSTART;TZID=Own:20260504T090000", "SUMMARY:x", before=zone(rule)))
    assert "is not known" in unread(rows)[0].reason


@pytest.mark.parametrize(
    "lines",
    [
        ["DTSTART:20260504T090000Z", "DTSTART:20260505T090000Z"],
        ["DTSTART:99999999T090000Z"],
        ["DTSTART:"],
        ["DTSTART;TZID=:20260504T090000"],
        ["DTSTART:20260504T090000Z", "DURATION:P999999999W"],
        ["DTSTART;VALUE=DATE:99991231", "DURATION:P9999D"],
        ["DTSTART:20260504T090000Z", "DTEND:P1D"],
        ["DTSTART;TZID=Pacific/Auckland:00010101T000000"],
        ["BEGIN:VALARM"],
        [":" * 5000],
        ["DTSTART:20260504T090000Z", "SUMMARY:" + "x" * 300_000],
    ],
)
def test_broken_entries_are_unread_and_the_others_are_read(lines: list[str]) -> None:
    good = "BEGIN:VEVENT\r\nDTSTART:20260504T090000Z\r\nSUMMARY:Good\r\nEND:VEVENT\r\n"
    rows = read(calendar(*lines, before=good))
    assert titles(rows)[:1] == ["Good"]
    assert len(rows) == 2


def test_an_entry_that_ends_before_it_begins_has_no_end() -> None:
    (row,) = drafts(read(calendar("DTSTART:20260504T090000Z", "DTEND:20260504T080000Z", "SUMMARY:x")))
    assert (row.occurred_until, row.remark) == (None, "The end as written lies before the beginning.")


def test_an_entry_that_is_cut_off_is_told() -> None:
    assert unread(read(ROTA[:1200]))[-1].reason == "The entry has no end: the file was cut off."


def test_a_corrected_entry_knows_the_zones_of_its_calendar() -> None:
    row = unread(read(ROTA))[0]
    corrected = row.raw.replace("Moon base", "Head office")
    found = repair(row, by_name("icalendar"), ImportOptions(), corrected, sample=Sample.of(DATA / "on-call.ics"))
    assert isinstance(found, Draft)
    assert (short(found.occurred_at), found.title) == ("2026-05-04 18:00", "Call with the supplier")


def test_a_calendar_is_known_by_its_first_line() -> None:
    assert detect(sample_of(ROTA)).info.name == "icalendar"
    assert by_name("icalendar").score(sample_of("Notes: BEGIN:VCALENDAR\n09:00 x\n")) == 0


def test_a_zone_whose_name_is_too_long_for_a_file_is_told() -> None:
    entry = f"BEGIN:VEVENT\r\nUID:1\r\nSUMMARY:x\r\nDTSTART;TZID={'A' * 5000}:20260504T090500\r\nEND:VEVENT\r\n"
    assert len(read(f"BEGIN:VCALENDAR\r\n{entry}END:VCALENDAR\r\n", "icalendar")) == 1


def begins(*lines: str, day: str = "", more: str = "") -> list[str]:
    text = calendar("UID:1", "DTSTART;TZID=Europe/Berlin:20260504T090000", "SUMMARY:standby", *lines)
    return [time[5:-3] for time in times(read(text.replace("END:VCALENDAR", f"{more}END:VCALENDAR"), day=day))]


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=DAILY;COUNT=3", ["05-04 07", "05-05 07", "05-06 07"]),
        ("FREQ=DAILY;INTERVAL=2;UNTIL=20260508T070000Z", ["05-04 07", "05-06 07", "05-08 07"]),
        ("FREQ=WEEKLY;BYDAY=MO,FR;COUNT=3", ["05-04 07", "05-08 07", "05-11 07"]),
        ("FREQ=WEEKLY;INTERVAL=2;UNTIL=20260601", ["05-04 07", "05-18 07", "06-01 07"]),
    ],
)
def test_an_entry_that_repeats_by_days_or_weeks_gives_each_of_its_occurrences(rule: str, expected: list[str]) -> None:
    assert begins(f"RRULE:{rule}") == expected


@pytest.mark.parametrize(
    ("rule", "expected"),
    [
        ("FREQ=MONTHLY;COUNT=3", ["05-04 07", "06-04 07", "07-04 07"]),
        ("FREQ=MONTHLY;BYDAY=1MO;COUNT=3", ["05-04 07", "06-01 07", "07-06 07"]),
        ("FREQ=MONTHLY;INTERVAL=2;BYMONTHDAY=-1,4;COUNT=3", ["05-04 07", "05-31 07", "07-04 07"]),
        ("FREQ=MONTHLY;BYDAY=-1FR;UNTIL=20260626T070000Z", ["05-29 07", "06-26 07"]),
        ("FREQ=MONTHLY;BYDAY=MO,TU,WE,TH,FR;BYSETPOS=-1;COUNT=2", ["05-29 07", "06-30 07"]),
        ("FREQ=YEARLY;COUNT=2", ["05-04 07", "05-04 07"]),
        ("FREQ=YEARLY;BYMONTH=5,11;BYDAY=1MO;COUNT=2", ["05-04 07", "11-02 08"]),
    ],
)
def test_an_entry_that_repeats_by_months_or_years_gives_each_of_its_occurrences(rule: str, expected: list[str]) -> None:
    assert begins(f"RRULE:{rule}") == expected


def test_a_day_that_not_every_month_has_is_left_out_where_it_is_missing() -> None:
    monthly = calendar("DTSTART:20260131T090000Z", "RRULE:FREQ=MONTHLY;COUNT=3", "SUMMARY:x")
    assert times(read(monthly)) == ["2026-01-31 09:00", "2026-03-31 09:00", "2026-05-31 09:00"]


def test_clocks_that_change_keep_the_local_time_of_occurrences() -> None:
    text = calendar("DTSTART;TZID=Europe/Berlin:20261024T090000", "RRULE:FREQ=DAILY;COUNT=2", "SUMMARY:x")
    assert times(read(text)) == ["2026-10-24 07:00", "2026-10-25 08:00"]


def test_occurrences_that_were_left_out_or_moved_are_not_told_twice() -> None:
    moved = (
        "BEGIN:VEVENT\r\nUID:1\r\nRECURRENCE-ID;TZID=Europe/Berlin:20260506T090000\r\n"
        "DTSTART;TZID=Europe/Berlin:20260506T110000\r\nSUMMARY:later\r\nEND:VEVENT\r\n"
    )
    left_out = "EXDATE;TZID=Europe/Berlin:20260505T090000"
    assert begins("RRULE:FREQ=DAILY;COUNT=4", left_out, more=moved) == ["05-04 07", "05-06 09", "05-07 07"]


def test_of_an_entry_without_an_end_those_around_the_day_of_the_incident_are_read() -> None:
    assert begins("RRULE:FREQ=WEEKLY", day="2027-03-01") == ["03-01 08", "03-08 08", "03-15 08"]
    (row,) = drafts(read(calendar("DTSTART:20260504T090000Z", "RRULE:FREQ=WEEKLY", "SUMMARY:x")))
    assert "Choose the date of the first event" in row.remark


@pytest.mark.parametrize(
    "rule",
    [
        "FREQ=YEARLY;BYWEEKNO=20;COUNT=3",
        "FREQ=YEARLY;BYDAY=20MO;COUNT=3",
        "FREQ=MONTHLY;BYMONTHDAY=31;BYMONTH=2;COUNT=3",
        "FREQ=SECONDLY",
        "FREQ=WEEKLY;INTERVAL=0;COUNT=9",
        "x",
    ],
)
def test_rules_of_another_kind_give_what_is_written_out(rule: str) -> None:
    assert len(read(calendar("DTSTART:20260504T090000Z", f"RRULE:{rule}", "SUMMARY:x"))) == 1


@pytest.mark.timeout(60)
def test_a_rule_that_never_comes_true_is_given_up_at_once() -> None:
    entry = "BEGIN:VEVENT\r\nDTSTART:20260504T090000Z\r\nRRULE:FREQ=DAILY;INTERVAL=7;BYDAY=WE;COUNT=5\r\nEND:VEVENT\r\n"
    assert len(read(f"BEGIN:VCALENDAR\r\n{entry * 2000}END:VCALENDAR\r\n")) == 2000
