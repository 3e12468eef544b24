"""Runs of Zaps."""

import json

from secondstory.importers.registry import detect
from secondstory.model.enums import EventKind
from support.imports import DATA, drafts, read, sample_of, short, titles

PAGE = (DATA / "zap-runs.json").read_bytes()


def test_the_oldest_run_comes_first_and_says_how_it_went() -> None:
    assert titles(read(PAGE)) == [
        "Zap 1002: run halted",
        "New order to spreadsheet: run succeeded",
        "New order to spreadsheet: run failed",
    ]
    assert [row.kind for row in drafts(read(PAGE))] == [EventKind.OBSERVATION, EventKind.NOTE, EventKind.IMPACT]


def test_the_step_that_failed_is_named() -> None:
    row = drafts(read(PAGE))[2]
    assert row.body == "Step 2 of 2: error (started 2026-05-04T09:10:11.900000Z)"
    assert (short(row.occurred_at), short(row.occurred_until)) == ("2026-05-04 09:10:10.360000", "2026-05-04 09:10:12")
    assert row.external_id == "zapier:11111111-2222-4333-8444-000000000003"


def test_a_run_without_a_start_starts_with_its_first_step() -> None:
    assert short(drafts(read(PAGE))[0].occurred_at) == "2026-05-04 08:30"


def test_a_bare_list_and_one_run_are_recognised() -> None:
    runs = json.loads(PAGE)["data"]
    assert [detect(sample_of(json.dumps(found))).info.name for found in (runs, runs[0])] == ["zapier", "zapier"]
