"""Makes a table view fit the event table: delegates, widths, heights of what is visible, and a steady selection."""

from PySide6.QtCore import QItemSelectionModel, QObject, QRect, QTimer
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QStyleOptionViewItem, QTableView

from secondstory_ui.models.event_cells import Column
from secondstory_ui.models.event_delegates import DELEGATES
from secondstory_ui.models.event_table import EventTableModel

WRAPPING = (Column.TIME, Column.ROLE, Column.WHAT)
"""The columns whose text may need several lines; the others need not be asked for each row that comes by."""
AROUND = 24
"""A text that leaves so much room in its column is on one line for certain, and need not be laid out."""
WIDTHS = {Column.TIME: 150, Column.SINCE: 92, Column.ROLE: 160, Column.KIND: 130, Column.KEY: 48, Column.SOURCE: 140}


def install_event_view(view: QTableView, model: EventTableModel) -> "EventView":
    """Show the model in a view as events are shown everywhere; the result lives as long as the view."""
    view.setModel(model)
    view.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
    view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
    view.setShowGrid(False)
    view.setWordWrap(True)
    view.verticalHeader().hide()
    for column, delegate in DELEGATES.items():
        view.setItemDelegateForColumn(column, delegate(view))
    for column, width in WIDTHS.items():
        view.setColumnWidth(column, width)
    header = view.horizontalHeader()
    header.setSectionResizeMode(Column.WHAT, QHeaderView.ResizeMode.Stretch)
    header.setHighlightSections(False)
    return EventView(view, model)


class EventView(QObject):
    """Keeps rows as high as their text, only those in view, and the selected event selected over filters."""

    def __init__(self, view: QTableView, model: EventTableModel) -> None:
        super().__init__(view)
        self._view = view
        self._model = model
        self._kept: int = -1
        self._holding = False
        self._measured: set[int] = set()
        self._measured_for = (0, "")
        self._later = QTimer(self, singleShot=True, interval=0)
        self._later.timeout.connect(self._fit_rows)
        bar = view.verticalScrollBar()
        bar.actionTriggered.connect(self._let_go)
        for moved in (bar.valueChanged, bar.rangeChanged, view.horizontalHeader().sectionResized):
            moved.connect(lambda *_: self._later.start())  # a number that is told would be taken for a pause
        rows_changed = (model.dataChanged, model.rowsInserted, model.rowsRemoved, model.layoutChanged, model.modelReset)
        for changed in rows_changed:
            changed.connect(lambda *_: self._measure_again())
        model.modelAboutToBeReset.connect(self._remember)
        model.modelReset.connect(self._restore)
        model.searched.connect(self._restore_late)

    def select(self, event_id: int) -> None:
        """Select an event and scroll to it; nothing happens where the filter leaves it out."""
        row = self._model.row_of(event_id)
        if row >= 0 and row != self._view.currentIndex().row():
            column = max(self._view.currentIndex().column(), 0)
            index = self._model.index(row, column)
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self._view.selectionModel().setCurrentIndex(index, flags)
            self.reveal()

    def reveal(self) -> None:
        """Bring the selected event into view; until somebody scrolls it stays there while rows get their heights."""
        self._holding = True
        self._later.start()

    def _let_go(self, _action: int) -> None:
        self._holding = False

    @property
    def selected_id(self) -> int:
        """The id of the event of the current row; -1 where there is none."""
        return self._model.id_at(self._view.currentIndex().row())

    def _remember(self) -> None:
        """Keep the selected event; one that a filter left out comes back with it."""
        self._kept = self.selected_id if self.selected_id >= 0 else self._kept

    def _restore(self) -> None:
        self.select(self._kept)
        self._later.start()

    def _restore_late(self) -> None:
        if not self._view.currentIndex().isValid():
            self._restore()

    def _measure_again(self) -> None:
        self._measured.clear()
        self._later.start()

    def _fit_rows(self) -> None:
        """Give rows that came into view the height of their text; those that were measured before have it."""
        view = self._view
        measured_for = view.columnWidth(Column.WHAT), view.font().key()
        if measured_for != self._measured_for:
            self._measured.clear()
            self._measured_for = measured_for
        first = max(view.rowAt(0), 0)
        last = view.rowAt(view.viewport().height() - 1)
        last = self._model.rowCount() - 1 if last < 0 else last
        option = QStyleOptionViewItem()
        view.initViewItemOption(option)
        for row in set(range(first, min(last, first + 200) + 1)).difference(self._measured):
            view.setRowHeight(row, self._height(row, option))
            self._measured.add(row)
        self._hold()

    def _height(self, row: int, option: QStyleOptionViewItem) -> int:
        """How high a row is with all of its text."""
        heights, metrics = [], option.fontMetrics
        for column in WRAPPING:
            index, width = self._model.index(row, column), self._view.columnWidth(column)
            if column is not Column.WHAT and metrics.horizontalAdvance(index.data()) < width - AROUND:
                continue
            option.rect = QRect(0, 0, width, 0)
            heights.append(self._view.itemDelegateForColumn(column).sizeHint(option, index).height())
        return max(heights)

    def _hold(self) -> None:
        view, index = self._view, self._view.currentIndex()
        if self._holding and index.isValid() and not view.viewport().rect().contains(view.visualRect(index)):
            view.scrollTo(index)
            self._later.start()  # for the rows that came into view
