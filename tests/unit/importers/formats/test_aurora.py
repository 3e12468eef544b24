"""Aurora: the timeline of a case, with dates in any order and no zone."""

import json

from support.imports import DATA, drafts, read, times, titles, topics, unread

CASE = (DATA / "aurora-case.fox").read_bytes()


def case(*written: object) -> str:
    rows = [{"date_time": time, "event_data": str(number)} for number, time in enumerate(written)]
    return json.dumps({"storage_format_version": 7, "case_id": "x", "timeline": rows})


def test_rows_of_the_timeline_have_the_kind_of_their_type() -> None:
    rows = read(CASE)
    assert times(rows) == ["2026-05-04 09:12", "2026-05-13 22:40", "2026-05-14 09:00"]
    assert [(row.kind.value, row.title, row.actor) for row in drafts(rows)] == [
        ("observation", "Sign-in of a service account from an unknown address", "Analyst one"),
        ("impact", "4 GB left the database host", "Analyst two"),
        ("action", "Account disabled", "Analyst one"),
    ]


def test_systems_notes_and_boxes_are_kept() -> None:
    first, second, _ = drafts(read(CASE))
    assert first.body == "Seen in the sign-in log.\n\nSystems: web-1 <- 198.51.100.7"
    assert first.tags == ("EventLog", "Exploitation", "group A")
    assert first.key
    assert not second.key
    assert second.tags == ("Exfil", "Actions on Obj.", "follow-up")


def test_the_zone_is_asked_and_used() -> None:
    assert topics(CASE) == ["zone"]
    first = drafts(read(CASE, zone="Europe/Berlin"))[0]
    assert (first.zone_assumed, first.time_as_written) == ("Europe/Berlin", "05/04/2026 09:12:00")
    assert times(read(CASE, zone="Europe/Berlin")) == ["2026-05-04 07:12", "2026-05-13 20:40", "2026-05-14 09:00"]


def test_the_order_of_day_and_month_is_asked_where_no_date_tells() -> None:
    text = case("05/04/2026 09:12", "05/05/2026 09:13")
    assert topics(text) == ["order", "zone"]
    assert times(read(text, day_first=True)) == ["2026-04-05 09:12", "2026-05-05 09:13"]
    assert times(read(text, day_first=False)) == ["2026-05-04 09:12", "2026-05-05 09:13"]


def test_dates_of_the_standard_form_and_numbers_need_no_order() -> None:
    text = case("2026-05-04 09:12:00", "2026-05-04T09:13:00Z", 1777885980000)
    assert times(read(text)) == ["2026-05-04 09:12", "2026-05-04 09:13", "2026-05-04 09:13"]
    assert topics(text) == ["zone"]


def test_rows_that_cannot_be_read_say_why() -> None:
    assert [(row.locator, row.reason.split(" (")[0]) for row in unread(read(CASE))] == [
        ("/timeline/3", "The record has no time."),
        ("/timeline/4", "The record is not what this format has"),
    ]
    assert [row.reason for row in unread(read(case("4 May 09:00", "soon")))] == [
        "The year is not known: choose the date of the first event.",
        "“soon” is not a time.",
    ]


def test_the_day_is_asked_where_the_rows_name_only_a_part_of_it() -> None:
    text = case("4 May 09:00", "09:05")
    assert topics(text) == ["date", "zone"]
    assert times(read(text, day="2026-05-01")) == ["2026-05-04 09:00", "2026-05-04 09:05"]


def test_a_bare_list_of_rows_is_read_too() -> None:
    assert titles(read(json.dumps(json.loads(CASE)["timeline"]), "aurora"))[0].startswith("Sign-in")
