"""Times that count from the start of the story: ``T+15m``, ``T-5 min``, ``T+0 (09:05)``, ``+00:15``."""

import re
from datetime import datetime, timedelta
from functools import cache

from secondstory.importers.rules import rules
from secondstory.importers.times.grammar import alternatives
from secondstory.importers.times.stamps import Stamp, plain_marks, read_stamp

START_UNKNOWN = (
    "The time counts from a start that the source does not tell: give it, or write it behind one of them, "
    "as T+0 (14:05)."
)
COUNTED = "The time as written counts from {start} UTC."
TAKEN_AS_MINUTES = "No unit is written: taken as minutes."
TAKEN_AS_HOURS = "Two numbers were taken as hours and minutes."
MINUTE = timedelta(minutes=1)
LONGEST_SPAN = 60
_MARKS = " \t*_`[|"
_MEANS = re.compile(r"[Tt]0?\s*[=:]\s*")
_MEANS_WITHIN = re.compile(r"(?<![^\W_])[Tt](?:[-+]?0)?\s*[=:]\s*(?=\d)")
_SINCE_BOOT = re.compile(r"\[ {0,8}(\d{1,8}\.\d{6})\] (?=\S)")
"""So the kernel tells when something happened, in seconds since it began."""
_CLOSED = re.compile(r"\s*[)\]]")
_EXPLICIT = re.compile(r"[Tt]\s?0?\s?(?:[+–−-]|$)|[Tt]0\b|[+–−-]?\s?\d+(?:\.\d+)?\s?[A-Za-z]|\+")


def read_counted(text: str, *, day_first: bool) -> tuple[Stamp, str] | None:
    """The time that a text begins with, where it counts from the start, and the rest of the text.

    Where the time of day stands behind it in brackets, the stamp has it too.
    """
    if boot := _SINCE_BOOT.match(text):
        return Stamp(since=timedelta(seconds=float(boot[1]))), text[boot.end() :]
    bare = text.lstrip(_MARKS)
    if bare[:1] not in ("T", "t", "+"):
        return None
    if match := _MEANS.match(bare):
        found = read_stamp(bare[match.end() :], day_first=day_first)
        return (_since(found[0], timedelta(0)), found[1]) if found and found[0].clock and not found[0].problem else None
    match = _patterns()[0].match(bare)
    if match is None:
        return None
    since, rest = _span(match), bare[match.end() :]
    clock = rest.lstrip(" *_`")
    if clock.startswith(("(", "[")):
        found = read_stamp(clock[1:], day_first=day_first)
        if found and found[0].clock and not found[0].problem and (closed := _CLOSED.match(found[1])):
            return _since(found[0], since), found[1][closed.end() :]
    stamp = Stamp(since=since, unit_is_assumed=bool(match["number"] and since))
    stamp.approximate = bool(match["about"])
    return stamp, rest


def start_within(text: str, *, day_first: bool) -> Stamp | None:
    """The start that a heading tells, such as “Timeline (T0 = 2026-05-04 14:05 UTC)”."""
    match = _MEANS_WITHIN.search(text)
    found = read_stamp(text[match.end() :], day_first=day_first) if match else None
    return _since(found[0], timedelta(0)) if found and found[0].clock and not found[0].problem else None


def read_span(cell: str, unit: timedelta | None = None) -> Stamp | None:
    """The time of a cell that holds nothing else: here spans count without a ``T``, and bare numbers in ``unit``."""
    text = plain_marks(cell).strip().replace("−", "-").replace("–", "-")
    if not text or len(text) > LONGEST_SPAN:
        return None
    found = read_counted(text, day_first=True)
    if found is not None and not found[1].strip(" .:)"):
        return found[0]
    match = _patterns()[1].fullmatch(text)
    if match is None:
        return None
    try:
        since = _span(match, unit or MINUTE)
    except OverflowError:
        return None
    stamp = Stamp(since=since, unit_is_assumed=bool(match["number"] and since) and unit is None)
    stamp.approximate = bool(match["about"])
    return stamp


def told_start(at: datetime) -> str:
    """What to say of a time that was counted from a start."""
    return COUNTED.format(start=f"{at:%Y-%m-%d %H:%M:%S}".removesuffix(":00"))


def counts_by_itself(cell: str) -> bool:
    """Whether a cell says by itself that its time counts from a start: by a ``T``, a plus or a unit."""
    return _EXPLICIT.match(cell.strip()) is not None and read_span(cell) is not None


def _since(stamp: Stamp, since: timedelta) -> Stamp:
    stamp.since = since
    return stamp


def _span(match: re.Match[str], unit: timedelta = MINUTE) -> timedelta:
    if match["hours"]:
        span = timedelta(hours=int(match["hours"]), minutes=int(match["minutes"]), seconds=int(match["seconds"] or 0))
    elif match["number"]:
        span = float(match["number"].replace(",", ".")) * unit
    else:
        units: dict[str, int] = rules("times")["units"]
        found = re.findall(r"(\d+(?:\.\d+)?)\s?([^\W\d_]+)", (match["spans"] or "").lower())
        span = timedelta(seconds=sum(float(amount) * units[unit] for amount, unit in found))
    return span if match["sign"] in (None, "+") else -span


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What counts at the start of a text, and what counts where it is all that a cell holds."""
    unit = alternatives(list(rules("times")["units"]))
    clock = r"(?P<hours>\d{1,3})(?::|h(?=[0-5]\d(?![\w:])))(?P<minutes>[0-5]\d)(?::(?P<seconds>[0-5]\d)(?:\.\d+)?)?"
    spans = rf"(?P<spans>(?:\d{{1,6}}(?:\.\d{{1,3}})?\s?(?:{unit})(?![^\W\d_])\.?\s?|\d{{1,6}}(?:{unit})(?=\d))+)"
    about = r"(?P<about>[~≈]?)\s?"
    text = (
        rf"(?:T0?\s?(?P<sign>[+–−-])\s?{about}|(?=\+\d{{1,3}}:)\+|T(?=0\b))"
        rf"(?:{clock}|{spans}|(?P<number>\d{{1,5}}))(?![\w%/]|[:.]\d)"
    )
    number = r"(?P<number>\d{1,9}(?:[.,]\d{1,6})?)"
    cell = rf"(?:T\s?0?)?\s?(?P<sign>[+-])?\s?{about}(?:{clock}|{spans}|{number})"
    return re.compile(text, re.IGNORECASE), re.compile(cell, re.IGNORECASE)
