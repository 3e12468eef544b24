"""Headings, form rows and page columns: the shape that every page shares."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QLabel, QScrollArea, QSizePolicy, QVBoxLayout, QWidget

from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.access import name
from secondstory_ui.widgets.labels import Label


class SectionHeading(QWidget):
    """A heading with an optional muted note under it and actions on the right."""

    def __init__(self, title: str, note: str = "", *, role: str = "subheading", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(0, 0, 0, 0)
        self._row.setSpacing(length("unit"))
        words = QVBoxLayout()
        words.setSpacing(2)
        self._title = Label(title, role)
        self._note = Label(note, "small", "muted", wrap=True)
        self._note.setVisible(bool(note))
        words.addWidget(self._title)
        words.addWidget(self._note)
        self._row.addLayout(words, 1)

    def set_text(self, title: str, note: str = "") -> None:
        """Change heading and note."""
        self._title.setText(title)
        self._note.setText(note)
        self._note.setVisible(bool(note))

    def add_action(self, widget: QWidget) -> QWidget:
        """Put a control at the right end; returns it."""
        self._row.addWidget(widget, 0, Qt.AlignmentFlag.AlignBottom)
        return widget


class FormRow(QWidget):
    """A label above its field, with help below: sets the buddy, the spoken name and the spoken description.

    A field that has a name of its own keeps it: one among several with the same label says which it is.
    """

    def __init__(self, label: str, field: QWidget, help_text: str = "", *, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.field = field
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(length("half"))
        self._label = QLabel(label)
        self._label.setProperty("tone", "muted")
        self._label.setTextFormat(Qt.TextFormat.PlainText)
        self._label.setBuddy(field)
        self._help = Label(help_text, "small", "muted", wrap=True)
        self._help.setVisible(bool(help_text))
        column.addWidget(self._label)
        column.addWidget(field)
        column.addWidget(self._help)
        name(field, field.accessibleName() or label.replace("&", ""), help_text)

    def set_help(self, help_text: str, tone: str = "muted") -> None:
        """Change the line under the field, for example to say what is wrong with its content."""
        self._help.setText(help_text)
        self._help.set_tone(tone)
        self._help.setVisible(bool(help_text))
        self.field.setAccessibleDescription(help_text)


def form_line(*rows: QWidget, stretches: tuple[int, ...] = ()) -> QHBoxLayout:
    """Form rows side by side, their fields on one line."""
    line = QHBoxLayout()
    line.setSpacing(length("gap"))
    for index, row in enumerate(rows):
        line.addWidget(row, stretches[index] if index < len(stretches) else 1, Qt.AlignmentFlag.AlignTop)
    return line


class ScrollColumn(QScrollArea):
    """A page column that scrolls up and down only. Put content into ``body``; it keeps to the top.

    ``flows``: its content takes less height where it is wide, and its hint, which is that of a narrow column, is none.
    """

    def __init__(
        self, *, margins: int = 0, spacing: int = 16, flows: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        inside = QWidget()
        inside.setObjectName("scrolled")
        high = QSizePolicy.Policy.Preferred if flows else QSizePolicy.Policy.Minimum
        inside.setSizePolicy(QSizePolicy.Policy.Preferred, high)
        outer = QVBoxLayout(inside)
        outer.setContentsMargins(margins, margins, margins, margins)
        outer.setSpacing(0)
        self.body = QVBoxLayout()
        self.body.setSpacing(spacing)
        outer.addLayout(self.body)
        outer.addStretch(1)
        self.setWidget(inside)

    def add(self, widget: QWidget) -> QWidget:
        """Put a widget below what the column holds already; returns it."""
        self.body.addWidget(widget)
        return widget


def scroll_column(page: QWidget) -> ScrollColumn:
    """A column that fills a page."""
    column = ScrollColumn()
    outer = QVBoxLayout(page)
    outer.setContentsMargins(0, 0, 0, 0)
    outer.addWidget(column)
    return column


def clear_layout(layout: QVBoxLayout | QHBoxLayout) -> None:
    """Remove every widget and inner layout of a layout."""
    while (item := layout.takeAt(0)) is not None:
        if widget := item.widget():
            widget.hide()
            widget.deleteLater()
        elif isinstance(inner := item.layout(), QVBoxLayout | QHBoxLayout):
            clear_layout(inner)
