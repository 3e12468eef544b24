"""The whole job with the mouse; the keyboard only types into fields."""

from pathlib import Path

from PySide6.QtCore import QPoint, QRect, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QAbstractItemView, QWidget

from secondstory.model.enums import CauseLabel
from secondstory_ui.models.event_cells import Column
from secondstory_ui.pages.causes.area import CauseArea
from secondstory_ui.widgets.matrix_canvas import MatrixCanvas
from support import whole_job_story as story
from support.whole_job_person import Pointer, words
from support.whole_job_reopened import write_state

STEPS = ("Prepare", "Timeline", "Impact", "Response", "Causes", "Learnings", "Actions", "Share")
HANDLE = QPoint(60, 9)
"""A place on a cause's card that is only ground."""


def by_mouse(folder: Path) -> None:
    """From the empty home to the files, and out."""
    me = Pointer()
    for step in (start, prepare, timeline, impact, response, causes, learnings, actions):
        step(me)
        me.tell(step.__name__)
    share(me, folder)
    undo_and_redo_one(me)
    write_state(me, folder / "closed.json")
    me.click_in(*menu_place(me, "File"))
    me.click_item("Quit")


def go_to(me: Pointer, step: str) -> None:
    """Click a step in the list of steps."""
    steps = item_view(me, "Steps")
    me.click_in(steps.viewport(), me.cell(steps, step))


def item_view(me: Pointer, name: str) -> QAbstractItemView:
    """A list or table by its spoken name."""
    view = me.control(name)
    assert isinstance(view, QAbstractItemView)
    return view


def start(me: Pointer) -> None:
    """Begin a review from the empty home."""
    me.click("Start a review")
    me.until_title("Start a review")
    me.fill("Title", story.TITLE)
    me.fill("Severity", story.SEVERITY)
    me.fill("Service", story.SERVICE)
    me.click("Start review")
    me.until("the open review", lambda: story.TITLE in me.main.windowTitle())
    me.until_back()


def prepare(me: Pointer) -> None:
    """The window, the facilitator, a role, the ground rules."""
    me.fill("Window starts", "2026-03-09 09:00")
    me.fill("Window ends", "10:30")
    me.fill("Facilitator", story.FACILITATOR)
    me.click("Add a role")
    me.click_item("Incident commander")
    me.click("The group has seen the rules and agrees")


def timeline(me: Pointer) -> None:
    """Paste one timeline, import another, set moments, mark key events, correct a time, add an event between two."""
    go_to(me, "Timeline")
    QGuiApplication.clipboard().setText(story.PASTED)  # copied in another program
    me.click("Paste a timeline")
    finish_import(me, 2)
    me.click("Import…")
    me.until_title("Import timelines")
    me.click("Choose files…")
    choose_file(me, story.TIMELINE)
    me.until_title("Import timelines")
    finish_import(me, 11)
    events = item_view(me, "Events")
    for moment, text in story.MOMENTS.items():
        me.click_in(events.viewport(), me.cell(events, text, Column.WHAT), button=Qt.MouseButton.RightButton)
        me.click_item("Set moment")
        me.click_item(moment)
        me.until_back()
    for text in story.KEY_EVENTS:
        me.click_in(events.viewport(), me.cell(events, text, Column.KEY))
    text, time = story.CORRECTED
    me.click_in(events.viewport(), me.cell(events, text, Column.TIME), twice=True)
    me.retype(time)
    me.press("Return")
    me.click_in(events.viewport(), me.cell(events, story.ALERT, Column.WHAT))
    me.click("Add event")
    me.fill("Time of the new event", "09:13")
    me.fill("What happened in the new event", story.BETWEEN)
    me.click("Add this event")
    me.click("Close the line for a new event")


def finish_import(me: Pointer, events: int) -> None:
    """Look at the events, import them, and open the timeline."""
    me.until_title("Import timelines")
    me.until_reads(f"The first {events} records")
    me.click("Import")
    me.until("the result", lambda: me.controls("Open the timeline"))
    me.click("Open the timeline")
    me.until_back()


def choose_file(me: Pointer, path: Path) -> None:
    """Type a path into the file dialog."""
    me.until("the file dialog", lambda: me.controls("File name:"))
    me.fill("File name:", str(path))
    me.press("Return")


