"""Times as people write them: a date, a time of day, a zone, a range, and how sure the writer was.

`read_stamp` reads from the start of a text and gives what it understood and the rest of the text. Which day a time
without a date belongs to is decided elsewhere (`days`), because it depends on what stands around it.
"""

import re
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta

from secondstory.importers.rules import rules
from secondstory.importers.times.clocks import clock_of
from secondstory.importers.times.elsewhere import offset_told
from secondstory.importers.times.grammar import MONTH_BEGINS, grammar
from secondstory.importers.times.named_days import NamedDay
from secondstory.importers.times.zones import find_zone

_LOOKALIKES = {0x2011: "-", 0x00A0: " ", 0x202F: " ", 0x2009: " "}
"""Hyphens and spaces that do not break, as word processors put them into dates and times."""


_DAY_NUMBER = re.compile(r"(?:day|tag|jour|día)\s*\d{1,2}(?![\d:.]\d)\s*[:,–—-]\s*(?=\w)", re.IGNORECASE)
_YEAR_BEHIND = re.compile(r"\s+((?:19|20)\d{2})(?![\d:.-])(?=[\s\])]|$)")
_BEFORE_DATE = re.compile(r",?\s+(?:on\s+)?(?:the\s+)?\(?", re.IGNORECASE)
_OFFSET = re.compile(r"[+-](?:0\d|1[0-4]):?[0-5]\d(?![\d:])")
_HOURS_OFF = re.compile(r"[+-](?:0\d|1[0-4])(?![\d:.])")
_EXACT_CLOCK = re.compile(r"(?:T\d{1,2}:\d\d|:\d\d:\d\d(?:[.,]\d{1,9})?)\Z")
"""Behind such a time of a day, a sign and a time of day are an offset; behind others they may end a range."""
_MIDNIGHT = re.compile(r"24\D{1,3}00(?:\D00)?(?!\d)")
LONGEST_EXACT_CLOCK = 20
LONGEST = 300
"""A time is written in fewer characters; what follows is not looked at, however long it is."""
_MONTH_AND_DAY = re.compile(r"(0\d|1[0-2])-(0[1-9]|[12]\d|3[01])(?!\d|[:-]\d)")
"""The end of a range of days that leaves out the year: 2026-05-04 → 05-06."""
_ZONE_NAMED = re.compile(r"\s?\((?:[A-Z]{2,5}|[A-Z][a-zA-Z ]{3,50} Time)\)")
"""Behind an offset such as -0700 stands what it is called: (PDT), (Central European Summer Time)."""
_DAYS_LATER = re.compile(r"\s?\((?:\+\s?(\d)\s?(?:days?|d|t|tag\w?|j|jours?)?|next day)\)", re.IGNORECASE)
_ASIDE = re.compile(r"\s*(?:\(([^()]{4,40})\)|/\s*(?=\d))")
SECOND = timedelta(seconds=1)


@dataclass(slots=True)
class PartialDate:
    """A day that may lack its year."""

    year: int | None
    month: int
    day: int

    @property
    def words(self) -> str:
        """The day as it is told to people: ``2026-05-04``, without the year where it has none."""
        year = f"{self.year:04}-" if self.year is not None else ""
        return f"{year}{self.month:02}-{self.day:02}"

    def on(self, year: int | None = None) -> date:
        """The day, in the given year if it has none of its own. Raises ValueError where there is no such day."""
        known = self.year if self.year is not None else year
        return date(known or 0, self.month, self.day)


@dataclass(slots=True)
class Stamp:
    """What was understood of a time as written.

    ``problem`` is a sentence where it looks like a time but cannot be one, ``remark`` what to say of how it was
    understood. ``until`` is the end of a range; ``spread``
    is how far a time reaches of which only the beginning is known (``14:??``). ``zone`` is its zone's name as written.
    ``dotted`` tells that the time is written like a decimal number (``14.05``), ``ends_day`` that it is the midnight at
    the end of its day (``24:00``). ``since`` is how long after the
    start of the story it is, where the time counts from there; ``unit_is_assumed`` tells that it was written bare.
    ``named`` is its day where that is named and not dated; ``days_later`` how far behind its day it says that it is.
    """

    day: PartialDate | None = None
    clock: time | None = None
    until_day: PartialDate | None = None
    until: time | None = None
    spread: timedelta | None = None
    zone: str = ""
    approximate: bool = False
    dotted: bool = False
    ends_day: bool = False
    problem: str = ""
    remark: str = ""
    since: timedelta | None = None
    unit_is_assumed: bool = False
    named: NamedDay | None = None
    days_later: int = 0


