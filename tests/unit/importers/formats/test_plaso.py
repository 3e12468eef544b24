"""Plaso in its three forms: JSON lines, l2tcsv and TLN."""

import json

import pytest

from secondstory.importers.base import ImportOptions
from secondstory.importers.registry import by_name, detect
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, times, titles, topics, unread
from support.shared import shared_file

LINES, L2T, TLN = ((DATA / name).read_bytes() for name in ("plaso-events.jsonl", "plaso-l2t.csv", "plaso-tln.txt"))


def line(**fields: object) -> str:
    event = {"__container_type__": "event", "data_type": "syslog:line", "message": "x", "timestamp_desc": "Added Time"}
    return json.dumps({**event, "timestamp": 1777885080000000, **fields})


class TestJsonLines:
    def test_the_events(self) -> None:
        rows = read(LINES)
        assert titles(rows) == [
            "Install: flowd 14",
            "OS:/srv/flows/v14.json Type: file",
            "OS:/srv/flows/v14.json Type: file",
            "[flowd, pid: 812] connector failed: unknown field",
        ]
        assert times(rows) == [
            "2026-05-04 08:58",
            "2026-05-04 08:58:00.955520",
            "2026-05-04 08:58:00.955520",
            "2026-05-04 09:02:11",
        ]

    def test_the_time_as_written_is_the_number(self) -> None:
        assert drafts(read(LINES))[1].time_as_written == "1777885080955520"

    def test_kinds_come_from_the_type_of_the_record_then_from_its_words_else_it_is_an_observation(self) -> None:
        kinds = [event.kind for event in drafts(read(LINES))]
        assert kinds == [EventKind.CHANGE, EventKind.OBSERVATION, EventKind.OBSERVATION, EventKind.IMPACT]

    def test_labels_host_and_type_are_tags_and_what_the_time_means_is_the_body(self) -> None:
        events = drafts(read(LINES))
        assert (events[1].tags, events[1].actor) == (("forms", "deploy", "fs:stat"), "responder")
        assert events[3].tags == ("forms-01", "syslog:line")
        assert [event.body for event in events[1:3]] == ["Creation Time", "Last Access Time"]

    def test_small_and_negative_numbers_are_microseconds_too(self) -> None:
        text = line(timestamp=-11644473600000000) + "\n" + line(timestamp=86400000000)
        assert times(read(text)) == ["1601-01-01 00:00", "1970-01-02 00:00"]

    def test_local_time_is_told_as_such_and_the_zone_asked(self) -> None:
        assert topics(LINES) == ["zone"]
        first = drafts(read(LINES, zone="Europe/Berlin"))[0]
        assert (times([first]), first.zone_assumed) == (["2026-05-04 06:58"], "Europe/Berlin")

    def test_a_time_in_words_and_a_number_beyond_the_calendar_are_unread(self) -> None:
        rows = unread(read(LINES + line(timestamp=10**20).encode() + b"\n" + line(timestamp=None).encode()))
        assert [row.reason for row in rows] == [
            "The source has words instead of a time: “Not set”.",
            f"“{10**20}” is not a time.",
            "The record has no time.",
        ]

    def test_the_real_file(self) -> None:
        rows = read(shared_file("timelines/plaso/json_line.jsonl").read_bytes())
        assert (len(drafts(rows)), len(unread(rows))) == (20, 0)
        assert (times(rows)[0], times(rows)[-1]) == ("2012-01-22 07:52:33", "2026-07-02 17:48:00.586325")
        assert "ímynd" in titles(rows)[0]
        assert [event.tags for event in drafts(rows) if "repeated" in event.tags] == [("repeated", "syslog:line")]


