"""The whole job by keyboard alone."""

import json
from collections.abc import Callable
from pathlib import Path

from support import whole_job_story as story
from support.whole_job_person import LostError, Typist, row_text, words
from support.whole_job_reopened import give_size, stored, write_state

WAITING = "waiting to be killed"
MOST_UNDO = 200


def by_keyboard(folder: Path) -> None:
    """From the empty home to the files, back to the empty review, again to the end, and out."""
    me = Typist()
    do(me, start, prepare, timeline, impact, response, causes, learnings, actions)
    share(me, folder)
    written = stored(me)
    undo_all(me)
    redo_all(me)
    if stored(me) != written:
        raise LostError("after undo and redo the review is another one")
    me.check_focus()
    give_size(me)
    write_state(me, folder / "closed.json")
    me.press("Ctrl+Q")


def until_causes(folder: Path) -> None:
    """Half the job; then the program is killed from outside."""
    me = Typist()
    do(me, start, prepare, timeline, impact, response, causes)
    write_state(me, folder / "closed.json")
    me.tell(WAITING)


def do(me: Typist, *steps: Callable[[Typist], None]) -> None:
    """Take one step after the other, and say so."""
    for step in steps:
        step(me)
        me.tell(step.__name__)


def start(me: Typist) -> None:
    """Begin a review from the empty home."""
    me.choose("Start a review")
    me.until_title("Start a review")
    me.type(story.TITLE)
    me.press("Alt+V")
    me.type(story.SEVERITY)
    me.press("Alt+R")
    me.type(story.SERVICE)
    me.press("Return")
    me.until("the open review", lambda: story.TITLE in me.main.windowTitle())
    me.until_back()


def prepare(me: Typist) -> None:
    """The window, the facilitator, a role, the ground rules."""
    me.tab_to("Window starts")
    me.type("2026-03-09 09:00")
    me.tab_to("Window ends")
    me.type("10:30")
    me.choose("Add a role")
    me.pick("Incident commander")
    me.tab_to("Facilitator")
    me.type(story.FACILITATOR)
    me.choose("The group has seen the rules and agrees")


def timeline(me: Typist) -> None:
    """Import, moments, key events, a corrected time, an event between two."""
    me.press("Ctrl+2")
    me.choose("Import a timeline…")
    me.until_title("Import timelines")
    me.choose("Choose files…")
    choose_file(me, story.TIMELINE)
    me.until_title("Import timelines")
    me.until_reads("The first 11 records")
    me.choose("Import")
    me.until("the result", lambda: me.focused == "Open the timeline")
    me.press("Return")
    me.until_back()
    me.tab_to("Events")
    for number, (_, text) in enumerate(story.MOMENTS.items(), start=1):
        me.go_to_row(text)
        me.press(f"Alt+Shift+{number}")
    for text in story.KEY_EVENTS:
        me.go_to_row(text)
        me.press("K")
    text, time = story.CORRECTED
    me.go_to_row(text, column=0)
    me.press("F2")
    me.retype(time)
    me.press("Return")
    me.go_to_row(story.ALERT)
    me.press("Ctrl+Return")
    me.tab_to("Time of the new event")
    me.retype("09:13")
    me.tab_to("What happened in the new event")
    me.type(story.BETWEEN)
    me.press("Return")
    me.press("Escape")


def choose_file(me: Typist, path: Path) -> None:
    """Type a path into the file dialog."""
    me.until("the file dialog", lambda: me.focused == "File name:")
    me.retype(str(path))
    me.press("Return")


def impact(me: Typist) -> None:
    """Who felt what, how many, and the summary."""
    me.press("Ctrl+3")
    me.choose("Add the first impact")
    me.until("the row of the impact", lambda: me.focused == "Who or what, impact 1")
    me.type(story.WHO)
    me.tab_to("What they felt, impact 1")
    me.type(story.WHAT)
    me.tab_to("How many, impact 1")
    me.retype(str(story.HOW_MANY))
    me.tab_to("Unit, impact 1")
    me.type(story.UNIT)
    me.tab_to("In plain words")
    me.type(story.SUMMARY)


def response(me: Typist) -> None:
    """Answer the five questions on the first status post, and one check."""
    me.press("Ctrl+4")
    me.tab_to("Communications and the five questions")
    me.press("Y", "Right", "Y", "Right", "P")
    me.choose("E1: Yes")


