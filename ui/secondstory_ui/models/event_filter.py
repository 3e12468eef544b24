"""Which events a table shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from itertools import repeat, starmap
from operator import contains, eq

from secondstory.model.enums import EventKind
from secondstory.model.event_list import EventList, sorts_table
from secondstory.model.imported import Piece

_END = "\0"
"""Stands between the texts of two events, and in none."""
_NOT = bytes([1]) + bytes(255)


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

    def mask(self, wanted: EventFilter) -> bytes:
        """For each event 1 where the filter lets it through, else 0."""
        found = b"\1" * len(self.events) if wanted.hidden_shown else self.events.hidden.translate(_NOT)
        if wanted.kinds or wanted.key_only:
            table = sorts_table(wanted.kinds or EventKind, key=wanted.key_only)
            found = _both(found, self.events.sorts.translate(table))
        if wanted.source_id:
            found = _both(found, bytes(map(eq, self.events.sources, repeat(wanted.source_id))))
        if words := wanted.text.casefold().split():
            found = _both(found, self.events.taken(self._with_words(words)))
        return found

    def _with_words(self, words: list[str]) -> bytes:
        """For each event of the review 1 where it has all the words, at the place that the columns have it."""
        events = self.events.events
        found = bytearray().join(_with_all(self._text_of(piece), len(piece), words) for piece in events.pieces)
        found += bytes(len(events.alone))
        for event_id, row in events.rows.items():
            place = events.place_of(event_id)
            if place is not None:
                text = searched_text(row.title, row.body, row.role, row.actor, row.tags)
                found[place] = all(word in text for word in words)
        return bytes(found)

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
