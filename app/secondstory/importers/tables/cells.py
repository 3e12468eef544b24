"""What a single cell holds: a time in one of its forms, nothing, or something else."""

import re
from collections.abc import Sequence
from datetime import time, timedelta
from enum import Enum, auto
from functools import cache

from secondstory.importers.rules import rules
from secondstory.importers.times.grammar import alternatives, grammar
from secondstory.importers.times.named_days import Bare, bare_day, named_day
from secondstory.importers.times.stamps import Stamp, read_stamp, without_day_number

_EPOCH = re.compile(r"-?\d{9,19}(?:[.,]\d+)?$")
_SCIENTIFIC = re.compile(r"(\d)[.,](\d{5,18})[eE]\+?(\d\d?)")
_NUMBER = re.compile(r"\d{1,8}(?:[.,]\d+)?$")
_COMPACT = re.compile(r"((?:19|20)\d\d)(0[1-9]|1[0-2])([0-2]\d|3[01])[ T_]?([01]\d|2[0-3])([0-5]\d)([0-5]\d)?")
_PACKED = re.compile(r"(?:[01]\d|2[0-3])[0-5]\d")
_FRACTION = re.compile(r"0?[.,]\d{2,}$")
_MIDNIGHT = re.compile(r"(?:at |um |à )?(?:midnight|mitternacht|minuit|medianoche)", re.IGNORECASE)
EXCEL_DAYS = (20_000, 80_000)
"""Spreadsheet day numbers of the years 1954 to 2119; other small numbers are no days."""
FIRST_EXPONENT = 9
EPOCH_EXPONENTS = (FIRST_EXPONENT, 12, 15, 18)
"""Of seconds, milliseconds, microseconds and nanoseconds since 1970."""
AROUND_TIMES = " )].,:;*_`>|"
"""Marks that may stand behind a time without meaning anything."""
NOTHING = frozenset({"", "-", "--", "NA", "N/A", "n/a", "null", "NULL", "None", "none", "nil", "NaT", "nan", "NaN"})
LONGEST_TIME = 80
DAY_SECONDS = 86_400


class Form(Enum):
    """The forms of a cell."""

    EMPTY = auto()
    FULL = auto()
    DAY = auto()
    CLOCK = auto()
    EPOCH = auto()
    EXCEL = auto()
    FRACTION = auto()
    COUNTED = auto()
    NUMBER = auto()
    OTHER = auto()


def form_of(cell: str) -> Form:
    """The form of one cell."""
    text = spelt_out(cell.strip())
    if text in NOTHING or says_unknown(text):
        return Form.EMPTY
    if (number := _number_form(text)) is not None:
        return number
    found = read_in_table(text) if len(text) <= LONGEST_TIME else None
    if found is None or found[1].strip(AROUND_TIMES):
        return Form.OTHER
    if found[0].day is None:
        return Form.CLOCK
    return Form.DAY if found[0].clock is None else Form.FULL


def spelt_out(text: str) -> str:
    """A time with its parts apart, where it was written as one number: ``20260504140500``."""
    if (
        text[1:2] in (".", ",")
        and (scientific := _SCIENTIFIC.fullmatch(text))
        and int(scientific[3]) in EPOCH_EXPONENTS
    ):
        return _digits(scientific)
    match = _COMPACT.fullmatch(text)
    if match is None:
        return text
    year, month, day, hour, minute, second = match.groups()
    return f"{year}-{month}-{day} {hour}:{minute}:{second or '00'}"


def _digits(number: re.Match[str]) -> str:
    """The number since 1970 that a spreadsheet wrote as ``1.7779035E+12``; what it left out of it stays as written."""
    whole, fraction, exponent = number[1], number[2], int(number[3])
    if len(fraction) < FIRST_EXPONENT:
        return number[0]  # less than a second is left of it
    return f"{whole}{fraction[:exponent]:0<{exponent}}" + (f".{fraction[exponent:]}" if fraction[exponent:] else "")


def are_packed(cells: Sequence[str]) -> bool:
    """Whether the filled cells are times of day of four digits, such as ``1405``."""
    filled = [text for cell in cells if (text := cell.strip()) not in NOTHING and not says_unknown(text)]
    return bool(filled) and all(map(_PACKED.fullmatch, filled))


def _number_form(text: str) -> Form | None:
    """What a number may stand for; eight digits may be a day as well."""
    if _EPOCH.match(text):
        return Form.EPOCH
    if _FRACTION.match(text):
        return Form.FRACTION
    if _NUMBER.match(text) and not (len(text) == len("20260504") and text[:2] in ("19", "20")):
        low, high = EXCEL_DAYS
        return Form.EXCEL if low <= float(text.replace(",", ".")) <= high else Form.NUMBER
    return None


def sums_up(cell: str) -> bool:
    """Whether a cell says that its row sums up others."""
    return cell.strip(" :").lower() in _totals()


def says_unknown(text: str) -> bool:
    """Whether a cell says that its time is not known."""
    return text.lower() in _unknown()


