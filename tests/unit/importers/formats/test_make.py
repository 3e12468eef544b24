"""Logs of Make scenarios."""

import json

import pytest

from secondstory.importers.registry import detect
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, times, titles, unread

PAGE = (DATA / "scenario-logs.json").read_bytes()


def test_the_oldest_run_comes_first_and_its_number_says_how_it_went() -> None:
    assert titles(read(PAGE)) == [
        "Mail to board: run succeeded",
        "Scenario 112: run ended with a warning",
        "Scenario 112: run failed",
    ]
    assert [row.kind for row in drafts(read(PAGE))] == [EventKind.NOTE, EventKind.OBSERVATION, EventKind.IMPACT]
    assert times(read(PAGE)) == ["2026-05-04 09:00", "2026-05-04 09:05", "2026-05-04 09:10"]


def test_the_error_and_the_size_of_a_run_stand_in_its_text() -> None:
    row = drafts(read(PAGE))[2]
    assert row.body == "RuntimeError: [429] Too many requests\nDuration: 1.83 s\nOperations: 4"
    assert (row.locator, row.external_id, row.tags) == ("/scenarioLogs/0", "make:run3", ("auto",))


def test_a_log_without_a_time_is_unread() -> None:
    assert [row.reason for row in unread(read(PAGE))] == ["The record has no time."]


@pytest.mark.parametrize("shape", ["logs", "scenarioLog", ""])
def test_other_shapes_are_recognised(shape: str) -> None:
    log = json.loads(PAGE)["scenarioLogs"][0]
    document = {"scenarioLog": log} if shape == "scenarioLog" else {"logs": [log]} if shape else [log]
    assert detect(sample_of(json.dumps(document))).info.name == "make"
    assert titles(read(json.dumps(document))) == ["Scenario 112: run failed"]
