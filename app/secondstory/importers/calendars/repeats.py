"""When an entry of a calendar repeats: shifts, meetings and windows that recur by days, weeks, months or years."""

import re
from collections.abc import Collection, Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import islice, takewhile
from typing import TYPE_CHECKING, Any

from secondstory.importers.calendars.components import Component
from secondstory.importers.calendars.months import WEEKDAYS, by_months
from secondstory.importers.calendars.times import FAULTS, Moment, written_value

if TYPE_CHECKING:
    from icalendar import Event

MOST = 1000
"""So many occurrences of an entry are read at most."""
BEFORE, AFTER = timedelta(days=2), timedelta(days=14)
"""Of an entry that repeats for ever, the occurrences around the day of the incident are read."""
FAR_AWAY = timedelta(days=20 * 366)
BY_DAYS = frozenset({"FREQ", "INTERVAL", "COUNT", "UNTIL", "BYDAY", "WKST"})
BY_MONTHS = BY_DAYS | {"BYMONTHDAY", "BYMONTH", "BYSETPOS"}
KNOWN = {"DAILY": BY_DAYS, "WEEKLY": BY_DAYS, "MONTHLY": BY_MONTHS, "YEARLY": BY_MONTHS}
"""What a rule of each frequency may say."""
_UID = re.compile(r"^UID[^:\n]*:(.+)$", re.MULTILINE | re.IGNORECASE)
_RECURRENCE = re.compile(r"^RECURRENCE-ID[^:\n]*:(\S+)", re.MULTILINE | re.IGNORECASE)


def moved(components: Collection[Component]) -> dict[str, set[str]]:
    """For the id of each entry the occurrences, as written, that other entries of the calendar stand for."""
    found: dict[str, set[str]] = {}
    for component in components:
        uid, recurrence = _UID.search(component.text), _RECURRENCE.search(component.text)
        if uid and recurrence:
            found.setdefault(uid[1].strip(), set()).add(recurrence[1].strip())
    return found


def repeats(event: "Event") -> bool:
    """Whether an entry says that there are more occurrences of it."""
    return "RRULE" in event or "RDATE" in event


def is_endless(event: "Event") -> bool:
    """Whether an entry repeats for ever by a rule that is known, so that only a day tells which occurrences matter."""
    rule = event.get("RRULE")
    if rule is None or isinstance(rule, list) or "RDATE" in event or "COUNT" in rule or "UNTIL" in rule:
        return False
    return _is_known(rule)


def _is_known(rule: Mapping[str, Any]) -> bool:
    frequency = str((rule.get("FREQ") or [""])[0]).upper()
    return KNOWN.get(frequency, frozenset()).issuperset(map(str.upper, rule))


def occurrences(event: "Event", start: Moment, left_out: Collection[str], day: date | None) -> list[Moment] | None:
    """The times at which an entry begins, the first of which is as written; None where its rule is of another kind.

    Of those without an end only those around the ``day`` of the incident are given; None where that is not known.
    """
    rule = event.get("RRULE")
    if rule is None or "RDATE" in event or isinstance(rule, list) or not _is_known(rule):
        return None
    try:
        steps = _steps(start.at, {str(name).upper(): values for name, values in rule.items()})
        is_endless = not ("COUNT" in rule or "UNTIL" in rule)
        if steps is None or (is_endless and (day is None or abs(day - _day(start.at)) > FAR_AWAY)):
            return None
        if is_endless and day is not None:
            steps = (at for at in _up_to(steps, day + AFTER) if _day(at) >= day - BEFORE)
        without = {*left_out, *_written(event.get("EXDATE"))}
        found = (at_another_time(start, at) for at in islice(steps, MOST))
        return [moment for moment in found if moment.written not in without] or None
    except FAULTS:
        return None


def _up_to(steps: Iterator[date], last: date) -> Iterator[date]:
    return takewhile(lambda at: _day(at) <= last, steps)


def _day(at: date) -> date:
    return at.date() if isinstance(at, datetime) else at


def _steps(start: date, rule: dict[str, Any]) -> Iterator[date] | None:
    """The local times of a rule; None where it is one that is not known."""
    frequency, interval = str(rule["FREQ"][0]).upper(), int(rule.get("INTERVAL", [1])[0])
    days = [str(day).upper() for day in rule.get("BYDAY", [])]
    found: Iterator[date] | None
    if interval < 1:
        return None
    if frequency in ("MONTHLY", "YEARLY"):
        found = by_months(start, rule, interval)
    elif not set(days) <= set(WEEKDAYS):
        return None
    elif frequency == "DAILY":
        every = _every(start, timedelta(days=interval))
        # A step of whole weeks stays on its weekday: it comes on another one within seven steps, or never.
        if days and not any(WEEKDAYS[at.weekday()] in days for at in islice(every, len(WEEKDAYS))):
            return iter(())
        found = (at for at in _every(start, timedelta(days=interval)) if not days or WEEKDAYS[at.weekday()] in days)
    else:
        first_day = WEEKDAYS.index(str(rule.get("WKST", ["MO"])[0]).upper())
        offsets = sorted((WEEKDAYS.index(day) - first_day) % 7 for day in days)
        monday = start - timedelta(days=(start.weekday() - first_day) % 7)
        weeks = _every(monday if days else start, timedelta(weeks=interval))
        inside = (week + timedelta(days=offset) for week in weeks for offset in offsets or [0])
        found = (at for at in inside if at >= start)
    if found is not None and "UNTIL" in rule:
        until = rule["UNTIL"][0]
        found = takewhile(lambda at: _is_until(at, until), found)
    return islice(found, int(rule["COUNT"][0])) if found is not None and "COUNT" in rule else found


def _every(start: date, step: timedelta) -> Iterator[date]:
    at = start
    while True:
        yield at
        try:
            at += step
        except OverflowError:
            return


def _is_until(at: date, until: date) -> bool:
    """Whether an occurrence begins no later than the end of its rule, which may be a day, or a time in another zone."""
    if not isinstance(at, datetime) or not isinstance(until, datetime):
        return _day(at) <= _day(until)
    if at.tzinfo is None or until.tzinfo is None:
        return at.replace(tzinfo=None) <= until.replace(tzinfo=None)
    return at <= until


def at_another_time(start: Moment, at: date) -> Moment:
    """The beginning or the end of another occurrence, as the calendar would write it."""
    if not isinstance(at, datetime):
        return replace(start, written=f"{at:%Y%m%d}", at=at)
    ending = "Z" if start.written.endswith("Z") else ""
    return replace(start, written=f"{at:%Y%m%dT%H%M%S}{ending}", at=at)


def _written(found: Any) -> Iterator[str]:
    """The values of a property that holds a list of times, or of several such."""
    for one in found if isinstance(found, list) else [found] if found is not None else []:
        yield from written_value(one).split(",")
