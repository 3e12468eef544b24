"""What a text is taken apart into: events with what belongs to them, and statements on the day and the zone."""

from dataclasses import dataclass, field

from secondstory.importers.stamps import PartialDate, Stamp


@dataclass(slots=True)
class Item:
    """One event as found: where, its time, its words, the lines that continue it.

    ``owns_all`` is set where everything up to the next event belongs to it (below a heading, a message of a chat).
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
    body: list[str] = field(default_factory=list)

    def add(self, line: str) -> None:
        """Take in a line that continues the event."""
        self.raw.append(line)
        self.body.append(line)


@dataclass(frozen=True, slots=True)
class DayMark:
    """From here on it is this day."""

    day: PartialDate


@dataclass(frozen=True, slots=True)
class ZoneMark:
    """From here on times are in this zone."""

    name: str


Part = Item | DayMark | ZoneMark
