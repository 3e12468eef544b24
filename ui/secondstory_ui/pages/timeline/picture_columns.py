"""The events that the table shows, as columns of the picture above it."""

from collections.abc import Sequence
from dataclasses import replace
from itertools import compress

from secondstory.model.event_list import sorts_table
from secondstory.model.instants import microseconds
from secondstory.model.records import Event
from secondstory.model.snapshot import Snapshot
from secondstory.timeline.gaps import gaps
from secondstory_ui.widgets.timeline_data import Marker, TimelineData, timeline_data


class PictureColumns:
    """Makes the columns of all events of a review once; a filter only takes from them."""

    def __init__(self) -> None:
        self._of: Sequence[Event] | None = None
        self._whole = TimelineData()
        self._dated = b""

    def of(self, snapshot: Snapshot, mask: bytes) -> TimelineData:
        """The columns of the events whose place in ``mask`` is one, with the moments, in the zone of the review."""
        if self._of is not snapshot.events:
            self._of = snapshot.events
            self._whole = timeline_data(snapshot.events, (), gaps(snapshot.shown_events), snapshot.zone)
            self._dated = snapshot.events.sorts.translate(sorts_table(dated=True))
        is_all_dated = self._dated.count(1) == len(self._dated)
        keep = mask if is_all_dated else bytes(compress(mask, self._dated))
        markers = tuple(Marker(m.kind, microseconds(m.at), m.event_id) for m in snapshot.moments.values() if m.at)
        undated = mask.count(1) - keep.count(1)
        zone = snapshot.zone
        return replace(self._whole.only(keep), moments=markers, zone=zone, zone_name=zone.key, undated=undated)
