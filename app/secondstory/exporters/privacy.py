"""Keeps the names of people inside the library: in everything that leaves it, people are roles."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import fields, replace
from functools import cache, lru_cache
from typing import TypeVar

from secondstory.exporters.addresses import Address, addresses, replaced
from secondstory.exporters.names import Names
from secondstory.exporters.people import has_given_name, mentioned_in, participant_names, people_in, person_in
from secondstory.exporters.spelling import key_of
from secondstory.exporters.traces import without_traces
from secondstory.model.event_list import EventList
from secondstory.model.records import Event, Participant, Record
from secondstory.model.snapshot import Snapshot

R = TypeVar("R", bound=Record)
_APART = re.compile(r"[\W_\d]+")
UNNAMED = "a participant"
MOST_KEPT = 20_000
"""Of so many texts it is kept what becomes of them: roles, tags and alerts stand in many events of a long timeline."""
NO_PROSE = frozenset({"uid", "sha256", "timezone", "format", "zone", "zone_assumed", "question", "target"})
"""Text fields that programs read: a name that is found in them by chance stays as it is."""


def role_words(snapshot: Snapshot) -> Callable[[str], str]:
    """A function that puts roles in the place of people's names, wherever they stand in a text.

    People are the participants, the facilitator, the actors of events that are no team, tool or service, whoever an
    e-mail address belongs to, whom a text marks as a person, as in “@Robin Example” or “Assignee: Robin Example”, and
    whoever is responsible for something, where that is plainly a name. A name is found in any case and order, with and
    without accents, as an address or a handle, with initials, and by its first or last word alone. A word that has an
    ordinary meaning too (Will, Mark) is found only as a name is typed: inside a sentence, before what people do, behind
    an @, or anywhere where it is all that is known of a participant. Phone numbers and the names of accounts in paths
    lead to people as well.
    """
    names = Names(UNNAMED)
    _add_people(names, snapshot)
    for name, local in _written_with_addresses(snapshot):
        if person := person_in(name):
            names.add(person, names.role_of(local) or names.role_of(person) or UNNAMED)
    for name in _mentioned(snapshot) | _responsible(snapshot):
        if not names.role_of(name):
            names.add(name, UNNAMED)
    change, said = names.compiled()

    def role_of(address: Address) -> str:
        return said(names.role_of(address.local) or names.role_of(address.name) or UNNAMED)

    def role_of_account(account: str) -> str:
        return said(names.role_of(account) or UNNAMED)

    @lru_cache(MOST_KEPT)
    def words(text: str) -> str:
        return change(without_traces(replaced(text, role_of), role_of_account))

    return words


def without_names(snapshot: Snapshot) -> Snapshot:
    """The same review with roles in the place of names, and no actors."""
    return rewritten(snapshot, role_words(snapshot), NO_PROSE)


class SharedEvents:
    """The shown events of a review with roles in the place of names; each is made when it is come to.

    There may be a million of them: whoever goes through them holds one at a time.
    """

    def __init__(self, events: EventList, words: Callable[[str], str]) -> None:
        """Take the events in their order, and what puts roles in the place of names."""
        self._events, self._words = events, words

    def __len__(self) -> int:
        return len(self._events)

    def __iter__(self) -> Iterator[Event]:
        return (_rewritten(event, self._words, NO_PROSE) for event in self._events)


def shared_timeline(snapshot: Snapshot) -> tuple[Snapshot, SharedEvents]:
    """A review without its events, and those that are shown; in both roles are in the place of names."""
    words = role_words(snapshot)
    rest = Snapshot(snapshot.review, {kind: rows for kind, rows in snapshot.tables.items() if kind is not Event})
    return rewritten(rest, words, NO_PROSE), SharedEvents(snapshot.shown_events, words)


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


def _add_people(names: Names, snapshot: Snapshot) -> None:
    """The people of the review with their roles; of somebody who comes twice the last role counts."""
    titles = {p.role for p in snapshot.participants} | {r.name for r in snapshot.roles} | {snapshot.review.service}
    no_people = {key_of(title) for title in titles}
    for participant in snapshot.participants:
        for name in filter(None, participant_names(participant.name)):
            names.add(name, participant.role.strip() or UNNAMED, taking_part=True)
    roles: dict[str, str] = {}
    events = snapshot.all_events
    for event in map(events.__getitem__, sorted(events)):  # one after the other, for there may be a million
        if event.actor:
            roles[event.actor] = event.role.strip() or roles.get(event.actor, "")
    roles.setdefault(snapshot.review.facilitator, "")
    for actor, role in roles.items():
        for one in people_in(actor):
            if key_of(one) not in no_people | {key_of(role)}:
                names.add(one, role or UNNAMED)


def _written_with_addresses(snapshot: Snapshot) -> set[tuple[str, str]]:
    """The names that stand before addresses in the texts of the review, each with the address up to its @.

    An address alone says a name too where a given name is part of it, as in ``ana.silva@example.org``.
    """
    return {
        (address.name or _name_in(address.local), address.local)
        for rows in ({0: snapshot.review}, *snapshot.tables.values())
        for text in _texts(rows.values())
        if "@" in text
        for address in addresses(text)
    }


def _name_in(local: str) -> str:
    name = " ".join(_APART.split(local.partition("+")[0])) if has_given_name(local) else ""
    return name.title() if " " in name else ""


def _mentioned(snapshot: Snapshot) -> set[str]:
    """The people that the texts of the review mark as such."""
    rows = ({0: snapshot.review}, *snapshot.tables.values())
    mentioned = lru_cache(MOST_KEPT)(lambda text: tuple(mentioned_in(text)))
    return {name for found in rows for text in _texts(found.values()) for name in mentioned(text)}


def _responsible(snapshot: Snapshot) -> set[str]:
    """Those who own the review, its actions and its questions; a team or a role is nobody, nor is a name in doubt."""
    owners = {snapshot.review.owner, *(a.owner for a in snapshot.actions), *(one.owner for one in snapshot.learnings)}
    return {name for owner in owners for name in people_in(owner) if has_given_name(name)}


def _texts(rows: Iterable[Record]) -> Iterator[str]:
    for row in rows:
        for name in _text_fields(type(row), NO_PROSE):  # type: ignore[arg-type]  # a class can be hashed
            value = getattr(row, name)
            if value:
                yield from (value,) if isinstance(value, str) else value
