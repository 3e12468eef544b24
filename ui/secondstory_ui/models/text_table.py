"""Tables of what was read: each record of a file beside the event that it becomes, and lists of what was imported."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyledItemDelegate, QStyleOptionViewItem, QTableView

from secondstory_ui.theme.controller import current_theme
from secondstory_ui.widgets.tables import dress_table

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
MOST_LETTERS = 400

STRETCHED_SHARE = 0.3
"""The least share of the width of a table for the column that stretches."""


class TextTableModel(QAbstractTableModel):
    """Rows of short texts under headings; a row can be marked as one that needs a look."""

    def __init__(self, headings: Sequence[str], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._headings = list(headings)
        self._rows: Sequence[Sequence[str]] = ()
        self._marked: frozenset[int] = frozenset()

    def set_rows(self, rows: Sequence[Sequence[str]], marked: frozenset[int] = frozenset()) -> None:
        """Show other rows."""
        self.beginResetModel()
        self._rows, self._marked = rows, marked
        self.endResetModel()

    def set_heading(self, section: int, heading: str) -> None:
        """Call a column something else."""
        self._headings[section] = heading
        self.headerDataChanged.emit(Qt.Orientation.Horizontal, section, section)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """How many headings there are."""
        return 0 if parent.isValid() else len(self._headings)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A text on one line, the whole of it as tooltip; rows that need a look have the colour of a warning."""
        if not index.isValid():
            return None
        text = self._rows[index.row()][index.column()]
        if role == Qt.ItemDataRole.DisplayRole:
            return " ⏎ ".join(line.strip() for line in text[:MOST_LETTERS].splitlines())
        if role == Qt.ItemDataRole.ToolTipRole:
            return text[:2000]
        if role == Qt.ItemDataRole.ForegroundRole and index.row() in self._marked:
            return QColor(current_theme().color("warn_text"))
        return None


def text_table(model: TextTableModel, accessible_name: str, widths: Sequence[int], stretch: int) -> QTableView:
    """A dressed view of such a table, to read and to copy."""
    view = QTableView()
    view.setModel(model)
    dress_table(view, accessible_name, stretch=stretch)
    view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
    for column, width in enumerate(widths):
        if width:
            view.setColumnWidth(column, column_width(view, width))
    view.horizontalHeader().setSectionResizeMode(stretch, QHeaderView.ResizeMode.Stretch)
    return view


def column_width(view: QTableView, width: int) -> int:
    """The width in pixels of a column that was measured with text of the usual size."""
    return round(width * view.fontMetrics().height() / 17)


def narrow_columns(view: QTableView, widths: Sequence[int], room: int) -> None:
    """Give the columns their widths, or less of it where the one that stretches (0) would have too little of a room."""
    usual = [column_width(view, width) for width in widths]
    share = min(1.0, room * (1 - STRETCHED_SHARE) / max(sum(usual), 1))
    for column, width in enumerate(usual):
        if width:
            view.setColumnWidth(column, round(width * share))


class ShortInTheMiddle(QStyledItemDelegate):
    """Keeps file names on one line, shortened in the middle, since they differ at their ends."""

    def initStyleOption(self, option: QStyleOptionViewItem, index: Index) -> None:
        """As always, but for where the dots go."""
        super().initStyleOption(option, index)
        option.textElideMode = Qt.TextElideMode.ElideMiddle
        option.features &= ~QStyleOptionViewItem.ViewItemFeature.WrapText
