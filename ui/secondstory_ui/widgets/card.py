"""A card: a quiet surface with an optional title row and actions on its right."""

from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.labels import ElidedLabel, Label


class Card(QFrame):
    """A surface for one subject. Put content into ``body``; ``level`` is surface, sunken or raised."""

    def __init__(
        self, title: str = "", note: str = "", *, level: str = "surface", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setProperty("level", level)
        padding = length("card_padding")
        self._outer = outer = QVBoxLayout(self)
        outer.setContentsMargins(padding, padding - length("half"), padding, padding)
        outer.setSpacing(length("unit"))
        self._title = Label(title, "heading")
        self._note = ElidedLabel(note, "body", "muted")
        self._header = QWidget(self)
        self._row = QHBoxLayout(self._header)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(length("unit"))
        self._row.addWidget(self._title)
        self._row.addSpacing(length("half"))
        self._row.addWidget(self._note, 1)
        self._header.setMinimumHeight(length("target"))
        outer.addWidget(self._header)
        self.body = QVBoxLayout()
        self.body.setSpacing(length("unit"))
        outer.addLayout(self.body, 1)
        self.set_title(title, note)

    def set_title(self, title: str, note: str = "") -> None:
        """Change the heading and the muted note beside it."""
        self._title.setText(title)
        self._note.setText(note)
        self.setAccessibleName(title)
        self._show_header()

    def set_margins(self, left: int, top: int, right: int, bottom: int) -> None:
        """Change the room around the content."""
        self._outer.setContentsMargins(left, top, right, bottom)

    def add_action(self, widget: QWidget) -> QWidget:
        """Put a button or chip at the right end of the title row; returns it."""
        self._row.addWidget(widget)
        self._show_header()
        return widget

    @property
    def is_crowded(self) -> bool:
        """Whether the title, the first fact beside it and the actions need more room than there is."""
        actions = [self._row.itemAt(place) for place in range(3, self._row.count())]
        shown = [self._title, *(item.widget() for item in actions if item and not item.isEmpty())]
        needed = sum(widget.sizeHint().width() + length("unit") for widget in shown if widget)
        margins = self._outer.contentsMargins()
        free = self.width() - margins.left() - margins.right() - 2 * length("unit")
        return needed + (self._note.width_of_first_fact() if self._note.text() else 0) > free

    def add(self, widget: QWidget, stretch: int = 0) -> QWidget:
        """Put a widget below what the card holds already; returns it."""
        self.body.addWidget(widget, stretch)
        return widget

    def _show_header(self) -> None:
        self._header.setVisible(bool(self._title.text()) or self._row.count() > 3)
