"""The actions of all reviews as a table; edits are asked for by a signal and never made here."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import date
from enum import IntEnum
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal

from secondstory.model.enums import ActionStatus, CauseLabel, Quadrant
from secondstory.services.actions import OpenAction
from secondstory_ui.text import shown_name, translate

Index = QModelIndex | QPersistentModelIndex
Role = Qt.ItemDataRole
NOWHERE = QModelIndex()
ITEM_ROLE = Role.UserRole
"""The `OpenAction` of a row."""


class Column(IntEnum):
    """The columns, from left to right."""

    REF = 0
    TEXT = 1
    REVIEW = 2
    LABELS = 3
    PLAN = 4
    OWNER = 5
    DUE = 6
    STATUS = 7


EDITABLE = (Column.OWNER, Column.DUE, Column.STATUS)


class ActionTable(QAbstractTableModel):
    """One row for each action."""

    edit_asked = Signal(object, int, object)
    """`OpenAction`, column and the value that somebody gave it."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[OpenAction] = []
        self._today = date.min
        self._column, self._order = Column.DUE, Qt.SortOrder.AscendingOrder

    def show(self, rows: Iterable[OpenAction], today: date) -> None:
        """Show these actions in the present order; where they are the same ones, the rows stay."""
        ordered = self._sorted(rows)
        same = [row.action.id for row in ordered] == [row.action.id for row in self._rows]
        self._today = today
        if same and ordered:
            self._rows = ordered
            self.dataChanged.emit(self.index(0, 0), self.index(len(ordered) - 1, len(Column) - 1))
        elif not same:
            self.beginResetModel()
            self._rows = ordered
            self.endResetModel()

    def item(self, index: Index) -> OpenAction | None:
        """The action of a row; nothing for the index of no row."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def row_of(self, action_id: int) -> int:
        """The row of an action, or -1."""
        return next((place for place, row in enumerate(self._rows) if row.action.id == action_id), -1)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many actions are shown."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Role.DisplayRole) -> Any:
        """The names of the columns."""
        if orientation is not Qt.Orientation.Horizontal or role != Role.DisplayRole:
            return None
        return {
            Column.REF: translate("ActionTable", "Ref"),
            Column.TEXT: translate("ActionTable", "Action"),
            Column.REVIEW: translate("ActionTable", "Review"),
            Column.LABELS: translate("ActionTable", "Class"),
            Column.PLAN: translate("ActionTable", "Rank"),
            Column.OWNER: translate("ActionTable", "Owner"),
            Column.DUE: translate("ActionTable", "Due"),
            Column.STATUS: translate("ActionTable", "Status"),
        }[Column(section)]

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Owner, due date and status can be changed here."""
        flags = super().flags(index)
        return flags | Qt.ItemFlag.ItemIsEditable if index.column() in EDITABLE else flags

    def data(self, index: Index, role: int = Role.DisplayRole) -> Any:
        """What a cell shows, says and is edited from."""
        row = self.item(index)
        if row is None:
            return None
        readers: dict[int, Callable[[OpenAction, Column], Any]] = {
            ITEM_ROLE: lambda each, _column: each,
            Role.DisplayRole: self._shown,
            Role.ToolTipRole: self._whole,
            Role.EditRole: self._edited,
            Role.AccessibleTextRole: self._spoken,
        }
        return readers[role](row, Column(index.column())) if role in readers else None

    def _edited(self, row: OpenAction, column: Column) -> Any:
        action = row.action
        return {Column.OWNER: action.owner, Column.DUE: _day(action.due)}.get(column, action.status)

    def _spoken(self, row: OpenAction, column: Column) -> str:
        return f"{self.headerData(column, Qt.Orientation.Horizontal)}: {self._whole(row, column)}"

    def _shown(self, row: OpenAction, column: Column) -> str:
        action = row.action
        if column is Column.DUE:
            return self._due(row)
        return {
            Column.REF: action.ref,
            Column.TEXT: " ".join(action.text.split()),
            Column.REVIEW: review_text(row),
            Column.LABELS: ", ".join(shown_name(label) for label in row.labels),
            Column.PLAN: plan_text(row),
            Column.OWNER: action.owner,
            Column.STATUS: shown_name(action.status),
        }[column]

    def _whole(self, row: OpenAction, column: Column) -> str:
        """What a cell shows, with what it has no room for: why an action is not being done."""
        shown = self._shown(row, column)
        return f"{shown}: {row.action.reason}" if column is Column.STATUS and row.action.reason else shown

    def _due(self, row: OpenAction) -> str:
        day = _day(row.action.due)
        return translate("ActionTable", "{day} overdue").format(day=day) if row.overdue(self._today) else day

    def setData(self, index: Index, value: Any, role: int = Role.EditRole) -> bool:
        """Ask for a change; the table follows when it has been made."""
        row = self.item(index)
        if row is None or role != Role.EditRole:
            return False
        self.edit_asked.emit(row, index.column(), value)
        return True

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Order the rows by a column; what it leaves open stays in the order of the plan."""
        self._column, self._order = Column(column), order
        self.layoutAboutToBeChanged.emit()
        before = self.persistentIndexList()
        ids = [self._rows[index.row()].action.id for index in before]
        self._rows = self._sorted(self._rows)
        places = {row.action.id: place for place, row in enumerate(self._rows)}
        after = [self.index(places[id_], index.column()) for id_, index in zip(ids, before, strict=True)]
        self.changePersistentIndexList(before, after)
        self.layoutChanged.emit()

    def _sorted(self, rows: Iterable[OpenAction]) -> list[OpenAction]:
        ordered = sorted(rows, key=lambda row: (-row.review.id, row.rank or 10**9, row.action.id))
        known = [row for row in ordered if not _is_empty(row, self._column)]
        known.sort(key=_KEYS[self._column], reverse=self._order is Qt.SortOrder.DescendingOrder)
        return known + [row for row in ordered if _is_empty(row, self._column)]

    def as_text(self, rows: Sequence[OpenAction]) -> str:
        """Some rows as text with tabs, headed by the names of the columns: for pasting into a mail or a sheet."""
        names = [str(self.headerData(column, Qt.Orientation.Horizontal)) for column in Column]
        lines = [[self._shown(row, column) for column in Column] for row in rows]
        return "\n".join("\t".join(line) for line in [names, *lines]) + "\n"


def _day(day: date | None) -> str:
    return day.isoformat() if day else ""


def review_text(row: OpenAction) -> str:
    """The reference and title of the review of an action."""
    return f"{row.review.ref}  {' '.join(row.review.title.split())}"


def plan_text(row: OpenAction) -> str:
    """The rank of an action in its review, and its field in the matrix."""
    parts = [str(row.rank) if row.rank else "", shown_name(row.quadrant) if row.quadrant else ""]
    return " · ".join(part for part in parts if part)


def _is_empty(row: OpenAction, column: Column) -> bool:
    """A cell without a value stands last in either direction."""
    values: Mapping[Column, object] = {
        Column.LABELS: row.labels,
        Column.PLAN: row.rank,
        Column.OWNER: row.action.owner,
        Column.DUE: row.action.due,
    }
    return not values.get(column, True)


_KEYS: Mapping[Column, Callable[[OpenAction], Any]] = {
    Column.REF: lambda row: int(row.action.ref.removeprefix("A-") or 0),
    Column.TEXT: lambda row: row.action.text.casefold(),
    Column.REVIEW: lambda row: row.review.id,
    Column.LABELS: lambda row: [list(CauseLabel).index(label) for label in row.labels],
    Column.PLAN: lambda row: (
        list(Quadrant).index(row.quadrant) if row.quadrant else len(Quadrant),
        row.rank,
    ),
    Column.OWNER: lambda row: row.action.owner.casefold(),
    Column.DUE: lambda row: row.action.due,
    Column.STATUS: lambda row: list(ActionStatus).index(row.action.status),
}
