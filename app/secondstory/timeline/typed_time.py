"""Times as people type them in a hurry."""

import re
from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

from secondstory.model.errors import UserError
from secondstory.timeline.units import UNITS

REMEDY = (
    "Type a time such as 14:05, 1405, 2:05 pm or 14:05:30, a date and time such as 2026-05-04 14:05, or +7m or -1h."
)

_CLOCK = re.compile(
    r"""(?: (?P<day>\d{4}-\d{1,2}-\d{1,2}) [T ,]+ )?
        (?: (?P<hour>\d{1,2}) (?: [:.h] (?P<minute>\d{2}) (?: [:.] (?P<second>\d{2}) )? )?
          | (?P<packed>\d{3,4}) )
        \s* (?P<half> [ap]\.?m\.? )?
        \s* (?P<utc> Z | UTC | GMT )?""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
_SHIFT = re.compile(r"(?P<sign>[+\-−])\s*(?P<parts>(?:\d+\s*[a-z]+\s*)+)", re.IGNORECASE | re.ASCII)
_PART = re.compile(r"(\d+)\s*([a-z]+)", re.IGNORECASE | re.ASCII)


def read_typed_time(text: str, *, day: date, zone: ZoneInfo, relative_to: datetime | None) -> datetime:
    """The instant, in UTC, that a typed text means on a day in a zone.

    ``+7m`` and ``-1h`` count from ``relative_to``. A clock time that comes twice on the day (the clocks went back)
    is the first of the two.

    Raises:
        UserError: where the text is no time, or the clock skips it on that day.
    """
    typed = text.strip()
    if shift := _SHIFT.fullmatch(typed):
        return _shifted(typed, shift, relative_to)
    clock = _CLOCK.fullmatch(typed)
    if clock is None or not (clock["minute"] or clock["packed"] or clock["half"]):
        raise UserError(f"“{typed}” is not a time.", REMEDY)
    return _at(typed, _date(typed, clock, day), _time(typed, clock), zone if clock["utc"] is None else None)


def _shifted(typed: str, shift: re.Match[str], relative_to: datetime | None) -> datetime:
    if relative_to is None:
        raise UserError(
            f"“{typed}” counts from another time, and there is none before it.", "Type a time such as 14:05."
        )
    total = timedelta(0)
    try:
        for amount, unit in _PART.findall(shift["parts"]):
            total += int(amount) * UNITS[unit.casefold()]
        moved = relative_to + total if shift["sign"] == "+" else relative_to - total
        return moved.astimezone(UTC)
    except (KeyError, OverflowError, ValueError):
        raise UserError(f"“{typed}” is not a time.", REMEDY) from None


def _date(typed: str, clock: re.Match[str], day: date) -> date:
    if clock["day"] is None:
        return day
    try:
        year, month, number = (int(part) for part in clock["day"].split("-"))
        return date(year, month, number)
    except ValueError:
        raise UserError(f"There is no such day as in “{typed}”.", REMEDY) from None


def _time(typed: str, clock: re.Match[str]) -> time:
    packed = clock["packed"]
    hour, minute = (int(packed[:-2]), int(packed[-2:])) if packed else (int(clock["hour"]), int(clock["minute"] or 0))
    half = (clock["half"] or "").casefold()
    if half and not 1 <= hour <= 12:
        raise UserError(f"“{typed}” is not a time.", REMEDY)
    if half:
        hour = hour % 12 + (12 if half.startswith("p") else 0)
    try:
        return time(hour, minute, int(clock["second"] or 0))
    except ValueError:
        raise UserError(f"“{typed}” is not a time.", REMEDY) from None


def _at(typed: str, day: date, clock: time, zone: ZoneInfo | None) -> datetime:
    try:
        local = datetime.combine(day, clock, zone or UTC)
        instant = local.astimezone(UTC)
        skipped = zone is not None and instant.astimezone(zone).time() != clock
    except OverflowError:
        raise UserError(f"“{typed}” lies outside the calendar.", REMEDY) from None
    if skipped:
        raise UserError(
            f"The clock skips {clock:%H:%M} on {day:%Y-%m-%d} in {zone}.", "Type the time before or after the change."
        )
    return instant
