"""Times and durations as people read them."""

from datetime import UTC, datetime, timedelta, tzinfo

from secondstory.model.enums import Precision
from secondstory.model.records import Event


def format_instant(instant: datetime, zone: tzinfo, *, date: bool = True, seconds: bool = False) -> str:
    """An instant in a zone, for example ``2026-11-12 14:07`` or, without its date, ``14:07:11``."""
    pattern = ("%Y-%m-%d " if date else "") + ("%H:%M:%S" if seconds else "%H:%M")
    return f"{in_zone(instant, zone):{pattern}}"


def in_zone(instant: datetime, zone: tzinfo) -> datetime:
    """The instant in a zone; in UTC where the zone would push it over the ends of the calendar."""
    try:
        return instant.astimezone(zone)
    except OverflowError:
        return instant.astimezone(UTC)


UNKNOWN, RECALLED = "time unknown", "{time} (recalled)"


def format_event_time(
    event: Event,
    zone: tzinfo,
    *,
    date: bool = True,
    seconds: bool = False,
    unknown: str = UNKNOWN,
    recalled: str = RECALLED,
) -> str:
    """The time of an event with its honesty: ``~14:05``, ``14:05–14:20``, ``14:05 (recalled)`` or ``time unknown``.

    ``unknown`` and ``recalled`` are the words for that in another language.
    """
    if event.occurred_at is None:
        return unknown
    text = format_instant(event.occurred_at, zone, date=date, seconds=seconds)
    if event.occurred_until is not None:
        same_day = in_zone(event.occurred_at, zone).date() == in_zone(event.occurred_until, zone).date()
        text += "–" + format_instant(event.occurred_until, zone, date=date and not same_day, seconds=seconds)
    if event.precision is Precision.APPROXIMATE:
        text = f"~{text}"
    elif event.precision is Precision.RECALLED:
        text = recalled.format(time=text)
    return text


def format_duration(span: timedelta) -> str:
    """A duration in two units: ``45 s``, ``7 min``, ``24 h 11 min`` and, from two days, ``3 d 4 h``; minus in front."""
    if span < timedelta(0):
        return "−" + format_duration(-span)
    minutes, seconds = divmod(int(span.total_seconds()), 60)
    hours, minutes = divmod(minutes, 60)
    days, hours_of_day = divmod(hours, 24)
    if days >= 2:
        return _two_units((days, "d"), (hours_of_day, "h"))
    if hours:
        return _two_units((hours, "h"), (minutes, "min"))
    return f"{minutes} min" if minutes else f"{seconds} s"


def _two_units(large: tuple[int, str], small: tuple[int, str]) -> str:
    return f"{large[0]} {large[1]}" + (f" {small[0]} {small[1]}" if small[0] else "")
