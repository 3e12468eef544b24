"""A day is typed, counted from today or picked, and may be missing."""

from datetime import date

import pytest
from PySide6.QtCore import QDate, Qt
from PySide6.QtWidgets import QCalendarWidget, QLineEdit, QMenu
from pytestqt.qtbot import QtBot

from secondstory.model.errors import UserError
from secondstory_ui.widgets.buttons import IconButton
from secondstory_ui.widgets.date_field import DateField, read_date

TODAY = date(2026, 11, 12)


@pytest.mark.parametrize(
    ("text", "day"),
    [("2026-11-28", date(2026, 11, 28)), (" +14d ", date(2026, 11, 26)), ("+ 2W", date(2026, 11, 26))],
)
def test_days_are_read_as_people_write_them(text: str, day: date) -> None:
    assert read_date(text, TODAY) == day


@pytest.mark.parametrize("text", ["soon", "2026-02-30", "28/11/2026", "+9999999d", "-3d"])
def test_what_is_no_day_is_said_with_a_way_out(text: str) -> None:
    with pytest.raises(UserError) as raised:
        read_date(text, TODAY)
    assert "+14d" in raised.value.remedy


@pytest.fixture
def field(qtbot: QtBot) -> DateField:
    made = DateField("Due")
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_typed_day_is_sent(field: DateField, qtbot: QtBot) -> None:
    line = field.findChild(QLineEdit)
    qtbot.keyClicks(line, "2026-11-28")
    with qtbot.waitSignal(field.committed, timeout=500) as sent:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert sent.args == [date(2026, 11, 28)]


def test_unreadable_text_stays_with_the_reason(field: DateField, qtbot: QtBot) -> None:
    line = field.findChild(QLineEdit)
    qtbot.keyClicks(line, "soon")
    with qtbot.assertNotEmitted(field.committed):
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "soon"
    assert "is not a date" in field.error()


def test_an_emptied_field_sends_none(field: DateField, qtbot: QtBot) -> None:
    field.set_value(TODAY)
    line = field.findChild(QLineEdit)
    line.selectAll()
    qtbot.keyClick(line, Qt.Key.Key_Delete)
    with qtbot.waitSignal(field.committed, timeout=500) as sent:
        qtbot.keyClick(line, Qt.Key.Key_Return)
    assert sent.args == [None]


def test_a_day_is_picked_from_the_calendar(field: DateField, qtbot: QtBot) -> None:
    field.set_value(TODAY)
    field.findChild(IconButton).click()
    calendar = field.findChild(QMenu).findChild(QCalendarWidget)
    assert calendar.selectedDate() == QDate(2026, 11, 12)
    with qtbot.waitSignal(field.committed, timeout=500) as sent:
        calendar.clicked.emit(QDate(2026, 11, 30))
    assert sent.args == [date(2026, 11, 30)]
    assert field.findChild(QLineEdit).text() == "2026-11-30"