def causes(me: Typist) -> None:
    """Accept a suggestion, split a mixed cause, put one aside by its key, attach evidence."""
    me.press("Ctrl+5")
    me.tab_to("Add a cause")
    for text in (story.SYSTEMIC, story.MIXED, story.EXTERNAL):
        me.type(text)
        me.press("Return")
    me.tab_to("C-3, Unclassified: " + story.EXTERNAL)
    me.press("Home")
    me.choose("Confirm C-1")
    me.until("the first cause among the systemic", lambda: me.focused.startswith("C-1, Systemic"))
    me.choose("More about C-1")
    me.pick("Attach events")
    me.until("the search for evidence", lambda: me.focused == "Search the timeline's events")
    me.type("Renewal job")
    me.press("Down")
    me.until("the event found", lambda: "Renewal job found" in row_text(me.list()))
    me.press("Return", "Escape")
    me.press("Left")
    me.choose("Confirm C-2")
    me.until("the two halves", lambda: me.focused == "What began outside, C-2")
    me.retype(story.EXTERNAL_HALF)
    me.tab_to("What was ours, C-2")
    me.retype(story.SYSTEMIC_HALF)
    me.choose("Keep C-2 as a linked pair")
    me.until("the pair", lambda: me.focused.startswith("C-2, External"))
    me.press("Left", "Left")
    me.until("the last cause in the tray", lambda: me.focused.startswith("C-3, Unclassified"))
    me.press("E")
    me.until("the third cause among the external", lambda: me.focused.startswith("C-3, External"))


def learnings(me: Typist) -> None:
    """What went well, and an open question with its owner."""
    me.press("Ctrl+6")
    me.tab_to("What went well: add another")
    me.type(story.WENT_WELL)
    me.press("Return")
    me.tab_to("Open questions: add another")
    me.type(story.QUESTION)
    me.press("Return")
    me.tab_to("Owner of question 2", back=True)
    me.type(story.QUESTION_OWNER)


def actions(me: Typist) -> None:
    """Park an idea and commit it, add an action, score both with the arrow keys, plan one."""
    me.press("Ctrl+7")
    me.tab_to("Park another idea")
    me.type(story.IDEA)
    me.press("Return")
    me.choose("Commit idea 1")
    me.until("the new action", lambda: me.focused == "Ranked actions")
    me.choose("Add action")
    me.type(story.ACTION)
    me.press("Return")
    me.tab_to("Impact–effort matrix")
    me.press("Home", "Return", "Up", "Up", "Right", "Return")
    me.press("PgDown", "Return", "Up", "Left", "Left", "Return")
    me.tab_to("Ranked list")
    me.press("Right")
    me.tab_to("Owner")
    me.type(story.OWNER)
    me.tab_to("Due")
    me.type(story.DUE)
    me.press("Return")


def share(me: Typist, folder: Path) -> None:
    """Save the report and the tracker."""
    me.press("Ctrl+8")
    me.press("Alt+P")
    choose_file(me, folder / "report.pdf")
    me.until_back()
    me.until_reads("report.pdf is saved")
    me.press("Alt+T")
    choose_file(me, folder / "tracker.xlsx")
    me.until_back()
    me.until_reads("tracker.xlsx is saved (2 actions)")


def undo_all(me: Typist) -> None:
    """Ctrl+Z until only the start of the review is left to undo: the review is empty."""
    presses = 0
    while not words(me.main.menus.undo).startswith("Undo: Start"):
        if not me.main.menus.undo.isEnabled() or presses == MOST_UNDO:
            raise LostError(f"after {presses} undos the next is “{words(me.main.menus.undo)}”")
        me.press("Ctrl+Z")
        presses += 1
    parts = {name: rows for name, rows in json.loads(stored(me)).items() if isinstance(rows, list)}
    parts["sources"] = [source for source in parts["sources"] if not source["withdrawn"]]
    left = {name: rows for name, rows in parts.items() if rows}
    if left:
        raise LostError(f"the review is not empty: {left}")
    me.tell(f"{presses} times undone")


def redo_all(me: Typist) -> None:
    """Ctrl+Shift+Z until nothing is left to redo."""
    presses = 0
    while me.main.menus.redo.isEnabled() and presses < MOST_UNDO:
        me.press("Ctrl+Shift+Z")
        presses += 1
    me.tell(f"{presses} times done again")
