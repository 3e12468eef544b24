"""The step list: where a review stands, and the way to any step in any order."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QPainter
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
from secondstory_ui.theme.fonts import font
from secondstory_ui.theme.icons import draw_icon
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.buttons import primary_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.labels import Label

_ROW = Qt.ItemDataRole.UserRole
_ICON = 20


@dataclass(frozen=True, slots=True)
class StepRow:
    """One step as the list shows it; ``state``: not-started in-progress done attention."""

    key: str
    number: int
    title: str
    minutes: int
    state: str = "not-started"
    optional: bool = False


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
        self._list.itemClicked.connect(lambda item: self.step_chosen.emit(item.data(_ROW).key))
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
        self.setFixedWidth(length("steps"))

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

    def _following(self) -> StepRow | None:
        index = self._list.currentRow() + 1
        return self._rows[index] if 0 < index < len(self._rows) else None

    def _moved(self, row: int) -> None:
        if not self._filling and row >= 0 and self._list.hasFocus():
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
        box = QRectF(option.rect).adjusted(2, 2, -2, -2)
        state = option.state
        selected = bool(state & QStyle.StateFlag.State_Selected)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        if selected or state & QStyle.StateFlag.State_MouseOver:
            painter.setBrush(theme.color("accent_soft" if selected else "hover"))
            painter.drawRoundedRect(box, 8, 8)
        name, colour = _STATE_ICONS.get(row.state, _STATE_ICONS["not-started"])
        self._paint_words(painter, box, row, selected)
        place = QRect(int(box.left()) + 10, int(box.center().y()) - _ICON // 2, _ICON, _ICON)
        draw_icon(painter, name, place, theme.color(colour))
        painter.restore()

    def _paint_words(self, painter: QPainter, box: QRectF, row: StepRow, selected: bool) -> None:
        theme = current_theme()
        small = font("small")
        painter.setFont(small)
        minutes = f"{row.minutes} min"
        painter.setPen(theme.color("text_muted"))
        right = box.right() - 10
        width = painter.fontMetrics().horizontalAdvance(minutes)
        left = box.left() + 10 + _ICON + 10
        top = box.top() + (box.height() - 2 * painter.fontMetrics().lineSpacing() - 4) / 2
        line = painter.fontMetrics().lineSpacing() + 2
        painter.drawText(QRectF(right - width, top, width, line), Qt.AlignmentFlag.AlignVCenter, minutes)
        words = self._steps.state_words(row.state)
        painter.setPen(theme.color(_STATE_WORDS.get(row.state, "text_muted")))
        painter.drawText(QRectF(left, top + line, right - left, line), Qt.AlignmentFlag.AlignVCenter, words)
        painter.setFont(font("strong"))
        painter.setPen(_title_colour(selected))
        room = QRectF(left, top, right - width - 8 - left, line)
        title = painter.fontMetrics().elidedText(
            f"{row.number}  {row.title}", Qt.TextElideMode.ElideRight, int(room.width())
        )
        painter.drawText(room, Qt.AlignmentFlag.AlignVCenter, title)


def _title_colour(selected: bool) -> QColor:
    return current_theme().color("accent_strong" if selected else "text")


_STATE_ICONS = {
    "not-started": ("todo", "control_line"),
    "in-progress": ("partly", "accent"),
    "done": ("done", "ok"),
    "attention": ("attention", "warn"),
}
_STATE_WORDS = {"attention": "warn_text", "done": "ok_text"}
