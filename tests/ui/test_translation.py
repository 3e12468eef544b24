"""Every text of the window goes through Qt's translation: with a made-up language, nothing stays English."""

from collections.abc import Iterator
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QTranslator
from PySide6.QtWidgets import QAbstractButton, QApplication, QLabel, QLineEdit, QPlainTextEdit, QWidget
from pytestqt.qtbot import QtBot

from secondstory.model.enums import Precision
from secondstory.response.checks import checks
from secondstory.services import reviews
from secondstory.steps.catalogue import KEYS
from secondstory_ui.page import PageContext
from secondstory_ui.text import shown_event_time
from secondstory_ui.window import PLACES, MainWindow
from support.reviews import event
from support.windows import context

__all__ = ["context"]

TITLE = "12345 67890"


class Marked(QTranslator):
    """A language that puts each text into brackets."""

    def translate(self, context: str, source: str, disambiguation: str | None = None, n: int = -1) -> str:
        return f"⟦{source}⟧"

    def isEmpty(self) -> bool:
        return False


@pytest.fixture
def marked(qapp: QApplication) -> Iterator[None]:
    language = Marked()
    qapp.installTranslator(language)
    yield
    qapp.removeTranslator(language)


def texts_of(widget: QWidget) -> Iterator[str]:
    """What a widget shows, hints at or lets a screen reader speak."""
    yield widget.toolTip()
    yield widget.accessibleName()
    yield widget.accessibleDescription()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    if isinstance(widget, QLineEdit | QPlainTextEdit):
        yield widget.placeholderText()


def left_in_english(root: QWidget) -> set[str]:
    texts = {text for widget in [root, *root.findChildren(QWidget)] for text in texts_of(widget)}
    actions = {action.text() for action in root.findChildren(type(root.actions()[0]))} if root.actions() else set()
    return {text for text in texts | actions if any(c.isalpha() for c in text) and "⟦" not in text}


NAMES = {"UTC", "SEV-1", "Second Story", *(check.key for check in checks())}


def test_nothing_in_the_window_stays_english(qtbot: QtBot, marked: None, context: PageContext) -> None:
    window = MainWindow(context)
    qtbot.addWidget(window)
    window.show()
    for place in PLACES:
        window.show_place(place)
    window.open_review(reviews.start_review(context.bridge.library, TITLE).rows[0].record.id)
    for key in KEYS:
        window.workspace.show_step(key)
    found = left_in_english(window)
    stored = {row.name for row in window.bridge.snapshot.roles} | {row.duty for row in window.bridge.snapshot.roles}
    stored |= {value for row in window.bridge.snapshot.glossary for value in (row.term, row.meaning)}
    assert sorted(text for text in found if text not in NAMES | stored) == []


def test_how_well_a_time_is_known_is_told_in_the_language_of_the_person(marked: None) -> None:
    recalled = event("14:19", "Declared SEV-1", precision=Precision.RECALLED)
    assert shown_event_time(event(None, "Somebody saw slow orders"), ZoneInfo("UTC")) == "⟦time unknown⟧"
    assert shown_event_time(recalled, ZoneInfo("UTC"), date=False) == "⟦14:19 (recalled)⟧"
