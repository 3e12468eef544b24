"""The header of a review: what it is, how far it has come, and what can be done with it as a whole."""

from collections.abc import Iterable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from secondstory_ui.text import joined
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.chip import Chip
from secondstory_ui.widgets.labels import ElidedLabel
from secondstory_ui.widgets.sections import clear_layout


class ReviewHeader(QFrame):
    """Title, chips and facts on the left; actions on the right."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        row = QHBoxLayout(self)
        row.setContentsMargins(length("page"), length("unit"), length("page"), length("unit"))
        row.setSpacing(length("unit"))
        words = QVBoxLayout()
        words.setSpacing(2)
        self._title = ElidedLabel("", "title")
        self._chips = QHBoxLayout()
        self._chips.setSpacing(6)
        self._facts = ElidedLabel("", "body", "muted")
        line = QHBoxLayout()
        line.setSpacing(length("unit"))
        line.addLayout(self._chips)
        line.addWidget(self._facts, 1)
        words.addWidget(self._title)
        words.addLayout(line)
        row.addLayout(words, 1)
        self._actions = QHBoxLayout()
        self._actions.setSpacing(length("unit"))
        row.addLayout(self._actions)

    def set_review(self, title: str, chips: Iterable[Chip], facts: Sequence[str]) -> None:
        """Show a review: its title, chips (severity, status, kind, SAMPLE) and facts such as window and facilitator."""
        self._title.setText(title)
        self.setAccessibleName(title)
        clear_layout(self._chips)
        for chip in chips:
            self._chips.addWidget(chip, 0, Qt.AlignmentFlag.AlignVCenter)
        self._facts.setText(joined(list(facts)))

    def add_action(self, widget: QWidget) -> QWidget:
        """Put a button at the right end; returns it."""
        self._actions.addWidget(widget)
        return widget