def impact(me: Pointer) -> None:
    """Who felt what, how many, and the summary."""
    go_to(me, "Impact")
    me.click("Add the first impact")
    me.fill("Who or what, impact 1", story.WHO)
    me.fill("What they felt, impact 1", story.WHAT)
    me.fill("How many, impact 1", str(story.HOW_MANY))
    me.fill("Unit, impact 1", story.UNIT)
    me.fill("In plain words", story.SUMMARY)


def response(me: Pointer) -> None:
    """Confirm what the program suggests for the first status post, and answer a check."""
    go_to(me, "Response")
    grid = item_view(me, "Communications and the five questions")
    for column in (1, 2, 3):
        me.click_in(grid.viewport(), me.cell(grid, story.STATUS_POST, column))
    me.click("E1: Yes")


def causes(me: Pointer) -> None:
    """Accept a suggestion, split a mixed cause, drag a card, tick evidence."""
    go_to(me, "Causes")
    for text in (story.SYSTEMIC, story.MIXED, story.EXTERNAL):
        me.fill("Add a cause", text)
        me.click("Add the cause")
    me.click("Confirm C-1")
    me.click("Mixed: split… C-2")
    me.fill("What began outside, C-2", story.EXTERNAL_HALF)
    me.fill("What was ours, C-2", story.SYSTEMIC_HALF)
    me.click("Keep C-2 as a linked pair")
    card = me.control("C-3, Unclassified: " + story.EXTERNAL)
    (column,) = (area for area in me.main.findChildren(CauseArea) if area.label is CauseLabel.EXTERNAL)
    me.drag(card, HANDLE, column, column.rect().center())
    me.until("the card among the external", lambda: me.controls("C-3, External: " + story.EXTERNAL))
    card = me.control("C-1, Systemic: " + story.SYSTEMIC)
    me.bring_into_view(card)
    me.click_in(card, card.rect().adjusted(0, 0, 2 * HANDLE.x() - card.width(), 2 * HANDLE.y() - card.height()))
    me.click("Evidence")
    me.fill("Search the timeline's events", "Renewal job")
    found = item_view(me, "Events as evidence")
    me.until("the event found", lambda: found.model().rowCount() == 1)
    row = me.cell(found, "Renewal job found")
    me.click_in(found.viewport(), row.adjusted(8, 0, 24 - row.width(), 0))


def learnings(me: Pointer) -> None:
    """What went well, and an open question with its owner."""
    go_to(me, "Learnings")
    me.fill("What went well: add another", story.WENT_WELL)
    me.press("Return")
    me.fill("Open questions: add another", story.QUESTION)
    me.press("Return")
    me.fill("Owner of question 2", story.QUESTION_OWNER)


def actions(me: Pointer) -> None:
    """Park an idea and commit it, add an action, drag both into the matrix, plan one."""
    go_to(me, "Actions")
    me.fill("Park another idea", story.IDEA)
    me.press("Return")
    me.click("Commit idea 1")
    me.click("Add action")
    me.fill("New action: what will be done", story.ACTION)
    me.press("Return")
    canvas = me.control("Impact–effort matrix")
    assert isinstance(canvas, MatrixCanvas)
    for action_id, across, down in ((1, 0.35, 0.25), (2, 0.25, 0.4)):
        place = canvas.place_of(action_id)
        assert place is not None
        goal = QPoint(round(canvas.width() * across), round(canvas.height() * down))
        me.drag(canvas, place.toPoint(), canvas, goal)
    me.click("Details")
    me.fill("Owner", story.OWNER)
    me.fill("Due", story.DUE)
    me.press("Return")


def share(me: Pointer, folder: Path) -> None:
    """Save the report and the tracker."""
    go_to(me, "Share")
    for button, name in (("Save PDF…", "report.pdf"), ("Save tracker (.xlsx)…", "tracker.xlsx")):
        me.click(button)
        choose_file(me, folder / name)
        me.until_back()
        me.until_reads(f"{name} is saved")


def undo_and_redo_one(me: Pointer) -> None:
    """Take the last act back, and do it again, from the menu."""
    for item in ("Undo", "Redo"):
        me.click_in(*menu_place(me, "Edit"))
        me.click_item(item)
        me.until_back()


def menu_place(me: Pointer, name: str) -> tuple[QWidget, QRect]:
    """The menu bar and the place of a menu in it."""
    bar = me.main.menuBar()
    (action,) = (action for action in bar.actions() if words(action) == name)
    return bar, bar.actionGeometry(action)
