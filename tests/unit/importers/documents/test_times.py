"""Times in JSON that are none: the beginning of a calendar, and numbers that count something else."""

import json

import pytest

from support.imports import drafts, read, short, unread


def entry(at: object) -> str:
    return json.dumps({"log_entries": [{"id": "R1", "type": "trigger_log_entry", "summary": "x", "created_at": at}]})


@pytest.mark.parametrize(
    "at", ["0001-01-01T00:00:00Z", "0001-01-01T00:00:00", "0000-00-00 00:00:00", "1970-01-01T00:00:00Z", "", None]
)
def test_what_programs_write_for_no_time_is_none(at: object) -> None:
    assert [row.reason for row in unread(read(entry(at)))] == ["The record has no time."]


@pytest.mark.parametrize("at", [0, 12, 20260504, "90000", -1777885500])
def test_a_number_that_counts_something_else_is_no_time(at: object) -> None:
    assert [row.reason for row in unread(read(entry(at)))] == [f"“{at}” is not a time."]


@pytest.mark.parametrize(
    ("written", "at"),
    [
        ("/Date(1777885500000)/", "2026-05-04 09:05"),
        ("/Date(1777885500000+0200)/", "2026-05-04 09:05"),
        ({"$date": {"$numberLong": "1777885500000"}}, "2026-05-04 09:05"),
        ("2026-05-04T11:05:00+02:00[Europe/Berlin]", "2026-05-04 09:05"),
        ("0001-01-01T00:00:00Z", ""),
    ],
)
def test_times_as_other_programs_write_them(written: object, at: str) -> None:
    usual = {"time": "2026-05-04T09:00:00Z" if at == "" else written, "text": "Queue grows"}
    rows = drafts(read(json.dumps([usual, {"time": written, "text": "Queue is empty"}])))
    assert short(rows[1].occurred_at) == at
