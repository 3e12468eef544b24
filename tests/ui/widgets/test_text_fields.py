"""Text fields keep what was typed, commit by themselves and underline wording advice."""

from dataclasses import dataclass

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QAction, QGuiApplication, QKeySequence
from PySide6.QtWidgets import QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from secondstory_ui.widgets.text_fields import LineField, TextField

CTRL = Qt.KeyboardModifier.ControlModifier


@dataclass(frozen=True)
class Found:
    family: str
    start: int
    end: int
    text: str
    why: str = "It looks back with knowledge that nobody had."
    instead: str = "What was shown at that time?"


def find_should(text: str) -> list[Found]:
    at = text.find("should have")
    return [Found("counterfactual", at, at + 11, "should have")] if at >= 0 else []


@pytest.fixture
def page(qtbot: QtBot) -> QWidget:
    made = QWidget()
    QVBoxLayout(made)
    qtbot.addWidget(made)
    made.show()
    return made


@pytest.fixture
def field(page: QWidget, qtbot: QtBot) -> TextField:
    return _add(page, TextField("What happened"), qtbot)


@pytest.fixture
def line(page: QWidget, qtbot: QtBot) -> LineField:
    made = LineField("Title")
    _add(page, made, qtbot)
    return made


def _add(page: QWidget, made: TextField, qtbot: QtBot) -> TextField:
    page.layout().addWidget(made)
    other = LineField("Other")
    page.layout().addWidget(other)
    page.activateWindow()
    made.setFocus()
    qtbot.waitUntil(made.hasFocus)
    return made


def test_typing_commits_after_a_pause(field: TextField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.committed, timeout=4000) as sent:
        qtbot.keyClicks(field, "Paged twice")
    assert sent.args == ["Paged twice"]


def test_leaving_the_field_commits_at_once(field: TextField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "Paged")
    with qtbot.waitSignal(field.committed, timeout=500):
        qtbot.keyClick(field, Qt.Key.Key_Tab)
    assert not field.hasFocus()


def test_ctrl_enter_commits_and_keeps_the_focus(field: TextField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "Paged")
    with qtbot.waitSignal(field.committed, timeout=500):
        qtbot.keyClick(field, Qt.Key.Key_Return, CTRL)
    assert field.hasFocus()


def test_esc_never_loses_text(field: TextField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "Paged")
    with qtbot.waitSignal(field.committed, timeout=500):
        qtbot.keyClick(field, Qt.Key.Key_Escape)
    assert field.text() == "Paged"


def test_nothing_is_sent_when_nothing_changed(field: TextField, qtbot: QtBot) -> None:
    field.set_text("As it was")
    with qtbot.assertNotEmitted(field.committed):
        qtbot.keyClick(field, Qt.Key.Key_Return, CTRL)


def test_a_refresh_of_the_model_does_not_overwrite_typing(field: TextField, qtbot: QtBot) -> None:
    field.set_text("Before")
    qtbot.keyClicks(field, "My ")
    field.set_text("Changed elsewhere")
    assert field.text() == "My Before"
    with qtbot.waitSignal(field.committed, timeout=500) as sent:
        field.commit()
    assert sent.args == ["My Before"]


def test_a_refresh_without_local_edits_is_shown_and_keeps_the_caret(field: TextField) -> None:
    field.set_text("Before")
    cursor = field.textCursor()
    cursor.setPosition(3)
    field.setTextCursor(cursor)
    field.set_text("Beforehand")
    assert field.text() == "Beforehand"
    assert field.textCursor().position() == 3


def test_another_record_replaces_the_text(field: TextField, qtbot: QtBot) -> None:
    qtbot.keyClicks(field, "half a thought")
    with qtbot.assertNotEmitted(field.committed):
        field.reset_text("Another event")
        field.commit()
    assert field.text() == "Another event"


def test_undo_belongs_to_the_window_once_the_text_is_committed(field: TextField, page: QWidget, qtbot: QtBot) -> None:
    undo = QAction("Undo", page)
    undo.setShortcut(QKeySequence.StandardKey.Undo)
    page.addAction(undo)
    qtbot.keyClicks(field, "Paged")
    with qtbot.assertNotEmitted(undo.triggered):
        qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)
    qtbot.keyClicks(field, "Paged")
    field.commit()
    with qtbot.waitSignal(undo.triggered, timeout=500):
        qtbot.keyClick(field, Qt.Key.Key_Z, CTRL)


def test_the_field_grows_with_its_text(field: TextField) -> None:
    low = field.sizeHint().height()
    field.set_text("\n".join("line" for _ in range(6)))
    assert field.sizeHint().height() > low
    field.set_text("\n".join("line" for _ in range(400)))
    assert field.sizeHint().height() < 40 * field.fontMetrics().lineSpacing()


def test_enter_commits_a_line(line: LineField, qtbot: QtBot) -> None:
    qtbot.keyClicks(line, "Order sync stopped")
    with qtbot.waitSignal(line.committed, timeout=500) as sent:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert sent.args == ["Order sync stopped"]


def test_pasted_line_breaks_become_spaces_in_a_line(line: LineField) -> None:
    pasted = QMimeData()
    pasted.setText("Order sync\nstopped\t")
    line.insertFromMimeData(pasted)
    assert line.text() == "Order sync stopped"


def test_advice_is_underlined_and_told(field: TextField, qtbot: QtBot) -> None:
    with qtbot.waitSignal(field.findings_changed, timeout=1000):
        field.set_checker(find_should)
        field.set_text("They should have looked.")
    assert [found.text for found in field.findings()] == ["should have"]
    assert [mark.cursor.selectedText() for mark in field.extraSelections()] == ["should have"]
    assert "should have" in field.accessibleDescription()


def test_emoji_before_the_words_move_neither_underline_nor_selection(field: TextField) -> None:
    field.set_checker(find_should)
    field.set_text("\N{FIRE}\N{FIRE}\N{ROCKET} They should have looked.")
    assert [mark.cursor.selectedText() for mark in field.extraSelections()] == ["should have"]
    field.select_finding(field.findings()[0])
    assert field.textCursor().selectedText() == "should have"
    assert field._marks._finding_at(None) == field.findings()[0]


def test_advice_goes_with_the_words(field: TextField, qtbot: QtBot) -> None:
    field.set_checker(find_should)
    field.set_text("They should have looked.")
    field.selectAll()
    with qtbot.waitSignal(field.findings_changed, timeout=1000):
        qtbot.keyClicks(field, "The dashboard showed an average.")
    assert field.findings() == []
    assert field.extraSelections() == []


def test_a_finding_can_be_kept_or_its_alternative_copied(field: TextField, qtbot: QtBot) -> None:
    field.set_checker(find_should)
    field.set_text("They should have looked.")
    _why, keep, copy, _line = field._marks._choices(field.findings()[0])
    with qtbot.waitSignal(field.keep_requested, timeout=500) as kept:
        keep.trigger()
    assert kept.args[0].text == "should have"
    copy.trigger()
    assert QGuiApplication.clipboard().text() == "What was shown at that time?"


def test_the_reason_is_shown_as_text_never_as_markup(field: TextField) -> None:
    reason = field._marks._reason(Found("x", 0, 1, "a", "<b>why</b>", "<img src=x>"))
    assert "&lt;b&gt;why" in reason
    assert "<img" not in reason
