"""Lists with times inside the records, such as the notes of an alert: they are told, for only the records are read."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

import msgspec

from secondstory.importers.base import UnreadRow
from secondstory.importers.decoding import CUT
from secondstory.importers.documents.reading import FAULTS, decode
from secondstory.importers.trees.flattening import cells_of, is_object
from secondstory.importers.trees.understanding import Sheet

LOOKED_AT = 20
"""So many records of an inner list show what it holds."""
SHOWN = 4000


@dataclass(slots=True)
class InnerList:
    """A path under which records hold lists with times: the first list, its place, and the entries of all of them."""

    path: str
    place: str = ""
    first: str = ""
    size: int = 0

    def told(self) -> UnreadRow:
        """What is said of these lists."""
        entries = "1 entry" if self.size == 1 else f"{self.size} entries"
        return UnreadRow(
            self.place,
            f"The records hold lists with times (“{self.path}”, {entries} in all); only the records are read.",
            self.first[:SHOWN] + CUT * (len(self.first) > SHOWN),
        )


@dataclass(slots=True)
class InnerLists:
    """The inner lists of the records of a file, which are counted while these are read."""

    lists: tuple[InnerList, ...] = field(default_factory=tuple)

    @classmethod
    def of(cls, sheet: Sheet) -> "InnerLists":
        """Those that the first records show."""
        columns = ((path, [row[place] for row in sheet.rows]) for place, path in enumerate(sheet.paths))
        return cls(tuple(InnerList(path) for path, cells in columns if _tells_times(cells)))

    def count(self, place: str, cells: dict[str, str]) -> None:
        """Take the inner lists of a record into account."""
        for inner in self.lists:
            size = len(_objects(cells.get(inner.path, "")))
            if size and not inner.size:
                inner.place = f"{place.rstrip('/')}/{inner.path.replace('.', '/')}"
                inner.first = cells[inner.path]
            inner.size += size

    def told(self) -> Iterator[UnreadRow]:
        """What is said of them."""
        return (inner.told() for inner in self.lists if inner.size)


def _tells_times(cells: Sequence[str]) -> bool:
    """Whether lists of objects say when and what."""
    found: list[dict[str, str]] = []
    for raw in (raw for cell in cells for raw in _objects(cell)):
        try:
            found.append(cells_of(raw))
        except FAULTS:
            continue
        if len(found) == LOOKED_AT:
            break
    sheet = Sheet.of(found)
    return sheet.has_time and sheet.has_named_title


def _objects(cell: str) -> list[bytes]:
    """The objects of a list in a cell; none where it is no list of objects."""
    if not cell.startswith("[{"):
        return []
    try:
        return [
            bytes(raw) for raw in decode(cell.encode("utf-8", "replace"), list[msgspec.Raw]) if is_object(bytes(raw))
        ]
    except FAULTS:
        return []
