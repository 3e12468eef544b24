"""The step list: where a review stands, and the way to any step in any order."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPen
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from secondstory_ui.theme.controller import current_theme
from secondstory_ui.theme.fonts import font, icon_size
from secondstory_ui.theme.icons import draw_icon
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.buttons import primary_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.labels import Label

_ROW = Qt.ItemDataRole.UserRole
_PAD = 10


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step as the list shows it; ``state``: not-started in-progress done attention."""

    key: str
    number: int
    title: str
    minutes: int
    state: str = "not-started"
    optional: bool = False

    @property
    def heading(self) -> str:
        """Number and name, as shown."""
        return f"{self.number}  {self.title}"


class StepList(Card):
    """Steps with number, name, state and minutes; below them the next step and *Continue*."""

    step_chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._rows: tuple[StepRow, ...] = ()
        self._filling = False
        self._list = QListWidget()
        self._list.setAccessibleName(self.tr("Steps"))
        self._list.setItemDelegate(_StepDelegate(self))
        self._list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._list.setVerticalScrollMode(QListWidget.ScrollMode.ScrollPerPixel)
        self._list.setMouseTracking(True)
        self._list.currentRowChanged.connect(self._moved)
        self._next = Label("", "small", "muted", wrap=True)
        self._continue = primary_button(self.tr("Continue"))
        self._continue.clicked.connect(self._go_on)
        self.set_margins(length("unit"), length("unit"), length("unit"), 12)
        self.add(self._list, 1)
        footer = QVBoxLayout()
        footer.setContentsMargins(length("half"), 0, length("half"), 0)
        footer.addWidget(self._next)
        footer.addWidget(self._continue)
        self.body.addLayout(footer)
        self._fit()

    def set_steps(self, rows: Sequence[StepRow], current: str = "") -> None:
        """Show these steps; keeps the current one unless another is named. Sends no signal."""
        keep = current or self.current()
        self._filling = True
        self._rows = tuple(rows)
        self._list.clear()
        for row in rows:
            item = QListWidgetItem(row.title)
            item.setData(_ROW, row)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, self._spoken(row))
            item.setToolTip(self._spoken(row))
            self._list.addItem(item)
        self._filling = False
        self._fit()
        self.set_current(keep)

    def current(self) -> str:
        """The key of the current step, or nothing."""
        item = self._list.currentItem()
        return item.data(_ROW).key if item else ""

    def set_current(self, key: str) -> None:
        """Highlight a step; sends no signal."""
        self._filling = True
        index = next((i for i, row in enumerate(self._rows) if row.key == key), 0 if self._rows else -1)
        self._list.setCurrentRow(index)
        self._filling = False
        following = self._following()
        self._continue.setVisible(following is not None)
        self._next.setText(self.tr("Next: {step}").format(step=following.title) if following else self.tr("Last step"))
        self._continue.setAccessibleName(
            self.tr("Continue to {step}").format(step=following.title) if following else self.tr("Continue")
        )

    def changeEvent(self, event: QEvent) -> None:
        """Keep room for another text size."""
        super().changeEvent(event)
        if event.type() is QEvent.Type.ApplicationFontChange:
            self._fit()

    def _fit(self) -> None:
        """As wide as the longest step, so that no name is cut at any text size."""
        strong, small = QFontMetrics(font("strong")), QFontMetrics(font("small"))
        words = max((strong.horizontalAdvance(row.heading) for row in self._rows), default=0)
        minutes = max((small.horizontalAdvance(self.minutes_words(row)) for row in self._rows), default=0)
        around = icon_size() + 2 + 5 * _PAD + 2 * length("unit") + 12
        self.setFixedWidth(max(length("steps"), words + minutes + around))

    def _following(self) -> StepRow | None:
        index = self._list.currentRow() + 1
        return self._rows[index] if 0 < index < len(self._rows) else None

    def _moved(self, row: int) -> None:
        if not self._filling and row >= 0:
            self.set_current(self._rows[row].key)
            self.step_chosen.emit(self._rows[row].key)

    def _go_on(self) -> None:
        if following := self._following():
            self.set_current(following.key)
            self.step_chosen.emit(following.key)

    def _spoken(self, row: StepRow) -> str:
        words = self.tr("{number} {title}, {state}, {minutes} min").format(
            number=row.number, title=row.title, state=self.state_words(row.state), minutes=row.minutes
        )
        return words + (self.tr(", optional") if row.optional else "")

    def minutes_words(self, row: StepRow) -> str:
        """The time budget as shown."""
        return self.tr("{minutes} min").format(minutes=row.minutes)

    def state_words(self, state: str) -> str:
        """The state in words."""
        return {
            "done": self.tr("Done"),
            "in-progress": self.tr("In progress"),
            "attention": self.tr("Needs a look"),
        }.get(state, self.tr("Not started"))


