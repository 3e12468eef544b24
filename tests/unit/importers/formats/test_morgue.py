"""Etsy Morgue: post-mortems in seconds since 1970, and chats whose lines name no day."""

import json

from secondstory.importers.base import ImportOptions
from support.imports import DATA, drafts, read, times, titles, topics, unread

TABLE = (DATA / "morgue-postmortem.json").read_bytes()
CHAT = json.dumps(
    [
        {"nick": "oncall", "time": "10:55 PM", "message": "seeing 500s on the intake form"},
        {"nick": "platform", "time": "11:58:30 PM", "message": "rolling back flow v14"},
        {"nick": "oncall", "time": "12:04:10 AM", "message": "forms answer again"},
        {"nick": "support", "time": "1:30:00 AM", "message": "customers confirm"},
        {"nick": "support", "time": "later", "message": "thanks all"},
        {"nick": 5, "time": "1:31:00 AM", "message": "a name of another sort"},
    ]
)


def test_post_mortems_give_the_times_that_are_set() -> None:
    rows = read(TABLE)
    assert times(rows) == [
        "2026-05-04 08:58",
        "2026-05-04 09:05",
        "2026-05-04 10:31",
        "2026-05-05 09:00",
        "2026-05-05 09:30",
    ]
    assert [(row.kind.value, row.title, row.part) for row in drafts(rows)] == [
        ("impact", "Started: Intake form down", "started"),
        ("observation", "Detected: Intake form down", "detected"),
        ("recovery", "Ended: Intake form down", "ended"),
        ("impact", "Started: Slow search", "started"),
        ("communication", "Status page updated: Slow search", "status"),
    ]


def test_the_texts_of_a_post_mortem_are_the_body_of_its_first_event() -> None:
    first, second, *_ = drafts(read(TABLE))
    assert first.body.startswith("A flow did not fit its form.\n\nSubmissions failed")
    assert second.body == ""
    assert (first.tags, first.external_id, first.time_as_written) == (("severity 2",), "morgue:31", "1777885080")


def test_a_post_mortem_without_any_time_is_unread() -> None:
    assert [(row.locator, row.reason) for row in unread(read(TABLE))] == [("/2", "The record has no time.")]


def test_a_post_mortem_may_stand_alone() -> None:
    assert titles(read(json.dumps(json.loads(TABLE)[1]))) == titles(read(TABLE))[3:]


def test_the_day_and_the_zone_of_a_chat_are_asked() -> None:
    assert topics(CHAT) == ["date", "zone"]
    assert topics(CHAT, options=ImportOptions(zone="UTC")) == ["date"]
    assert "choose the date" in unread(read(CHAT))[0].reason


def test_lines_after_midnight_are_of_the_next_day() -> None:
    rows = read(CHAT, day="2026-05-04", zone="America/New_York")
    assert times(rows) == ["2026-05-05 02:55", "2026-05-05 03:58:30", "2026-05-05 04:04:10", "2026-05-05 05:30"]
    first = drafts(rows)[0]
    assert (first.actor, first.title) == ("oncall", "seeing 500s on the intake form")
    assert (first.time_as_written, first.zone_assumed, first.locator) == ("10:55 PM", "America/New_York", "/0")


def test_lines_that_cannot_be_placed_cost_only_themselves() -> None:
    assert [(row.locator, row.reason.split(" (")[0]) for row in unread(read(CHAT, day="2026-05-04"))] == [
        ("/4", "“later” is not a time."),
        ("/5", "The record is not what this format has"),
    ]


def test_messages_of_the_same_time_keep_their_order() -> None:
    lines = [{"nick": "a", "time": "10:55 PM", "message": str(number)} for number in range(3)]
    assert titles(read(json.dumps(lines), day="2026-05-04")) == ["0", "1", "2"]


def test_tags_in_the_texts_of_a_post_mortem_become_what_people_see() -> None:
    row = {"id": "4", "title": "Forms fail", "starttime": "1777885500", "severity": "2", "summary": "<p>Since v14</p>"}
    assert [draft.body for draft in drafts(read(json.dumps(row), "morgue"))] == ["Since v14"]
