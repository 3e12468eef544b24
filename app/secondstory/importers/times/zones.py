"""Zones as people write them, and local times as instants."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta, timezone, tzinfo
from enum import StrEnum
from functools import cache
from zoneinfo import ZoneInfo

from secondstory.importers.rules import rules
from secondstory.model.errors import UserError

_OFFSET = re.compile(r"(?:UTC|GMT)?\s*([+-])(\d{1,2})(?::?(\d{2}))?$", re.IGNORECASE)
_DATABASE_NAME = re.compile(r"[A-Za-z]+(?:/[A-Za-z0-9_+-]+){1,2}$")
DAY = timedelta(days=1)
SEVERAL_ZONES = "means several zones"


class UnclearZoneError(ValueError):
    """A name of a zone that is unknown or has several meanings; the text is a sentence."""


@cache
def find_zone(name: str) -> tzinfo | None:
    """The zone of a name: ``UTC``, ``CET``, ``+01:00``, ``GMT+1``, ``PT``, ``Europe/Berlin``; None if there is none."""
    name = name.strip()
    table = rules("zones")
    for spelling in (name, name.upper()):
        minutes = table["offsets"].get(spelling)
        if minutes is not None:
            return UTC if minutes == 0 else timezone(timedelta(minutes=minutes), spelling)
        if spelling in table["places"]:
            return _from_database(table["places"][spelling])
    if match := _OFFSET.match(name):
        return _offset(match)
    return _from_database(name) if _DATABASE_NAME.match(name) else None


def _offset(match: re.Match[str]) -> tzinfo | None:
    sign, hours, minutes = match.groups()
    span = timedelta(hours=int(hours), minutes=int(minutes or 0))
    if span >= DAY:
        return None
    return timezone(-span if sign == "-" else span) if span else UTC


def _from_database(name: str) -> tzinfo | None:
    try:
        return ZoneInfo(name)
    except (KeyError, ValueError, OSError):
        return None


def require_zone(name: str | None) -> tzinfo:
    """The zone that a person chose, UTC where none was chosen. Raises `UserError` where it does not exist."""
    if not name:
        return UTC
    zone = find_zone(name)
    if zone is None:
        raise UserError(
            f"There is no time zone “{name}”.", "Give a name such as Europe/London, or an offset such as +01:00."
        )
    return zone


def named_zone(name: str, chosen: tzinfo, local: datetime) -> tzinfo:
    """The zone that a source names. Raises `UnclearZoneError` where the name is unknown, or means several zones.

    An abbreviation with several meanings is understood where the chosen zone goes by that name at that time.
    """
    if name.upper() in rules("zones")["several_meanings"]:
        if local.replace(tzinfo=chosen).tzname() == name.upper():
            return chosen
        raise UnclearZoneError(
            f"The zone “{name}” {SEVERAL_ZONES}: choose the zone of the file, or write an offset such as +05:30."
        )
    zone = find_zone(name)
    if zone is None:
        raise UnclearZoneError(f"The zone “{name}” is not known.")
    return zone


class ChangedHour(StrEnum):
    """Which instant a local time is in the hour that clocks run through twice, or skip, when they are changed."""

    EARLIER = "earlier"
    LATER = "later"


WENT_BACK = "Clocks went back in this hour: the time is one of two."
WENT_FORWARD = "Clocks went forward in this hour: the time as written did not exist."


@dataclass(frozen=True, slots=True)
class Placed:
    """A local time as an instant in UTC; ``until`` and ``remark`` are set where clocks were changed in that hour."""

    at: datetime
    until: datetime | None = None
    remark: str = ""


def place(local: datetime, zone: tzinfo, chosen: ChangedHour | None = None) -> Placed:
    """The instant of a naive local time in a zone. Raises OverflowError beyond the ends of the calendar.

    A time in the hour that clocks run through twice is either of two instants: both are given, unless one was chosen.
    A time in the hour that clocks skip is read as if they had not been changed yet (the later instant), or as if they
    had (the earlier one), as was chosen.
    """
    if zone is UTC:
        return Placed(local.replace(tzinfo=UTC))
    first = local.replace(tzinfo=zone).astimezone(UTC)
    second = local.replace(tzinfo=zone, fold=1).astimezone(UTC)
    if first == second:
        return Placed(first)
    if chosen is not None:
        return Placed(min(first, second) if chosen is ChangedHour.EARLIER else max(first, second))
    if first < second:
        return Placed(first, second, WENT_BACK)
    return Placed(first, None, WENT_FORWARD)
