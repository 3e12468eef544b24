"""Tab follows the reading order."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot

from secondstory_ui.widgets.date_field import DateField
from secondstory_ui.widgets.sections import ScrollColumn
from secondstory_ui.widgets.tab_order import order_tabs, tab_stops


def reached_from(start: QWidget) -> list[QWidget]:
    """What Tab reaches, one after the other."""
    found, here = [], start.nextInFocusChain()
    while here is not start:
        if here.focusPolicy() & Qt.FocusPolicy.TabFocus:
            found.append(here)
        here = here.nextInFocusChain()
    return found


def test_a_row_made_later_is_reached_where_it_stands(qtbot: QtBot) -> None:
    page, rows = QWidget(), ScrollColumn()
    qtbot.addWidget(page)
    first, last, late = QPushButton("first"), QPushButton("last"), QPushButton("late")
    column = QVBoxLayout(page)
    for part in (first, rows, last):
        column.addWidget(part)
    rows.add(late)
    order_tabs(page)
    assert reached_from(first)[:2] == [late, last]


def test_a_field_of_several_parts_is_reached_part_by_part(qtbot: QtBot) -> None:
    page, due = QWidget(), DateField("Due")
    qtbot.addWidget(page)
    line = QHBoxLayout(page)
    line.addWidget(QPushButton("before"))
    line.addWidget(due)
    assert [type(stop).__name__ for stop in tab_stops(page)] == ["QPushButton", "QLineEdit", "IconButton"]
