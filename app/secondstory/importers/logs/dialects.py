"""Lines that applications, web servers and cluster components write; which patterns they have is data."""

import re
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime, time
from functools import cache

from secondstory.importers.logs.lines import LogLine, read_clock
from secondstory.importers.rules import rules
from secondstory.importers.times.days import epoch_instant
from secondstory.importers.times.grammar import alternatives
from secondstory.importers.times.zones import find_zone
from secondstory.model.enums import EventKind

_PAIR = re.compile(r'(?P<key>[A-Za-z@_][\w.@/-]{0,80}+)=(?:"(?P<quoted>(?:[^"\\]|\\.)*+)"|(?P<plain>[^\s"]*+))(?=\s|$)')
_ESCAPED = re.compile(r'\\(["\\])')
_CLOCK = r"(?P<clock>\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?)"
_LOGGER = r"[A-Za-z_][\w$/@-]{0,80}(?:\.[\w$/@-]{1,80}){0,12}(?::[\w<>]{1,80}:\d{1,6})?"
LONGEST_LEVEL = 1
"""A level of so many letters is a sign of klog, and too short to be looked for elsewhere."""
MOST_PREFIX = 90
"""A prefix ends within so many characters."""
MOST_PAIRS = 200
"""So many fields of a line of logfmt are looked at."""


@dataclass(frozen=True, slots=True)
class Time:
    """When a line was written, as the fields of `LogLine` say it."""

    at: datetime | None = None
    day: tuple[int, int] | None = None
    clock: time = time()
    problem: str = ""


def read_line(line: str) -> LogLine | None:
    """The line, where it begins a record; None where it goes on with the record before."""
    for pattern in _prefixes() if _may_have_prefix(line) else ():
        if (prefix := pattern.match(line)) and (found := read_line(line[prefix.end() :])) is not None:
            app = ": ".join(filter(None, (prefix["app"], found.app)))
            return replace(found, app=app)
    for pattern in _dialects():
        if match := pattern.fullmatch(line):
            return _told(match)
    return _logfmt(line)


def _may_have_prefix(line: str) -> bool:
    return line.startswith("[pod/") or " | " in line[:MOST_PREFIX]


def _told(match: re.Match[str]) -> LogLine:
    parts = match.groupdict()
    level = rules("app-log")["levels"].get((parts.get("level") or "").lower(), -1)
    message, kind = parts["message"].strip(), None
    if status := parts.get("status"):
        statuses = rules("app-log")["statuses"]
        told = statuses.get(status[0], statuses["default"])
        level, kind = told["severity"], EventKind(told["kind"])
        message = f"{message.rpartition(' HTTP/')[0] or message}: {status}"
    if state := parts.get("state"):
        told = rules("app-log")["states"][state]
        level, kind = told["severity"], EventKind(told["kind"])
    when = _time(match)
    return LogLine(
        match["time"],
        message,
        when.at,
        when.day,
        when.clock,
        when.problem,
        app=parts.get("app") or parts.get("logger") or "",
        process=parts.get("process") or "",
        severity=level,
        kind=kind,
    )


def _time(match: re.Match[str]) -> Time:
    """The time that the groups of a pattern hold."""
    parts = match.groupdict()
    if parts.get("epoch"):
        return _instant(parts["epoch"])
    try:
        month = _months().get(parts["month"].lower()) or int(parts["month"])
        clock, year = read_clock(parts["clock"]), parts["year"]
        day = date(int(year or 2000), month, int(parts["day"]))
    except ValueError:
        return Time(problem=f"“{match['time']}” is not a time.")
    zone = UTC if "utc" in parts else find_zone(parts.get("zone") or "")
    at = datetime.combine(day, clock, zone) if year else None
    return Time(at, None if year else (day.month, day.day), clock)


def pairs_of(line: str) -> dict[str, str]:
    """The fields of a line of logfmt, by their names in small letters."""
    pairs: dict[str, str] = {}
    for match in _PAIR.finditer(line):
        value = match["plain"] if match["quoted"] is None else _ESCAPED.sub(r"\1", match["quoted"])
        pairs.setdefault(match["key"].lower(), value)
        if len(pairs) >= MOST_PAIRS:
            break
    return pairs


def _logfmt(line: str) -> LogLine | None:
    """A line of logfmt that has a time and a message; None for other lines."""
    if "=" not in line:
        return None
    pairs = pairs_of(line)
    names = rules("app-log")["logfmt"]
    written, level, message, app = (
        next((pairs[name] for name in names[part] if pairs.get(name)), "")
        for part in ("time", "level", "message", "app")
    )
    if not (written and message):
        return None
    when = _instant(written)
    severity = rules("app-log")["levels"].get(level.lower(), -1)
    return LogLine(written, message, when.at, problem=when.problem, app=app, data=line, severity=severity)


def _instant(written: str) -> Time:
    """The time of a field: ISO 8601, or a number since 1970."""
    try:
        number = written.replace(".", "", 1).isdecimal()
        at = epoch_instant(written) if number else datetime.fromisoformat(written)
        return Time(at.astimezone(UTC) if at.tzinfo else at)
    except (ValueError, OverflowError):
        return Time(problem=f"“{written[:60]}” is not a time.")


@cache
def _dialects() -> tuple[re.Pattern[str], ...]:
    table = rules("app-log")
    words = [word for word in table["levels"] if len(word) > LONGEST_LEVEL]
    levels = alternatives([*words, *map(str.upper, words), *map(str.capitalize, words)])
    states = alternatives(list(table["states"]))
    names = (("CLOCK", _CLOCK), ("LEVEL", levels), ("LOGGER", _LOGGER), ("STATE", states))
    patterns: list[str] = table["dialect"]
    for name, meaning in names:
        patterns = [pattern.replace(name, meaning) for pattern in patterns]
    return tuple(re.compile(pattern, re.DOTALL) for pattern in patterns)


@cache
def _prefixes() -> tuple[re.Pattern[str], ...]:
    return tuple(map(re.compile, rules("app-log")["prefixes"]))


@cache
def _months() -> dict[str, int]:
    return {name: number for number, name in enumerate(rules("syslog")["months"], 1)}
