"""Times that count from the start of the story."""

import pytest

from secondstory.importers.registry import detect
from secondstory.model.enums import Precision
from support.imports import drafts, read, sample_of, times, titles, unread

START = "- T+0 (2026-05-04 14:05 UTC) Alert fired\n"


@pytest.mark.parametrize(
    ("written", "time"),
    [
        ("T+10m", "14:15"),
        ("T+10", "14:15"),
        ("T-5 min:", "14:00"),
        ("T+5.", "14:10"),
        ("**T + 1h 30m** -", "15:35"),
        ("T+1h30m", "15:35"),
        ("T+01:10", "15:15"),
        ("+00:15", "14:20"),
        ("[T+45 seconds]", "14:05:45"),
    ],
)
def test_times_are_counted_from_the_start_that_one_of_them_tells(written: str, time: str) -> None:
    rows = read(f"{START}- {written} Rolled back", "text")
    assert (times(rows)[1], titles(rows)[1]) == (f"2026-05-04 {time}", "Rolled back")
    assert drafts(rows)[1].remark.startswith("The time as written counts from 2026-05-04 14:05 UTC.")


def test_a_number_without_a_unit_is_told_to_be_taken_as_minutes() -> None:
    assert drafts(read(f"{START}- T+10 Rolled back", "text"))[1].remark.endswith("taken as minutes.")


def test_the_start_may_stand_below_and_in_a_line_of_its_own() -> None:
    rows = read("# Timeline\n\nT-5m: deploy\n\nT0 = 2026-05-04 14:05 UTC\n\n### T+1h Fix\n\nAll is well.", "text")
    assert list(zip(times(rows), titles(rows), strict=True)) == [
        ("2026-05-04 14:00", "deploy"),
        ("2026-05-04 14:05", "T0 = 2026-05-04 14:05 UTC"),
        ("2026-05-04 15:05", "Fix"),
    ]


def test_without_a_start_events_have_no_time_and_keep_their_order() -> None:
    text = "- T+0 Alert fired\n- T+15m Rolled back\n- T+1h Fixed\n"
    assert detect(sample_of(text)).info.name == "text"
    rows = drafts(read(text))
    assert [(row.title, row.time_as_written, row.precision) for row in rows] == [
        ("Alert fired", "T+0", Precision.UNKNOWN),
        ("Rolled back", "T+15m", Precision.UNKNOWN),
        ("Fixed", "T+1h", Precision.UNKNOWN),
    ]
    assert rows[0].remark.startswith("The time counts from a start that the source does not tell")


def test_a_start_without_a_day_asks_for_it() -> None:
    text = "- T+0 (14:05) Alert fired\n- T+15m Rolled back\n"
    assert [row.reason for row in unread(read(text))] == ["The day is not known: choose the date of the first event."]
    assert times(read(text, day="2026-05-04")) == ["2026-05-04 14:05", "2026-05-04 14:20"]


@pytest.mark.parametrize(
    "text", ["T+0 is when it began, T+15m later", "Too late: T-shirts", "T+999999d Gone", "T+5m", "+1 agreed"]
)
def test_what_leads_nowhere_does_no_harm(text: str) -> None:
    rows = drafts(read(f"{START}- {text}", "text"))
    assert len(rows) in {1, 2}
    assert all(row.title for row in rows)


@pytest.mark.parametrize(
    "text",
    [
        "All offsets of the zones were tried, among them\n+01:00 and others.\n",
        "Zones:\n+01:00/+02:00, +05:30\n",
        "- 14:05 Alert\n    +00:15 of delay\n",
    ],
)
def test_an_offset_or_a_span_within_a_sentence_is_no_event(text: str) -> None:
    assert not [row for row in drafts(read(text, "text", day="2026-05-04")) if row.time_as_written.startswith("+")]


def test_the_log_of_a_kernel_counts_from_when_it_began() -> None:
    log = "[    0.000000] Linux version 6.8\n[ 1234.500000] Out of memory: killed a process\n"
    rows = read(log, start="2026-05-04T14:00:00Z")
    assert times(rows) == ["2026-05-04 14:00", "2026-05-04 14:20:34.500000"]
    assert titles(rows) == ["Linux version 6.8", "Out of memory: killed a process"]


def test_a_heading_may_tell_the_start() -> None:
    rows = read("# Timeline (T0 = 2026-05-04 14:05 UTC)\n\n- T-10m: deployed\n- T+1h5m: mended\n", "text")
    assert times(rows) == ["2026-05-04 13:55", "2026-05-04 15:10"]