class TestL2tCsv:
    def test_the_events(self) -> None:
        rows = read(L2T)
        assert titles(rows) == ["[flowctl  pid: 811] flow v14 published", "[flowd  pid: 812] connector sent 3 records"]
        assert times(rows) == ["2026-05-04 08:58", "2026-05-04 09:02:11"]
        assert [event.kind for event in drafts(rows)] == [EventKind.CHANGE, EventKind.OBSERVATION]
        assert [row.locator for row in unread(rows)] == ["row 4"]

    def test_the_month_comes_first_though_the_file_does_not_show_it(self) -> None:
        assert topics(L2T) == []
        assert times(read(L2T, day_first=True))[0] == "2026-05-04 08:58"

    def test_people_and_sources(self) -> None:
        events = drafts(read(L2T))
        assert [event.actor for event in events] == ["responder", ""]
        assert [event.tags for event in events] == [("deploy", "forms-01", "Log File"), ("Log File",)]
        assert events[0].body == "Content Modification Time"

    def test_the_real_file(self) -> None:
        data = shared_file("timelines/plaso/l2tcsv.csv").read_bytes()
        rows = read(data)
        assert detect(sample_of(data)).info.name == "plaso-csv"
        assert (len(drafts(rows)), len(unread(rows))) == (19, 0)
        assert (times(rows)[0], times(rows)[-1]) == ("2012-01-22 07:52:33", "2026-07-02 17:48")
        assert all(event.kind in (EventKind.OBSERVATION, EventKind.ACTION) for event in drafts(rows))


class TestTln:
    def test_the_title_is_the_message_alone(self) -> None:
        events = drafts(read(TLN))
        assert events[0].title == "[flowctl, pid: 811] flow v14 published; done"
        assert {event.body for event in events} == {"Content Modification Time"}

    def test_times_are_utc_and_people_and_sources_are_kept(self) -> None:
        rows = read(TLN, zone="Europe/Berlin")
        assert times(rows) == ["2026-05-04 08:58", "2026-05-04 09:02:11"]
        assert [event.actor for event in drafts(rows)] == ["responder", ""]
        assert [event.tags for event in drafts(rows)] == [("forms-01", "LOG"), ("LOG",)]
        assert [row.reason for row in unread(rows)] == ["“not set” is not a time."]

    def test_the_same_columns_with_other_marks_between_are_a_table_of_somebody_else(self) -> None:
        assert detect(sample_of(TLN.replace(b"|", b"\t"))).info.name == "csv"

    def test_the_real_file(self) -> None:
        data = shared_file("timelines/plaso/tln-pipe-delimited.txt").read_bytes()
        rows = read(data)
        assert detect(sample_of(data)).info.name == "plaso-tln"
        assert (len(drafts(rows)), len(unread(rows))) == (20, 0)
        assert (times(rows)[0], times(rows)[-1]) == ("2012-01-22 07:52:33", "2026-07-02 17:48")
        assert titles(rows)[0] == "[client, pid: 30840] INFO No change in [/etc/netgroup]. Done"


@pytest.mark.parametrize("name", ["plaso-csv", "plaso-tln"])
def test_nothing_is_asked_of_a_table_whose_zone_is_known(name: str) -> None:
    data = L2T if name == "plaso-csv" else TLN
    assert by_name(name).questions(sample_of(data), ImportOptions()) == ()


def test_tln_without_a_header_is_read_by_the_places_of_its_columns() -> None:
    text = "1777885200|EVTX|forms-01|responder|Service flowd stopped\n1777885260|FILE|forms-01|-|v14.json modified\n"
    stopped, modified = drafts(read(text))
    assert detect(sample_of(text)).info.name == "plaso-tln"
    assert (stopped.title, stopped.actor, stopped.tags) == ("Service flowd stopped", "responder", ("forms-01", "EVTX"))
    assert (modified.actor, times([modified])) == ("", ["2026-05-04 09:01"])
    assert topics(text) == []


def test_what_plaso_calls_not_a_time_is_no_event_of_1970() -> None:
    rows = read(line() + "\n" + line(timestamp=0, timestamp_desc="Not a time"))
    assert (times(rows), [row.locator for row in unread(rows)]) == (["2026-05-04 08:58"], ["line 2"])
