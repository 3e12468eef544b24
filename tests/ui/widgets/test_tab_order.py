"""Tab follows the reading order."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLayout, QLayoutItem, QPushButton, QVBoxLayout, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import Shiboken

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


def test_rows_inside_rows_are_reached_in_reading_order(qtbot: QtBot) -> None:
    page = QWidget()
    qtbot.addWidget(page)
    column, line = QVBoxLayout(page), QHBoxLayout()
    parts = [QPushButton(text) for text in ("top", "left", "right", "foot")]
    column.addWidget(parts[0])
    column.addStretch(1)
    column.addLayout(line)
    column.addWidget(parts[3])
    line.addWidget(parts[2])
    line.insertWidget(0, parts[1])
    assert list(tab_stops(page)) == parts


def test_reading_the_layouts_keeps_no_item_of_them(qtbot: QtBot) -> None:
    """An item that Python keeps after Qt has deleted it ends the program later."""
    page = QWidget()
    qtbot.addWidget(page)
    column = QVBoxLayout(page)
    column.addWidget(QPushButton("one"))
    column.addStretch(1)
    before = kept_items()
    assert list(tab_stops(page))
    assert kept_items() == before


def kept_items() -> int:
    """How many items of layouts Python keeps."""
    kept = Shiboken.getAllValidWrappers()
    return sum(isinstance(one, QLayoutItem) and not isinstance(one, QLayout) for one in kept)
