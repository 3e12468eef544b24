"""Messages of a chat: which kind of event they are."""

from functools import cache, lru_cache

from secondstory.importers.kinds import kind_of_text
from secondstory.importers.rules import rules
from secondstory.model.enums import EventKind


def kind_of_person(text: str) -> EventKind:
    """The kind that the words of a person suggest; a note where none does, or where they ask.

    People talk about alerts, and have seen them: that is an observation.
    """
    if text.endswith("?"):
        return EventKind.NOTE
    kind = kind_of_text(text)
    return EventKind.OBSERVATION if kind is EventKind.ALERT else kind


def kind_of_program(text: str, name: str) -> EventKind:
    """The kind that the words of a program suggest; those of a program that raises alerts are alerts.

    Unless they say what became of an alert: that it was acknowledged, passed on, or is over.
    """
    kind = kind_of_text(text)
    return EventKind.ALERT if kind not in _of_alerts() and _raises_alerts(name) else kind


@lru_cache(maxsize=1000)
def _raises_alerts(name: str) -> bool:
    known: list[str] = rules("chat")["alerting"]["names"]
    return any(word in name.lower() for word in known)


@cache
def _of_alerts() -> frozenset[EventKind]:
    return frozenset(map(EventKind, rules("chat")["alerting"]["says"]))
