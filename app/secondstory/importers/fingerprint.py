"""The identity of an event across imports."""

from hashlib import blake2b

from secondstory.model.drafts import Drafts
from secondstory.model.imported import NO_TIME
from secondstory.model.instants import instant_at

_EMPTY = blake2b(digest_size=16)
"""Copied for each event, which is quicker than making it anew."""


def fingerprints(drafts: Drafts) -> list[bytes]:
    """16 bytes for each draft that are equal for the same event and differ for others.

    Events are the same if their time, their verbatim record and the part of it that they stand for are; an event of
    unknown time is told apart by its time as written. An id in the record would not do alone, for what stands in a
    column called *id* need not be unique; and how we read a record (its kind, its title) is left out, for a better rule
    must not make the event a new one.
    """
    found, empty = [], _EMPTY.copy
    for time, raw in zip(_times(drafts), drafts.each("raw"), strict=True):
        digest = empty()
        digest.update(f"{time}\x1f{raw}".encode("utf-8", "replace"))
        found.append(digest.digest())
    return found


def _times(drafts: Drafts) -> list[int | str]:
    """What of each event stands in its fingerprint beside its record."""
    times: list[int | str] = list(drafts.times)
    if NO_TIME in drafts.times:
        told = zip(times, drafts.each("time_as_written"), strict=True)
        times = [written if time == NO_TIME else time for time, written in told]
    for place, until in drafts.until.items():
        times[place] = f"{times[place]}-{instant_at(until):%Y%m%d%H%M%S%f}"
    if any(drafts.part):
        return [f"{time}\x1e{part}" if part else time for time, part in zip(times, drafts.each("part"), strict=True)]
    return times
