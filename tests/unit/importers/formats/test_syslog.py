"""System logs: the three forms of their lines, the year that most do not name, and records of several lines."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from secondstory.importers.base import ImportOptions, Sample
from secondstory.importers.registry import by_name, detect
from secondstory.model.enums import EventKind, Precision
from support.imports import DATA, drafts, read, sample_of, times, titles, topics, unread
from support.shared import shared_file

BSD = (DATA / "syslog-bsd.log").read_bytes()
ISO = (DATA / "syslog-iso.log").read_bytes()


def lines(*stamps: str, message: str = "x") -> str:
    return "".join(f"{stamp} forms-01 flowd[812]: {message}\n" for stamp in stamps)


def days(*stamps: str, day: str = "") -> list[str]:
    return [time[:10] for time in times(read(lines(*stamps), day=day))]


def test_the_records_of_a_log() -> None:
    assert titles(read(BSD)) == [
        "flowd: connector sent 3 records",
        "kernel: [997.390602] sda2: rw=0, want=65",
        "flowd: disk is full",
        "CRON: (root) CMD (late)",
        "flowd: Traceback (most recent call last):",
        "--- last message repeated 5 times ---",
        "kernel: [998.390602] sda2: rw=0, want=66",
        "Job `cron.daily' ended",
        "flowd: flow restarted",
    ]


def test_a_record_with_a_whole_date_tells_the_year_of_all_others_across_new_year() -> None:
    rows = read(BSD)
    assert times(rows) == [
        "2025-12-31 23:59:58",
        "2025-12-31 23:59:59.250000",
        "2026-01-01 00:00:01",
        "2025-12-31 23:59:57",
        "2026-01-01 00:00:02",
        "2026-01-01 00:00:03",
        "2026-01-01 00:00:04",
        "2026-01-01 00:00:05",
        "2025-12-31 23:00:06.123456",
    ]
    assert all(event.precision is Precision.EXACT for event in drafts(rows))


def test_lines_without_a_time_belong_to_the_record_above() -> None:
    event = drafts(read(BSD))[4]
    assert event.locator == "line 6"
    assert event.raw.endswith("last):\n    File \"flow.py\", line 3\n\n    KeyError: 'field'")
    assert event.body == event.raw.partition("forms-01 ")[2].replace("[812]", "")


def test_what_has_no_place_is_unread() -> None:
    assert [(row.locator, row.reason) for row in unread(read(BSD))] == [
        ("line 1", "The line stands above the first record of the log."),
        ("line 10", "“MMM 22 07:54:32” is not a time."),
    ]
    assert [row.reason for row in unread(read(ISO))] == ["“2026-05-04T10:62:11+02:00” is not a time."]
    rows = read("<14>1 - forms-01 flowd 812 - - x\n<14>garbage\n<14>1 2026-13-04T00:00Z h a - - - x\n", "syslog")
    assert [row.reason for row in unread(rows)] == [
        "The record has no time.",
        "The record has no time.",
        "“2026-13-04T00:00Z” is not a time.",
    ]


def test_host_program_and_severity_are_tags_and_severe_records_are_alerts() -> None:
    events = drafts(read(BSD))
    assert (events[2].tags, events[2].kind) == (("forms-01", "flowd", "critical"), EventKind.ALERT)
    assert (events[0].tags, events[0].kind) == (("forms-01", "flowd"), EventKind.OBSERVATION)
    assert [event.tags for event in events[5:8]] == [(), ("kernel",), ("forms-01",)]


def test_words_may_tell_another_kind() -> None:
    assert drafts(read(ISO))[0].kind is EventKind.CHANGE


def test_rfc5424_keeps_its_structured_data_and_loses_its_byte_order_mark() -> None:
    event = drafts(read(BSD))[-1]
    assert (event.title, event.tags) == ("flowd: flow restarted", ("forms-01", "flowd", "notice"))
    assert event.body == '[flow@32473 name="v14 \\"beta\\""][x@32473]'


def test_a_number_that_is_no_priority_gives_no_severity() -> None:
    (event,) = drafts(read("<999>1 2026-05-04T09:00:00Z forms-01 flowd - - - x", "syslog"))
    assert event.tags == ("forms-01", "flowd")


def test_iso_times_of_rsyslog_need_nothing() -> None:
    assert times(read(ISO)) == ["2026-05-04 08:58:00.123456", "2026-05-04 08:58:02.000001", "2026-05-04 09:02:11"]
    assert drafts(read(ISO))[1].body == "systemd: Started flow worker.\n  with two processes"
    assert topics(ISO) == []


class TestTheYear:
    def test_without_any_hint_the_time_is_unknown_and_the_date_is_asked(self) -> None:
        text = lines("May  4 09:00:00", "May  4 09:00:01")
        events = drafts(read(text))
        assert {event.precision for event in events} == {Precision.UNKNOWN}
        assert events[0].time_as_written == "May  4 09:00:00"
        assert events[0].remark == "The year is not known: choose the date of the first event."
        assert topics(text) == ["date", "zone"]

    def test_the_chosen_date_gives_the_year_of_the_first_record(self) -> None:
        assert days("Dec 31 23:00:00", "Jan  1 01:00:00", day="2026-01-01") == ["2025-12-31", "2026-01-01"]
        assert days("May  4 09:00:00", "Apr 30 09:00:00", day="2026-05-04") == ["2026-05-04", "2026-04-30"]
        assert days("May  4 09:00:00", "Feb  1 09:00:00", day="2026-05-04") == ["2026-05-04", "2027-02-01"]

    def test_a_leap_day_moves_the_chosen_year_back_and_a_word_is_said(self) -> None:
        rows = drafts(read(lines("Feb 28 09:00:00", "Feb 29 09:00:00"), day="2026-03-01"))
        assert times(list(rows)) == ["2024-02-28 09:00", "2024-02-29 09:00"]
        assert rows[0].precision is Precision.APPROXIMATE
        assert "it begins in 2024 rather than 2026" in rows[0].remark

    def test_leap_days_of_two_years_cannot_both_be(self) -> None:
        rows = read(lines("Feb 29 09:00:00", "Jun  1 09:00:00", "Feb 29 09:00:00"), day="2024-02-29")
        assert [row.reason for row in unread(rows)] == ["There is no 29 February in 2025, in which this line would be."]

    def test_a_date_in_a_message_written_on_that_day_tells_it_with_a_word(self) -> None:
        text = lines("May  3 09:00:00") + lines("May  4 09:00:00", message="run 2019-01-01 of 2026-05-04 began")
        rows = drafts(read(text))
        assert times(list(rows)) == ["2026-05-03 09:00", "2026-05-04 09:00"]
        assert {row.precision for row in rows} == {Precision.APPROXIMATE}
        assert all("from a date in a message" in row.remark for row in rows)

    def test_a_line_that_names_its_year_needs_nothing(self) -> None:
        assert days("May  4 2025 09:00:00", "May  5 09:00:00") == ["2025-05-04", "2025-05-05"]


def test_a_time_that_clocks_run_through_twice_is_one_of_two() -> None:
    (event,) = drafts(read(lines("Oct 25 02:30:00"), zone="Europe/Berlin", day="2026-10-25"))
    assert (event.precision, event.zone_assumed) == (Precision.APPROXIMATE, "Europe/Berlin")
    assert "one of two" in event.remark


def test_bytes_that_are_not_text_are_shown_with_a_word() -> None:
    text = lines("2026-05-04T09:00:00Z").encode() + "é".encode()
    events = drafts(read(text + b"\n" + lines("2026-05-04T09:00:01Z").encode().replace(b": x", b": \xff")))
    assert events[1].title == "flowd: \\xff"
    assert "not text" in events[1].remark


def test_a_record_that_never_ends_is_told_in_parts() -> None:
    rows = read(lines("2026-05-04T09:00:00Z") + "y\n" * 1_200_000, "syslog")
    assert (len(drafts(rows)), len(unread(rows))) == (1, 2)
    assert sum(len(row.raw) for row in rows) > 2_390_000


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("- May 4 14:05 rolled back\n- May 4 14:06 resolved\n", "text"),
        ("May 4 14:05:00 we rolled back\nMay 4 14:06:00 it was resolved\n", "text"),
        ("2026-05-04T14:05:00Z on-call: looking\n2026-05-04T14:06:00Z on-call: found\n", "text"),
        ("May  4 14:05:00 host app[1]: x\nMay  4 14:05:01 host app[1]: y\n", "syslog"),
        ("<13>May  4 14:05:00 host app: x\n", "syslog"),
    ],
)
def test_notes_of_people_are_no_system_logs(text: str, expected: str) -> None:
    assert detect(sample_of(text)).info.name == expected


def test_the_real_log_without_years() -> None:
    data = shared_file("timelines/syslog/plaso-syslog-bsd.log").read_bytes()
    for day in ("", "2012-01-22", "2026-05-04"):
        rows = read(data, day=day)
        assert (len(drafts(rows)), [row.locator for row in unread(rows)]) == (16, ["line 8"])
    rows = read(data, day="2012-01-22")
    assert (min(times(rows)), max(times(rows))) == ("2012-01-22 07:52:33", "2014-11-18 08:31:20")
    assert "2013-03-23 23:01:18.123000" in times(rows)
    assert drafts(rows)[11].body.endswith("screws up\n\tmany syslog parsers.")


def test_the_real_log_of_rfc5424() -> None:
    rows = read(shared_file("timelines/syslog/plaso-syslog-rfc5424.log").read_bytes())
    assert (len(drafts(rows)), len(unread(rows))) == (9, 0)
    assert (times(rows)[0], times(rows)[-1]) == ("2021-03-06 04:07:38.251122", "2021-03-06 04:07:38.269077")
    assert [event.kind for event in drafts(rows)].count(EventKind.ALERT) == 1


def test_a_made_log_gives_what_its_manifest_says(tmp_path: Path) -> None:
    made = tmp_path / "made"
    command = [sys.executable, str(shared_file("timelines/make_large.py")), "--events", "5000", "--format", "syslog"]
    subprocess.run([*command, "--out", str(made)], check=True, capture_output=True)
    manifest = json.loads(made.with_name("made.manifest.json").read_text())
    with made.open("rb") as stream:
        rows = list(by_name("syslog").read(stream, ImportOptions()))
    assert detect(Sample.of(made)).info.name == "syslog"
    assert (len(rows), len(unread(rows))) == (manifest["rows"], manifest["bad"])
    assert min(times(rows)) == manifest["first_utc"][:19].replace("T", " ")
    assert max(times(rows))[:19] == manifest["last_utc"][:19].replace("T", " ")


def test_lines_that_journalctl_writes_between_records_belong_to_none() -> None:
    log = f"-- Journal begins at Mon 2026-04-06 08:00 CEST. --\n{lines('May  4 09:00:00')}-- Boot 1f2e3d4c --\n"
    rows = read(log + lines("May  4 09:05:00"), day="2026-05-04")
    assert [row.raw for row in rows] == lines("May  4 09:00:00", "May  4 09:05:00").splitlines()


def test_what_routers_write_in_front_of_a_time_is_passed_over_and_their_zone_counts() -> None:
    log = "<189>101: *May  4 14:05:02.123 UTC: %LINK-3: down\n<189>102: r1: May  4 14:06:02 CEST: %LINK-3: up\n"
    rows = read(log, day="2026-05-04", zone="America/New_York")
    assert times(rows) == ["2026-05-04 14:05:02.123000", "2026-05-04 12:06:02"]
    assert titles(rows) == ["%LINK-3: down", "%LINK-3: up"]
    assert "zone" not in topics(log)


def test_records_that_were_sent_on_may_stand_in_one_line() -> None:
    sent = "<30>2026-05-04T14:05:00Z forms-01 flowd[8]: slow<14>2026-05-04T14:06:00Z forms-01 flowd[8]: over\n"
    rows = read(f"{sent}and well<11>2026-05-04T14:07:00Z forms-01 flowd[8]: a <b>14</b> <7> stays")
    assert titles(rows) == ["flowd: slow", "flowd: over", "flowd: a <b>14</b> <7> stays"]
    assert [(row.locator, row.raw.split(":")[-1]) for row in drafts(rows)][1] == ("line 1", " over\nand well")
    assert drafts(rows)[1].body == "flowd: over\nand well"
