"""Looking through the texts of a long timeline without making its events."""

from collections.abc import Callable
from itertools import islice

from secondstory.model.event_list import EventList
from secondstory.model.progress import Progress, Work

A_STEP = 2000
"""So many events are looked at in one step."""


def find_telling(listed: EventList, test: Callable[..., bool], *names: str) -> Work[EventList]:
    """The events of a list whose texts (see `imported.Texts`) pass a test, in the same order; in small steps."""
    events = listed.events
    passed = bytearray(len(listed.columns.ids))
    start = 0
    for piece in events.pieces:
        told = piece.told(*names)
        while some := bytes(test(*texts) for texts in islice(told, A_STEP)):
            passed[start : start + len(some)] = some
            start += len(some)
            yield Progress(start, len(passed), "")
    for event_id, row in events.rows.items():
        place = events.place_of(event_id)
        if place is not None:
            passed[place] = test(*(getattr(row, name) for name in names))
    return listed.only(listed.taken(bytes(passed)))
