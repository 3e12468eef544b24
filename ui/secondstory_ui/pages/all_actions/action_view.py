"""The table of actions: one Tab stop; Enter edits a cell or opens the action, Ctrl+C copies rows."""

from functools import partial

from PySide6.QtCore import QModelIndex, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QMenu, QTableView, QWidget

from secondstory.model.enums import ActionStatus
from secondstory.services.actions import OpenAction
from secondstory_ui.models.action_delegates import (
    LINES,
    DueDelegate,
    LabelsDelegate,
    OwnerDelegate,
    StatusDelegate,
    WordsDelegate,
)
from secondstory_ui.models.action_table import EDITABLE, ActionTable, Column, plan_text, review_text
from secondstory_ui.text import shown_name
from secondstory_ui.widgets.tables import dress_table

_WIDTHS = {
    Column.REF: 48,
    Column.LABELS: 102,
    Column.PLAN: 100,
    Column.OWNER: 114,
    Column.DUE: 92,
    Column.STATUS: 126,
}
_LINE = 16  # the widths above are for lines of this height
_LEAST = {Column.TEXT: 172, Column.REVIEW: 92}
_SHARE_OF_TEXT = 0.66
_ENOUGH = 620  # room for the two sentences; what is beyond it goes to all columns
_SHARES = {
    Column.TEXT: 0.4,
    Column.REVIEW: 0.24,
    Column.OWNER: 0.14,
    Column.PLAN: 0.1,
    Column.LABELS: 0.06,
    Column.DUE: 0.06,
}


class ActionView(QTableView):
    """Shows an `ActionTable`."""

    opened = Signal(object)
    """`OpenAction`: the person wants to see it in its review."""
    copy_asked = Signal(object)
    """Several `OpenAction`: the person wants them on the clipboard."""
    refused = Signal(str)
    """What was typed can't be taken, and why."""

    def __init__(self, model: ActionTable, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._table = model
        self.setModel(model)
        dress_table(self, self.tr("Actions of all reviews"))
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.SelectedClicked | triggers.EditKeyPressed)
        self.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.customContextMenuRequested.connect(self._show_menu)
        self.doubleClicked.connect(self._open)
        self._delegates = {
            Column.TEXT: WordsDelegate(lambda item: item.action.text, self),
            Column.REVIEW: WordsDelegate(review_text, self),
            Column.PLAN: WordsDelegate(plan_text, self),
            Column.LABELS: LabelsDelegate(self),
            Column.OWNER: OwnerDelegate(self),
            Column.DUE: DueDelegate(self),
            Column.STATUS: StatusDelegate(self),
        }
        for column, delegate in self._delegates.items():
            self.setItemDelegateForColumn(column, delegate)
            if isinstance(delegate, DueDelegate):
                delegate.refused.connect(self.refused)
        self._size()

    def _size(self) -> None:
        self.setSortingEnabled(True)
        self.sortByColumn(Column.DUE, Qt.SortOrder.AscendingOrder)
        self.verticalHeader().setDefaultSectionSize(self.fontMetrics().lineSpacing() * LINES + 16)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the sentences take the room that is left, but never too little: then the table scrolls inside itself."""
        super().resizeEvent(event)
        scale = max(1.0, self.fontMetrics().lineSpacing() / _LINE)
        widths: dict[Column, float] = {column: width * scale for column, width in _WIDTHS.items()}
        room = self.viewport().width() - sum(widths.values())
        sentences = min(room, _ENOUGH)
        widths[Column.TEXT] = max(_LEAST[Column.TEXT] * scale, sentences * _SHARE_OF_TEXT)
        widths[Column.REVIEW] = max(_LEAST[Column.REVIEW] * scale, sentences * (1 - _SHARE_OF_TEXT))
        for column, width in widths.items():
            more = max(0, room - _ENOUGH) * _SHARES.get(column, 0)
            self.setColumnWidth(column, int(width + more))

    def current(self) -> OpenAction | None:
        """The action of the row that has the cursor, where it is selected."""
        rows = self.selectionModel().selectedRows()
        return self._table.item(rows[0]) if rows else None

    def select(self, action_id: int, column: int = Column.TEXT) -> None:
        """Select an action and bring it into view."""
        row = self._table.row_of(action_id)
        if row >= 0:
            index = self._table.index(row, column)
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter edits or opens, Delete empties a cell, Ctrl+C copies the selected rows."""
        index = self.currentIndex()
        if self.state() is QAbstractItemView.State.EditingState:
            return  # Enter in a field that holds no day yet: it stays open
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy_rows()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and index.isValid():
            if index.column() in EDITABLE:
                self.edit(index)
            else:
                self._open(index)
        elif event.key() == Qt.Key.Key_Delete and index.column() in (Column.OWNER, Column.DUE):
            self._table.setData(index, "" if index.column() == Column.OWNER else None)
        else:
            super().keyPressEvent(event)

    def copy_rows(self) -> None:
        """Ask for the selected rows to be put on the clipboard."""
        rows = sorted(self.selectionModel().selectedRows(), key=QModelIndex.row)
        if items := tuple(filter(None, map(self._table.item, rows))):
            self.copy_asked.emit(items)

    def _open(self, index: QModelIndex) -> None:
        item = self._table.item(index)
        if item is not None and index.column() not in EDITABLE:
            self.opened.emit(item)

    def _show_menu(self, where: QPoint) -> None:
        item = self.current()
        if item is None:
            return
        menu = QMenu(self)
        menu.addAction(self.tr("&Open in its review"), lambda: self.opened.emit(item))
        statuses = menu.addMenu(self.tr("Set &status"))
        place = self._table.index(self._table.row_of(item.action.id), Column.STATUS)
        for status in ActionStatus:
            statuses.addAction(shown_name(status), partial(self._table.setData, place, status))
        menu.addSeparator()
        menu.addAction(self.tr("&Copy rows"), self.copy_rows)
        menu.aboutToHide.connect(menu.deleteLater)
        row = self.visualRect(self.currentIndex())  # the menu key asks from elsewhere
        within = row.top() <= where.y() <= row.bottom()
        menu.popup(self.viewport().mapToGlobal(where if within else row.center()))
