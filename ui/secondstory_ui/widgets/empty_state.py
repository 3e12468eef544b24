"""What an empty area shows: what belongs here, why it helps, and the button that fills it."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from secondstory_ui.theme.controller import current_theme
from secondstory_ui.theme.icons import draw_icon
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.buttons import Button
from secondstory_ui.widgets.labels import Label

_DISC = 64


class EmptyState(QWidget):
    """An icon on a soft disc, a heading, a sentence, and buttons; centred in the room there is."""

    def __init__(self, icon_name: str, title: str, why: str, *buttons: Button, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = self._column = QVBoxLayout(self)
        column.setContentsMargins(*([length("page")] * 4))
        column.setSpacing(length("unit"))
        column.addStretch(2)
        self._disc = _Disc(icon_name)
        column.addWidget(self._disc, 0, Qt.AlignmentFlag.AlignHCenter)
        column.addSpacing(length("unit"))
        self._title = Label(title, "heading", wrap=True)
        self._why = Label(why, "body", "muted", wrap=True)
        for label in (self._title, self._why):
            label.setAlignment(Qt.AlignmentFlag.AlignHCenter)
            label.setMaximumWidth(440)
            line = QHBoxLayout()
            line.addStretch(1)
            line.addWidget(label, 100)
            line.addStretch(1)
            column.addLayout(line)
        row = QHBoxLayout()
        row.setSpacing(length("unit"))
        row.addStretch(1)
        for button in buttons:
            row.addWidget(button)
        row.addStretch(1)
        column.addSpacing(length("unit"))
        column.addLayout(row)
        column.addStretch(3)

    def set_text(self, title: str, why: str) -> None:
        """Change heading and sentence, for example from "nothing yet" to "nothing matches"."""
        self._title.setText(title)
        self._why.setText(why)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In little room the icon and half of the edges go, for words and buttons say what there is to do."""
        super().resizeEvent(event)
        needed = self._column.totalHeightForWidth(event.size().width())
        if self._disc.isHidden():
            needed += _DISC + length("unit") + 2 * (length("page") - length("half"))
        roomy = event.size().height() >= needed
        if roomy == self._disc.isHidden():
            self._disc.setVisible(roomy)
            upright = length("page" if roomy else "half")
            self._column.setContentsMargins(length("page"), upright, length("page"), upright)


class _Disc(QWidget):
    def __init__(self, icon_name: str) -> None:
        super().__init__()
        self._icon_name = icon_name
        self.setFixedSize(QSize(_DISC, _DISC))

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current_theme().color("accent_soft"))
        painter.drawEllipse(self.rect())
        inset = (_DISC - 30) // 2
        draw_icon(
            painter,
            self._icon_name,
            self.rect().adjusted(inset, inset, -inset, -inset),
            current_theme().color("accent_strong"),
        )
