"""Lines that name a day and do not date it, above lines with times of day: “Tuesday”, “Day 2 (Tuesday)”, “Next day”."""

import re
from collections.abc import Sequence
from datetime import date, timedelta
from functools import cache

from secondstory.importers.prose.marks import mark_of
from secondstory.importers.prose.order import Run
from secondstory.importers.rules import rules
from secondstory.importers.tables.cells import read_near
from secondstory.importers.times.named_days import DAYS, NamedDay, NamedDays, named_day
from secondstory.importers.times.stamps import PartialDate, Stamp, read_stamp

LONGEST_LINE = 60
LONGEST_WORD = 30
SHORT_WORD = 3
"""The name of a day in so few letters may be any word: it counts beside that of another day."""
_AROUND = " \t.,:;()[]*_`=-–—"
_OPENING = " \t[(*_`<|\"'"
_SEPARATORS = (",", ":", "-", "–", "—", "(")
_ORDINAL = re.compile(r"(?:the\s+)?(\d{1,2})(?:[a-z]{2}|\.)?")
_BOLD = re.compile(r"(\*\*|__)(?!\1).*\1:?")


def named_lines(lines: Sequence[str]) -> dict[int, NamedDay]:
    """The lines that name a day and say nothing else, with a time of day below them, by their numbers."""
    found = [(index, line, day) for index, line in enumerate(lines) if (day := _day_of_line(line)) is not None]
    kept = {index: (line, day) for index, line, day in found if has_clock_below(lines, index)}
    weekdays = {day.weekday for _, day in kept.values()}
    return {
        index: day
        for index, (line, day) in kept.items()
        if len(weekdays) > 1 or day.weekday is None or len(line.strip(_AROUND)) > SHORT_WORD
    }


def named_in_heading(text: str) -> NamedDay | None:
    """The day that a heading names and does not date, with or without words behind it: “Day 2: recovery”."""
    text = text.strip(_AROUND)
    if text.lower() in rules("cells")["named_days"]["next"]:
        return NamedDay(is_next=True)
    found = named_day(text)
    if found is None:
        return None
    day, rest = found
    if ordinal := _ORDINAL.fullmatch(rest.strip(_AROUND)):
        return NamedDay(of_month=int(ordinal[1]))
    dated = read_stamp(rest.lstrip(_AROUND))
    if dated is not None and dated[0].day is not None:
        return None
    apart = text[: len(text) - len(rest)].rstrip().endswith(_SEPARATORS) or rest.startswith("(")
    return day if day.number is not None or apart or _says_no_more(rest) else None


def weekday_in_front(text: str) -> NamedDay | None:
    """The weekday in front of a time of day at the start of a text: “Tue 14:05”."""
    found = named_day(text.lstrip(_OPENING))
    return found[0] if found is not None and found[0].weekday is not None else None


def behind_named_day(text: str, *, day_first: bool) -> tuple[Stamp, str] | None:
    """The time of day behind a day that is named, and the rest: “next day 9:00”, “Day 2, 14:05”."""
    bare = text.lstrip(_OPENING)
    words = rules("cells")["named_days"]["next"]
    following = next((word for word in sorted(words, key=len, reverse=True) if bare.lower().startswith(word)), "")
    named = (NamedDay(is_next=True), bare[len(following) :]) if following else named_day(bare)
    if named is None:
        return None
    rest = named[1].lstrip(" ,:;–—-")
    found = read_near(rest, day_first=day_first) or read_stamp(rest, day_first=day_first)
    if found is None or found[0].clock is None or found[0].day is not None:
        return None
    found[0].named = named[0]
    return found


def _day_of_line(line: str) -> NamedDay | None:
    if len(line) > LONGEST_LINE or not (text := line.strip()) or not _may_name_day(text):
        return None
    mark = mark_of(line)
    if mark.level or mark.bullet:
        return None
    day = named_in_heading(mark.text)
    if day is None or _BOLD.fullmatch(mark.text) or day.is_next or day.of_month is not None:
        return day
    found = named_day(text.strip(_AROUND))
    return day if found is not None and _says_no_more(found[1]) else None


def _may_name_day(text: str) -> bool:
    """Whether a line begins with a word that may name a day; most lines of most texts do not."""
    first = text.lstrip(f"{_AROUND}#>")[:LONGEST_WORD].lower()
    return not first[:1].isascii() or first.startswith(_first_words())


@cache
def _first_words() -> tuple[str, ...]:
    table = rules("cells")["named_days"]
    return (*(word for words in table["weekdays"] for word in words), *table["next"], *table["number_words"])


def _says_no_more(rest: str) -> bool:
    """Whether behind the name of a day stands nothing, the same day by another name, or a part of it."""
    rest = rest.strip(_AROUND)
    if not rest or rest.lower() in rules("cells")["parts"]:
        return True
    again = named_day(rest)
    return again is not None and not again[1].strip(_AROUND)


def has_clock_below(lines: Sequence[str], index: int) -> bool:
    """Whether below a line stands a time of day without its date, or a table."""
    below = next((line for line in lines[index + 1 :] if line.strip()), "")
    text = mark_of(below).text
    found = read_stamp(text[:LONGEST_LINE])
    return text.startswith("|") or (found is not None and found[0].clock is not None and found[0].day is None)


def date_named(runs: Sequence[Run], first: date | None) -> None:
    """Give days that are named their dates, where one is known. The runs stand in the order of time.

    Days above the first date that is known are told from there, by their weekdays.
    """
    names, known = NamedDays(), first
    unknown: list[Run] = []
    begun, start = False, first
    for run in runs:
        named = run.mark.day if run.mark is not None else None
        if not isinstance(named, NamedDay):
            known = _known_day(run, known) or known
        elif known is None:
            unknown.append(run)
        else:
            if begun and named.number is not None:
                names.day_of(NamedDay(number=1), start or known, None)  # what stands above “Day 2” was the first day
            known = _take(run, names.day_of(named, known, known if begun else None), known)
        begun, start = begun or bool(run.items), start or known
        if known is not None and unknown:
            _take_back(unknown, known)
            unknown = []


def _take(run: Run, found: tuple[date, str] | None, known: date) -> date:
    if found is None or run.mark is None:
        return known
    day, run.remark = found
    run.day = PartialDate(day.year, day.month, day.day)
    return day


def _take_back(runs: Sequence[Run], known: date) -> None:
    for run in reversed(runs):
        named = run.mark.day if run.mark is not None else None
        if isinstance(named, NamedDay) and named.weekday is not None:
            back = (known.weekday() - named.weekday) % DAYS
            known = _take(run, (known - timedelta(days=back), ""), known)


def _known_day(run: Run, known: date | None) -> date | None:
    """The day that a run dates; without its year it is the nearest one to a day that is known."""
    day = run.day
    if day is None:
        return None
    years = (day.year,) if day.year is not None else tuple(known.year + step for step in (0, 1, -1)) if known else ()
    found = []
    for year in years:
        try:
            found.append(day.on(year))
        except ValueError:
            continue
    return min(found, key=lambda at: abs(at - known) if known else timedelta(0), default=None)