class _StepDelegate(QStyledItemDelegate):
    """Paints a step: state icon, number and name, state in words below, minutes at the end."""

    def __init__(self, steps: StepList) -> None:
        super().__init__(steps)
        self._steps = steps

    def sizeHint(
        self,
        option: QStyleOptionViewItem,
        index: QModelIndex | QPersistentModelIndex,  # noqa: ARG002
    ) -> QSize:
        """Two lines of text with room around them."""
        lines = option.fontMetrics.lineSpacing() * 2
        return QSize(0, lines + 18)

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        theme = current_theme()
        row: StepRow = index.data(_ROW)
        box = option.rect.adjusted(2, 2, -2, -2)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or option.state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.color("accent_soft" if selected else "hover"))
            painter.drawRoundedRect(QRectF(box), 8, 8)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(box).adjusted(1, 1, -1, -1), 7, 7)
        side = icon_size() + 2
        place = QRect(box.left() + _PAD, box.center().y() - side // 2 + 1, side, side)
        icon_name, colour = _STATE_ICONS.get(row.state, _STATE_ICONS["not-started"])
        draw_icon(painter, icon_name, QStyle.visualRect(option.direction, box, place), theme.color(colour))
        self._paint_words(painter, box.adjusted(side + 2 * _PAD, 0, -_PAD, 0), option, row)
        painter.restore()

    def _paint_words(self, painter: QPainter, room: QRect, option: QStyleOptionViewItem, row: StepRow) -> None:
        theme = current_theme()
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if option.direction is Qt.LayoutDirection.RightToLeft:
            room = QStyle.visualRect(option.direction, option.rect, room)
        painter.setFont(font("small"))
        line = painter.fontMetrics().lineSpacing() + 2
        top = QRect(room.left(), room.center().y() - line + 1, room.width(), line)
        lead, trail = Qt.AlignmentFlag.AlignLeading, Qt.AlignmentFlag.AlignTrailing
        middle = Qt.AlignmentFlag.AlignVCenter
        minutes = self._steps.minutes_words(row)
        painter.setPen(theme.color("text_muted"))
        painter.drawText(top, int(trail | middle), minutes)
        width = painter.fontMetrics().horizontalAdvance(minutes) + _PAD
        painter.setPen(theme.color(_STATE_WORDS.get(row.state, "text_muted")))
        painter.drawText(top.translated(0, line), int(lead | middle), self._steps.state_words(row.state))
        painter.setFont(font("strong"))
        painter.setPen(theme.color("accent_strong" if selected else "text"))
        title = painter.fontMetrics().elidedText(row.heading, Qt.TextElideMode.ElideRight, top.width() - width)
        painter.drawText(top, int(lead | middle), title)


_STATE_ICONS = {
    "not-started": ("todo", "control_line"),
    "in-progress": ("partly", "accent"),
    "done": ("done", "ok"),
    "attention": ("attention", "warn"),
}
_STATE_WORDS = {"attention": "warn_text", "done": "ok_text"}
