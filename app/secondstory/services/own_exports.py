"""A timeline that was exported from a review and comes back to it: which of its rows are news.

An export has roles in the place of names, so its rows are compared with the events as an export would tell them.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass

from secondstory.exporters.privacy import role_words, without_names
from secondstory.model.draft import Draft
from secondstory.model.records import Event
from secondstory.model.timeline_file import FORMAT, identity
from secondstory.services.import_updates import OF_THE_SOURCE, Version
from secondstory.services.library import Library

FIELDS = (*(name for name in OF_THE_SOURCE if name != "actor"), "key")
"""The fields that an exported row tells."""


@dataclass(frozen=True, slots=True)
class OwnEvents:
    """The events of a review by the ids that its exports give them: as they would be exported now."""

    library: Library
    told: Mapping[str, Event]
    words: Callable[[str], str]

    @classmethod
    def of(cls, library: Library, review_id: int) -> "OwnEvents":
        """The events that stand in the timeline of a review, hidden and merged ones too."""
        with library.reading() as reader:
            snapshot = reader.snapshot(review_id)
        shared = without_names(snapshot)
        told = {f"{FORMAT}:{identity(snapshot.review, event)}": event for event in shared.all(Event)}
        return cls(library, told, role_words(snapshot))

    def versions(self, latest: Mapping[str, Version]) -> dict[str, Version]:
        """Where a changed row belongs. ``latest`` says which events were changed by a file before."""
        found = {}
        for name, event in self.told.items():
            version = latest.get(name)
            found[name] = Version(event.merged_into or event.id, version.latest if version else event.id)
        return found

    def changed(self, draft: Draft) -> tuple[str, ...] | None:
        """The fields in which a row differs from its event; none where the event has been like this at some time.

        None where the row is of no event of the review.
        """
        event = self.told.get(draft.external_id)
        if event is None:
            return None
        differing = tuple(name for name in FIELDS if getattr(event, name) != getattr(draft, name))
        if not differing:
            return ()
        changes = [change for _, change in self.library.history(Event, event.id)]
        past = [row for change in changes for row in (change.before, change.after) if isinstance(row, Event)]
        is_old = all(
            any(self._as_exported(getattr(row, name)) == getattr(draft, name) for row in past) for name in differing
        )
        return () if is_old else differing

    def _as_exported(self, value: object) -> object:
        if isinstance(value, tuple):
            return tuple(map(self.words, value))
        return self.words(value) if type(value) is str else value
