"""A later export of events that a review has already: what the source changed is taken over, what people did stays.

The later record becomes an event too, merged into the one that it brings up to date: so both records can be looked at,
and the two can be separated again.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace

from secondstory.model.draft import Draft
from secondstory.model.drafts import Drafts
from secondstory.model.records import Event
from secondstory.storage.bulk import external_name, external_names
from secondstory.storage.journal import history
from secondstory.storage.reader import Reader
from secondstory.storage.unit_of_work import UnitOfWork

OF_THE_SOURCE = (
    "occurred_at", "occurred_until", "precision", "time_as_written", "zone_assumed", "kind", "role", "actor", "title",
    "body", "tags",
)  # fmt: skip
"""The fields of an event that a source fills; stars, notes, links and the like are people's."""
_OF_A_TOOL = re.compile(r"[a-z][a-z0-9-]*:\S")
"""An id that names the tool that gave it."""
OF_THE_TIME = ("occurred_at", "occurred_until", "precision")
"""What is edited together: where a person changed one of them, the others stay too."""


@dataclass(frozen=True, slots=True)
class Version:
    """An event that stands in the timeline, and the imported event that tells its latest version (often the same)."""

    shown: int
    latest: int


@dataclass(frozen=True, slots=True)
class Update:
    """A later record of an event: its draft, and the event that was made of it (0 on a dry run).

    ``fields`` are those that it may change.
    """

    version: Version
    draft: Draft
    event_id: int
    fields: tuple[str, ...] = OF_THE_SOURCE


def versions(reader: Reader, review_id: int) -> dict[str, Version]:
    """The events of a review by what their source calls them. A name that several events have is no name of any."""
    found = {}
    for name, event_ids in reader.external_names(review_id).items():
        shown = event_ids[-1]
        if len(event_ids) > 1:
            standing = {event.merged_into or event.id for id_ in event_ids if (event := reader.find(Event, id_))}
            if len(standing) != 1:
                continue
            (shown,) = standing
        found[name] = Version(shown, event_ids[-1])
    return found


@dataclass(slots=True)
class Updates:
    """Tells, while a file is read, which of its records are later versions of events that are there."""

    known: Mapping[str, Version]
    event: Callable[[int], Event | None]
    fields: Callable[[Draft], tuple[str, ...] | None] = lambda _draft: OF_THE_SOURCE
    _names: Counter[str] = field(default_factory=Counter)
    _found: list[Update] = field(default_factory=list)

    def count(self, drafts: Drafts) -> None:
        """Take records of the file into account, whether they are new or not."""
        if self.known:
            self._names.update(filter(None, external_names(drafts)))

    def look_at(self, pieces: Iterable[Drafts], first_id: int) -> None:
        """Keep those among new records that may be updates; the ids of their events run on from the first."""
        if not self.known:
            return
        begun = first_id
        for drafts in pieces:
            for place, name in enumerate(external_names(drafts)):
                version = self.known.get(name) if name else None
                if version is not None and self._is_same(draft := drafts.one(place), version):
                    event_id = begun + place if first_id else 0
                    self._found.append(Update(version, draft, event_id, self.fields(draft) or OF_THE_SOURCE))
            begun += len(drafts)

    def _is_same(self, draft: Draft, version: Version) -> bool:
        """Whether a record is of the event of its name. Ids in tables are often mere numbers, which others have too."""
        if _OF_A_TOOL.match(draft.external_id):
            return True
        event = self.event(version.latest)
        if event is None:
            return False
        return event.occurred_at == draft.occurred_at or event.title.casefold() == draft.title.casefold()

    def all(self) -> list[Update]:
        """The updates of the whole file: a name that it gives to several records is no name of any."""
        return [update for update in self._found if self._names[external_name(update.draft)] == 1]


def in_turn(updates: Iterable[Update]) -> Iterator[Update]:
    """Of several later records of one event, as the files of one import tell them, each follows the one before.

    Our own exports tell roles in the place of names, and so are no version that another could follow.
    """
    latest: dict[int, int] = {}
    for update in updates:
        shown = update.version.shown
        yield replace(update, version=Version(shown, latest.get(shown, update.version.latest)))
        if update.fields == OF_THE_SOURCE:
            latest[shown] = update.event_id


def take_over(unit: UnitOfWork, update: Update) -> None:
    """Bring an event up to date, without the fields that somebody edited, and merge the later record into it."""
    shown, later = unit.find(Event, update.version.shown), unit.get(Event, update.event_id)
    if shown is not None and shown.merged_into is not None:
        shown = unit.find(Event, shown.merged_into)
    if shown is None or shown.merged_into is not None:
        return
    before = _as_imported(unit, update.version.latest) or shown
    edited = {name for name in update.fields if getattr(shown, name) != getattr(before, name)}
    if not edited.isdisjoint(OF_THE_TIME):
        edited.update(OF_THE_TIME)
    news = {
        name: getattr(later, name)
        for name in update.fields
        if name not in edited and getattr(before, name) != getattr(later, name)
    }
    unit.change(shown, **news)
    unit.change(later, merged_into=shown.id)


def _as_imported(unit: UnitOfWork, event_id: int) -> Event | None:
    """An imported event as it was before anybody edited it."""
    changes = [change for _, change in history(unit.connection, Event, event_id)]
    before = changes[-1].before if changes else unit.find(Event, event_id)
    return before if isinstance(before, Event) else None
