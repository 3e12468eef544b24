"""What a text is taken apart into: events with what belongs to them, and statements on the day and the zone."""

from dataclasses import dataclass, field

from secondstory.importers.times.named_days import NamedDay
from secondstory.importers.times.stamps import PartialDate, Stamp


@dataclass(slots=True)
class Item:
    """One event as found: where, its time, its words, the lines that continue it.

    ``owns_all`` is set where everything up to the next event belongs to it (below a heading, a message of a chat).
    ``zone_stated`` is the zone that the text states for it, ``zone_heard`` the one that times before it name. ``late``
    tells that it may have been noted late, after midnight. ``message`` tells that it is one of a chat or a mail, and
    ``quoted`` that marks of quotation stand in front of its lines; ``days_ago`` is set where a word tells its day.
    ``further`` is what stands in other columns of its row, ``remark`` what to say of its time. ``next_only`` tells that
    the next paragraph belongs to it, and no more.
    """

    line: int
    raw: list[str]
    written: str
    stamp: Stamp | None
    text: str
    indent: int = 0
    level: int = 0
    bullet: bool = False
    owns_all: bool = False
    key: bool = False
    role: str = ""
    actor: str = ""
    kind: str = ""
    tags: tuple[str, ...] = ()
    zone_stated: str = ""
    zone_heard: str = ""
    late: bool = False
    message: bool = False
    quoted: bool = False
    days_ago: int | None = None
    remark: str = ""
    next_only: bool = False
    further: list[str] = field(default_factory=list)
    body: list[str] = field(default_factory=list)

    def add(self, line: str) -> None:
        """Take in a line that continues the event."""
        self.raw.append(line)
        self.body.append(line)


@dataclass(frozen=True, slots=True)
class DayMark:
    """From here on it is this day.

    ``heads`` tells that the line says nothing else: it stands above the events of that day. Other lines tell the day of
    the whole story, which is the day that it begins. A day may be named rather than dated.
    """

    day: PartialDate | NamedDay
    heads: bool = False


@dataclass(frozen=True, slots=True)
class ZoneMark:
    """From here on times are in this zone."""

    name: str


@dataclass(frozen=True, slots=True)
class StartMark:
    """Times that count from a start count from this one."""

    stamp: Stamp


@dataclass(frozen=True, slots=True)
class Heard:
    """What a sentence above the first event tells by the way: the zone of a time in it, or a day.

    It is taken where nothing states the zone or the day. ``line`` is the number of its line.
    """

    line: int
    zone: str = ""
    day: PartialDate | None = None


Part = Item | DayMark | ZoneMark | StartMark | Heard


def tells_time(stamp: Stamp) -> bool:
    """Whether a heading that begins with a time is that of an event."""
    return stamp.since is not None or (stamp.clock is not None and not (stamp.dotted and stamp.day is None))


def as_written(text: str, rest: str) -> str:
    """The time as it stands in a line, without the marks around it and the rest of the line."""
    return text[: len(text) - len(rest)].strip().strip('*_`[]<|“" ').strip()
