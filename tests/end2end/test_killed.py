"""Killing the program at any moment loses no acknowledged edit and leaves no half import."""

import random
import subprocess
import sys
import time
from pathlib import Path

import pytest

from secondstory.model.records import Learning
from secondstory.services import reviews
from secondstory.services.library import Library, check_library, open_library
from support.libraries import started_review

EDITOR = Path(__file__).parents[1] / "support" / "restless_editor.py"
ROUNDS = 5


def acknowledged_before_kill(place: Path, *what: str, lines: int, delay: float) -> list[str]:
    """Run the restless editor, wait for some acknowledged lines, kill it a moment later, return all it said."""
    command = [sys.executable, str(EDITOR), str(place), *what]
    with subprocess.Popen(command, stdout=subprocess.PIPE, text=True) as process:
        assert process.stdout is not None
        said = [process.stdout.readline() for _ in range(lines)]
        deadline = time.monotonic() + delay
        while time.monotonic() < deadline:  # not a wait for something to happen: the moment of the kill is the input
            pass
        process.kill()
        said += process.stdout.readlines()
    return [line.rstrip("\n") for line in said if line.endswith("\n")]


def reopened(place: Path) -> Library:
    library = open_library(str(place))
    assert check_library(library) == []
    return library


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_every_acknowledged_edit_survives(seed: int, tmp_path: Path) -> None:
    place = tmp_path / "library.db"
    library = open_library(str(place))
    review_id = started_review(library)
    library.close()
    chance = random.Random(seed)
    said = acknowledged_before_kill(place, "edit", lines=chance.randint(3, 30), delay=chance.uniform(0, 0.02))
    assert said
    library = reopened(place)
    stored = {learning.id: learning.text for learning in reviews.snapshot(library, review_id).all(Learning)}
    for line in said:
        row_id, text = line.split(" ", 1)
        assert stored[int(row_id)] == text
    library.close()


@pytest.mark.parametrize("seed", range(ROUNDS))
def test_an_import_is_there_as_a_whole_or_not_at_all(seed: int, tmp_path: Path) -> None:
    place, timeline = tmp_path / "library.db", tmp_path / "timeline.csv"
    rows = 3000
    lines = [
        f"2026-05-04T{n // 3600:02}:{n // 60 % 60:02}:{n % 60:02}Z,alert,Event {n} of ROUND\n" for n in range(rows)
    ]
    timeline.write_text("time,kind,text\n" + "".join(lines), encoding="utf-8")
    library = open_library(str(place))
    review_id = started_review(library)
    library.close()
    chance = random.Random(seed)
    said = acknowledged_before_kill(
        place, "import", str(timeline), lines=chance.randint(1, 3), delay=chance.uniform(0, 0.3)
    )
    assert said
    library = reopened(place)
    snapshot = reviews.snapshot(library, review_id)
    assert {source.id for source in snapshot.sources} >= {int(line.split()[0]) for line in said}
    for source in snapshot.sources:
        assert sum(event.source_id == source.id for event in snapshot.events) == source.added == rows
    library.close()
