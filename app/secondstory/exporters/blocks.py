"""What a report is made of: plain immutable data that every writer renders in its own way.

Text is text: no field holds markup, and a writer escapes all of it. A ``link`` names the ``anchor`` of a section or
of a row in the same report.
"""

from dataclasses import dataclass, fields, is_dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from functools import cache
from typing import Any

from secondstory.model.enums import CauseLabel, EventKind, Quadrant


class Tone(StrEnum):
    """How a paragraph sounds."""

    BODY = "body"
    LEAD = "lead"
    QUIET = "quiet"
    MISSING = "missing"


class Mark(StrEnum):
    """A sign in front of a text. It repeats what the text says, so that nothing hangs on colour alone."""

    NONE = ""
    YES = "yes"
    PARTLY = "partly"
    NO = "no"
    UNKNOWN = "unknown"
    SYSTEMIC = "systemic"
    EXTERNAL = "external"


class Align(StrEnum):
    """Where the text of a column stands."""

    LEFT = "left"
    RIGHT = "right"
    CENTRE = "centre"


@dataclass(frozen=True, slots=True)
class Paragraph:
    """A few sentences."""

    text: str
    tone: Tone = Tone.BODY


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading inside a section; with an anchor it is listed in the outline of the document."""

    text: str
    anchor: str = ""
    mark: Mark = Mark.NONE


@dataclass(frozen=True, slots=True)
class Fact:
    """A name and what it is."""

    name: str
    value: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Names and values, one below the other."""

    rows: tuple[Fact, ...]


@dataclass(frozen=True, slots=True)
class Figure:
    """A key figure: its name, its value as text, and how to read it."""

    name: str
    value: str
    note: str = ""


@dataclass(frozen=True, slots=True)
class Figures:
    """Key figures, side by side."""

    items: tuple[Figure, ...]


@dataclass(frozen=True, slots=True)
class Link:
    """A text with a short label, such as the number and time of an event. What leads to the anchor is the label."""

    text: str
    link: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Bullet:
    """One point of a list, with a quiet line below it. A label leads to the anchor; without one, the text does."""

    text: str
    note: str = ""
    link: str = ""
    label: str = ""


@dataclass(frozen=True, slots=True)
class Bullets:
    """A list of points."""

    items: tuple[Bullet, ...]


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table; ``width`` is its share of the whole."""

    title: str
    width: float
    align: Align = Align.LEFT


@dataclass(frozen=True, slots=True)
class Cell:
    """A cell, with a quiet line below its text. A label leads to the anchor; without one, the text does."""

    text: str
    note: str = ""
    link: str = ""
    label: str = ""
    strong: bool = False
    mark: Mark = Mark.NONE


@dataclass(frozen=True, slots=True)
class Row:
    """A row of a table; a band is one cell over the whole width."""

    cells: tuple[Cell, ...]
    anchor: str = ""
    band: bool = False


@dataclass(frozen=True, slots=True)
class Table:
    """A table; a dense one is set smaller."""

    columns: tuple[Column, ...]
    rows: tuple[Row, ...]
    caption: str = ""
    dense: bool = False


@dataclass(frozen=True, slots=True)
class Point:
    """An event on the timeline graphic."""

    at: datetime
    until: datetime | None
    key: bool
    exact: bool


@dataclass(frozen=True, slots=True)
class Lane:
    """The events of one kind."""

    kind: EventKind
    name: str
    points: tuple[Point, ...]


@dataclass(frozen=True, slots=True)
class MomentLine:
    """A moment on the timeline graphic."""

    name: str
    at: datetime


@dataclass(frozen=True, slots=True)
class Band:
    """A stretch of the timeline graphic, such as the time in which harm was felt."""

    name: str
    start: datetime
    end: datetime
    span: timedelta


@dataclass(frozen=True, slots=True)
class TimelineChart:
    """The timeline as a graphic: lanes, moments, bands, from ``start`` to ``end``; instants are in the zone shown."""

    lanes: tuple[Lane, ...]
    moments: tuple[MomentLine, ...]
    bands: tuple[Band, ...]
    start: datetime
    end: datetime
    zone: str
    summary: str
    outside: str = ""


@dataclass(frozen=True, slots=True)
class MatrixPoint:
    """A scored action on the matrix; ``labels`` are those of the causes it changes."""

    number: int
    name: str
    impact: float
    effort: float
    labels: frozenset[CauseLabel]


@dataclass(frozen=True, slots=True)
class MatrixChart:
    """The impact-effort matrix. ``cut`` is where high begins on both axes, the line itself going the good way."""

    points: tuple[MatrixPoint, ...]
    quadrants: tuple[tuple[Quadrant, str], ...]
    cut: float
    impact_title: str
    effort_title: str
    summary: str


@dataclass(frozen=True, slots=True)
class CauseCard:
    """A contributing condition, and what is said about it: each part is a name with one or more links or texts."""

    ref: str
    text: str
    label: CauseLabel
    label_name: str
    group: str
    parts: tuple[tuple[str, tuple[Link, ...]], ...]
    anchor: str


@dataclass(frozen=True, slots=True)
class CauseCards:
    """The conditions of one label."""

    label: CauseLabel
    cards: tuple[CauseCard, ...]


Block = Paragraph | Heading | Facts | Figures | Bullets | Table | TimelineChart | MatrixChart | CauseCards


@dataclass(frozen=True, slots=True)
class Section:
    """A chapter of the report; an appendix begins on a new page."""

    anchor: str
    title: str
    blocks: tuple[Block, ...]
    appendix: bool = False


@dataclass(frozen=True, slots=True)
class Cover:
    """The first page. ``marks`` are words such as DRAFT, SAMPLE or DRILL."""

    kind: str
    title: str
    marks: tuple[str, ...]
    facts: tuple[Fact, ...]
    intro: str


@dataclass(frozen=True, slots=True)
class Outline:
    """A whole report, said once."""

    title: str
    ref: str
    edition: str
    edition_name: str
    version: str
    zone: str
    author: str
    subject: str
    language: str
    cover: Cover
    sections: tuple[Section, ...]


@dataclass(frozen=True, slots=True)
class Index:
    """What an outline holds: its texts, every anchor, and every anchor that something leads to."""

    texts: tuple[str, ...]
    anchors: frozenset[str]
    links: frozenset[str]


def index(outline: Outline) -> Index:
    """Look through a whole outline once."""
    found: dict[str, list[str]] = {"text": [], "anchor": [], "link": []}
    _collect(outline, found)
    return Index(tuple(found["text"]), frozenset(found["anchor"]), frozenset(found["link"]))


def _collect(item: object, found: dict[str, list[str]]) -> None:
    if isinstance(item, tuple):
        for part in item:
            if isinstance(part, str):
                found["text"].append(part)
            else:
                _collect(part, found)
        return
    for name in _fields(type(item)):  # type: ignore[arg-type]  # a class can be hashed, whatever its objects can
        value = getattr(item, name)
        if isinstance(value, str):
            if value:
                found[name if name in found else "text"].append(value)
        elif value is not None:
            _collect(value, found)


@cache
def _fields(kind: type[Any]) -> tuple[str, ...]:
    """The fields of a dataclass that may hold texts; other values have none."""
    return tuple(field.name for field in fields(kind)) if is_dataclass(kind) else ()
