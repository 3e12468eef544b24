"""Instants as numbers: microseconds since 1970 in UTC, negative before it."""

from datetime import UTC, datetime, timedelta

EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
MICROSECOND = timedelta(microseconds=1)
FIRST = (datetime.min.replace(tzinfo=UTC) - EPOCH) // MICROSECOND
LAST = (datetime.max.replace(tzinfo=UTC) - EPOCH) // MICROSECOND
"""The ends of the calendar."""


def microseconds(instant: datetime) -> int:
    """An aware instant as a number."""
    return (instant - EPOCH) // MICROSECOND


def instant_at(time: int) -> datetime:
    """The instant of a number, in UTC. Raises `OverflowError` outside of the calendar."""
    return EPOCH + MICROSECOND * time
