"""Lines of a system log: RFC 3164, RFC 5424, and those with ISO times that rsyslog writes."""

import re
from dataclasses import dataclass
from datetime import datetime, time, tzinfo
from functools import cache

from secondstory.importers.rules import rules
from secondstory.importers.times.zones import find_zone
from secondstory.model.enums import EventKind

_PRIORITY = r"(?:<(?P<priority>\d{1,3})>)?"
_ANY_PRIORITY = re.compile(r"<\d{1,3}>")
_RFC5424 = re.compile(  # a dash for “no time” is one behind a priority only: “1 - first of all” is no record
    _PRIORITY
    + r"(?P<version>[1-9]\d?) (?P<time>(?(priority)-(?= )|(?!))|\d{4}-\d\d-\d\dT\S*) (?P<host>\S+) (?P<app>\S+) "
    r"(?P<process>\S+) (?P<id>\S+) ?(?P<rest>.*)",
    re.DOTALL,
)
_SEQUENCE = r"(?:\d{1,10}: (?:[\w.-]{1,80}: )?)?[*.]?"
"""What routers write in front of a time: the number of the message, their name, and a mark for a clock that is off."""
_BSD = re.compile(
    _PRIORITY + _SEQUENCE + r"(?P<time>(?P<month>[A-Za-z]{3}) {1,2}(?P<day>\d{1,2})(?: (?P<year>\d{4}))? "
    r"(?P<clock>\d{1,2}:\d\d:\d\d(?:[.,]\d{1,9})?)(?: (?P<zone>[A-Z]{2,5})(?=: %))?)(?P<rest>(?:[: ].*)?)$",
    re.DOTALL,
)
_ISO = re.compile(
    _PRIORITY
    + r"(?P<time>\d{4}-\d\d-\d\d[T ]\d\d:\d\d:\d\d(?:[.,]\d{1,9})?(?:Z|[+-]\d\d:?\d\d)?)(?P<rest>(?:[: ].*)?)$",
    re.DOTALL,
)
_WITHIN = re.compile(
    r"(?<=\S)(?=<\d{1,3}>(?:[A-Z][a-z]{2} {1,2}\d{1,2} \d\d:\d\d:\d\d |\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d))"
)
"""Where in a line a further record begins, with its priority and its time."""
_PROGRAM = r"(?P<app>[^\s:\[\]]+)(?:\[(?P<process>[^\]\s]*)\])?: ?(?P<message>.*)"
_HOST_AND_PROGRAM = re.compile(r"(?P<host>[^\s:\[]\S*(?<!:)) +" + _PROGRAM, re.DOTALL)
_PROGRAM_ONLY = re.compile(_PROGRAM, re.DOTALL)
_STRUCTURED_DATA = re.compile(r'(?P<data>-|(?:\[(?:[^\]"]|"(?:[^"\\]|\\.)*+")*+\])++)(?: |$)', re.DOTALL)
NIL = "-"
NO_TIME = "The record has no time."
BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class LogLine:
    """What the first line of a record says.

    ``day`` is month and day where the line names no year, ``at`` the whole time where it does; where neither is there,
    ``problem`` is a sentence. ``data`` is the structured data, as written. ``severity`` is -1 where none is given.
    ``kind`` is set where the line tells it by something else than its words. ``zone`` is that of a time without a year.
    ``is_whole`` tells that the lines below the first one are no part of the message.
    """

    written: str
    message: str
    at: datetime | None = None
    day: tuple[int, int] | None = None
    clock: time = time()
    problem: str = ""
    host: str = ""
    app: str = ""
    process: str = ""
    data: str = ""
    severity: int = -1
    kind: EventKind | None = None
    zone: tzinfo | None = None
    is_whole: bool = False

    @property
    def names_a_program(self) -> bool:
        """Whether it has what hardly any other text has: a process, a priority, or a program of the system itself."""
        return bool(self.process or self.severity >= 0 or self.app in rules("syslog")["programs"])


def records_in(line: str) -> list[str]:
    """The records of a line; where they are sent on, they may follow one another without a line break."""
    return _WITHIN.split(line) if ">" in line else [line]


def read_line(line: str) -> LogLine | None:
    """The line, where it begins a record; None where it goes on with the record before."""
    if match := _RFC5424.match(line):
        return _rfc5424(match)
    if match := _BSD.match(line) or _ISO.match(line):
        return _traditional(match)
    return LogLine("", line, problem=NO_TIME) if _ANY_PRIORITY.match(line) else None


def _rfc5424(match: re.Match[str]) -> LogLine:
    written, rest, data = match["time"], match["rest"], ""
    if found := _STRUCTURED_DATA.match(rest):
        data, rest = found["data"], rest[found.end() :]
    at, problem = _iso(written)
    return LogLine(
        written,
        rest.strip().removeprefix(BYTE_ORDER_MARK).strip(),
        at=at,
        problem=NO_TIME if written == NIL else problem,
        host=_named(match["host"]),
        app=_named(match["app"]),
        process=_named(match["process"]),
        data=_named(data),
        severity=_severity(match["priority"]),
    )


def _traditional(match: re.Match[str]) -> LogLine:
    parts, rest = match.groupdict(), match["rest"]
    at, day, clock, problem, zone = None, None, time(), "", None
    if "month" in parts:
        at, day, clock, problem = _bsd(match)
        zone = find_zone(parts["zone"] or "")
    else:
        at, problem = _iso(match["time"])
    host, app, process, message = _origin(rest)
    severity = _severity(match["priority"])
    return LogLine(match["time"], message, at, day, clock, problem, host, app, process, severity=severity, zone=zone)


def _origin(rest: str) -> tuple[str, str, str, str]:
    """Host, program, process and message of what stands behind the time; any but the message may be missing."""
    if rest.startswith(":"):
        return "", "", "", rest[1:].strip()
    rest = rest.strip()
    if found := _HOST_AND_PROGRAM.match(rest):
        return found["host"], found["app"], found["process"] or "", found["message"].strip()
    if found := _PROGRAM_ONLY.match(rest):
        return "", found["app"], found["process"] or "", found["message"].strip()
    host, _, message = rest.partition(" ")
    return (host, "", "", message.strip()) if message.strip() else ("", "", "", host)


def _bsd(match: re.Match[str]) -> tuple[datetime | None, tuple[int, int] | None, time, str]:
    month = _months().get(match["month"].lower(), 0)
    try:
        clock = read_clock(match["clock"])
        at = datetime.combine(datetime(int(match["year"] or 2000), month, int(match["day"])), clock)  # noqa: DTZ001
    except ValueError:
        return None, None, time(), f"“{match['time']}” is not a time."
    return (at, None, clock, "") if match["year"] else (None, (at.month, at.day), clock, "")


def read_clock(written: str) -> time:
    """A time of day, with a fraction of any length. Raises ValueError where there is none such."""
    whole, _, fraction = written.replace(",", ".").partition(".")
    hours, minutes, seconds = (int(part) for part in whole.split(":"))
    return time(hours, minutes, seconds, int(fraction[:6].ljust(6, "0")))


def _iso(written: str) -> tuple[datetime | None, str]:
    try:
        return datetime.fromisoformat(written), ""
    except ValueError:
        return None, f"“{written[:60]}” is not a time."


@cache
def _months() -> dict[str, int]:
    return {name: number for number, name in enumerate(rules("syslog")["months"], 1)}


def _named(word: str) -> str:
    return "" if word == NIL else word


def _severity(priority: str | None) -> int:
    """The severity that a priority holds beside the facility; -1 where there is none, or it is no priority."""
    return int(priority) % 8 if priority is not None and int(priority) <= 191 else -1
