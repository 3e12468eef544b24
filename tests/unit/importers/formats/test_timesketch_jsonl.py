"""Timesketch as JSON lines: which time counts, tags in their three forms, and what is left out."""

import json

import pytest

from secondstory.importers.base import ImportOptions
from secondstory.importers.registry import by_name, detect
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, times, titles, unread
from support.shared import shared_file

FILE = (DATA / "timesketch-events.jsonl").read_bytes()


def line(**fields: object) -> str:
    return json.dumps({"message": "x", "datetime": "2026-05-04T09:00:00Z", "timestamp_desc": "Write time", **fields})


def test_the_events_of_a_timeline() -> None:
    rows = read(FILE)
    assert titles(rows)[:2] == ["Flow v14 was published", "Form submissions fail with “unknown field”"]
    assert times(rows) == [
        "2026-05-04 08:58",
        "2026-05-04 09:02:11",
        "2026-05-04 09:05:00.123456",
        "2026-05-04 09:30",
        "2026-05-04 09:45:00.500000",
    ]


def test_a_time_without_a_zone_is_utc_as_documented() -> None:
    event = drafts(read(FILE, zone="Europe/Berlin"))[1]
    assert (event.occurred_at and event.occurred_at.hour, event.zone_assumed) == (9, "")
    assert by_name("timesketch").questions(sample_of(FILE), ImportOptions()) == ()


def test_datetime_wins_over_another_timestamp_and_a_word_is_said() -> None:
    events = drafts(read(FILE))
    assert events[1].remark == "The record holds another time, 123456789, which says something else."
    assert all(not event.remark for event in events if event is not events[1])


@pytest.mark.parametrize("number", [1777887000, 1777887000000, 1777887000000000, 1777887000000000000, "1777887000"])
def test_without_datetime_the_size_of_the_timestamp_tells_its_unit(number: object) -> None:
    assert (
        times(read(line(datetime=None, timestamp=number) + "\n" + line(datetime="", timestamp=number)))
        == ["2026-05-04 09:30"] * 2
    )


@pytest.mark.parametrize(
    ("tag", "tags"),
    [
        (["a", "b"], ("a", "b")),
        ('["a", "b"]', ("a", "b")),
        ("['a', 'b']", ("a", "b")),
        ("a, b", ("a", "b")),
        ("-", ()),
        ("", ()),
        ([], ()),
        (None, ()),
    ],
)
def test_tags_are_a_list_or_text_that_is_one(tag: object, tags: tuple[str, ...]) -> None:
    (event,) = drafts(read(line(tag=tag), "timesketch"))
    assert event.tags == tags


def test_labels_are_no_tags_but_a_star_makes_a_key_event_and_the_id_is_kept() -> None:
    event = drafts(read(FILE))[0]
    assert (event.tags, event.key, event.external_id) == (("deploy", "forms"), True, "timesketch:kQ1")


def test_kinds_come_from_what_the_time_means_then_from_the_words_and_records_of_logs_are_observations() -> None:
    assert [event.kind for event in drafts(read(FILE))] == [
        EventKind.CHANGE,
        EventKind.NOTE,
        EventKind.OBSERVATION,
        EventKind.ACTION,
        EventKind.RECOVERY,
    ]


def test_what_the_time_means_is_the_body_and_the_user_the_actor() -> None:
    events = drafts(read(FILE))
    assert (events[2].actor, events[2].body) == ("responder", "Content Modification Time")
    assert events[3].actor == ""


def test_events_without_a_place_are_unread() -> None:
    rows = unread(read(FILE + line(datetime=None).encode() + b"\n" + line(tag=5).encode() + b"\n{broken\n"))
    assert [row.locator for row in rows] == ["line 5", "line 7", "line 8", "line 9"]
    assert "“after lunch” is not a time." in rows[0].reason
    assert "no time" in rows[1].reason
    assert "not what this format has" in rows[2].reason
    assert "not JSON" in rows[3].reason


def test_it_is_recognised_with_either_time() -> None:
    without = line(timestamp=1777887000).replace('"datetime"', '"other"')
    for text in (line(), without):
        assert detect(sample_of(text)).info.name == "timesketch"


def test_the_real_file() -> None:
    rows = read(shared_file("timelines/timesketch/sigma_events.jsonl").read_bytes())
    assert (len(drafts(rows)), len(unread(rows))) == (5, 0)
    assert times(rows)[0] == "2015-07-24 19:01:01"
    assert times(rows)[-1] == "2022-01-22 23:07:43.502205"
    assert [bool(event.remark) for event in drafts(rows)] == [True, True, True, True, False]
