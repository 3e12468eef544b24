"""How tables and lists look: room in the rows, no grid, a quiet header."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QSize, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
)

from secondstory_ui.theme.fonts import font
from secondstory_ui.theme.theme import length


def dress_table(view: QTableView, accessible_name: str, *, stretch: int | None = None) -> None:
    """Give a table the program's look and keys. ``stretch`` is the column that takes the room that is left.

    Columns of times and numbers line up where the model returns ``font("body", tabular=True)`` as FontRole.
    """
    view.setAccessibleName(accessible_name)
    view.setShowGrid(False)
    view.setAlternatingRowColors(False)
    view.setWordWrap(False)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setTabKeyNavigation(False)  # the table is one Tab stop; arrows, Home and End move inside it
    rows = view.verticalHeader()
    rows.hide()
    rows.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
    rows.setDefaultSectionSize(view.fontMetrics().height() + 18)
    header = view.horizontalHeader()
    header.setHighlightSections(False)
    header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
    header.setFont(font("small"))
    header.setMinimumSectionSize(48)
    if stretch is not None:
        header.setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)


class _RoomyRows(QStyledItemDelegate):
    """Rows that are easy to hit, with a check box or without."""

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as a line of text with room around it, or higher where the content asks for it."""
        size = super().sizeHint(option, index)
        if "\n" in str(index.data() or ""):
            size += QSize(0, length("unit"))  # else the second line would touch the edge
        return size.expandedTo(QSize(0, option.fontMetrics.height() + 12))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The row with air at its sides; the selected one on a rounded ground."""
        shown = QStyleOptionViewItem(option)
        shown.rect = option.rect.adjusted(length("half"), 0, -length("half"), 0)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.save()
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(option.palette.highlight())
            painter.drawRoundedRect(option.rect, length("unit"), length("unit"))
            painter.restore()
            shown.state &= ~QStyle.StateFlag.State_Selected
        super().paint(painter, shown, index)


def dress_list(view: QListView, accessible_name: str) -> None:
    """Give a list the program's look: roomy rows, scrolling by pixels, one Tab stop."""
    view.setAccessibleName(accessible_name)
    view.setItemDelegate(_RoomyRows(view))
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setTabKeyNavigation(False)
