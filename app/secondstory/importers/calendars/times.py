"""The times of a calendar: instants, local times with a zone, times without one, and whole days."""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta, tzinfo
from typing import TYPE_CHECKING, Any

from secondstory.importers.base import ImportOptions
from secondstory.importers.calendars.components import Component
from secondstory.importers.times.days import DAY, END_OF_DAY, ENDS_BEFORE, UnplaceableError, When, also
from secondstory.importers.times.zones import find_zone, place, require_zone
from secondstory.model.enums import Precision

if TYPE_CHECKING:
    from icalendar import Event

MOST_ZONES, MOST_CHANGES = 500, 400
FAULTS = (ValueError, TypeError, KeyError, IndexError, AttributeError, OverflowError, RecursionError, OSError)
"""What the library may raise for a component that is not what it should be; a zone too long for a file: `OSError`."""
_ZONE_NAME = re.compile(r"^TZID[^:\n]*:(.+)$", re.MULTILINE | re.IGNORECASE)
_RULE = re.compile(r"^RRULE[^:\n]*:(.*)$", re.MULTILINE | re.IGNORECASE)
_YEARLY = re.compile(r"(?:(?:FREQ=YEARLY|(?:BYMONTH|UNTIL|WKST|BYDAY|BYMONTHDAY)=[\w+,-]{1,60}|INTERVAL=1);?)+\s*$")
_FOLDED = re.compile(r"\n[ \t]")


@dataclass(frozen=True, slots=True)
class Moment:
    """The value of a property that holds a time, as written and as understood. ``zone`` is the name of its zone."""

    written: str
    at: datetime | date
    zone: str


def moment(event: "Event", name: str) -> Moment | None:
    """The time that a property holds, None where there is none. Raises `UnplaceableError` where it is no time."""
    found = event.get(name)
    if found is None:
        return None
    if isinstance(found, list):
        raise UnplaceableError(f"The entry has more than one {name}.")
    text = written_value(found)
    try:
        at = found.dt
    except FAULTS:
        at = None
    if not isinstance(at, date):
        raise UnplaceableError(f"“{text[:60]}” is not a time.")
    zone = "" if text.endswith("Z") else str(found.params.get("TZID", ""))
    return Moment(text, at, "UTC" if text.endswith("Z") else zone)


def written_value(found: Any) -> str:
    """The value of a property as the calendar writes it."""
    written = found.to_ical()
    return written.decode("utf-8", "replace") if isinstance(written, bytes) else str(written)


class Zones:
    """The zones that a calendar names: known ones by their names, others as the calendar itself defines them."""

    def __init__(self, options: ImportOptions) -> None:
        """Take the zone of times that name none."""
        self._chosen = require_zone(options.zone)
        self._chosen_name = options.zone or "UTC"
        self._changed_hour = options.changed_hour
        self._defined: dict[str, str] = {}
        self._found: dict[str, tzinfo | None] = {}

    def define(self, component: Component) -> None:
        """Take a definition of the calendar; it is read where it is needed."""
        name = _ZONE_NAME.search(_FOLDED.sub("", component.text))
        if name and not component.fault and len(self._defined) < MOST_ZONES:
            self._defined[name[1].strip()] = component.text

    def when(self, start: Moment, end: Moment | None, lasts: timedelta | None) -> When:
        """The instant, and the end if there is one. Raises `UnplaceableError`."""
        try:
            if not isinstance(start.at, datetime):
                return self._days(start.at, end, lasts)
            begin = self._place(start)
            until = self._place(end).at if end is not None else begin.at + lasts if lasts is not None else begin.until
        except OverflowError:
            raise UnplaceableError("The time lies outside the calendar.") from None
        if until is not None and until < begin.at:
            return When(begin.at, None, begin.precision, begin.zone_assumed, also(begin.remark, ENDS_BEFORE))
        return When(begin.at, until if until != begin.at else None, begin.precision, begin.zone_assumed, begin.remark)

    def _days(self, first: date, end: Moment | None, lasts: timedelta | None) -> When:
        """Whole days; the end that a calendar names is the day after the last one."""
        last = first
        if end is not None:
            last = (end.at.date() if isinstance(end.at, datetime) else end.at) - DAY
        elif lasts is not None and lasts >= DAY:
            last = first + lasts - DAY
        begin = place(datetime.combine(first, time(0)), self._chosen, self._changed_hour)
        until = place(datetime.combine(max(first, last), END_OF_DAY), self._chosen, self._changed_hour)
        remark = ENDS_BEFORE if last < first - DAY else ""
        return When(begin.at, until.at, Precision.APPROXIMATE, self._chosen_name, remark)

    def _place(self, told: Moment) -> When:
        at = told.at if isinstance(told.at, datetime) else datetime.combine(told.at, time(0))
        if told.zone == "UTC":
            return When(at.replace(tzinfo=UTC))
        zone = self._zone(told.zone) if told.zone else self._chosen
        placed = place(at.replace(tzinfo=None), zone, self._changed_hour)
        precision = Precision.EXACT if placed.until is None else Precision.APPROXIMATE
        return When(placed.at, placed.until, precision, "" if told.zone else self._chosen_name, placed.remark)

    def _zone(self, name: str) -> tzinfo:
        if name not in self._found:
            self._found[name] = find_zone(name.strip("/")) or self._as_defined(name) or _of_windows(name)
        zone = self._found[name]
        if zone is None:
            raise UnplaceableError(f"The zone “{name[:60]}” is not known, and the calendar does not define it.")
        return zone

    def _as_defined(self, name: str) -> tzinfo | None:
        """The zone as the calendar defines it; rules that change the clock more than a few times a year are none."""
        from icalendar import Timezone  # noqa: PLC0415 - loaded only when a calendar is read

        text = _FOLDED.sub("", self._defined.get(name, ""))
        few = text.upper().count("BEGIN:") + text.count(",") <= MOST_CHANGES
        if not text or not few or not all(_YEARLY.match(rule) for rule in _RULE.findall(text)):
            return None
        try:
            defined = Timezone.from_ical(text.replace("\n", "\r\n") + "\r\n")
            zone = defined.to_tz(lookup_tzid=False) if isinstance(defined, Timezone) else None
            datetime(2026, 1, 1, tzinfo=zone).utcoffset()
        except FAULTS:
            return None
        return zone


def _of_windows(name: str) -> tzinfo | None:
    """The zone that Windows calls so, as Outlook does."""
    from icalendar.timezone.windows_to_olson import WINDOWS_TO_OLSON  # noqa: PLC0415 - see above

    found = WINDOWS_TO_OLSON.get(name)
    return find_zone(found) if found else None
