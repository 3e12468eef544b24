"""Which events a table shows."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import repeat
from operator import attrgetter, contains, eq, not_

from secondstory.model.enums import EventKind
from secondstory.model.records import Event


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

    Every event is asked, but in C: a line of Python for each would take a second of a timeline of a million.
    """

    def __init__(self, events: Sequence[Event], before: "EventSearch | None" = None) -> None:
        """``before`` searched the events as they were; the texts of those that stayed the same are taken over."""
        self.events = events
        self._prepared: tuple[Sequence[Event], list[str]] | None = before._prepared if before else None

    def mask(self, wanted: EventFilter) -> bytes:
        """For each event 1 where the filter lets it through, else 0."""
        found = b"\1" * len(self.events) if wanted.hidden_shown else self._unhidden
        for word in wanted.text.casefold().split():
            found = _both(found, bytes(map(contains, self._texts, repeat(word))))
        if wanted.kinds:
            chosen = {id(kind) for kind in wanted.kinds}  # told apart by identity: members are hashed in Python
            kinds = map(id, map(attrgetter("kind"), self.events))
            found = _both(found, bytes(map(chosen.__contains__, kinds)))
        if wanted.source_id:
            sources = map(attrgetter("source_id"), self.events)
            found = _both(found, bytes(map(eq, sources, repeat(wanted.source_id))))
        return _both(found, bytes(map(attrgetter("key"), self.events))) if wanted.key_only else found

    @cached_property
    def _unhidden(self) -> bytes:
        return bytes(map(not_, map(attrgetter("hidden"), self.events)))

    @cached_property
    def _texts(self) -> list[str]:
        kept = dict(zip(map(id, self._prepared[0]), self._prepared[1], strict=True)) if self._prepared else {}
        texts = [kept.get(id(event)) or searched_text(event) for event in self.events]
        self._prepared = (self.events, texts)
        return texts


def _both(one: bytes, other: bytes) -> bytes:
    """1 where both are 1. As two long numbers they meet in one step."""
    met = int.from_bytes(one, "little") & int.from_bytes(other, "little")
    return met.to_bytes(len(one), "little")


def searched_text(event: Event) -> str:
    """The text in which words are looked for."""
    return "\n".join((event.title, event.body, event.role, event.actor, *event.tags)).casefold()
