"""The identity of an event across imports."""

from hashlib import blake2b

from secondstory.model.draft import Draft
from secondstory.model.instants import EPOCH, MICROSECOND

_EMPTY = blake2b(digest_size=16)
"""Copied for each event, which is quicker than making it anew."""


def fingerprint(draft: Draft) -> bytes:
    """16 bytes that are equal for the same event and differ for others.

    Events are the same if their time, their verbatim record and the part of it that they stand for are; an event of
    unknown time is told apart by its time as written. An id in the record would not do alone, for what stands in a
    column called *id* need not be unique; and how we read a record (its kind, its title) is left out, for a better rule
    must not make the event a new one.
    """
    at = draft.occurred_at
    time = draft.time_as_written if at is None else (at - EPOCH) // MICROSECOND
    if draft.occurred_until is not None:
        time = f"{time}-{draft.occurred_until:%Y%m%d%H%M%S%f}"
    if draft.part:
        time = f"{time}\x1e{draft.part}"
    digest = _EMPTY.copy()
    digest.update(f"{time}\x1f{draft.raw}".encode("utf-8", "replace"))
    return digest.digest()
