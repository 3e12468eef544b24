"""Timesketch as a table: read as any other, but in UTC and without its labels."""

import pytest

from secondstory.importers.base import ImportOptions
from secondstory.importers.registry import by_name, detect
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, times, titles, unread
from support.shared import shared_file

FILE = (DATA / "timesketch-events.csv").read_bytes()


def test_the_events_of_a_table() -> None:
    rows = read(FILE)
    assert titles(rows) == ["Flow v14 was published", "Form submissions fail", "Queue drained"]
    assert times(rows) == ["2026-05-04 08:58", "2026-05-04 09:02:11", "2026-05-04 09:30"]
    assert [event.kind for event in drafts(rows)] == [EventKind.CHANGE, EventKind.NOTE, EventKind.ACTION]
    assert [row.reason for row in unread(rows)] == ["“after lunch” is not a time."]


def test_a_time_without_a_zone_is_utc_and_nothing_is_asked() -> None:
    event = drafts(read(FILE, zone="Europe/Berlin"))[1]
    assert (event.occurred_at and event.occurred_at.hour, event.zone_assumed) == (9, "")
    assert by_name("timesketch-csv").questions(sample_of(FILE), ImportOptions()) == ()


def test_datetime_wins_over_another_timestamp_and_a_word_is_said() -> None:
    assert drafts(read(FILE))[1].remark == "The row holds another time, 123456, which says something else."


def test_labels_are_no_tags_but_a_star_makes_a_key_event() -> None:
    events = drafts(read(FILE))
    assert [event.key for event in events] == [True, False, False]
    assert [event.tags for event in events] == [("deploy", "forms"), (), ()]


def test_a_person_may_map_the_columns_otherwise() -> None:
    assert drafts(read(FILE, mapping={"role": "timestamp_desc"}))[0].role == "Deploy"
    assert by_name("timesketch-csv").layout(sample_of(FILE), ImportOptions()).mapping["title"] == ("message",)


def test_other_tables_are_left_to_the_general_importer() -> None:
    assert detect(sample_of("datetime,message\n2026-05-04T09:00Z,x\n2026-05-04T09:01Z,y\n")).info.name == "csv"


@pytest.mark.parametrize(
    ("name", "events", "bad", "first", "last"),
    [
        ("csv_timestamp_no_datetime", 3, 0, "2022-07-24 19:01:01", "2022-07-24 19:01:01.123456"),
        ("csv_timestamp_as_datetime", 4, 0, "2024-08-09 14:33:09.468712", "2025-07-01 05:58:27.214025"),
        ("invalid_datetime", 3, 1, "2017-07-24 19:01:01", "2017-10-24 19:01:01"),
        ("validate_time_out_of_range", 2, 0, "1601-01-01 00:00", "2227-12-31 23:01:01"),
        ("evtx_part", 13, 0, "2012-03-14 04:17:38.276340", "2012-03-14 04:17:43.354563"),
    ],
)
def test_the_real_files(name: str, events: int, bad: int, first: str, last: str) -> None:
    data = shared_file(f"timelines/timesketch/{name}.csv").read_bytes()
    assert detect(sample_of(data)).info.name == "timesketch-csv"
    rows = read(data)
    assert (len(drafts(rows)), len(unread(rows))) == (events, bad)
    assert (min(times(rows)), max(times(rows))) == (first, last)
