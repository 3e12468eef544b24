"""What the search of Home finds inside reviews: events, causes, learnings and actions, review by review."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from secondstory.services.search import MOST_FOUND, Hit
from secondstory_ui.models.hit_list import ROW_ROLE, HitListModel, HitRow
from secondstory_ui.text import counted
from secondstory_ui.theme.controller import current_theme
from secondstory_ui.theme.icons import draw_icon
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.access import announce
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.painted_ground import paint_ground
from secondstory_ui.widgets.painted_text import draw_text, line_height, mirrored, text_width
from secondstory_ui.widgets.tables import dress_list

Index = QModelIndex | QPersistentModelIndex
PADDING, ICON, GAP, LEAST_LINE = 10, 16, 10, 60
LONGEST_TIME = "2000-00-00 00:00"
MOST_NOTE = 0.35
"""The part of a row that its note may take."""


class HitView(QListView):
    """One Tab stop: arrows go from row to row, Enter opens, Esc leaves."""

    opened = Signal(str, int)
    """Where the row leads, and the id of its review."""
    left = Signal()

    def __init__(self, model: HitListModel) -> None:
        super().__init__()
        self._hits = model
        self.setModel(model)
        dress_list(self, self.tr("Places in which the words stand"))
        self.setItemDelegate(_HitRows(self))
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.doubleClicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Esc goes back to what was typed."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def begin(self) -> None:
        """Take the focus; the first place is selected where none is."""
        if not self.currentIndex().isValid():
            first = next((row for row in range(self._hits.rowCount()) if self._hit(row)), 0)
            self.setCurrentIndex(self._hits.index(first))
        self.setFocus(Qt.FocusReason.OtherFocusReason)

    def _hit(self, row: int) -> bool:
        found = self._hits.row_at(self._hits.index(row))
        return found is not None and found.hit is not None

    def _open(self, index: Index) -> None:
        row = self._hits.row_at(index)
        if row is not None:
            self.opened.emit(row.key, row.review.id)


class SearchResults(QWidget):
    """A line that says how much was found, and the list."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.model = HitListModel(self)
        self.view = HitView(self.model)
        self.heading = Label("", "strong")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(length("unit"))
        column.addWidget(self.heading)
        column.addWidget(self.view, 1)

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show what was found."""
        self.model.show_hits(hits)
        words = counted(len(hits), self.tr("Found in 1 more place"), self.tr("Found in {n} more places"))
        if len(hits) >= MOST_FOUND:
            words = self.tr("The latest {n} places; more words find fewer").format(n=len(hits))
        if words != self.heading.text():
            self.heading.setText(words)
            announce(self, words)


class _HitRows(QStyledItemDelegate):
    """Paints a review as a heading, and a place as one line: icon, time, words, and what it is."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002
        """One line with room around it."""
        return QSize(200, line_height("body") + 2 * PADDING - 2)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground of the style, then the row."""
        paint_ground(painter, option)
        row: HitRow = index.data(ROW_ROLE)
        inset = PADDING if row.hit is None else PADDING + ICON + GAP
        place = partial(mirrored, painter, option.rect)
        box = option.rect.adjusted(inset, 0, -PADDING, 0)
        mark = QRect(box.left(), box.center().y() - ICON // 2, ICON, ICON)
        draw_icon(painter, row.icon, place(mark), current_theme().color("text_muted"))
        box.setLeft(mark.right() + GAP)
        wide = min(text_width(row.note, "small"), round(box.width() * MOST_NOTE)) if row.note else 0
        note = QRect(box.right() - wide, box.top(), wide + 1, box.height())
        draw_text(painter, place(note), row.note, "small", "text_muted", Qt.AlignmentFlag.AlignRight)
        if row.time:
            time = QRect(box.left(), box.top(), text_width(LONGEST_TIME, "small"), box.height())
            draw_text(painter, place(time), row.time, "small", "text_muted")
            box.setLeft(time.right() + GAP)
        box.setRight(note.left() - GAP)
        role = "body" if row.hit else "strong"
        draw_text(painter, place(box), row.text, role)
        box.setLeft(box.left() + text_width(row.text, role) + GAP)
        if row.line and box.width() > LEAST_LINE:
            draw_text(painter, place(box), row.line, "small", "text_muted")
