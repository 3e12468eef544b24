"""The places in which searched words stand, as rows: a heading for each review, and below it what was found in it."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from secondstory.model.records import Action, Cause, Event, Learning, Review
from secondstory.services.search import Hit
from secondstory.timeline.clock import format_instant
from secondstory_ui.text import counted, joined, shown_name, translate

Index = QModelIndex | QPersistentModelIndex
NOWHERE = QModelIndex()
ROW_ROLE = Qt.ItemDataRole.UserRole
"""The `HitRow` of a row."""
STEPS: dict[type, str] = {Event: "timeline", Cause: "causes", Learning: "learnings", Action: "actions"}


@dataclass(frozen=True, slots=True)
class HitRow:
    """A review (``hit`` is empty) with how many places were found in it, or one of these places."""

    review: Review
    hit: Hit | None = None
    count: int = 0

    @property
    def key(self) -> str:
        """Where it leads, as the window understands it."""
        if self.hit is None:
            return "review"
        return f"review/{STEPS[type(self.hit.record)]}/{self.hit.record.id}"

    @property
    def icon(self) -> str:
        """The name of its icon."""
        if self.hit is None:
            return "reviews"
        return self.hit.record.kind.value if isinstance(self.hit.record, Event) else STEPS[type(self.hit.record)]

    @property
    def time(self) -> str:
        """When it happened, in the zone of its review."""
        return format_instant(self.hit.at, ZoneInfo(self.review.timezone)) if self.hit and self.hit.at else ""

    @property
    def text(self) -> str:
        """What it says, on one line."""
        words = self.hit.text if self.hit else f"{self.review.ref}  {self.review.title}"
        return " ".join(words.split())

    @property
    def line(self) -> str:
        """The line in which the words stand, where the title does not say it."""
        return self.hit.line if self.hit else ""

    @property
    def note(self) -> str:
        """What it is, or how many of them there are."""
        if self.hit is None:
            one, many = translate("HitList", "1 place"), translate("HitList", "{n} places")
            return counted(self.count, one, many) if self.count else ""
        if isinstance(self.hit.record, Event):
            return joined([self.hit.record.role, shown_name(self.hit.record.kind)])
        words = {
            Cause: translate("HitList", "Cause"),
            Learning: translate("HitList", "Learning"),
            Action: translate("HitList", "Action to take"),
        }
        return words[type(self.hit.record)]


def rows_of(hits: Sequence[Hit]) -> list[HitRow]:
    """The rows for what was found: the review in which something was found first comes first."""
    groups: dict[int, list[Hit]] = {}
    reviews: dict[int, Review] = {}
    for hit in hits:
        reviews[hit.review.id] = hit.review
        inside = groups.setdefault(hit.review.id, [])
        if not isinstance(hit.record, Review):  # the heading says that the review itself was found
            inside.append(hit)
    rows = []
    for review_id, inside in groups.items():
        rows.append(HitRow(reviews[review_id], count=len(inside)))
        rows.extend(HitRow(hit.review, hit) for hit in inside)
    return rows


class HitListModel(QAbstractListModel):
    """The rows in their order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: list[HitRow] = []

    def show_hits(self, hits: Sequence[Hit]) -> None:
        """Show what was found; the rows stay where it is the same as before."""
        rows = rows_of(hits)
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def row_at(self, index: Index) -> HitRow | None:
        """What a row stands for; nothing for the index of no row."""
        return self._rows[index.row()] if 0 <= index.row() < len(self._rows) else None

    def rowCount(self, parent: Index = NOWHERE) -> int:
        """How many rows there are."""
        return 0 if parent.isValid() else len(self._rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a row, and all that is painted of it for screen readers."""
        row = self.row_at(index)
        if row is None:
            return None
        readers: dict[int, Callable[[HitRow], Any]] = {
            Qt.ItemDataRole.DisplayRole: lambda each: each.text,
            Qt.ItemDataRole.ToolTipRole: lambda each: "\n".join(filter(None, (each.text, each.line)))[:500],
            Qt.ItemDataRole.AccessibleTextRole: lambda each: ", ".join(
                filter(None, (each.note, each.time, each.text, each.line))
            ),
            ROW_ROLE: lambda each: each,
        }
        return readers[role](row) if role in readers else None
