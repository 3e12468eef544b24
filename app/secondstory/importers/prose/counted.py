"""Times that count from the start of the story: ``T+15m``, ``T-5 min``, ``T+0 (09:05)``, ``+00:15``."""

import re
from collections.abc import Sequence
from datetime import datetime, timedelta
from functools import cache

from secondstory.importers.prose.items import Item, Part
from secondstory.importers.rules import rules
from secondstory.importers.stamps import Stamp, alternatives, read_stamp
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import Precision

START_UNKNOWN = "The time counts from a start that the text does not tell: write it behind one of them, as T+0 (14:05)."
COUNTED = "The time as written counts from {start} UTC."
TAKEN_AS_MINUTES = "No unit is written: taken as minutes."
_MARKS = " \t*_`[|"
_MEANS = re.compile(r"[Tt]0?\s*[=:]\s*")
_CLOSED = re.compile(r"\s*[)\]]")


def read_counted(text: str, *, day_first: bool) -> tuple[Stamp, str] | None:
    """The time that a text begins with, where it counts from the start, and the rest of the text.

    Where the time of day stands behind it in brackets, the stamp has it too.
    """
    bare = text.lstrip(_MARKS)
    if bare[:1] not in ("T", "t", "+"):
        return None
    if match := _MEANS.match(bare):
        found = read_stamp(bare[match.end() :], day_first=day_first)
        return (_since(found[0], timedelta(0)), found[1]) if found and found[0].clock and not found[0].problem else None
    match = _pattern().match(bare)
    if match is None:
        return None
    since, rest = _span(match), bare[match.end() :]
    clock = rest.lstrip(" *_`")
    if clock.startswith(("(", "[")):
        found = read_stamp(clock[1:], day_first=day_first)
        if found and found[0].clock and not found[0].problem and (closed := _CLOSED.match(found[1])):
            return _since(found[0], since), found[1][closed.end() :]
    return Stamp(since=since, unit_is_assumed=bool(match["number"] and since)), rest


def place_counted(parts: Sequence[Part], rows: Sequence[Draft | UnreadRow]) -> None:
    """Give the events that count from the start their times, where one of them tells the start."""
    stamps = {f"line {part.line}": part.stamp for part in parts if isinstance(part, Item) and part.stamp}
    counted = [
        (row, stamp, stamp.since)
        for row in rows
        if isinstance(row, Draft) and (stamp := stamps.get(row.locator)) and stamp.since is not None
    ]
    known = next(((row, since) for row, _, since in counted if row.occurred_at is not None), None)
    for row, stamp, since in counted:
        if row.occurred_at is not None:
            continue
        row.remark = START_UNKNOWN
        if known is not None and known[0].occurred_at is not None:
            _place(row, known[0].occurred_at - known[1], since)
            row.zone_assumed = known[0].zone_assumed
        if stamp.unit_is_assumed:
            row.remark = f"{row.remark} {TAKEN_AS_MINUTES}"


def _place(row: Draft, start: datetime, since: timedelta) -> None:
    try:
        row.occurred_at = start + since
    except OverflowError:
        row.remark = "The time lies outside the calendar."
        return
    row.precision = Precision.EXACT
    row.remark = COUNTED.format(start=f"{start:%Y-%m-%d %H:%M:%S}".removesuffix(":00"))


def _since(stamp: Stamp, since: timedelta) -> Stamp:
    stamp.since = since
    return stamp


def _span(match: re.Match[str]) -> timedelta:
    if match["hours"]:
        span = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"]), seconds=int(match["seconds"] or 0))
    elif match["number"]:
        span = timedelta(minutes=int(match["number"]))
    else:
        units: dict[str, int] = rules("times")["units"]
        found = re.findall(r"(\d+)\s?([a-z]+)", (match["spans"] or "").lower())
        span = timedelta(seconds=sum(int(amount) * units[unit] for amount, unit in found))
    return span if match["sign"] in (None, "+") else -span


@cache
def _pattern() -> re.Pattern[str]:
    unit = alternatives(list(rules("times")["units"]))
    clock = r"(?P<hours>\d{1,3}):(?P<minutes>[0-5]\d)(?::(?P<seconds>[0-5]\d))?"
    spans = rf"(?P<spans>(?:\d{{1,6}}\s?(?:{unit})(?![a-z])\s?|\d{{1,6}}(?:{unit})(?=\d))+)"
    return re.compile(
        rf"(?:T\s?(?P<sign>[+–−-])\s?|(?=\+\d{{1,3}}:)\+|T(?=0\b))(?:{clock}|{spans}|(?P<number>\d{{1,5}}))(?![\w%/]|[:.]\d)",
        re.IGNORECASE,
    )
