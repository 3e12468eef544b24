"""Which events a table shows."""

from collections.abc import Sequence
from dataclasses import dataclass

from secondstory.model.enums import EventKind
from secondstory.model.records import Event


@dataclass(frozen=True, slots=True)
class EventFilter:
    """What has to be true of an event; every word of ``text`` must be found, an empty set of kinds means all."""

    text: str = ""
    kinds: frozenset[EventKind] = frozenset()
    key_only: bool = False
    hidden_shown: bool = False

    @property
    def active(self) -> bool:
        """Whether anything but hidden events may be left out."""
        return bool(self.text.strip() or self.kinds or self.key_only)


class EventSearch:
    """Finds events; the text that is searched is prepared once, at the first search."""

    def __init__(self, events: Sequence[Event]) -> None:
        self._events = events
        self._texts: list[str] | None = None

    def matching(self, wanted: EventFilter) -> list[Event]:
        """The events that a filter lets through, in their order."""
        events = [event for event in self._events if wanted.hidden_shown or not event.hidden]
        words = wanted.text.casefold().split()
        if words:
            events = self._with_words(words, wanted.hidden_shown)
        if wanted.kinds:
            events = [event for event in events if event.kind in wanted.kinds]
        return [event for event in events if event.key] if wanted.key_only else events

    def _with_words(self, words: list[str], hidden_shown: bool) -> list[Event]:
        if self._texts is None:
            self._texts = [searched_text(event) for event in self._events]
        pairs = list(zip(self._texts, self._events, strict=True))
        for word in words:
            pairs = [pair for pair in pairs if word in pair[0]]
        return [event for _, event in pairs if hidden_shown or not event.hidden]


def searched_text(event: Event) -> str:
    """The text in which words are looked for."""
    return "\n".join((event.title, event.body, event.role, event.actor, *event.tags)).casefold()
