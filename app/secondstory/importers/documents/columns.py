"""Records of documents as columns: what formats with very many records of one form read at once."""

from array import array
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from operator import lt
from typing import Any, TypeVar

from secondstory.importers.documents.events import EARLIEST
from secondstory.importers.documents.reading import FAULTS, Record, decode
from secondstory.importers.documents.secrets import LEFT_OUT
from secondstory.importers.together import TOGETHER
from secondstory.model.drafts import Drafts
from secondstory.model.instants import EPOCH, MICROSECOND, microseconds

T = TypeVar("T")
_EARLIEST = microseconds(EARLIEST)
_NUL = b"\\u0000"


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


def times_in_utc(written: Sequence[object]) -> "array[int] | None":
    """The times of texts in UTC as nearly all tools write them; nothing where one is written otherwise."""
    try:
        if {text[4] + text[-1] for text in written} != {"-Z"}:  # type: ignore[index]
            return None
        times = array("q", [(at - EPOCH) // MICROSECOND for at in map(datetime.fromisoformat, written)])  # type: ignore[arg-type]
    except (TypeError, IndexError, ValueError):
        return None
    return times if min(times) >= _EARLIEST else None


def are_named_once(columns: Iterable[Drafts]) -> bool:
    """Whether no two events have the same id."""
    named = [name for drafts in columns for name in drafts.each("external_id") if name]
    return len(set(named)) == len(named)


def in_order(drafts: Drafts) -> Iterator[Drafts]:
    """Events of one list, of which each record gives one, oldest first."""
    times, places = drafts.times, range(len(drafts))
    if newest_first(times):
        places = places[::-1]
    in_time = sorted(places, key=times.__getitem__)
    for begin in range(0, len(in_time), TOGETHER):
        yield drafts.at(in_time[begin : begin + TOGETHER])


def newest_first(times: Sequence[Any]) -> bool:
    """Whether the times fall more often than they rise: a few that are out of order turn nothing round."""
    falls, rises = sum(map(lt, times[1:], times)), sum(map(lt, times, times[1:]))
    return bool(falls > rises)
