"""Columns whose times count from the start of the story: ``T+15m``, ``+0:03:20``, seconds since the alert."""

import re
from collections.abc import Callable, Container, Sequence
from dataclasses import dataclass, replace
from datetime import timedelta
from functools import cache
from itertools import pairwise

from secondstory.importers.rules import rules
from secondstory.importers.tables.cells import NOTHING, says_unknown
from secondstory.importers.times.grammar import alternatives
from secondstory.importers.times.spans import counts_by_itself, read_counted, read_span
from secondstory.importers.times.stamps import Stamp, read_stamp

_BRACKETED = re.compile(r"[(\[]\s*+(?:in\s++)?([^()\[\]]{1,12}?)\s*[)\]]")
_TWO_NUMBERS = re.compile(r"\D{0,2}\d{1,3}:\d\d")
FINE_UNITS = {"ms": timedelta(milliseconds=1), "msec": timedelta(milliseconds=1)}
SURE = 0.8
LEAST = 2


@dataclass(frozen=True, slots=True)
class Counting:
    """How a column counts: the unit of bare numbers, if it is stated, and the time from which it does, if one is told.

    ``pairs`` tells that its cells have two numbers such as ``00:15``, which its header does not explain.
    """

    unit: timedelta | None = None
    start: Stamp | None = None
    pairs: bool = False


def countings(
    names: Sequence[str], plains: Sequence[str], rows: Sequence[Sequence[str]], numbers: Container[int] = ()
) -> dict[int, Counting]:
    """The columns that count, the likeliest first; ``numbers`` are small ones below a header that names a time."""
    found: list[tuple[int, int, Counting]] = []
    for place, (name, plain) in enumerate(zip(names, plains, strict=True)):
        cells = [cell for row in rows if len(row) > place and (cell := row[place].strip()) not in NOTHING]
        cells = [cell for cell in cells if not says_unknown(cell)]
        if not cells:
            continue
        unit, named = _unit_of(name, plain), says_so(plain) or place in numbers
        rank = _rank(cells, unit, named=named)
        if rank is not None:
            pairs = sum(map(bool, map(_TWO_NUMBERS.fullmatch, cells))) * 2 > len(cells)
            found.append((rank, place, Counting(unit, _start_in(cells), pairs)))
    return {place: counting for _, place, counting in sorted(found, key=lambda item: item[:2])}


def _rank(cells: Sequence[str], unit: timedelta | None, *, named: bool) -> int | None:
    """How sure it is that cells count from a start; None where they do not.

    Numbers below a mere unit (“Minutes”) are durations as often; where they never fall, they are taken to count.
    """
    if _share(cells, counts_by_itself) >= SURE and len(cells) >= LEAST:
        return 0
    if _share(cells, lambda cell: read_span(cell, unit)) < SURE:
        return None
    if named:
        return 1
    spans = [stamp.since for cell in cells if (stamp := read_span(cell, unit)) and stamp.since is not None]
    rises = all(first <= second for first, second in pairwise(spans)) and len(set(spans)) > LEAST
    return 2 if unit is not None and rises and any(map(str.isdecimal, cells)) else None


def _share(cells: Sequence[str], test: Callable[[str], object]) -> float:
    return sum(bool(test(cell)) for cell in cells) / len(cells)


def says_so(plain: str) -> bool:
    """Whether a header, as the rules compare it, says that its times count from a start."""
    return plain not in rules("columns")["time"]["zone"] and _stems().search(plain) is not None


def _unit_of(name: str, plain: str) -> timedelta | None:
    """The unit that a header names: in brackets, or as one of its words."""
    units: dict[str, int] = rules("times")["units"]
    words = [*(match.lower() for match in _BRACKETED.findall(name)), *(word for word in plain.split() if len(word) > 1)]
    for word in words:
        if word in FINE_UNITS:
            return FINE_UNITS[word]
        if word in units:
            return timedelta(seconds=units[word])
    return None


def _start_in(cells: Sequence[str]) -> Stamp | None:
    """The start that one of the cells tells: ``T+0 (14:05)``."""
    for cell in cells:
        found = read_counted(cell, day_first=True)
        if found is not None and found[0].clock is not None and found[0].since is not None:
            return found[0]
    return None


def start_above(rows: Sequence[Sequence[str]], *, day_first: bool) -> Stamp | None:
    """The start that a row above a table tells: ``T0 = 2026-05-04 14:05``, or a label and a time in the next cell."""
    for row in rows:
        cells = [cell.strip() for cell in row if cell.strip()]
        for text in (*cells, " ".join(cells)):
            match = _label().match(text)
            found = read_stamp(text[match.end() :].lstrip(), day_first=day_first) if match else None
            if found is not None and found[0].clock is not None and not found[0].problem:
                return replace(found[0], since=timedelta(0))
    return None


@cache
def _stems() -> re.Pattern[str]:
    return re.compile("|".join(rules("cells")["counted"]["stems"]), re.IGNORECASE)


@cache
def _label() -> re.Pattern[str]:
    return re.compile(rf"(?:{alternatives(rules('cells')['counted']['starts'])})\s*[:=]?(?!\w)", re.IGNORECASE)
