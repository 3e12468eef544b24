"""Rows of tables in the usual form, read column by column: half a million of them take no step of Python each."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from operator import itemgetter

from secondstory.importers.decoding import fault_of
from secondstory.importers.kinds import kind_of_cell
from secondstory.importers.tables.cells import NOTHING
from secondstory.importers.tables.columns import Columns
from secondstory.importers.tables.people import people_of
from secondstory.importers.tables.records import Block
from secondstory.importers.titles import titles_and_bodies
from secondstory.model.drafts import Drafts
from secondstory.model.enums import EventKind
from secondstory.model.imported import place_of_kind
from secondstory.model.instants import EPOCH, FIRST, LAST, MICROSECOND

LEAST_WITH_ZONE = 16
"""A time with a zone is longer than ``2026-05-04 14:05``."""
CACHE_SIZE = 5000
MOST_MISSES = 3
Columned = Sequence[Sequence[str]]


class UsualRows:
    """Takes rows that have every cell, a text and a time as ISO 8601 has it, with its zone, out of blocks.

    Such rows have nothing but a time, a text, a kind, a role, a name, tags and an id. What it gives is what `RowReader`
    gives; any other row is left to that.
    """

    def __init__(
        self,
        columns: Columns,
        header_raw: str | None,
        kind_of: Callable[[list[str], str], EventKind],
        tags_of: Callable[[object], tuple[str, ...]],
        id_of: Callable[[str], str],
    ) -> None:
        """Take the columns and how the words in them are understood."""
        self._columns = columns
        self._header_raw = header_raw
        self._kind_of, self._tags_of, self._id_of = kind_of, tags_of, id_of
        self._width = len(columns.names)
        self._sorts: dict[str, int] = {}
        times = columns.places.get("occurred_at", ())
        self._time = times[0] if times else 0
        self._has_time = len(times) == 1 and "occurred_at" not in columns.constants
        self._said = columns.places.get("title", ())
        self._misses, self._are_mixed = 0, False

    def parts(self, block: Block) -> Iterator[tuple[Block, Drafts | None]]:
        """A block divided where rows in the usual form and others meet, and the drafts of the parts in that form.

        It is not looked for any more where block after block holds no such row.
        """
        if not self._has_time or self._misses >= MOST_MISSES:
            yield block, None
            return
        drafts = None if self._are_mixed else self._drafts(block)
        if drafts is not None:
            yield block, drafts
            return
        flags = self._flags(block)
        self._misses = 0 if any(flags) else self._misses + 1
        self._are_mixed = not all(flags)
        ends = [place for place, (one, other) in enumerate(pairwise(flags), 1) if one != other]
        for begin, end in pairwise((0, *ends, len(flags))):
            part = block.part(begin, end)
            yield part, self._made(part) if flags[begin] else None

    def _flags(self, block: Block) -> list[bool]:
        """Which rows are in the usual form, as far as one look at each tells."""
        place, width, rows = self._time, self._width, block.cells
        whole = [len(row) == width and not fault for row, fault in zip(rows, block.faults, strict=True)]
        instants = _instants([row[place] if is_whole else "" for row, is_whole in zip(rows, whole, strict=True)])
        flags = [at is not None and at.tzinfo is not None for at in instants]
        for said in self._said[:1]:
            flags = [usual and bool(row[said].strip()) for usual, row in zip(flags, rows, strict=True)]
        if self._header_raw in block.raws or not _are_text(block.raws):
            told = zip(flags, block.raws, strict=True)
            flags = [usual and raw != self._header_raw and not fault_of(raw) for usual, raw in told]
        return flags

    def _drafts(self, block: Block) -> Drafts | None:
        """The drafts of a block; nothing where one of its rows is not in the usual form."""
        raws = block.raws
        if any(block.faults) or set(map(len, block.cells)) != {self._width} or self._header_raw in raws:
            return None
        return self._made(block) if _are_text(raws) else None

    def _made(self, block: Block) -> Drafts | None:
        rows, raws = block.cells, block.raws
        columns = list(zip(*rows, strict=True))
        times = _times(columns[self._time])
        said = [text.strip() for text in self._column("title", columns, rows)]
        if times is None or not all(said):
            return None
        titles, bodies = titles_and_bodies(said)
        return Drafts(
            times=times,
            sorts=bytes(self._sorts_of(columns, rows, said)),
            time_as_written=list(columns[self._time]),
            role=_without_nothing(self._column("role", columns, rows)),
            actor=people_of(self._column("actor", columns, rows)),
            title=titles,
            body=bodies,
            tags=self._tags_column(columns),
            locator=[f"row {number}" for number in block.numbers],
            raw=list(raws),
            external_id=self._ids(columns, rows),
        )

    def _column(self, name: str, columns: Columned, rows: Sequence[list[str]]) -> list[str]:
        """The text of a field of each row, or the one text of all."""
        constant, places = self._columns.constants.get(name), self._columns.places.get(name, ())
        if constant is not None or not places:
            return [constant or ""]
        if len(places) == 1:
            return list(columns[places[0]])
        several = itemgetter(*places)
        return [" ".join(filter(None, map(str.strip, several(row)))) for row in rows]

    def _sorts_of(self, columns: Columned, rows: Sequence[list[str]], said: Sequence[str]) -> Iterable[int]:
        """What sort of event each row is: by the word in its column, where that is a kind, else by all of the row."""
        places, known = self._columns.places.get("kind", ()), self._sorts
        if len(places) == 1 and "kind" not in self._columns.constants:
            cells = columns[places[0]]
            if len(known) > CACHE_SIZE:
                known.clear()
            for cell in set(cells).difference(known):
                if (kind := kind_of_cell(cell)) is not None:
                    known[cell] = place_of_kind(kind)
            if known.keys() >= set(cells):
                return map(known.__getitem__, cells)
        return (place_of_kind(self._kind_of(row, text)) for row, text in zip(rows, said, strict=True))

    def _tags_column(self, columns: Columned) -> list[tuple[str, ...]]:
        constant, places = self._columns.constants.get("tags"), self._columns.places.get("tags", ())
        if constant is not None or not places:
            return [self._tags_of(constant)]
        cells = (
            columns[places[0]] if len(places) == 1 else list(zip(*(columns[place] for place in places), strict=True))
        )
        known = {found: self._tags_of(found) for found in set(cells)}
        return [known[found] for found in cells]

    def _ids(self, columns: Columned, rows: Sequence[list[str]]) -> list[str]:
        """The ids of the rows, without those that are none."""
        column = [id_.strip() for id_ in self._column("external_id", columns, rows)]
        return [self._id_of("" if id_ in NOTHING else id_) for id_ in column]


def _are_text(raws: Sequence[str]) -> bool:
    """Whether no row has a fault as `fault_of` tells it: each of them is half of a character."""
    try:
        "".join(raws).encode()
    except UnicodeEncodeError:
        return False
    return True


def _instants(written: Sequence[str]) -> list[datetime | None]:
    """The times of texts, and nothing where one is none: the loop over them goes on behind it, and is not Python's."""
    found: list[datetime | None] = []
    rest = map(datetime.fromisoformat, written)
    while len(found) < len(written):
        try:
            found.extend(rest)
        except ValueError:
            found.append(None)
    return found


def _times(written: Sequence[str]) -> "array[int] | None":
    """The times of texts that all name their zone; nothing where one does not."""
    if min(map(len, written)) <= LEAST_WITH_ZONE or set(map(itemgetter(4), written)) != {"-"}:
        return None
    try:
        times = array("q", [(at - EPOCH) // MICROSECOND for at in map(datetime.fromisoformat, written)])
    except (ValueError, TypeError):  # no such time, or one without a zone
        return None
    return times if min(times) >= FIRST and max(times) <= LAST else None


def _without_nothing(column: list[str]) -> list[str]:
    return column if NOTHING.isdisjoint(column) else ["" if text in NOTHING else text for text in column]
