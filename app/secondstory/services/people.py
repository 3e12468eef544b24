"""The people that imported events name, and the roles by which everybody else knows them."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from itertools import islice

from secondstory.model.changes import Changes, Label
from secondstory.model.progress import Progress, Work, finish
from secondstory.model.records import Participant
from secondstory.model.snapshot import Snapshot
from secondstory.services.library import Library
from secondstory.storage.unit_of_work import UnitOfWork

A_STEP = 2000
"""So many events are looked at in one step."""


@dataclass(frozen=True, slots=True)
class UnknownPerson:
    """A name that sources give for whoever acted, of which no role is known; ``events`` are how many it stands on."""

    name: str
    events: int


def unknown_people(snapshot: Snapshot) -> tuple[UnknownPerson, ...]:
    """The names of the events that are shown, each once however it is cased; those of the most events first."""
    return finish(find_unknown_people(snapshot))


def find_unknown_people(snapshot: Snapshot) -> Work[tuple[UnknownPerson, ...]]:
    """The same in small steps."""
    told = snapshot.shown_events.told("actor", "role")
    found: Counter[tuple[str, str]] = Counter()
    while some := list(islice(told, A_STEP)):
        found.update(some)
        yield Progress(found.total(), len(snapshot.shown_events), "")
    known = {participant.name.casefold() for participant in snapshot.participants if participant.name}
    spelt: dict[str, str] = {}
    amounts: Counter[str] = Counter()
    for (name, role), amount in found.most_common():
        if name and not role and name.casefold() not in known:
            spelt.setdefault(name.casefold(), name)
            amounts[name.casefold()] += amount
    return tuple(UnknownPerson(spelt[key], amount) for key, amount in amounts.most_common())


def assign_roles(library: Library, review_id: int, roles: Mapping[str, str]) -> Changes:
    """Say the roles of people by their names, as one act: they become participants, and their events bear the role.

    A role that an event has already stays. Names whose role is empty are left alone.
    """
    wanted = {name.casefold(): (name, role.strip()) for name, role in roles.items() if name and role.strip()}
    with library.unit(Label("Say the roles of {count} people", {"count": str(len(wanted))}), review_id) as unit:
        _add_participants(unit, review_id, wanted)
        for event in unit.events(review_id).values():
            if event.actor and not event.role and (found := wanted.get(event.actor.casefold())):
                unit.change(event, role=found[1])
    return unit.changes


def _add_participants(unit: UnitOfWork, review_id: int, wanted: Mapping[str, tuple[str, str]]) -> None:
    present = unit.all(Participant, review_id=review_id)
    named = {participant.name.casefold(): participant for participant in present if participant.name}
    for key, (name, role) in wanted.items():
        if key in named:
            unit.change(named[key], role=role)
        else:
            unit.add(Participant(review_id=review_id, role=role, name=name, responder=True))
