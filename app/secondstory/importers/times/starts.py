"""What a person says of the start of a story, and what the name of a file says of its day."""

import re
from datetime import UTC, date, datetime
from pathlib import PurePath

from secondstory.importers.prose.words import day_within, names_other_day
from secondstory.importers.times.stamps import read_stamp
from secondstory.importers.times.zones import UnclearZoneError, named_zone
from secondstory.model.errors import UserError

REMEDY = "Give the day and the time of day, such as 2026-05-04 14:05, with a zone behind it or without."
_BETWEEN_WORDS = re.compile(r"[_\s]+")


def read_start(text: str) -> datetime:
    """The start of a story as a person types it: an instant where it names a zone, else a local time.

    Raises `UserError` where it is no day with a time of day.
    """
    found = read_stamp(text.strip())
    stamp = found[0] if found is not None and not found[1].strip() else None
    if stamp is None or stamp.day is None or stamp.day.year is None or stamp.clock is None or stamp.problem:
        raise UserError(f"“{text.strip()}” is not a day with a time of day.", REMEDY)
    local = datetime.combine(stamp.day.on(), stamp.clock)
    if not stamp.zone:
        return local
    try:
        return local.replace(tzinfo=named_zone(stamp.zone, UTC, local)).astimezone(UTC)
    except (UnclearZoneError, OverflowError) as error:
        raise UserError(f"“{text.strip()}” has no place: {error}", REMEDY) from None


def show_start(start: datetime) -> str:
    """A start as `read_start` reads it."""
    return f"{start:%Y-%m-%d %H:%M:%S}".removesuffix(":00") + (" UTC" if start.tzinfo is not None else "")


def day_in_name(name: str) -> date | None:
    """The day that the name of a file tells, such as ``incident_2026-05-04.csv``; None where it tells none."""
    words = _BETWEEN_WORDS.sub(" ", PurePath(name).stem)
    found = None if names_other_day(words) else day_within(words, day_first=True)
    return found.on() if found is not None else None