def plain_marks(text: str) -> str:
    """A text of the same length with plain hyphens and spaces."""
    return text if text.isascii() else text.translate(_LOOKALIKES)


def without_day_number(text: str) -> str:
    """A text without the number of a day in front of its date: “Day 2 - Tuesday 5 May 2026”."""
    return _DAY_NUMBER.sub("", text, count=1)


def read_stamp(text: str, *, day_first: bool = True) -> tuple[Stamp, str] | None:
    """The time at the start of a text and the rest of it, or None where the text does not start with a time."""
    text, further = plain_marks(text[:LONGEST]), text[LONGEST:]
    rules_ = grammar()
    stamp = Stamp()
    at = _skip(rules_.opening, text, 0)
    at = _about(stamp, text, at)
    at = _skip(rules_.weekday, text, at)
    start = at
    at = _date(stamp, text, at, day_first=day_first)
    at = _between(stamp, text, at, day_first=day_first)
    if stamp.clock is None:
        at = _clock_after_date(stamp, text, at) if stamp.day is not None else _clock(stamp, text, at)
    if at == start:
        return None
    if stamp.clock is None:
        at = _days(stamp, text, at, day_first=day_first)
    if stamp.clock is not None:
        if stamp.until is None:
            at = _range(stamp, text, at, day_first=day_first)
        at = _zone(stamp, text, at)
        if stamp.until is None and stamp.zone[:1].isalpha():
            at = _range_behind_zone(stamp, text, at, day_first=day_first)
        if stamp.day is not None and stamp.day.year is None and (match := _YEAR_BEHIND.match(text, at)):
            stamp.day.year, at = int(match[1]), match.end()
            if not stamp.zone and text[at : at + 2] in (" +", " -"):  # as “git log” writes it
                at = _zone(stamp, text, at)
        if stamp.day is None and not stamp.problem:
            at = _date_after_clock(stamp, text, at, day_first=day_first)
    return stamp, _closing(stamp, text, at) + plain_marks(further)


def _skip(pattern: re.Pattern[str], text: str, at: int) -> int:
    match = pattern.match(text, at)
    return match.end() if match else at


def _about(stamp: Stamp, text: str, at: int) -> int:
    match = grammar().about.match(text, at)
    if match is None:
        return at
    stamp.approximate = True
    return match.end()


def _date(stamp: Stamp, text: str, at: int, *, day_first: bool) -> int:
    if not _may_be_date(text, at):
        return at
    for pattern in grammar().dates:
        if match := pattern.match(text, at):
            day = _partial(match.groupdict(), day_first=day_first)
            try:
                day.on(2000)
            except ValueError:
                stamp.problem = f"There is no day “{match[0]}”."
            stamp.day = day
            if last := match.groupdict().get("last"):
                stamp.until_day = PartialDate(day.year, day.month, int(last))
            return match.end()
    return at


def _may_be_date(text: str, at: int) -> bool:
    """Whether a date may begin here: a number that is no time of day, or the name of a month."""
    if text[at : at + 1].isdigit():
        return text[at + 1 : at + 2] != ":" and text[at + 2 : at + 3] != ":"
    return text[at : at + MONTH_BEGINS].lower() in grammar().month_starts


def _partial(parts: dict[str, str | None], *, day_first: bool) -> PartialDate:
    written = parts.get("year")
    year = int(written) if written else None
    if written and year is not None and len(written) == 2:
        year += 2000
    if parts.get("name"):
        return PartialDate(year, grammar().months[str(parts["name"]).lower()], int(parts["day"] or 0))
    if parts.get("first"):
        first, second = int(parts["first"] or 0), int(parts["second"] or 0)
        if parts["sep"] == "." or day_first:
            return PartialDate(year, second, first)
        return PartialDate(year, first, second)
    if year is not None and (parts.get("week") or parts.get("of_year")):
        return _counted_day(year, parts)
    return PartialDate(year, int(parts["month"] or 0), int(parts["day"] or 0))


