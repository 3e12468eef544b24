"""Days that are named and not dated: “Tue”, “Day 2”, the 4th. Their dates are told from the day of the first event."""

import re
from calendar import monthrange
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from functools import cache

from secondstory.importers.rules import rules

FAR_AHEAD = 3
"""A weekday that lies further ahead is told as a guess: the rows may as well go back."""
BACKWARDS_COSTS = 3
"""A step back is this much less likely than one forward, as it is for times of day."""
ONLY_NAMED = "Only the name of the day is written: taken as {day}."
OTHER_DAY = "The day as written is not the one that is known: taken as {day}."
DAYS = 7
LONGEST_MONTH = 31
_BARE = re.compile(r"\s*(\d{1,3})(?:\s+|$)")
_NOTHING = frozenset({"", "-"})


@dataclass(frozen=True, slots=True)
class NamedDay:
    """A weekday (0 is Monday), the number of a day that counts from the first one, the day of a month, the next day."""

    weekday: int | None = None
    number: int | None = None
    of_month: int | None = None
    is_next: bool = False


class Bare(StrEnum):
    """What bare numbers in a column of days are."""

    NUMBER = "number"
    OF_MONTH = "of month"


class NamedDays:
    """Finds the dates of named days, one after the other."""

    def __init__(self) -> None:
        """Nothing was named yet."""
        self._first: tuple[int, date] | None = None
        self._begun = False

    def day_of(self, named: NamedDay, anchor: date, last: date | None) -> tuple[date, str] | None:
        """The date, and what to say of it; None where the calendar has none.

        ``anchor`` is the day that is known, and ``last`` that of the event before.
        """
        try:
            if named.number is not None:
                self._first = self._first or (named.number, anchor)
                number, first = self._first
                return first + timedelta(days=named.number - number), ""
            known = last or anchor
            self._begun = self._begun or last is not None
            if named.is_next:
                return known + timedelta(days=1), ""
            if named.of_month is not None:
                return self._told(_of_month(named.of_month, known), known)
            ahead = ((named.weekday or 0) - known.weekday()) % DAYS
            if self._begun and (DAYS - ahead) * BACKWARDS_COSTS < ahead:
                ahead -= DAYS
            return self._told(known + timedelta(days=ahead), known)
        except (OverflowError, ValueError):
            return None

    def _told(self, day: date, known: date) -> tuple[date, str]:
        """The date, with a word where it is a guess."""
        is_first, self._begun = not self._begun, True
        if is_first:
            return day, OTHER_DAY.format(day=day) if day != known else ""
        return day, "" if 0 <= (day - known).days <= FAR_AHEAD else ONLY_NAMED.format(day=day)


def _of_month(number: int, known: date) -> date:
    """The day of this number that lies nearest to a day. Raises ValueError where there is none."""
    around = (known.replace(day=1) + timedelta(days=days) for days in (-1, 0, LONGEST_MONTH))
    found = [month.replace(day=number) for month in around if number <= monthrange(month.year, month.month)[1]]
    return min(found, key=lambda day: abs(day - known))


def bare_day(text: str, kind: Bare) -> tuple[NamedDay, str] | None:
    """The number at the beginning of a text as a day, and the rest of it."""
    match = _BARE.match(text)
    if match is None:
        return None
    number = int(match[1])
    return NamedDay(number=number) if kind is Bare.NUMBER else NamedDay(of_month=number), text[match.end() :]


def named_day(text: str) -> tuple[NamedDay, str] | None:
    """The named day at the beginning of a text, and the rest of it."""
    match = _pattern().match(text)
    if match is None:
        return None
    rest = text[match.end() :]
    if match["number"] is not None:
        return NamedDay(number=int(match["number"])), rest
    return NamedDay(weekday=_weekdays()[match["weekday"].lower()]), rest


def day_column(headers: Sequence[str], rows: Sequence[Sequence[str]], clock: int) -> tuple[int, Bare | None] | None:
    """The column of named days beside one of times of day, and what its days are where they are bare numbers.

    ``headers`` are in the form in which the rules compare them. Bare numbers count below a header that says *day*.
    """
    table = rules("cells")["named_days"]
    known = (*rules("columns")["time"]["day"], *table["headers"])
    columns = [
        (place, [cell for row in rows if len(row) > place and (cell := row[place].strip()) not in _NOTHING])
        for place in range(len(headers))
        if place != clock
    ]
    for place, cells in columns:
        if cells and all(map(_is_named, cells)):
            return place, None
    for place, cells in columns:
        if headers[place] in known and cells and all(map(_BARE.fullmatch, cells)):
            numbers = [int(cell) for cell in cells]
            counts = numbers[0] <= 1 and min(numbers) == numbers[0]
            if counts or (min(numbers) >= 1 and max(numbers) <= LONGEST_MONTH):
                return place, Bare.NUMBER if counts else Bare.OF_MONTH
    return None


def _is_named(cell: str) -> bool:
    found = named_day(cell)
    return found is not None and not found[1].strip()


@cache
def _weekdays() -> dict[str, int]:
    return {word: day for day, words in enumerate(rules("cells")["named_days"]["weekdays"]) for word in words}


@cache
def _pattern() -> re.Pattern[str]:
    words = "|".join(sorted(map(re.escape, _weekdays()), key=len, reverse=True))
    number = rf"{rules('cells')['named_days']['numbered']}(?P<number>\d{{1,3}})(?![\d:/.])"
    return re.compile(rf"\s*(?:(?P<weekday>{words})\b\.?|{number})\s*(?:[,:–—-]\s*)?", re.IGNORECASE)
