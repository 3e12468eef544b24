"""The list of actions in the order of the plan: one Tab stop, arrows inside, Delete removes."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    QSize,
    Qt,
    Signal,
)
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from secondstory_ui.pages.actions.plan import PlanItem
from secondstory_ui.pages.actions.plan_delegate import ITEM_ROLE, PlanDelegate
from secondstory_ui.widgets.tables import dress_list

Index = QModelIndex | QPersistentModelIndex


class PlanModel(QAbstractListModel):
    """Plan items as rows."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.items: list[PlanItem] = []

    def show_items(self, items: Sequence[PlanItem]) -> None:
        """Show these items; rows that stay where they are, are only repainted."""
        ids = [item.action.id for item in items]
        if ids == [item.action.id for item in self.items]:
            self.items = list(items)
            if items:
                self.dataChanged.emit(self.index(0), self.index(len(items) - 1))
            return
        self.beginResetModel()
        self.items = list(items)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """One row for each item."""
        return 0 if parent.isValid() else len(self.items)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The sentence, the whole row for screen readers, and the item."""
        if not index.isValid():
            return None
        item = self.items[index.row()]
        if role == Qt.ItemDataRole.DisplayRole:
            return item.action.text
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return item.spoken
        return item if role == ITEM_ROLE else None

    def row_of(self, action_id: int | None) -> int:
        """The row of an action, -1 where it is not here."""
        return next((row for row, item in enumerate(self.items) if item.action.id == action_id), -1)


class PlanView(QListView):
    """Shows plan items and reports what people do with them; it changes nothing itself."""

    chosen = Signal(int)
    """The action that a person selected here."""
    opened = Signal(int)
    """The action that a person wants to see in full."""
    removal_asked = Signal(int)
    """The action that is to be removed."""
    menu_asked = Signal(int, QPoint)
    """The action whose menu is to be shown, and where on the screen."""

    def __init__(self, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = PlanModel(self)
        self._quiet = False
        self.setModel(self._model)
        dress_list(self, accessible_name)
        self.setItemDelegate(PlanDelegate(self))
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.selectionModel().currentChanged.connect(self._on_current)
        self.doubleClicked.connect(lambda index: self.opened.emit(self._id(index)))

    def show_items(self, items: Sequence[PlanItem]) -> None:
        """Show these items; selection and scroll position stay."""
        kept, place = self.selected_id, self.verticalScrollBar().value()
        self._quiet = True
        self._model.show_items(items)
        self._quiet = False
        self.select(kept, scroll=False)
        self.scheduleDelayedItemsLayout()
        self.updateGeometry()
        self.verticalScrollBar().setValue(place)

    @property
    def items(self) -> list[PlanItem]:
        """What is shown."""
        return self._model.items

    @property
    def selected_id(self) -> int | None:
        """The action that is selected."""
        index = self.currentIndex()
        return self._id(index) if index.isValid() else None

    def select(self, action_id: int | None, *, scroll: bool = True) -> bool:
        """Select an action without a signal; False where it is not here."""
        row = self._model.row_of(action_id)
        index = self._model.index(row) if row >= 0 else QModelIndex()
        self._quiet = True
        self.setCurrentIndex(index)
        self._quiet = False
        if index.isValid() and scroll:
            self.scrollTo(index)
        return index.isValid()

    def _id(self, index: Index) -> int:
        item: PlanItem = index.data(ITEM_ROLE)
        return item.action.id

    def _on_current(self, index: QModelIndex, _before: QModelIndex) -> None:
        if index.isValid() and not self._quiet:
            self.chosen.emit(self._id(index))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete removes; arrows, Home and End move as in every list."""
        selected = self.selected_id
        if selected is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(selected)
        elif selected is not None and event.matches(QKeySequence.StandardKey.Delete):
            self.removal_asked.emit(selected)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the selected action, at the pointer or (by the menu key) at its row."""
        selected = self.selected_id
        if selected is not None:
            by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
            row = self.visualRect(self.currentIndex())
            where = self.viewport().mapToGlobal(row.bottomLeft()) if by_key else event.globalPos()
            self.menu_asked.emit(selected, where)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows wrap anew where the width changed."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def height_of_rows(self) -> int:
        """The height that all rows take at the present width."""
        return sum(self.sizeHintForRow(row) for row in range(self._model.rowCount())) + 4

    def minimumSizeHint(self) -> QSize:
        """Room for two rows."""
        return QSize(160, 96)
