"""Drafts of events column by column, as an import handles very many of them."""

from array import array
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, repeat
from operator import attrgetter, itemgetter
from typing import Any

import msgspec

from secondstory.model.draft import Draft
from secondstory.model.imported import NO_TIME, OF_TEXTS, SORTS, Piece, Texts, sort_place
from secondstory.model.instants import EPOCH, MICROSECOND, instant_at, microseconds

TEXTS = (*OF_TEXTS, "raw", "external_id", "remark", "part")
_TEXTS_OF = attrgetter(*TEXTS)


@dataclass(slots=True)
class Drafts:
    """Drafts in their order. A column of texts whose values are all the same may hold it once.

    ``times`` are microseconds since 1970 in UTC, or `NO_TIME`; ``until`` are the ends of those that last, by their
    place; ``sorts`` are places in `SORTS`. What the texts mean, `Draft` says.
    """

    times: "array[int]"
    sorts: bytes
    time_as_written: list[str]
    role: list[str]
    actor: list[str]
    title: list[str]
    body: list[str]
    tags: list[tuple[str, ...]]
    locator: list[str]
    raw: list[str]
    external_id: list[str] = field(default_factory=lambda: [""])
    zone_assumed: list[str] = field(default_factory=lambda: [""])
    remark: list[str] = field(default_factory=lambda: [""])
    part: list[str] = field(default_factory=lambda: [""])
    until: dict[int, int] = field(default_factory=dict)

    @classmethod
    def of(cls, drafts: Sequence[Draft]) -> "Drafts":
        """The columns of drafts."""
        instants = [draft.occurred_at for draft in drafts]
        columns = zip(*map(_TEXTS_OF, drafts), strict=True) if drafts else ((),) * len(TEXTS)
        return cls(
            times=array("q", [NO_TIME if at is None else (at - EPOCH) // MICROSECOND for at in instants]),
            sorts=bytes(map(sort_place, drafts)),
            until={place: microseconds(d.occurred_until) for place, d in enumerate(drafts) if d.occurred_until},
            **{name: list(column) for name, column in zip(TEXTS, columns, strict=True)},
        )

    @classmethod
    def joined(cls, several: Sequence["Drafts"]) -> "Drafts":
        """All drafts of several, one after the other."""
        first, *others = several
        if not others:
            return first
        times, until = array("q"), dict[int, int]()
        for drafts in several:
            until.update({len(times) + place: end for place, end in drafts.until.items()})
            times.extend(drafts.times)
        texts = {name: list(chain.from_iterable([drafts.each(name) for drafts in several])) for name in TEXTS}
        return cls(times=times, sorts=b"".join(drafts.sorts for drafts in several), until=until, **texts)

    def __len__(self) -> int:
        return len(self.sorts)

    def each(self, name: str) -> Iterable[Any]:
        """The text of that name of each draft."""
        column = getattr(self, name)
        return column if len(column) == len(self.sorts) else repeat(column[0], len(self.sorts))

    def at(self, places: Sequence[int]) -> "Drafts":
        """Those at these places."""
        amount, chosen = len(self.sorts), _chooser(places)
        columns = ((name, getattr(self, name)) for name in TEXTS)
        texts = {name: list(chosen(column)) if len(column) == amount else column for name, column in columns}
        until = {new: self.until[old] for new, old in enumerate(places) if old in self.until} if self.until else {}
        return Drafts(times=array("q", chosen(self.times)), sorts=bytes(chosen(self.sorts)), until=until, **texts)

    def one(self, place: int) -> Draft:
        """One of the drafts."""
        time, until = self.times[place], self.until.get(place)
        kind, precision, key = SORTS[self.sorts[place]]
        columns = ((name, getattr(self, name)) for name in TEXTS)
        return Draft(
            occurred_at=None if time == NO_TIME else instant_at(time),
            occurred_until=None if until is None else instant_at(until),
            precision=precision,
            kind=kind,
            key=key,
            **{name: column[place if len(column) == len(self.sorts) else 0] for name, column in columns},
        )

    def one_by_one(self) -> Iterator[Draft]:
        """All the drafts."""
        return map(self.one, range(len(self)))

    def packed(self, first_id: int, review_id: int, source_id: int, position: int) -> Piece:
        """A piece of the events that they become; their ids and positions run on from the first."""
        texts = Texts(**{name: _shared(getattr(self, name)) for name in OF_TEXTS})
        until = {first_id + place: end for place, end in self.until.items()}
        encoded = msgspec.json.encode(texts)
        return Piece(first_id, review_id, source_id, position, self.times, until, self.sorts, encoded)


def _chooser(places: Sequence[int]) -> Callable[[Sequence[Any]], Iterable[Any]]:
    """What takes values at some places from a column: quick where there are many."""
    return itemgetter(*places) if len(places) > 1 else lambda column: [column[place] for place in places]


def in_pieces(several: Iterable[Drafts], most: int) -> Iterator[Drafts]:
    """The same drafts, of which small portions are joined as far as so many go together."""
    waiting, amount = list[Drafts](), 0
    for drafts in several:
        if waiting and amount + len(drafts) > most:
            yield Drafts.joined(waiting)
            waiting, amount = [], 0
        if drafts:
            waiting.append(drafts)
            amount += len(drafts)
    if waiting:
        yield Drafts.joined(waiting)


def _shared(column: list[Any]) -> list[Any]:
    """A column as a piece keeps it: where all events agree, their value once."""
    alike = column[0] == column[-1] and column.count(column[0]) == len(column)
    return column[:1] if alike else column
