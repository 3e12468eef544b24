"""What a source leaves behind in a review when it is withdrawn: duplicates that it stood for, updates it brought."""

from collections.abc import Iterable
from dataclasses import dataclass
from operator import attrgetter

from sqlalchemy import Connection, or_, select

from secondstory.model.changes import Change
from secondstory.model.records import Event, Source
from secondstory.storage.journal import DONE, changes_of, history
from secondstory.storage.tables import TABLES

_EVENT = TABLES[Event].c
_SOURCE = TABLES[Source].c


def stood_for(connection: Connection, source_id: int) -> list[int]:
    """The events of other sources, or made by hand, for which an event of this source stands; by id."""
    own = select(_EVENT.id).where(_EVENT.source_id == source_id)
    withdrawn = select(_SOURCE.id).where(_SOURCE.withdrawn.is_(True))
    others = or_(_EVENT.source_id.is_(None), _EVENT.source_id.not_in(withdrawn) & (_EVENT.source_id != source_id))
    return list(connection.scalars(select(_EVENT.id).where(_EVENT.merged_into.in_(own), others).order_by(_EVENT.id)))


@dataclass(frozen=True, slots=True)
class Updated:
    """How an import changed an event, and the later versions of it that its files told, in their order."""

    before: Event
    after: Event
    versions: tuple[Event, ...]


def updates_of(connection: Connection, source_id: int) -> list[Updated]:
    """What the import of a source changed of the events of others, because it told later versions of them."""
    entry = next((entry for entry, change in history(connection, Source, source_id) if _shows(change)), None)
    if entry is None or entry.state != DONE:
        return []
    changes = [change for change in changes_of(connection, entry.id) if isinstance(change.record, Event)]
    told: dict[int, list[Event]] = {}
    for later in sorted(_events(changes), key=attrgetter("id")):
        if later.merged_into is not None:
            told.setdefault(later.merged_into, []).append(later)
    return [
        Updated(change.before, change.after, tuple(told[change.after.id]))
        for change in changes
        if isinstance(change.before, Event) and isinstance(change.after, Event)
        if any(later.source_id == source_id for later in told.get(change.after.id, ()))
    ]


def _shows(change: Change) -> bool:
    """Whether a change of a source lets its events be seen."""
    before, after = change.before, change.after
    was_hidden = before is None or (isinstance(before, Source) and before.withdrawn)
    return was_hidden and isinstance(after, Source) and not after.withdrawn


def _events(changes: Iterable[Change]) -> list[Event]:
    return [change.after for change in changes if isinstance(change.after, Event)]
