"""The time that a new event between two others is given until somebody types a better one."""

from datetime import datetime, timedelta

from secondstory.model.records import Event

_STEP = timedelta(minutes=1)


def time_between(before: Event | None, after: Event | None) -> datetime | None:
    """The middle between two events, to the full minute or second where one lies between them.

    Beside a single event a minute is kept; nothing is suggested where neither has a time.
    """
    start = before.occurred_at if before else None
    end = after.occurred_at if after else None
    if start is None:
        return _shifted(end, -_STEP)
    if end is None:
        return _shifted(start, _STEP)
    return _middle(min(start, end), max(start, end))


def _middle(start: datetime, end: datetime) -> datetime:
    middle = start + (end - start) / 2
    for full in (middle.replace(second=0, microsecond=0), middle.replace(microsecond=0)):
        if start < full < end:
            return full
    return middle


def _shifted(at: datetime | None, by: timedelta) -> datetime | None:
    """A time moved by a step; as it is at the ends of the calendar."""
    try:
        return at + by if at else None
    except OverflowError:
        return at
