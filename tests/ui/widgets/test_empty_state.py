"""What an empty area shows in little room."""

import pytest
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from secondstory_ui.widgets.buttons import secondary_button
from secondstory_ui.widgets.empty_state import EmptyState


@pytest.mark.parametrize(("height", "roomy"), [(400, True), (130, False)])
def test_in_little_room_the_icon_goes_before_the_words(qtbot: QtBot, height: int, roomy: bool) -> None:
    around = QWidget()
    qtbot.addWidget(around)
    made = EmptyState("search", "Nothing matches", "Try fewer words.", secondary_button("Clear filter"))
    made.setParent(around)
    around.resize(500, 400)
    around.show()
    for room in (130, 400, height):
        made.resize(500, room)
    made.layout().activate()
    assert made._disc.isVisible() == roomy
    assert made._why.height() >= made._why.fontMetrics().height()
    assert made._title.geometry().bottom() < made._why.geometry().top()
