"""What every importer has in common: what goes in, what comes out, and what it has to offer."""

import datetime as dt
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from types import MappingProxyType
from typing import BinaryIO, Protocol

from secondstory.importers.times.zones import ChangedHour
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.errors import UserError

__all__ = [
    "ChangedHour",
    "Draft",
    "FormatInfo",
    "ImportOptions",
    "Importer",
    "Layout",
    "Part",
    "Question",
    "Sample",
    "Topic",
    "UnreadRow",
]

SAMPLE_BYTES = 64 * 1024


@dataclass(frozen=True, slots=True)
class ImportOptions:
    """What a person chose for an import.

    ``zone`` is the zone of times that name none (UTC where it is not given). ``date`` is the first day of times that
    name no day. ``mapping`` says which columns hold which field, in the form that `tables.mapping` describes.
    ``day_first`` settles dates such as 03/04/2026; without it the file decides, and where the file does not tell, the
    day stands first. ``changed_hour`` settles which instant is meant in the hours in which clocks are changed.
    ``start`` is when the story starts for times that count from there (T+15m): a local time, or an instant.
    """

    zone: str | None = None
    date: dt.date | None = None
    mapping: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    day_first: bool | None = None
    changed_hour: ChangedHour | None = None
    start: dt.datetime | None = None


@dataclass(frozen=True, slots=True)
class FormatInfo:
    """What a format is called: a short ``name`` for the command line, a ``title`` for people, usual suffixes.

    ``highest`` is the most that `Importer.score` gives any file: one that takes what no other knows is asked last.
    """

    name: str
    title: str
    suffixes: tuple[str, ...]
    description: str
    highest: int = 100


@dataclass(frozen=True, slots=True)
class Sample:
    """The first bytes of a file, with its name and its whole size in bytes.

    ``path`` is the file itself, where it is one: archives have their directory at the end.
    """

    data: bytes
    name: str = ""
    size: int = 0
    path: Path | None = None

    @classmethod
    def of(cls, path: Path) -> "Sample":
        """The sample of a file on disk. Raises `UserError` for what is no file: a device or a pipe may never end."""
        if path.exists() and not path.is_file():
            raise UserError(
                f"{path.name} is not a file that can be imported.", "Choose a file, or save what it gives to one."
            )
        with path.open("rb") as stream:
            return cls(stream.read(SAMPLE_BYTES), path.name, path.stat().st_size, path)

    @classmethod
    def of_text(cls, text: str, name: str = "") -> "Sample":
        """The sample of pasted text."""
        data = text.encode("utf-8", "replace")
        return cls(data[:SAMPLE_BYTES], name, len(data))

    @property
    def is_whole(self) -> bool:
        """Whether the sample is the whole file."""
        return self.size <= len(self.data)


class Topic(StrEnum):
    """What may have to be asked before an import."""

    ZONE = "zone"
    DATE = "date"
    ORDER = "order"
    CHANGED_HOUR = "changed_hour"
    START = "start"
    MAPPING = "mapping"


@dataclass(frozen=True, slots=True)
class Question:
    """Something that the file does not say; ``reason`` is a sentence that says why it matters."""

    topic: Topic
    reason: str


@dataclass(frozen=True, slots=True)
class Part:
    """A sheet of a workbook or a list of a document: its name, how many rows it has, whether it is the one read."""

    name: str
    size: int
    is_read: bool


@dataclass(frozen=True, slots=True)
class Layout:
    """How a table was understood: all its columns in order, and for each field the columns it is read from.

    ``parts`` are the sheets or lists of a file that has several; one of them is read, or all that hold times where
    ``all_parts``, which stands for all of them, is chosen as its name. It is empty where only one can be read.
    """

    columns: tuple[str, ...] = ()
    mapping: Mapping[str, tuple[str, ...]] = field(default_factory=lambda: MappingProxyType({}))
    parts: tuple[Part, ...] = ()
    all_parts: str = ""


class Importer(Protocol):
    """One source format. An importer keeps no state: every call starts afresh."""

    info: FormatInfo

    def score(self, sample: Sample) -> int:
        """How sure it is, from 0 (not this format) to 100, judged by the content and never by the name alone."""
        ...

    def read(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Draft | UnreadRow]:
        """The records of a file, oldest first where the format says so, else in their order. Nothing is left out.

        Raises `UserError` where the file as a whole cannot be read.
        """
        ...

    def questions(self, sample: Sample, options: ImportOptions) -> tuple[Question, ...]:
        """What should be asked before reading; empty where the file and the options say everything."""
        ...

    def layout(self, sample: Sample, options: ImportOptions) -> Layout:
        """The columns and their fields; an empty layout where the format has no columns."""
        ...

    def excerpt(self, sample: Sample) -> bytes:
        """The part of the sample that can be read by itself, without the record that the end of the sample cuts off."""
        ...

    def repairable(self, corrected: str, sample: Sample | None) -> bytes:
        """A corrected record as a small file that `read` understands, with the header of the sample if it needs one."""
        ...