def _counted_day(year: int, parts: dict[str, str | None]) -> PartialDate:
    """The day of a week of the year, or the day of the year by its number; no day where there is none."""
    try:
        if parts.get("week"):
            day = date.fromisocalendar(year, int(parts["week"] or 0), int(parts["weekday"] or 0))
        else:
            day = date(year, 1, 1) + timedelta(days=int(parts["of_year"] or 0) - 1)
    except (ValueError, OverflowError):
        return PartialDate(year, 0, 0)
    return PartialDate(day.year, day.month, day.day)


def _clock_after_date(stamp: Stamp, text: str, at: int) -> int:
    at = _skip(grammar().weekday_behind, text, at)
    after = _skip(grammar().joint, text, at)
    after = _about(stamp, text, after)
    end = _clock(stamp, text, after)
    return end if end > after else at


def _clock(stamp: Stamp, text: str, at: int) -> int:
    rules_ = grammar()
    for pattern in (rules_.clock, rules_.hour, rules_.military, rules_.compact, rules_.characters):
        if match := pattern.match(text, at):
            _take_clock(stamp, match)
            return match.end()
    if (match := rules_.broken.match(text, at)) and not match[0].replace(":", "").replace(".", "").isdigit():
        _broken(stamp, match)
        return match.end()
    return at


def _take_clock(stamp: Stamp, match: re.Match[str]) -> None:
    parts = match.groupdict()
    clock, stamp.remark = clock_of(parts, match[0])
    if clock is not None:
        stamp.clock = clock
    else:
        stamp.clock = time(0)
        stamp.ends_day = _MIDNIGHT.match(match[0]) is not None
        stamp.problem = "" if stamp.ends_day else f"There is no time “{match[0]}”."
    stamp.dotted = parts.get("mark") == "." and not (parts.get("half") or parts.get("short"))


def _broken(stamp: Stamp, match: re.Match[str]) -> None:
    """A time with unknown digits: a known hour is a range, anything less has no place."""
    hour, minute, second = match["hour"], match["minute"], match["second"]
    stamp.clock = time(0)
    if hour.isdigit() and minute.isdigit() and second and int(hour) < 24 and int(minute) < 60:
        stamp.clock, stamp.spread, stamp.approximate = time(int(hour), int(minute)), timedelta(minutes=1), True
        return
    if hour.isdigit() and int(hour) < 24 and not minute.isdigit() and minute.lower() != "mm":
        tens = int(minute[0]) if minute[0].isdigit() else None
        if tens is None or tens < 6:
            stamp.clock = time(int(hour), (tens or 0) * 10)
            stamp.spread = timedelta(hours=1) if tens is None else timedelta(minutes=10)
            stamp.approximate = True
            return
    stamp.problem = f"The time “{match[0]}” does not say when."


def _days(stamp: Stamp, text: str, at: int, *, day_first: bool) -> int:
    """The end of a range of days; a time of day behind its second one makes it none."""
    match = grammar().days.match(text, at)
    if match is None or stamp.problem:
        return at
    second = Stamp()
    end = _date(second, text, match.end(), day_first=day_first)
    if second.day is None and stamp.day is not None and (short := _MONTH_AND_DAY.match(text, match.end())):
        second.day, end = PartialDate(stamp.day.year, int(short[1]), int(short[2])), short.end()
    if second.day is None or second.problem or _clock_after_date(second, text, end) > end:
        return at
    stamp.until_day = second.day
    if stamp.day is not None and stamp.day.year is None and second.day.year is not None:
        is_before = (stamp.day.month, stamp.day.day) <= (second.day.month, second.day.day)
        stamp.day.year = second.day.year - (not is_before)
    return end


def _between(stamp: Stamp, text: str, at: int, *, day_first: bool) -> int:
    """The end of a range such as “between 14:00 and 14:10”; nothing changes where there is none."""
    match = grammar().between.match(text, at)
    if match is None:
        return at
    found = Stamp(day=stamp.day)
    begin = _clock(found, text, _about(found, text, match.end()))
    end = _range(found, text, begin, day_first=day_first, joins=grammar().ends[match[1].lower()])
    if found.clock is None or found.problem or found.until is None:
        return at
    stamp.clock, stamp.until, stamp.until_day, stamp.dotted = found.clock, found.until, found.until_day, found.dotted
    stamp.approximate |= found.approximate or match[1].lower() in rules("times")["between"]
    return end


