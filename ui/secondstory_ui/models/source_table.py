"""The sources of a review as rows: what each file is, what became of it, and from when to when it tells."""

from collections.abc import Callable, Mapping, Sequence
from datetime import datetime, timedelta
from enum import IntEnum
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from secondstory.model.records import Source
from secondstory.model.snapshot import Snapshot
from secondstory.services.import_preview import formats
from secondstory.services.sources import spans
from secondstory.timeline.clock import format_instant
from secondstory.timeline.clock_offset import format_offset
from secondstory_ui.text import counted, translate
from secondstory_ui.theme.fonts import font

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()


class Column(IntEnum):
    """The columns, from left to right."""

    FILE = 0
    FORMAT = 1
    IMPORTED = 2
    FIRST = 3
    LAST = 4
    ZONE = 5
    CLOCK = 6
    ADDED = 7
    UPDATED = 8
    DUPLICATES = 9
    UNREAD = 10


FIGURES = (Column.ADDED, Column.UPDATED, Column.DUPLICATES, Column.UNREAD)
TIMES = (Column.IMPORTED, Column.FIRST, Column.LAST)
RIGHT = Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter
LEFT = Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter


class SourceTableModel(QAbstractTableModel):
    """One row for each source that is not withdrawn, in the order in which they were imported."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._sources: Sequence[Source] = ()
        self._spans: Mapping[int, tuple[datetime, datetime]] = {}
        self._waiting: Mapping[int, int] = {}
        self._zone = ZoneInfo("UTC")
        self._titles = {info.name: info.title for info in formats()}
        self._headings = {
            Column.FILE: self.tr("File"),
            Column.FORMAT: self.tr("Format"),
            Column.IMPORTED: self.tr("Imported"),
            Column.FIRST: self.tr("First time"),
            Column.LAST: self.tr("Last time"),
            Column.ZONE: self.tr("Zone"),
            Column.CLOCK: self.tr("Clock"),
            Column.ADDED: self.tr("Added"),
            Column.UPDATED: self.tr("Updated"),
            Column.DUPLICATES: self.tr("Duplicates"),
            Column.UNREAD: self.tr("Unread"),
        }

    def show_sources(self, snapshot: Snapshot) -> None:
        """Show the sources of a review as it stands."""
        self.beginResetModel()
        self._sources, self._spans, self._zone = snapshot.sources, spans(snapshot), snapshot.zone
        waiting: dict[int, int] = {}
        for row in snapshot.unread:
            waiting[row.source_id] = waiting.get(row.source_id, 0) + 1
        self._waiting = waiting
        self.endResetModel()

    def source_at(self, row: int) -> Source | None:
        """The source of a row; nothing for the row of no source."""
        return self._sources[row] if 0 <= row < len(self._sources) else None

    def row_of(self, source_id: int) -> int:
        """The row of a source, or -1."""
        return next((row for row, source in enumerate(self._sources) if source.id == source_id), -1)

    def waiting(self, source_id: int) -> int:
        """How many rows of a source wait unread."""
        return self._waiting.get(source_id, 0)

    def format_of(self, source: Source) -> str:
        """What people call the format of a source."""
        return self._titles.get(source.format, source.format)

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many sources there are."""
        return 0 if parent.isValid() else len(self._sources)

    def columnCount(self, parent: Index = NOWHERE) -> int:
        """How many columns there are."""
        return 0 if parent.isValid() else len(Column)

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The headings, above their values."""
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return RIGHT if section in FIGURES else LEFT
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return self._headings[Column(section)]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; what is shortened, and why a clock was corrected, is in its tooltip."""
        source = self.source_at(index.row())
        if source is None:
            return None
        column = Column(index.column())
        readers: dict[int, Callable[[], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda: self._text(source, column),
            Qt.ItemDataRole.ToolTipRole: lambda: self._tip(source, column),
            Qt.ItemDataRole.AccessibleTextRole: lambda: self._spoken(source, column),
            Qt.ItemDataRole.TextAlignmentRole: lambda: RIGHT if column in FIGURES else LEFT,
            Qt.ItemDataRole.FontRole: lambda: font("body", tabular=column in (*FIGURES, *TIMES)),
        }
        return readers[role]() if role in readers else None

    def _text(self, source: Source, column: Column) -> str:
        first, last = self._spans.get(source.id, (None, None))
        texts: dict[Column, Callable[[], str]] = {
            Column.FILE: lambda: source.file_name,
            Column.FORMAT: lambda: self.format_of(source),
            Column.IMPORTED: lambda: format_instant(source.imported_at, self._zone),
            Column.ADDED: lambda: _number(source.added),
            Column.UPDATED: lambda: _number(source.updated),
            Column.DUPLICATES: lambda: _number(source.duplicates),
            Column.UNREAD: lambda: _number(self.waiting(source.id)),
            Column.FIRST: lambda: format_instant(first, self._zone) if first else "",
            Column.LAST: lambda: format_instant(last, self._zone) if last else "",
            Column.ZONE: lambda: source.zone,
            Column.CLOCK: lambda: format_offset(timedelta(seconds=source.clock_offset)) if source.clock_offset else "",
        }
        return texts[column]()

    def _tip(self, source: Source, column: Column) -> str:
        if column is Column.CLOCK and source.clock_reason:
            return f"{self._text(source, column)} ({source.clock_reason})"
        if column is Column.ZONE and source.zone:
            return translate("SourceTable", "{zone} is the zone of times that name none.").format(zone=source.zone)
        return self._text(source, column)

    def _spoken(self, source: Source, column: Column) -> str:
        return f"{self._headings[column]}: {self._text(source, column) or '–'}"


def _number(value: int) -> str:
    return counted(value, "1", "{n}")
