"""Times of day from the parts of which people write them: the hour, the half of the day, minutes and seconds."""

from collections.abc import Mapping
from datetime import time

from secondstory.importers.rules import rules

NOON, HOURS = 12, 24
CONTRADICTS = "“{written}” names an hour of the 24 hour clock and the first half of the day: taken as {clock:%H:%M}."


def clock_of(parts: Mapping[str, str | None], written: str) -> tuple[time | None, str]:
    """The time of day, None where there is none such, and what to say of it.

    “13:05 PM” says one thing twice. “23:00 AM” contradicts itself: whoever writes 23 means the clock of 24 hours.
    """
    hour = int(parts["hour"] or 0)
    afternoon = rules("times")["halves"].get(parts.get("before"))
    # In East Asia noon is hour zero of its half; elsewhere “0:30 PM” may be either end of the day.
    has_zero = afternoon is not None
    if half := parts.get("half") or parts.get("short"):
        afternoon = half in "pP"
    contradicts = afternoon is False and NOON < hour < HOURS
    if afternoon is not None and hour <= NOON:
        if not hour and afternoon and not has_zero:
            return None, ""
        hour = hour % NOON + (NOON if afternoon else 0)
    fraction = (parts.get("fraction") or "")[:6].ljust(6, "0")
    minute = int(parts.get("minute") or parts.get("plain") or 0)
    try:
        clock = time(hour, minute, int(parts.get("second") or 0), int(fraction))
    except ValueError:
        return None, ""
    return clock, CONTRADICTS.format(written=written.strip(), clock=clock) if contradicts else ""
