"""The events of a review by id; one that was imported is made only when somebody looks at it."""

from bisect import bisect_right
from collections import OrderedDict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from functools import cached_property
from itertools import accumulate

from secondstory.model.imported import Piece
from secondstory.model.records import Event, Record

MOST_UNPACKED = 100
"""So many pieces are kept with their events made, the last looked at."""


class Events(Mapping[int, Event]):
    """The events of a review by id: rows that stand for themselves, and pieces of what was imported.

    A row of the same id stands for what is in a piece: somebody has changed it, or something points at it. Neither the
    rows nor the pieces may be changed. Iterating gives the ids in no particular order.
    """

    def __init__(self, rows: Mapping[int, Event] | None = None, pieces: Sequence[Piece] = ()) -> None:
        self.rows = rows or {}
        self.pieces = tuple(sorted(pieces, key=lambda piece: piece.first_id))
        self._firsts = [piece.first_id for piece in self.pieces]
        self._unpacked: OrderedDict[int, list[Event]] = OrderedDict()

    def __getitem__(self, event_id: int) -> Event:
        row = self.rows.get(event_id)
        if row is not None:
            return row
        number = self._piece_of(event_id)
        if number is None:
            raise KeyError(event_id)
        return self._events_of(number)[event_id - self._firsts[number]]

    def __contains__(self, event_id: object) -> bool:
        return event_id in self.rows or (isinstance(event_id, int) and self._piece_of(event_id) is not None)

    def __iter__(self) -> Iterator[int]:
        for piece in self.pieces:
            yield from piece.ids
        yield from self.alone

    def __len__(self) -> int:
        return sum(map(len, self.pieces)) + len(self.alone)

    @cached_property
    def alone(self) -> tuple[int, ...]:
        """The ids of the rows of which no piece has an earlier state."""
        return tuple(event_id for event_id in self.rows if self._piece_of(event_id) is None)

    @property
    def merged(self) -> Iterator[Event]:
        """The events that were merged into others; no imported event is before somebody has touched it."""
        return (event for event in self.rows.values() if event.merged_into is not None)

    def changed(self, rows: Mapping[int, Record | None]) -> "Events":
        """The same with other rows, or without those that are nothing."""
        stand: dict[int, Record | None] = {**self.rows, **rows}
        changed = Events({event_id: row for event_id, row in stand.items() if isinstance(row, Event)}, self.pieces)
        changed._unpacked = self._unpacked  # the pieces are the same
        return changed

    def differing(self, other: "Events") -> set[int]:
        """The ids of events of both that are not the same."""
        pieces = [one for one, was in zip(self.pieces, other.pieces, strict=False) if one is not was and one != was]
        candidates = {*self.rows, *other.rows, *(event_id for piece in pieces for event_id in piece.ids)}
        return {i for i in candidates if i in self and i in other and self[i] != other[i]}

    def was_put(self, event_id: int) -> bool:
        """Whether an event stands elsewhere in its source than where it was imported."""
        number = self._piece_of(event_id)
        if number is None:
            return True
        return self.rows[event_id].position != self.pieces[number].position + event_id - self._firsts[number]

    def place_of(self, event_id: int) -> int | None:
        """Where an event stands when those of all pieces come first and then the rows of no piece."""
        number = self._piece_of(event_id)
        if number is not None:
            return self.offsets[number] + event_id - self._firsts[number]
        place = self._places_alone.get(event_id)
        return None if place is None else self.offsets[-1] + place

    def pieces_at(self, places: Sequence[int]) -> Iterable[int]:
        """The numbers of the pieces in which events at some places are."""
        if isinstance(places, range) and places:
            first, last = bisect_right(self.offsets, places[0]) - 1, bisect_right(self.offsets, places[-1]) - 1
            return range(first, min(last + 1, len(self.pieces)))
        numbers = {bisect_right(self.offsets, place) - 1 for place in places}
        return sorted(number for number in numbers if number < len(self.pieces))

    @cached_property
    def offsets(self) -> list[int]:
        """The places of the first event of each piece, and of the first row of none."""
        return list(accumulate(map(len, self.pieces), initial=0))

    @cached_property
    def _places_alone(self) -> dict[int, int]:
        return {event_id: place for place, event_id in enumerate(self.alone)}

    def _piece_of(self, event_id: int) -> int | None:
        number = bisect_right(self._firsts, event_id) - 1
        return number if number >= 0 and event_id in self.pieces[number].ids else None

    def _events_of(self, number: int) -> list[Event]:
        unpacked = self._unpacked.get(number)
        if unpacked is None:
            unpacked = self.pieces[number].unpacked()
            self._unpacked[number] = unpacked
            while len(self._unpacked) > MOST_UNPACKED:
                self._unpacked.popitem(last=False)
        return unpacked
