"""When an entry of a calendar repeats by months or years: on a day of the month, or on one such as the last Friday."""

import re
from calendar import monthrange
from collections.abc import Iterator, Sequence
from datetime import date
from typing import Any

WEEKDAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
FRUITLESS = 250
"""After so many months without an occurrence none is looked for any more: a rule may name a day that never comes."""
_DAY = re.compile(r"(?P<which>[+-]?\d{1,2})?(?P<weekday>[A-Z]{2})\Z")


def by_months(start: date, rule: dict[str, Any], interval: int) -> Iterator[date] | None:
    """The local times of a rule by months or years; None where it is another one."""
    is_yearly = str(rule["FREQ"][0]).upper() == "YEARLY"
    months = sorted({int(month) for month in rule.get("BYMONTH", [])})
    days = [_DAY.match(str(day).upper()) for day in rule.get("BYDAY", [])]
    if not all(day and day["weekday"] in WEEKDAYS for day in days) or not set(months) <= set(range(1, 13)):
        return None
    if is_yearly and not months:
        if days or "BYMONTHDAY" in rule:
            return None  # these count through the whole year
        months = [start.month]
    numbers = [int(number) for number in rule.get("BYMONTHDAY", [] if days else [start.day])]
    positions = [int(position) for position in rule.get("BYSETPOS", [])]
    every = _years(start, interval, months) if is_yearly else _months(start, interval, months)
    weekdays = [(int(day["which"] or 0), WEEKDAYS.index(day["weekday"])) for day in days if day]
    return _found(start, every, (numbers, weekdays, positions))


def _years(start: date, interval: int, months: Sequence[int]) -> Iterator[tuple[int, int]]:
    for year in range(start.year, date.max.year + 1, interval):
        yield from ((year, month) for month in months)


def _months(start: date, interval: int, months: Sequence[int]) -> Iterator[tuple[int, int]]:
    for number in range(start.year * 12 + start.month - 1, (date.max.year + 1) * 12, interval):
        year, month = divmod(number, 12)
        if not months or month + 1 in months:
            yield year, month + 1


def _found(
    start: date,
    every: Iterator[tuple[int, int]],
    rule: tuple[Sequence[int], Sequence[tuple[int, int]], Sequence[int]],
) -> Iterator[date]:
    fruitless = 0
    for year, month in every:
        fruitless += 1
        for day in _days(year, month, *rule):
            at = start.replace(year=year, month=month, day=day)
            if at >= start:
                fruitless = 0
                yield at
        if fruitless > FRUITLESS:
            return


def _days(
    year: int, month: int, numbers: Sequence[int], weekdays: Sequence[tuple[int, int]], positions: Sequence[int]
) -> list[int]:
    """The days of a month that a rule names, those that count from its end as well."""
    last = monthrange(year, month)[1]
    found = set(range(1, last + 1))
    if numbers:
        found &= {number if number > 0 else last + 1 + number for number in numbers}
    if weekdays:
        found = {day for day in found if any(_is_weekday(date(year, month, day), last, one) for one in weekdays)}
    days = sorted(found)
    if not positions:
        return days
    return sorted({days[place - (place > 0)] for place in positions if place and -len(days) <= place <= len(days)})


def _is_weekday(day: date, last: int, told: tuple[int, int]) -> bool:
    """Whether a day is the weekday that is told: any of the month, or the one of that number from its begin or end."""
    which, weekday = told
    from_begin, from_end = (day.day + 6) // 7, -((last - day.day) // 7 + 1)
    return day.weekday() == weekday and which in (0, from_begin, from_end)
