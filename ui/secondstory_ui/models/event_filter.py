"""Which events a table shows."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import repeat, starmap
from operator import contains, eq

from secondstory.model.enums import EventKind
from secondstory.model.event_list import EventList, sorts_table
from secondstory.model.imported import Piece

_END = "\0"
"""Stands between the texts of two events, and in none."""
_NOT = bytes([1]) + bytes(255)
PART = 8192
"""So many events are searched before somebody may be shown what was found."""


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What has to be true of an event; every word of ``text`` must be found, an empty set of kinds means all.

    ``source_id`` is that of the only source to be shown; 0 for all.
    """

    text: str = ""
    kinds: frozenset[EventKind] = frozenset()
    key_only: bool = False
    hidden_shown: bool = False
    source_id: int = 0

    @property
    def active(self) -> bool:
        """Whether anything but hidden events may be left out."""
        return bool(self.text.strip() or self.kinds or self.key_only or self.source_id)


class EventSearch:
    """Finds events. What is searched is prepared once, at the first search, and again only for what changed since.

    The texts of imported events lie together as their events do, piece by piece: where a word is nowhere in a piece,
    one look is enough. And every event is asked in C: a line of Python for each would take a second of a million.
    """

    def __init__(self, events: EventList, before: "EventSearch | None" = None) -> None:
        """``before`` searched the events as they were; what was prepared for it is taken over."""
        self.events = events
        self._prepared: dict[int, tuple[Piece, str]] = before._prepared if before else {}

    def parts(self, wanted: EventFilter) -> Iterator[bytes]:
        """For each event 1 where the filter lets it through, else 0; in parts, for words in very many take a while."""
        events = self.events
        found = b"\1" * len(events) if wanted.hidden_shown else events.hidden.translate(_NOT)
        if wanted.kinds or wanted.key_only:
            table = sorts_table(wanted.kinds or EventKind, key=wanted.key_only)
            found = _both(found, events.sorts.translate(table))
        if wanted.source_id:
            found = _both(found, bytes(map(eq, events.sources, repeat(wanted.source_id))))
        words = wanted.text.casefold().split()
        if not words:
            yield found
            return
        start = 0
        for part in self._with_words(words):
            yield _both(found[start : start + len(part)], part)
            start += len(part)

    def _with_words(self, words: list[str]) -> Iterator[bytes]:
        """For each event 1 where it has all the words; of each part those pieces are asked in which its events are."""
        listed, events = self.events, self.events.events
        pieces = [(start, piece) for start, piece in zip(events.offsets, events.pieces, strict=False)]
        has = bytearray(len(listed.columns.ids))
        asked = bytearray(len(pieces))
        rows = {
            place: all(word in searched_text(row.title, row.body, row.role, row.actor, row.tags) for word in words)
            for row in events.rows.values()
            if (place := events.place_of(row.id)) is not None
        }
        for place, found in rows.items():
            has[place] = found
        for first in range(0, len(listed), PART):
            places = listed.places[first : first + PART]
            for number in events.pieces_at(places):
                if not asked[number]:
                    asked[number] = 1
                    start, piece = pieces[number]
                    has[start : start + len(piece)] = _with_all(self._text_of(piece), len(piece), words)
                    for place in range(start, start + len(piece)) if rows else ():
                        has[place] = rows.get(place, has[place])
            yield bytes(map(has.__getitem__, places))

    def _text_of(self, piece: Piece) -> str:
        prepared = self._prepared.get(piece.first_id)
        if prepared is None or prepared[0] is not piece:
            texts = starmap(searched_text, piece.told("title", "body", "role", "actor", "tags"))
            prepared = self._prepared[piece.first_id] = piece, _END.join(texts)
        return prepared[1]


def _with_all(texts: str, amount: int, words: list[str]) -> bytes:
    """For each of so many texts, which are joined, 1 where it has all the words."""
    if not all(word in texts for word in words):
        return bytes(amount)
    each, found = texts.split(_END), b"\1" * amount
    for word in words:
        found = _both(found, bytes(map(contains, each, repeat(word))))
    return found


def _both(one: bytes, other: bytes) -> bytes:
    """1 where both are 1. As two long numbers they meet in one step."""
    met = int.from_bytes(one, "little") & int.from_bytes(other, "little")
    return met.to_bytes(len(one), "little")


def searched_text(title: str, body: str, role: str, actor: str, tags: Iterable[str]) -> str:
    """The text of an event in which words are looked for."""
    return "\n".join((title, body, role, actor, *tags)).casefold().replace(_END, " ")
