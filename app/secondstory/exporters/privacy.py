"""Keeps the names of people inside the library: in everything that leaves it, people are roles."""

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, replace
from functools import cache
from typing import TypeVar

from secondstory.model.records import Event, Participant, Record
from secondstory.model.snapshot import Snapshot
from secondstory.wording.words import Lexicon
from secondstory_resources import resource_text

R = TypeVar("R", bound=Record)
UNNAMED = "a participant"
NO_PROSE = frozenset({"uid", "sha256", "timezone", "format", "zone", "zone_assumed", "question", "target"})
"""Text fields that programs read: a name that is found in them by chance stays as it is."""

SHORTEST_PART = 3
"""The fewest letters of a first name or surname that is looked for by itself and in any case."""
_NO_PERSON = frozenset({"role", "org", "machine", "data"})
_BETWEEN = r"[\s._,-]*"
_BEFORE, _BEHIND = r"(?<![^\W_])@?", r"(?:@[\w.-]*\w)?(?![^\W_])"
_INSIDE_SENTENCE = r"(?<=[\w,;:)] )"


def role_words(snapshot: Snapshot) -> Callable[[str], str]:
    """A function that puts roles in the place of people's names, wherever they stand in a text.

    People are the participants, the facilitator, and the actors of events that bear a person's name. A name is found
    in any case and order, as an address or a handle, and by its first or last word alone. A word that has an ordinary
    meaning too (Will, Mark) is found only as it was typed: alone it counts as a name where it is all that is known of
    one, or inside a sentence.
    """
    people = dict(_people(snapshot))
    patterns = [(pattern, role) for name, role in people.items() for pattern in _whole(name)]
    patterns += _parts(people)
    if not patterns:
        return lambda text: text
    roles = [role for _, role in patterns]
    pattern = re.compile("|".join(f"({pattern})" for pattern, _ in patterns))
    return lambda text: pattern.sub(lambda found: roles[(found.lastindex or 1) - 1], text)


def without_names(snapshot: Snapshot) -> Snapshot:
    """The same review with roles in the place of names, and no actors."""
    return rewritten(snapshot, role_words(snapshot), NO_PROSE)


def rewritten(snapshot: Snapshot, change: Callable[[str], str], kept: frozenset[str]) -> Snapshot:
    """The same review with every text changed but those of the fields that are kept, and without names and actors."""
    tables = {
        kind: {key: _rewritten(row, change, kept) for key, row in rows.items()}
        for kind, rows in snapshot.tables.items()
    }
    return Snapshot(_rewritten(snapshot.review, change, kept), tables)


def _rewritten(row: R, change: Callable[[str], str], kept: frozenset[str]) -> R:
    changed: dict[str, object] = {}
    for name in _text_fields(type(row), kept):  # type: ignore[arg-type]  # a class can be hashed, whatever its objects can
        value = getattr(row, name)
        if value:
            better = change(value) if isinstance(value, str) else tuple(map(change, value))
            if better != value:
                changed[name] = better
    if isinstance(row, Event) and row.actor:
        changed["actor"] = ""
    if isinstance(row, Participant) and row.name:
        changed["name"] = ""
    return replace(row, **changed) if changed else row  # type: ignore[arg-type]  # every field named here holds texts


@cache
def _text_fields(kind: type[Record], kept: frozenset[str]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind) if f.type in (str, tuple[str, ...]) and f.name not in kept)


def _people(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """Names with their roles; of a name that comes twice the last role counts, so the participants come last."""
    roles = {p.role.casefold() for p in snapshot.participants} | {r.name.casefold() for r in snapshot.roles}
    facilitator = snapshot.review.facilitator.strip()
    if facilitator.casefold() not in roles and _is_persons_name(facilitator):
        yield _spaced(facilitator), UNNAMED
    actors = {event.actor: event.role for event in snapshot.all(Event) if event.actor}
    for actor, role in actors.items():
        if _is_persons_name(actor) and not _lexicon().given.isdisjoint(actor.casefold().split()):
            yield _spaced(actor), role.strip() or UNNAMED
    for participant in snapshot.participants:
        if participant.name.strip():
            yield _spaced(participant.name), participant.role.strip() or UNNAMED


def _spaced(name: str) -> str:
    return " ".join(name.split())


def _is_persons_name(text: str) -> bool:
    """Whether a text that somebody typed for a person, a team or a tool reads like the name of a person."""
    words = text.split()
    if not 2 <= len(words) <= 4 or not all(word[0].isupper() and not word.isupper() for word in words):
        return False
    return all(_NO_PERSON.isdisjoint(_lexicon().kinds(word.casefold())) for word in words)


def _whole(name: str) -> Iterator[str]:
    """The patterns for a whole name."""
    words = [re.escape(word) for word in name.split()]
    if len(words) == 1:
        return
    yield rf"{_BEFORE}(?i:{_BETWEEN.join(words)}){_BEHIND}"
    yield rf"{_BEFORE}(?i:{_BETWEEN.join([words[-1], *words[:-1]])}){_BEHIND}"
    yield rf"{_BEFORE}(?i:{re.escape(name[0])}{_BETWEEN}{words[-1]}){_BEHIND}"


def _parts(people: dict[str, str]) -> list[tuple[str, str]]:
    """The patterns for single words of names with their roles; a word that people share says no role."""
    shared: dict[str, set[str]] = {}
    for name, role in people.items():
        words = name.split()
        for word in words if len(words) == 1 else (w for w in (words[0], words[-1]) if len(w) > 1):
            shared.setdefault(word, set()).add(role)
    longest_first = sorted(shared, key=len, reverse=True)
    return [
        (_part(word, alone=word in people), shared[word].pop() if len(shared[word]) == 1 else UNNAMED)
        for word in longest_first
    ]


def _part(word: str, *, alone: bool) -> str:
    escaped = re.escape(word)
    if word.casefold() in _ordinary() or len(word) < SHORTEST_PART:
        return rf"{'' if alone else _INSIDE_SENTENCE}{_BEFORE}{escaped}{_BEHIND}"
    return rf"{_BEFORE}(?i:{escaped}){_BEHIND}"


@cache
def _ordinary() -> frozenset[str]:
    """Names that are ordinary words too."""
    return frozenset(resource_text("report/ordinary_names.txt").split())


@cache
def _lexicon() -> Lexicon:
    return Lexicon()
