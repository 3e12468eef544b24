"""A list of criteria that are met or still open; it reminds and never blocks."""

from collections.abc import Iterable
from typing import Protocol

from PySide6.QtCore import QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from secondstory_ui.text import shown_text
from secondstory_ui.theme.controller import current_theme
from secondstory_ui.theme.icons import draw_icon
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import clear_layout


class Criterion(Protocol):
    """What the list shows: whether something is met, what, and how far it is."""

    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def met(self) -> bool: ...  # noqa: D102
    @property
    def detail(self) -> str: ...  # noqa: D102


class IconLabel(QWidget):
    """An icon as part of a line, in a colour of the theme; screen readers skip it, so words must say the same."""

    def __init__(self, icon_name: str, role: str, size: int = 18, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._icon_name, self._role = icon_name, role
        self.setFixedSize(QSize(size, size))

    def set(self, icon_name: str, role: str) -> None:
        """Show another icon or colour."""
        self._icon_name, self._role = icon_name, role
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the icon."""
        draw_icon(QPainter(self), self._icon_name, QRect(self.rect()), current_theme().color(self._role))


class CheckList(QWidget):
    """Criteria, each with a mark, its text and, while open, what is missing."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(8)
        self.setAccessibleName(self.tr("Done when"))

    def set_items(self, items: Iterable[Criterion], *, begun: bool = True) -> None:
        """Show these criteria; all of them as open where nothing is ``begun``."""
        clear_layout(self._column)
        for item in items:
            self._column.addWidget(self._row(item, met=item.met and begun))

    def _row(self, item: Criterion, *, met: bool) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(8)
        mark = IconLabel("done" if met else "todo", "ok" if met else "control_line")
        line.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        words = QVBoxLayout()
        words.setSpacing(0)
        text = Label(shown_text(item.text), "body", "muted" if met else "text", wrap=True)
        state = self.tr("Met") if met else self.tr("Open")
        text.setAccessibleName(f"{state}: {text.text()}")
        words.addWidget(text)
        if item.detail and not met:
            words.addWidget(Label(shown_text(item.detail), "small", "muted", wrap=True))
        line.addLayout(words, 1)
        return row
