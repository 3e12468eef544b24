"""What the importers of logs do alike: records with the lines that go on with them, and the year of their times."""

import re
from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, date, datetime, tzinfo
from io import BytesIO
from itertools import chain
from typing import BinaryIO, ClassVar

from secondstory.importers.asking import ANY_DAY
from secondstory.importers.base import FormatInfo, ImportOptions, Layout, Question, Sample, Topic
from secondstory.importers.decoding import fault_of, is_binary, lines_of, sample_text, shown
from secondstory.importers.kinds import kind_of_text
from secondstory.importers.logs.lines import LogLine
from secondstory.importers.logs.years import UNKNOWN, FirstYear, first_year, follow, lenient
from secondstory.importers.rules import rules
from secondstory.importers.times.days import UnplaceableError
from secondstory.importers.times.zones import place, require_zone
from secondstory.importers.titles import title_and_body
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import EventKind, Precision

CERTAIN = 90
LINES_LOOKED_AT = 200
LEAST_SHARE = 0.5
"""At least so many lines begin a record in a sample that does not begin with one."""
LEAST_TELLING = 0.25
"""At least so many of the lines that begin a record have what hardly any other text has."""
RECORD_LIMIT = 1024 * 1024
HEAD_RECORDS, HEAD_LIMIT = 20_000, 32 * 1024 * 1024
"""The beginning of a log, which is held to find the year of its first day."""


@dataclass(slots=True)
class Entry:
    """The lines of one record. ``first`` is None for lines that belong to none; ``fault`` says what is wrong."""

    number: int
    first: LogLine | None
    fault: str = ""
    lines: list[str] = field(default_factory=list)
    size: int = 0

    @property
    def raw(self) -> str:
        """The record as it stood."""
        return "\n".join(self.lines).rstrip("\n")

    def add(self, line: str) -> None:
        """One more line."""
        self.lines.append(shown(line))
        self.size += len(line) + 1
        self.fault = self.fault or fault_of(line)


class LogImporter(ABC):
    """Reads the records of a log in their order; lines without a time belong to the record above them."""

    info: ClassVar[FormatInfo]
    least_share: ClassVar[float] = LEAST_SHARE
    """At least so many lines begin a record where the first one does; the others go on with one."""

    comment: ClassVar[re.Pattern[str] | None] = None
    """How lines begin that say something of the log and belong to no record."""

    def beginner(self) -> Callable[[str], LogLine | None]:
        """What reads the lines of one log, from the first on."""
        return self.begin

    def entries(self, stream: BinaryIO) -> Iterator[Entry]:
        """The records of a log."""
        return entries_of(numbered(stream), self.beginner(), self.comment)

    @abstractmethod
    def begin(self, line: str) -> LogLine | None:
        """What a line says, where it begins a record; None where it goes on with the record before."""

    @abstractmethod
    def is_telling(self, line: LogLine) -> bool:
        """Whether a line has what hardly any other text has."""

    def score(self, sample: Sample) -> int:
        """Whether the lines are those of a log, by their share."""
        if is_binary(sample.data):
            return 0
        lines = [line for line in sample_text(sample).split("\n")[:LINES_LOOKED_AT] if line.strip()]
        found = [told for line in lines if (told := self.begin(line)) and not told.problem]
        telling = sum(map(self.is_telling, found))
        share = self.least_share if lines and self.begin(lines[0]) else LEAST_SHARE
        fits = len(found) >= share * len(lines) and telling >= max(1, LEAST_TELLING * len(found))
        return CERTAIN if fits else 0

    def read(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Draft | UnreadRow]:
        """A draft or an unread row for each record, in the order of the file."""
        found = self.entries(stream)
        head, size = [], 0
        for entry in found:
            head.append(entry)
            size += entry.size
            if len(head) >= HEAD_RECORDS or size > HEAD_LIMIT:
                break
        known = [entry.first for entry in head if entry.first and not entry.first.problem]
        reader = _Reader(options, first_year(known, options.date))
        for entry in chain(head, found):
            yield reader.read(entry)

    def questions(self, sample: Sample, options: ImportOptions) -> tuple[Question, ...]:
        """The day of the first record, where the year stays open; the zone, where a time names none."""
        return tuple(self._questions(self.excerpt(sample), options))

    def layout(self, sample: Sample, options: ImportOptions) -> Layout:  # noqa: ARG002 - a log has no columns
        """A log has no columns."""
        return Layout()

    def excerpt(self, sample: Sample) -> bytes:
        """The whole lines of the sample."""
        return sample.data if sample.is_whole else sample_text(sample).encode("utf-8")

    def repairable(self, corrected: str, sample: Sample | None) -> bytes:  # noqa: ARG002 - a record stands by itself
        """The corrected record."""
        return corrected.encode("utf-8", "replace")

    def _questions(self, excerpt: bytes, options: ImportOptions) -> Iterator[Question]:
        drafts = [row for row in self.read(BytesIO(excerpt), options) if isinstance(row, Draft)]
        if options.date is None and any(row.precision is Precision.UNKNOWN for row in drafts):
            yield Question(Topic.DATE, "The lines do not say in which year they were written.")
            dated = self.read(BytesIO(excerpt), replace(options, date=ANY_DAY))
            drafts = [row for row in dated if isinstance(row, Draft)]
        if not options.zone and any(row.zone_assumed for row in drafts):
            yield Question(Topic.ZONE, "The times do not say in which zone they are.")


