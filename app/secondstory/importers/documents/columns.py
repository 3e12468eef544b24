"""Records of documents as columns: what formats with very many records of one form read at once."""

from array import array
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from operator import lt
from typing import Any, TypeVar

from secondstory.importers.documents.events import EARLIEST
from secondstory.importers.documents.reading import FAULTS, Record, decode, texts
from secondstory.importers.secrets.in_json import LEFT_OUT
from secondstory.importers.together import TOGETHER
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.drafts import Drafts
from secondstory.model.instants import EPOCH, MICROSECOND, microseconds

T = TypeVar("T")
V = TypeVar("V")
_EARLIEST = microseconds(EARLIEST)
_NUL = b"\\u0000"
NO_RECORD = Record("", b"")
"""Stands in the place of one that is not needed any more."""


def decoded(records: Sequence[Record], kind: type[T]) -> list[T] | None:
    """Records of one type, decoded at once; nothing where one is faulty, or holds what is said of it or cleaned."""
    document = b"[" + b",".join([record.raw for record in records]) + b"]"
    if any(record.fault for record in records) or LEFT_OUT.encode() in document or _NUL in document:
        return None
    try:
        found = decode(document, list[kind])  # type: ignore[valid-type]
    except FAULTS:
        return None
    return found if len(found) == len(records) else None


def each_once(written: Sequence[bytes], kinds: type[list[T]], made: Callable[[T], V]) -> list[V]:
    """What is made of values in JSON, of which few are different. Raises one of `FAULTS`."""
    different = list(set(written))
    values = map(made, decode(b"[" + b",".join(different) + b"]", kinds))
    known = dict(zip(different, values, strict=True))
    return [known[raw] for raw in written]


def times_in_utc(written: Sequence[object]) -> "array[int] | None":
    """The times of texts in UTC as nearly all tools write them; nothing where one is written otherwise."""
    try:
        if {text[4] + text[-1] for text in written} != {"-Z"}:  # type: ignore[index]
            return None
        times = array("q", [(at - EPOCH) // MICROSECOND for at in map(datetime.fromisoformat, written)])  # type: ignore[arg-type]
    except (TypeError, IndexError, ValueError):
        return None
    return times if min(times) >= _EARLIEST else None


@dataclass(slots=True)
class Columns:
    """Events of one list, of which each record gives one. Their records are kept as bytes, half as large as texts."""

    _parts: list[Drafts] = field(default_factory=list)
    _records: list[Record] = field(default_factory=list)
    _unread: list[UnreadRow] = field(default_factory=list)

    def take(self, drafts: Drafts, records: Sequence[Record]) -> None:
        """Take events without their records."""
        self._parts.append(drafts)
        self._records += records

    def take_rows(self, rows: Iterable[Draft | UnreadRow], record: Record) -> None:
        """Take what one record gives by itself."""
        for row in rows:
            if isinstance(row, Draft):
                self.take(Drafts.of([row]), [record])
            else:
                self._unread.append(row)

    def in_order(self) -> Iterator[Drafts | UnreadRow]:
        """The events, oldest first, and what is unread. Nothing is left of them here.

        Those that say word for word what another record said are left out; equal records are counted later on.
        """
        drafts, records = Drafts.joined(self._parts) if self._parts else Drafts.of(()), self._records
        self._parts, self._records = [], []
        times = drafts.times
        places = range(len(drafts))[:: -1 if newest_first(times) else 1]
        in_time = sorted(_told_once(drafts, records, places), key=times.__getitem__)
        for begin in range(0, len(in_time), TOGETHER):
            chosen = in_time[begin : begin + TOGETHER]
            part = drafts.at(chosen)
            part.raw = texts([records[place] for place in chosen])
            for place in chosen:
                records[place] = NO_RECORD
            yield part
        yield from self._unread


def _told_once(drafts: Drafts, records: Sequence[Record], places: Sequence[int]) -> Sequence[int]:
    names = list(drafts.each("external_id"))
    often = {name for name, amount in Counter(names).items() if amount > 1 and name}
    if not often:
        return places
    columns = [list(drafts.each(name)) for name in ("external_id", "part", "times", "title", "body")]
    kept, told = list[int](), dict[tuple[object, ...], bytes]()
    for place in places:
        if names[place] in often:
            said = tuple(column[place] for column in columns)
            if told.setdefault(said, records[place].raw) != records[place].raw:
                continue
        kept.append(place)
    return kept


def newest_first(times: Sequence[Any]) -> bool:
    """Whether the times fall more often than they rise: a few that are out of order turn nothing round."""
    falls, rises = sum(map(lt, times[1:], times)), sum(map(lt, times, times[1:]))
    return bool(falls > rises)
