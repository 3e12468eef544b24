"""The shell: going places, undo across steps, notices, what is remembered, menus that tell the truth."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from secondstory.model.enums import LearningKind
from secondstory.model.errors import UserError
from secondstory.model.progress import Progress
from secondstory.model.records import Learning
from secondstory.services import reviews
from secondstory.services.editing import add_record, remove_record
from secondstory.services.learnings import add_learning
from secondstory_ui.page import PageContext
from secondstory_ui.widgets.text_fields import TextField
from secondstory_ui.window import PLACES, MainWindow
from support.windows import context, window

__all__ = ["context", "window"]


def with_review(window: MainWindow, step: str = "prepare") -> int:
    review_id = reviews.start_review(window.bridge.library, "Orders late").rows[0].record.id
    window.open_review(review_id, step)
    return review_id


def test_every_place_opens(window: MainWindow) -> None:
    for place in PLACES:
        window.show_place(place)
        assert window.rail.current() == place


def test_every_step_opens_by_its_number(qtbot: QtBot, window: MainWindow) -> None:
    with_review(window)
    window.activateWindow()
    for number, key in enumerate(("prepare", "timeline", "impact", "response", "causes", "learnings"), start=1):
        action = next(a for a in window.actions() if a.shortcut() == QKeySequence(f"Ctrl+{number}"))
        action.trigger()
        assert window.workspace.current_step == key


def test_undo_leads_back_to_the_step_where_it_happened(window: MainWindow) -> None:
    review_id = with_review(window, "learnings")
    window.bridge.act(add_learning, review_id, LearningKind.LUCK, "The queue held")
    window.workspace.show_step("impact")
    assert window.menus.undo.text() == "&Undo: Add “The queue held”"
    window.undo()
    assert window.workspace.current_step == "learnings"
    assert window.bridge.snapshot.learnings == ()
    window.redo()
    assert [learning.text for learning in window.bridge.snapshot.learnings] == ["The queue held"]


def test_what_was_undone_is_told_until_something_else_happens(window: MainWindow) -> None:
    review_id = with_review(window, "learnings")
    window.bridge.act(add_learning, review_id, LearningKind.LUCK, "The queue held")
    window.undo()
    assert window.statusBar().currentMessage() == "Undone: Add “The queue held”"
    window.bridge.act(add_learning, review_id, LearningKind.LUCK, "It was noon")
    assert window.statusBar().currentMessage() == ""
    window.undo()
    with_review(window)
    assert window.statusBar().currentMessage() == ""


def test_undo_goes_back_to_the_empty_review_and_out_of_it(window: MainWindow) -> None:
    review_id = with_review(window)
    window.bridge.act(add_learning, review_id, LearningKind.LUCK, "The queue held")
    window.undo()
    assert window.bridge.snapshot.learnings == ()
    window.undo()
    assert window.bridge.snapshot is None
    assert reviews.summaries(window.bridge.library) == ()


def test_a_removal_offers_undo_in_a_notice(qtbot: QtBot, window: MainWindow) -> None:
    review_id = with_review(window, "learnings")
    learning = window.bridge.act(add_learning, review_id, LearningKind.LUCK, "The queue held").rows[0].record
    window.bridge.act(remove_record, Learning, learning.id)
    assert window.notices.isVisible()
    assert "The queue held" in window.notices.text()
    window.notices.acted.emit()
    assert [item.text for item in window.bridge.snapshot.learnings] == ["The queue held"]


def test_the_status_bar_says_when_it_was_saved(window: MainWindow) -> None:
    review_id = with_review(window)
    window.bridge.act(add_record, Learning(review_id=review_id, kind=LearningKind.LUCK, text="The queue held"))
    assert window.saved.text().startswith("Saved ")


def test_a_failure_is_said_where_people_look_and_stays(window: MainWindow) -> None:
    window.bridge.failed.emit(UserError("The disk is full.", "Make room and try again."))
    assert window.notices.text() == "The disk is full. Make room and try again."


def test_what_needs_a_review_is_grey_without_one(window: MainWindow) -> None:
    window.show_place("home")
    step = next(a for a in window.actions() if a.shortcut() == QKeySequence("Ctrl+1"))
    assert not step.isEnabled()
    with_review(window)
    assert step.isEnabled()


def test_the_title_names_the_open_review(window: MainWindow) -> None:
    with_review(window)
    assert window.windowTitle().startswith("R-1 Orders late")


def test_review_and_step_are_there_again_next_time(qtbot: QtBot, context: PageContext) -> None:
    first = MainWindow(context)
    qtbot.addWidget(first)
    first.show()
    with_review(first, "impact")
    first.close()
    second = MainWindow(context)
    qtbot.addWidget(second)
    second.show()
    second.reopen_last()
    assert second.workspace.current_step == "impact"
    assert second.bridge.snapshot.review.title == "Orders late"


def test_what_was_typed_is_kept_when_the_window_closes(qtbot: QtBot, window: MainWindow) -> None:
    review_id = with_review(window, "prepare")
    title = window.workspace.page("prepare")._title
    title.selectAll()
    qtbot.keyClicks(title, "Orders lost")
    window.close()
    assert reviews.snapshot(window.bridge.library, review_id).review.title == "Orders lost"


def test_a_job_shows_its_progress_and_ends(qtbot: QtBot, window: MainWindow) -> None:
    def work():
        yield Progress(1, 2, "Reading…")
        return "done"

    answers: list[str] = []
    with qtbot.waitSignal(window.context.jobs.ended):
        assert window.context.jobs.start("Read", work, answers.append)
        assert not window.context.jobs.start("Read again", work, answers.append)
        assert window.progress.isVisible()
    assert answers == ["done"]
    assert not window.progress.isVisible()


def test_a_cancelled_job_closes_its_generator(qtbot: QtBot, window: MainWindow) -> None:
    ended: list[str] = []

    def work():
        try:
            while True:
                yield Progress(0, 0, "Reading…")
        finally:
            ended.append("closed")

    with qtbot.waitSignal(window.context.jobs.ended):
        window.context.jobs.start("Read", work, ended.append)
        window.progress.cancelled.emit()
    assert ended == ["closed"]
    assert "Cancelled" in window.notices.text()


def test_what_was_copied_is_imported_by_its_key(
    qtbot: QtBot, window: MainWindow, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    taken: list[tuple[list[Path], str]] = []
    monkeypatch.setattr(window, "import_files", lambda files, text: taken.append((files, text)))
    window.show_place("home")
    clipboard = QApplication.clipboard()
    paste = next(a for a in window.actions() if QKeySequence(QKeySequence.StandardKey.Paste) in a.shortcuts())
    clipboard.setText("14:05 UTC - alert fired")
    paste.trigger()
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(tmp_path / "timeline.csv"))])
    clipboard.setMimeData(data)
    paste.trigger()
    assert taken == [([], "14:05 UTC - alert fired"), ([tmp_path / "timeline.csv"], "")]
    clipboard.clear()
    paste.trigger()
    assert len(taken) == 2
    assert "no text and no files" in window.notices.text()


def test_a_field_keeps_the_key_for_pasting(qtbot: QtBot, window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> None:
    taken: list[object] = []
    monkeypatch.setattr(window, "import_files", lambda *_: taken.append(1))
    with_review(window)
    window.activateWindow()
    QApplication.clipboard().setText("orders")
    field = next(field for field in window.findChildren(QLineEdit) if field.isVisible() and not field.text())
    field.setFocus()
    qtbot.keyClick(field, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert (field.text(), taken) == ("orders", [])


def test_the_last_review_is_known_without_a_proper_end(qtbot: QtBot, context: PageContext) -> None:
    first = MainWindow(context)
    qtbot.addWidget(first)
    first.show()
    with_review(first, "impact")
    second = MainWindow(context)  # the first one was never closed
    qtbot.addWidget(second)
    second.show()
    second.reopen_last()
    assert second.workspace.current_step == "impact"


def test_tab_reaches_a_page_between_the_steps_and_the_guide(qtbot: QtBot, window: MainWindow) -> None:
    review_id = with_review(window, "learnings")
    window.bridge.act(add_learning, review_id, LearningKind.LUCK, "The queue held")  # a row that was made late
    window.activateWindow()
    qtbot.waitUntil(window.isActiveWindow)
    window.workspace.page("learnings").findChildren(TextField)[0].setFocus()
    heard = []
    for _ in range(20):
        qtbot.keyClick(QApplication.focusWidget(), Qt.Key.Key_Tab)
        heard.append(QApplication.focusWidget().accessibleName())
    row = next(name for name in heard if name.startswith("What was luck "))
    places = [heard.index(name) for name in (row, "What was luck: add another", "Hide the guide")]
    assert places == sorted(places)


def test_the_guide_folds_in_a_small_window_and_comes_back(qtbot: QtBot, window: MainWindow) -> None:
    with_review(window)
    window.resize(1360, 860)
    qtbot.waitUntil(lambda: not window.workspace.guide.is_collapsed())
    window.resize(1024, 640)
    qtbot.waitUntil(window.workspace.guide.is_collapsed)
    window.resize(1360, 860)
    qtbot.waitUntil(lambda: not window.workspace.guide.is_collapsed())


def test_what_was_typed_is_stored_when_another_program_is_used(qtbot: QtBot, window: MainWindow) -> None:
    review_id = with_review(window)
    application = QApplication.instance()
    assert isinstance(application, QApplication)
    window.watch_application(application)
    title = window.workspace.page("prepare").findChildren(TextField)[0]
    title.selectAll()
    qtbot.keyClicks(title, "Orders lost")
    application.applicationStateChanged.emit(Qt.ApplicationState.ApplicationInactive)
    assert reviews.snapshot(window.bridge.library, review_id).review.title == "Orders lost"