def numbered(stream: BinaryIO) -> Iterator[tuple[int, str]]:
    """The lines of a log with their numbers."""
    return enumerate(chain.from_iterable(lines_of(stream)), 1)


def entries_of(
    lines: Iterable[tuple[int, str]], begin: Callable[[str], LogLine | None], comment: re.Pattern[str] | None
) -> Iterator[Entry]:
    """The records, each with the lines that go on with it; what goes on beyond the limit is told apart."""
    entry: Entry | None = None
    for number, line in lines:
        first = begin(line) if line.strip() else None
        if comment is not None and comment.match(line):
            continue
        if first is None and entry is not None and entry.size < RECORD_LIMIT:
            entry.add(line)
            continue
        if first is None and not line.strip():
            continue
        fault = "" if first else _WITHOUT_RECORD if entry is None else _TOO_LONG
        if entry is not None:
            yield entry
        entry = Entry(number, first, fault)
        entry.add(line)
    if entry is not None:
        yield entry


_WITHOUT_RECORD = "The line stands above the first record of the log."
_TOO_LONG = f"These lines go on with a record beyond {RECORD_LIMIT:,} characters, the most that is read of one."


class _Reader:
    """Turns records into drafts; it remembers the day of the record before."""

    def __init__(self, options: ImportOptions, first: FirstYear) -> None:
        self._zone: tzinfo = require_zone(options.zone)
        self._zone_name = options.zone or "UTC"
        self._changed_hour = options.changed_hour
        self._first = first
        self._previous: date | None = None
        self._severities: list[str] = rules("syslog")["severities"]
        self._kinds = {name: EventKind(kind) for name, kind in rules("syslog")["kinds"].items()}

    def read(self, entry: Entry) -> Draft | UnreadRow:
        """The draft of a record, or an unread row with the reason."""
        line = entry.first
        locator = f"line {entry.number}"
        if line is None or line.problem:
            return UnreadRow(locator, shown(line.problem) if line else entry.fault, entry.raw)
        draft = self._draft(entry, line)
        try:
            self._set_time(draft, line)
        except OverflowError:
            return UnreadRow(locator, "The time lies outside the calendar.", entry.raw)
        except UnplaceableError as reason:
            return UnreadRow(locator, str(reason), entry.raw)
        draft.remark = draft.remark or entry.fault
        return draft

    def _draft(self, entry: Entry, line: LogLine) -> Draft:
        below = () if line.is_whole else entry.lines[1:]
        message = "\n".join([shown(line.message), *below]).strip()
        title, body = title_and_body(": ".join(filter(None, (shown(line.app), message))) or shown(line.host) or "Event")
        body = f"{body}\n\n{shown(line.data)}".strip()
        severity = self._severities[line.severity] if line.severity >= 0 else ""
        told = line.kind or self._kinds.get(severity) or kind_of_text(message)
        kind = EventKind.OBSERVATION if told is EventKind.NOTE else told
        tags = tuple(dict.fromkeys(shown(tag) for tag in (line.host, line.app, severity) if tag))
        return Draft(
            None, None, Precision.UNKNOWN, line.written, "", kind, "", "", title, body, tags,
            f"line {entry.number}", entry.raw,
        )  # fmt: skip

    def _set_time(self, draft: Draft, line: LogLine) -> None:
        at, draft.precision = line.at, Precision.EXACT
        if at is None and line.day is not None:
            day = self._day(line.day)
            if day is None:
                draft.precision, draft.remark = Precision.UNKNOWN, UNKNOWN
                return
            draft.precision, draft.remark = self._first.precision, self._first.remark
            at = datetime.combine(day, line.clock)
        if at is None:
            return
        self._previous = at.date()
        if at.tzinfo is not None:
            draft.occurred_at = at.astimezone(UTC)
            return
        if line.zone is not None:
            draft.occurred_at = place(at, line.zone, self._changed_hour).at
            return
        placed = place(at, self._zone, self._changed_hour)
        draft.occurred_at, draft.occurred_until, draft.zone_assumed = placed.at, placed.until, self._zone_name
        draft.remark = draft.remark or placed.remark
        if placed.until is not None:
            draft.precision = Precision.APPROXIMATE

    def _day(self, day: tuple[int, int]) -> date | None:
        """The day with its year, None where that is not known. Raises `UnplaceableError` where it has no such day."""
        if self._previous is None:
            if self._first.year is None:
                return None
            self._previous = lenient(self._first.year, day)
        self._previous = follow(self._previous, day)
        if (self._previous.month, self._previous.day) != day:
            raise UnplaceableError(f"There is no 29 February in {self._previous.year}, in which this line would be.")
        return self._previous
