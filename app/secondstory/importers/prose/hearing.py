"""What the sentences above a timeline tell by the way: “On May 4, 2026, from 14:05 to 15:30 UTC, …”."""

import re
from collections.abc import Iterator, Sequence

from secondstory.importers.prose.items import DayMark, Heard, Item, Part
from secondstory.importers.prose.words import names_other_day
from secondstory.importers.times.days import Days, also
from secondstory.importers.times.grammar import grammar
from secondstory.importers.times.stamps import PartialDate, plain_marks, read_stamp
from secondstory.model.draft import Draft, UnreadRow

TAKEN = "No {what} is stated for this time: it is taken from line {line}, which tells {day}."
LONGEST_LINE = 2000
LINES_HEARD = 500
"""So far down a text sentences are heard for what they tell of a timeline below them."""
_CLOCK = re.compile(r"(?<![\d:.,])\d{1,2}[:.]\d\d(?!\d|[.:]\d)|(?<![\d:.,])\d{1,2} ?[ap]m\b", re.IGNORECASE)


def heard_in(text: str, line: int, *, day_first: bool) -> Iterator[Heard]:
    """The zones of the times in a sentence, and its days with their years."""
    text = plain_marks(text[:LONGEST_LINE])
    for match in _CLOCK.finditer(text):
        found = read_stamp(text[match.start() :], day_first=day_first)
        if found is not None and found[0].clock is not None and found[0].zone:
            yield Heard(line, zone=found[0].zone)
    if names_other_day(text):
        return
    end = 0
    for match in sorted(_dates(text), key=lambda found: found.start()):
        if match.start() < end:
            continue
        found = read_stamp(text[match.start() :], day_first=day_first)
        if found is not None and found[0].day is not None and found[0].day.year and not found[0].problem:
            end = match.end()
            yield Heard(line, day=found[0].day)
            if found[0].until_day is not None:
                yield Heard(line, day=found[0].until_day)


def _dates(text: str) -> Iterator[re.Match[str]]:
    """Where a date begins; within a word or a number none does."""
    for pattern in grammar().dates:
        for match in pattern.finditer(text):
            if not match.start() or not (text[match.start() - 1].isalnum() or text[match.start() - 1] in "-/."):
                yield match


def take_heard_day(parts: Sequence[Part], days: Days) -> Heard | None:
    """Begin with the day that sentences tell, where nothing else tells one and they tell no other.

    Where all times have their days and lack the year, the days of the sentences need only agree on that.
    """
    heard = [part for part in parts if isinstance(part, Heard) and part.day is not None]
    items = [part for part in parts if isinstance(part, Item) and part.stamp is not None]
    marks = [part.day for part in parts if isinstance(part, DayMark)]
    if not heard or days.anchor is not None or any(isinstance(day, PartialDate) and day.year for day in marks):
        return None
    own = [item.stamp.day for item in items if item.stamp is not None and item.stamp.since is None]
    if any(day is not None and day.year is not None for day in own):
        return None
    first = heard[0]
    told = {part.day.words for part in heard if part.day is not None}
    years = {part.day.year for part in heard if part.day is not None}
    if len(told) > 1 and (len(years) > 1 or (not marks and any(day is None for day in own))):
        return None
    if first.day is None or not days.state_day(first.day):
        return None
    return first


def remark_on_day(rows: Sequence[Draft | UnreadRow], heard: Heard) -> None:
    """Say of the first event where its day was taken from."""
    first = next((row for row in rows if isinstance(row, Draft) and row.occurred_at is not None), None)
    if first is not None and heard.day is not None:
        found = read_stamp(first.time_as_written)
        what = "year" if found is not None and found[0].day is not None else "day"
        first.remark = also(TAKEN.format(what=what, line=heard.line, day=heard.day.words), first.remark)


def without_repeats(heard: Sequence[Heard]) -> list[Heard]:
    """What was heard, each thing once."""
    first: dict[tuple[str, str], Heard] = {}
    for one in heard:
        first.setdefault((one.zone.upper(), one.day.words if one.day is not None else ""), one)
    return list(first.values())