def _range(stamp: Stamp, text: str, at: int, *, day_first: bool, joins: re.Pattern[str] | None = None) -> int:
    match = (joins or grammar().range).match(text, at)
    if match is None or _is_offset(stamp, text, at):
        return at
    second = Stamp()
    begin = _about(second, text, match.end())
    after = _date(second, text, begin, day_first=day_first)
    end = _clock_after_date(second, text, after) if second.day is not None else _clock(second, text, after)
    if second.clock is None or second.problem or end == after:
        return at
    stamp.until_day, stamp.until = second.day, second.clock
    if second.spread is not None:
        stamp.until = (datetime.combine(date.min, second.clock) + second.spread - SECOND).time()
    stamp.approximate = stamp.approximate or second.approximate
    stamp.remark = stamp.remark or second.remark
    return end


def _is_offset(stamp: Stamp, text: str, at: int) -> bool:
    """Whether what follows is the offset of a time such as 2026-05-04T14:05:00-07:00, and not the end of a range."""
    if stamp.day is None or _OFFSET.match(text, at) is None:
        return False
    return _ends_exactly(text, at)


def _ends_exactly(text: str, at: int) -> bool:
    """Whether a time with its seconds, or one behind a T, ends here."""
    return _EXACT_CLOCK.search(text[max(0, at - LONGEST_EXACT_CLOCK) : at]) is not None


def _range_behind_zone(stamp: Stamp, text: str, at: int, *, day_first: bool) -> int:
    """The end of a range whose beginning names a zone; where the end names another one, it is no end of it."""
    zone = stamp.zone
    end = _range(stamp, text, at, day_first=day_first)
    if end == at:
        return at
    end = _zone(stamp, text, end)
    if stamp.zone == zone:
        return end
    stamp.zone, stamp.until, stamp.until_day = zone, None, None
    return at


def _zone(stamp: Stamp, text: str, at: int) -> int:
    opened = text[at : at + 2] == " ("
    match = grammar().zone.match(text, at + 1 + opened if opened else at)
    if match is None:
        hours = _HOURS_OFF.match(text, at)
        if hours is None or stamp.day is None or not _ends_exactly(text, at):
            return at
        stamp.zone = hours[0]
        return hours.end()
    name = match["zone"]
    if find_zone(name) is None and name not in rules("zones")["several_meanings"]:
        return at
    end = match.end()
    if opened:
        if text[end : end + 1] != ")":
            return at
        end += 1
    stamp.zone = name
    return end


def _date_after_clock(stamp: Stamp, text: str, at: int, *, day_first: bool) -> int:
    begin = _skip(_BEFORE_DATE, text, at)
    closing = ")" if text[at:begin].endswith("(") else ""
    begin = _skip(grammar().weekday, text, begin)
    if begin == at:
        return at
    end = _date(stamp, text, begin, day_first=day_first)
    if end > begin and text.startswith(closing, end):
        return end + len(closing)
    stamp.day = None
    return at


def _closing(stamp: Stamp, text: str, at: int) -> str:
    if stamp.zone[-1:].isdecimal() and (named := _ZONE_NAMED.match(text, at)):
        at = named.end()
    if not stamp.zone and (local := grammar().local.match(text, at)):
        at = local.end()
    if aside := _ASIDE.match(text, at):
        at = _aside(stamp, text, at, aside)
    if later := _DAYS_LATER.match(text, at):
        stamp.days_later, at = int(later[1] or 1), later.end()
    match = grammar().doubt.match(text, at)
    if match is not None:
        stamp.approximate = True
        at = match.end()
    return text[at:]


def _aside(stamp: Stamp, text: str, at: int, aside: re.Match[str]) -> int:
    """The end of a time in another zone, which tells the same time once more: in brackets, or behind a slash.

    In brackets it tells the zone of a time that names none itself.
    """
    begin = aside.start(1) if aside[1] else aside.end()
    second = Stamp()
    end = _zone(second, text, _clock(second, text, begin))
    if second.clock is None or not second.zone or second.problem or not (stamp.zone or aside[1]):
        return at
    if not aside[1]:
        return end
    if end != aside.end(1):
        return at
    if not stamp.zone and stamp.clock is not None:
        stamp.zone = offset_told(stamp.clock, second.clock, second.zone)
    return aside.end()
