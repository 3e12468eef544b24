"""Putting a whole review from elsewhere into a library, under new ids."""

from collections.abc import Mapping
from dataclasses import replace
from itertools import groupby
from operator import attrgetter
from typing import Any

from secondstory.model.records import (
    Event,
    GlossaryTerm,
    Record,
    ResponseWindow,
    Review,
    ReviewRecord,
    RoleDescription,
    Source,
)
from secondstory.model.snapshot import Snapshot
from secondstory.storage.bulk import insert_verbatim
from secondstory.storage.tables import POINTS_TO, RECORD_TABLES, TABLES
from secondstory.storage.unit_of_work import UnitOfWork

PLAYBOOK_KEYS: dict[type[Record], tuple[str, ...]] = {
    ResponseWindow: ("severity", "target"),
    GlossaryTerm: ("term",),
    RoleDescription: ("name",),
}


def insert_copy(unit: UnitOfWork, review: Review, snapshot: Snapshot, raws: Mapping[int, str]) -> None:
    """Insert the rows of a snapshot into a stored review, outside the journal.

    The ids of the snapshot are its own; ``raws`` holds the verbatim text of its imported events by those ids. The
    playbook is only added to: what a library says of a term, a role or a window stays.
    """
    new_ids: dict[type[Record], dict[int, int]] = {Review: {snapshot.review.id: review.id}}
    of_review = [kind for kind in TABLES if issubclass(kind, ReviewRecord)]
    for kind in of_review:
        rows = snapshot.all(kind)
        first = unit.allocate(kind, len(rows)) if rows else 0
        new_ids[kind] = {row.id: first + place for place, row in enumerate(rows)}
    for kind in of_review:
        for row in snapshot.all(kind):
            unit.insert_quietly(row, id=new_ids[kind][row.id], **_moved_references(row, new_ids))
    _insert_raws(unit, review, snapshot, raws, new_ids)
    _add_to_playbook(unit, snapshot)


def _insert_raws(
    unit: UnitOfWork,
    review: Review,
    snapshot: Snapshot,
    raws: Mapping[int, str],
    new_ids: Mapping[type[Record], Mapping[int, int]],
) -> None:
    """The new ids of events run on, so those that follow one another in one source make up a piece."""
    for source_id, run in groupby(snapshot.all(Event), key=attrgetter("source_id")):
        events = list(run)
        if source_id is not None and any(event.id in raws for event in events):
            texts = [raws.get(event.id, "") for event in events]
            insert_verbatim(unit, review.id, new_ids[Source][source_id], new_ids[Event][events[0].id], texts)


def _moved_references(row: Record, new_ids: Mapping[type[Record], Mapping[int, int]]) -> dict[str, Any]:
    moved = {}
    for name, target in POINTS_TO.items():
        old = getattr(row, name, None)
        if old is not None:
            moved[name] = new_ids[RECORD_TABLES[target]][old]
    return moved


def _add_to_playbook(unit: UnitOfWork, snapshot: Snapshot) -> None:
    for kind, key in PLAYBOOK_KEYS.items():
        present = {tuple(getattr(row, name) for name in key) for row in unit.all(kind)}
        for row in snapshot.all(kind):
            if tuple(getattr(row, name) for name in key) not in present:
                unit.insert_quietly(replace(row, id=0))