def read_cell(text: str, *, day_first: bool = True) -> tuple[Stamp, str] | None:
    """The time of a cell and the rest of it, as `read_stamp` gives them.

    Here a time of day may also stand behind its day in words of its own (``2026-05-04 ca. 00:30``), and words may stand
    around it (``after 14:05``) or for it (``morning``), for a cell of times holds nothing else.
    """
    found = _with_words(text, day_first=day_first)
    if found is None or found[0].clock is not None or found[0].problem or not found[1].strip(AROUND_TIMES):
        return found
    if says_unknown(found[1].strip(AROUND_TIMES)):
        return found[0], ""
    clock = _with_words(found[1].lstrip(" ,;:–-"), day_first=day_first)
    if clock is None or clock[0].day is not None:
        return found
    clock[0].day = found[0].day
    clock[0].approximate |= found[0].approximate
    return clock


def read_near(text: str, *, day_first: bool = True) -> tuple[Stamp, str] | None:
    """A time behind a word that says that it is near (“vers 14h20”) or exactly then (“a las 14:05”), and the rest."""
    match = _words().match(text)
    found = read_stamp(text[match.end() :], day_first=day_first) if match else None
    if match is None or found is None or found[0].clock is None:
        return None
    found[0].approximate |= match["near"] is not None
    return found


def read_in_table(text: str, *, day_first: bool = True, bare: Bare | None = None) -> tuple[Stamp, str] | None:
    """The time of a cell as `read_cell` gives it, with a day that is named (“Tue 14:05”, “Day 2, 14:05”).

    ``bare`` tells what a bare number in front of a time of day is.
    """
    found, named = read_cell(text, day_first=day_first), named_day(text)
    if bare is not None and named is None:
        found, named = None, bare_day(text, bare)
    if named is None:
        return found
    if found is None:
        found = read_cell(named[1], day_first=day_first)
    if found is not None and found[0].day is None and found[0].since is None:
        found[0].named = named[0]
    return found


def lone_day(cells: Sequence[str], *, day_first: bool = True) -> Stamp | None:
    """The day that is all that the cells of a row hold, None where they hold more, or something else."""
    filled = [cell for cell in cells if cell.strip() not in NOTHING]
    if not filled or len(filled[0]) > LONGEST_TIME or any(cell != filled[0] for cell in filled):
        return None
    found = read_stamp(without_day_number(filled[0].strip("#*_ ")), day_first=day_first)
    if found is None or found[0].day is None or found[0].clock is not None:
        return None
    rest = found[1].strip(f"{AROUND_TIMES}(-–—")
    return found[0] if not rest or grammar().weekday.fullmatch(rest) else None


def _with_words(text: str, *, day_first: bool) -> tuple[Stamp, str] | None:
    """A time with the words that people write around it, or a word that stands for one."""
    found = read_stamp(text, day_first=day_first)
    if found is None and (match := _words().match(text)):
        found = read_stamp(text[match.end() :], day_first=day_first)
        if found is not None:
            found[0].approximate |= match["near"] is not None
    if found is None:
        part = _part(text.strip(AROUND_TIMES))
        return (part, "") if part is not None else None
    rest = found[1].strip(AROUND_TIMES + "(")
    if rest and rest.lower() in _near_behind():
        found[0].approximate = True
        return found[0], ""
    return found


def _part(text: str) -> Stamp | None:
    """A part of the day, such as the morning, as a time that reaches to its end."""
    if _MIDNIGHT.fullmatch(text):
        return Stamp(clock=time(0), problem="Midnight begins a day and ends one: write 00:00 or 24:00.")
    found = _parts().get(text.lower().removeprefix("in the ").removeprefix("the ").removeprefix("at "))
    if found is None:
        return None
    first, last = found
    return Stamp(clock=time(first), spread=timedelta(hours=last - first), approximate=True)


@cache
def _words() -> re.Pattern[str]:
    table = rules("cells")
    words = rf"(?P<near>{alternatives(table['near'])})|(?:{alternatives(table['exactly'])})"
    return re.compile(rf"\s*(?:{words})(?:\s+|(?=\d))", re.IGNORECASE)


@cache
def _parts() -> dict[str, tuple[int, int]]:
    return {word: (first, last) for word, (first, last) in rules("cells")["parts"].items()}


@cache
def _unknown() -> frozenset[str]:
    return frozenset(rules("cells")["unknown"])


@cache
def _totals() -> frozenset[str]:
    return frozenset(rules("cells")["totals"])


@cache
def _near_behind() -> frozenset[str]:
    return frozenset(rules("cells")["near_behind"])


def clock_of(fraction: str) -> str:
    """The time of day that a spreadsheet keeps as a part of a day: ``0.75`` is 18:00."""
    seconds = round(float(fraction.replace(",", ".")) * DAY_SECONDS)
    hours, rest = divmod(min(seconds, DAY_SECONDS - 1), 3600)
    return f"{hours:02}:{rest // 60:02}:{rest % 60:02}"
