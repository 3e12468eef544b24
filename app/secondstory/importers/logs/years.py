"""The year of times that name none, told from what else the log says.

A log tells one thing after the other, so each day lies after the one before, or shortly before it where a record came
late; that leaves only the year of the first day open. It is taken from a record with a whole date, else from what a
person chose, else from a date in a message that is written on the very day that it names. The clock is never asked.
"""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

from secondstory.importers.logs.lines import LogLine
from secondstory.importers.times.days import CHOOSE_DATE
from secondstory.model.enums import Precision

LATE = timedelta(days=45)
"""So far a day may lie before the one above it; what lies further back is taken for the year that follows."""
ANY_LEAP_YEAR = 2000
LEAP_DAY = (2, 29)
YEARS_BACK = 8
"""There is a leap year among so many years, even around 1900 and 2100."""
_DATE = re.compile(r"(?<![\d-])((?:19|20)\d\d)-(\d\d)-(\d\d)(?!\d)")
UNKNOWN = f"The year is not known: {CHOOSE_DATE}."


@dataclass(frozen=True, slots=True)
class FirstYear:
    """The year of the first day that names none, None where nothing tells it; how sure it is, and a word about it."""

    year: int | None = None
    precision: Precision = Precision.EXACT
    remark: str = ""


def first_year(lines: Sequence[LogLine], chosen: date | None) -> FirstYear:
    """The year of the first day that names none, by the beginning of a log and the day that a person chose for it.

    The lines are those with a day.
    """
    walk = list(zip(lines, _walk(lines), strict=True))
    begin = next((found.year for line, found in walk if line.day), ANY_LEAP_YEAR)
    for line, found in walk:
        if line.at:
            return FirstYear(line.at.year - found.year + begin)
    if chosen is not None and walk:
        return _chosen(walk, chosen)
    for line, found in walk:
        if year := _year_in(line):
            remark = "The line names no year: it follows from a date in a message of this log."
            return FirstYear(year - found.year + begin, Precision.APPROXIMATE, remark)
    return FirstYear(remark=UNKNOWN)


def follow(previous: date, day: tuple[int, int]) -> date:
    """The first such day after another, or shortly before it; the 29th of February is the 28th where there is none."""
    years = (previous.year + step for step in (-1, 0, 1))
    found = [lenient(year, day) for year in years if MINYEAR <= year <= MAXYEAR]
    return next((there for there in found if previous - there <= LATE), found[-1])


def lenient(year: int, day: tuple[int, int]) -> date:
    """The day in that year, the 28th of February for a 29th that it does not have."""
    try:
        return date(year, *day)
    except ValueError:
        return date(year, 2, 28)


def _walk(lines: Iterable[LogLine]) -> Iterator[date]:
    """The days of the lines, as if the first of them were in some leap year."""
    previous: date | None = None
    for line in lines:
        day = (line.at.month, line.at.day) if line.at else line.day or LEAP_DAY
        previous = lenient(ANY_LEAP_YEAR, day) if previous is None else follow(previous, day)
        yield previous


def _chosen(walk: list[tuple[LogLine, date]], chosen: date) -> FirstYear:
    """The year nearest to the chosen day; the latest one before it that has every 29th of February of the log."""
    first = walk[0][1]
    years = [year for year in (chosen.year - 1, chosen.year, chosen.year + 1) if MINYEAR <= year <= MAXYEAR]
    near = min(years, key=lambda year: abs(lenient(year, (first.month, first.day)) - chosen))
    leaps = [found.year - first.year for line, found in walk if line.day == LEAP_DAY]
    before = range(near, max(near - YEARS_BACK, MINYEAR) - 1, -1)
    fitting = next((year for year in before if all(_is_leap(year + step) for step in leaps)), near)
    if fitting == near:
        return FirstYear(near)
    remark = f"The line names no year: the log has a 29 February, so it begins in {fitting} rather than {near}."
    return FirstYear(fitting, Precision.APPROXIMATE, remark)


def _is_leap(year: int) -> bool:
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def _year_in(line: LogLine) -> int:
    return next((int(m[1]) for m in _DATE.finditer(line.message) if (int(m[2]), int(m[3])) == line.day), 0)
