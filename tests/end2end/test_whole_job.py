"""The whole main job in a real window: by keyboard alone, by mouse, closed, killed, and opened again."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import pytest
from pypdf import PdfReader
from python_calamine import CalamineWorkbook

from secondstory.services.library import check_library, open_library
from support import whole_job_story as story

pytestmark = pytest.mark.xvfb
PROGRAM = Path(__file__).parents[1] / "support" / "whole_job.py"
WAITING = "waiting to be killed"
PATIENCE_S = 120


class Desk:
    """A desk with a display, where the program is started again and again with the same files at home."""

    def __init__(self, folder: Path, display: dict[str, str]) -> None:
        self.folder = folder
        self._environment = {**display, "TZ": "UTC"}
        for name in ("HOME", "XDG_DATA_HOME", "XDG_CONFIG_HOME", "XDG_CACHE_HOME", "XDG_STATE_HOME"):
            (folder / name.lower()).mkdir()
            self._environment[name] = str(folder / name.lower())

    def _start(self, what: str) -> subprocess.Popen[str]:
        command = [sys.executable, str(PROGRAM), what, str(self.folder)]
        pipe = subprocess.PIPE
        return subprocess.Popen(command, env=self._environment, stdout=pipe, stderr=subprocess.STDOUT, text=True)

    def do(self, what: str) -> str:
        """Do something with the program to its end; returns what was told."""
        with self._start(what) as process:
            told, _ = process.communicate(timeout=PATIENCE_S)
        assert process.returncode == 0, told
        assert self.faults == "", told
        return told

    def kill_after(self, what: str) -> None:
        """Do something, and kill the program once that is done."""
        with self._start(what) as process:
            assert process.stdout is not None
            told = []
            for line in process.stdout:
                told.append(line)
                if WAITING in line:
                    break
            os.kill(process.pid, signal.SIGKILL)
        assert WAITING in told[-1], "".join(told)

    @property
    def faults(self) -> str:
        """What the program wrote into its log of faults."""
        return "".join(file.read_text() for file in self.folder.rglob("faults.log"))

    def state(self, name: str) -> dict[str, Any]:
        """What was written down about the window and the review."""
        return json.loads((self.folder / f"{name}.json").read_text())

    def problems(self) -> list[str]:
        """What is wrong with the library."""
        (place,) = self.folder.rglob("*.db")
        library = open_library(str(place))
        try:
            return list(check_library(library))
        finally:
            library.close()


@pytest.fixture
def desk(tmp_path: Path, real_display: dict[str, str]) -> Desk:
    """A desk where nothing was done yet."""
    return Desk(tmp_path, real_display)


def test_by_keyboard_alone_and_opened_again(desk: Desk) -> None:
    desk.do("keyboard")
    check_review(desk.state("closed")["review"])
    check_files(desk.folder)
    desk.do("reopen")
    assert desk.state("reopened") == desk.state("closed")
    assert desk.problems() == []


def test_by_mouse(desk: Desk) -> None:
    desk.do("mouse")
    review = desk.state("closed")["review"]
    check_review(review)
    assert story.PASTED_EVENT in {event["title"] for event in review["events"]}
    check_files(desk.folder)
    assert desk.problems() == []


def test_killed_after_the_causes(desk: Desk) -> None:
    desk.kill_after("causes")
    assert desk.problems() == []
    desk.do("reopen")
    assert desk.state("reopened")["review"] == desk.state("closed")["review"]
    assert desk.state("reopened")["step"] == "causes"


def check_review(review: dict[str, Any]) -> None:
    """What was typed and chosen is what is stored."""
    facts = review["review"]
    assert (facts["title"], facts["severity"], facts["service"]) == (story.TITLE, story.SEVERITY, story.SERVICE)
    assert (facts["facilitator"], facts["rules_agreed"]) == (story.FACILITATOR, True)
    events = {event["title"]: event for event in review["events"]}
    assert {title for title, event in events.items() if event.get("key")} == set(found(events, story.KEY_EVENTS))
    (corrected,) = found(events, [story.CORRECTED[0]])
    assert events[corrected]["occurred_at"] == "2026-03-09T10:06:00Z"
    assert events[story.BETWEEN]["occurred_at"] == "2026-03-09T09:13:00Z"
    ids = {event["id"]: title for title, event in events.items()}
    told = [ids[moment["event"]] for moment in review["moments"]]
    assert told == found(events, story.MOMENTS.values())
    (impact,) = review["impacts"]
    assert (impact["who"], impact["what"], impact["amount"]) == (story.WHO, story.WHAT, story.HOW_MANY)
    assert len(review["answers"]) == 4
    check_causes(review, ids)
    assert [item["text"] for item in review["learnings"]] == [story.WENT_WELL, story.QUESTION]
    assert review["learnings"][1]["owner"] == story.QUESTION_OWNER
    assert [action["text"] for action in review["actions"]] == [story.IDEA, story.ACTION]
    assert all(action["impact"] and action["effort"] for action in review["actions"])
    assert (story.OWNER, story.DUE) in {(action.get("owner"), action.get("due")) for action in review["actions"]}


def check_causes(review: dict[str, Any], events: dict[int, str]) -> None:
    """Three conditions became four causes: one is a linked pair; evidence hangs on the first."""
    causes = {cause["text"]: cause for cause in review["causes"]}
    assert {text: cause["label"] for text, cause in causes.items()} == {
        story.SYSTEMIC: "systemic",
        story.EXTERNAL_HALF: "external",
        story.SYSTEMIC_HALF: "systemic",
        story.EXTERNAL: "external",
    }
    assert causes[story.EXTERNAL_HALF]["pair"] == causes[story.SYSTEMIC_HALF]["id"]
    (evidence,) = review["evidence"]
    assert evidence["cause"] == causes[story.SYSTEMIC]["id"]
    assert events[evidence["event"]].startswith("Renewal job found")


def found(titles: Iterable[str], parts: Iterable[str]) -> list[str]:
    """The titles that hold these parts, in the order of the parts."""
    everything = list(titles)
    return [next(title for title in everything if part in title) for part in parts]


def check_files(folder: Path) -> None:
    """The report and the tracker say it."""
    pages = [page.extract_text() for page in PdfReader(folder / "report.pdf").pages]
    report = " ".join(" ".join(pages).split())
    said = (story.TITLE, story.SUMMARY, story.BETWEEN, story.WHAT, story.SYSTEMIC_HALF, story.WENT_WELL, story.ACTION)
    assert [part for part in said if part not in report] == []
    rows = CalamineWorkbook.from_path(folder / "tracker.xlsx").get_sheet_by_name("Actions").to_python()
    cells = {str(cell) for row in rows for cell in row}
    assert {story.IDEA, story.ACTION, story.OWNER, story.DUE} <= cells
