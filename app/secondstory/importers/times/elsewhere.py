"""A time of day that is told a second time for another place: 21:48 (06:48 PDT)."""

from datetime import datetime, time, timedelta
from functools import cache

from secondstory.importers.rules import rules
from secondstory.importers.times.zones import find_zone

DAY = timedelta(days=1)
WESTMOST, EASTMOST = timedelta(hours=-10), timedelta(hours=14)
_ANY_DAY = datetime(2026, 5, 4)  # noqa: DTZ001 - only its times of day are compared


@cache
def offset_told(here: time, there: time, zone: str) -> str:
    """The offset of a place where it is ``here`` when it is ``there`` in a zone; empty where these tell none.

    Zones whose offset depends on the day tell none, for the day may not be known.
    """
    found = find_zone(zone)
    offset = found.utcoffset(None) if found is not None else None
    if offset is None:
        return ""
    apart = datetime.combine(_ANY_DAY, here) - datetime.combine(_ANY_DAY, there) + offset
    while apart < WESTMOST:
        apart += DAY
    while apart >= EASTMOST:
        apart -= DAY
    minutes = int(apart / timedelta(minutes=1))
    if minutes % 60 and minutes not in rules("zones")["offsets"].values():
        return ""
    return f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}:{abs(minutes) % 60:02}"
