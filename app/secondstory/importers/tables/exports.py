"""Tables that a product exports with columns of known names, where each row may tell several events."""

import csv
import re
from abc import ABC, abstractmethod
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from io import StringIO
from itertools import chain, islice
from typing import BinaryIO, ClassVar

from secondstory.importers.asking import open_questions
from secondstory.importers.base import SAMPLE_BYTES, FormatInfo, ImportOptions, Layout, Question, Sample, Topic
from secondstory.importers.decoding import fault_of, is_binary, lines_of, sample_text, shown
from secondstory.importers.documents.events import Maker, Time
from secondstory.importers.documents.reading import Record, clean
from secondstory.importers.rules import rules
from secondstory.importers.shapes import looks_like_markup
from secondstory.importers.tables.cells import Form, form_of
from secondstory.importers.tables.columns import Columns
from secondstory.importers.tables.dialect import DELIMITERS
from secondstory.importers.tables.records import records
from secondstory.importers.tables.times import RowTimes, day_comes_first
from secondstory.importers.times.days import UnplaceableError, When
from secondstory.importers.times.zones import require_zone
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.errors import UserError

HEAD_LINES = 50
"""A header that is not found in so many lines is not there."""
_SHORT_YEAR = re.compile(r"(\s*\d{1,2}[/-][^\W\d]{3,9}\.?[/-])(\d{2})(?=\s|\Z)")
_NO_COLUMNS = Columns(())


@dataclass(slots=True)
class Row(Record):
    """One row with its cells by the fields of the format; a field may have several columns."""

    cells: Mapping[str, tuple[str, ...]] = field(default_factory=dict)

    def every(self, name: str) -> tuple[str, ...]:
        """All cells of a field that hold anything, in the order of their columns."""
        return tuple(cell for cell in self.cells.get(name, ()) if cell.strip())

    def first(self, name: str) -> str:
        """The first cell of a field that holds anything."""
        for cell in self.cells.get(name, ()):
            if text := cell.strip():
                return text
        return ""

    def part(self, place: str, text: str) -> Record:
        """The record that a part of a cell is."""
        return Row(f"{self.pointer}/{place}", text.encode("utf-8", "replace"))

    @property
    def text(self) -> str:
        """The row as it stood in the file."""
        return clean(self.raw.decode("utf-8", "replace"))


@dataclass(frozen=True, slots=True)
class CellMaker(Maker):
    """Makes drafts of times as people see them, in the form and the zone of whoever exported the table."""

    day_first: bool = True

    def when(self, written: Time) -> When:
        """The instant of a cell. Raises `UnplaceableError` with the reason."""
        text = _SHORT_YEAR.sub(r"\g<1>20\2", str(written or "").strip(), count=1)
        if form_of(text) in (Form.NUMBER, Form.EXCEL):
            raise UnplaceableError(f"“{text}” is not a time.")
        when = RowTimes(_NO_COLUMNS, self.options, day_first=self.day_first).read(text)
        if when is None:
            raise UnplaceableError("The record has no time.")
        return when


@dataclass(frozen=True, slots=True)
class Header:
    """How a table is written, where the fields of the format stand in it, and how sure that is."""

    delimiter: str
    number: int
    raw: str
    width: int
    places: Mapping[str, tuple[int, ...]]
    score: int


@dataclass(frozen=True, slots=True)
class Signature:
    """By which columns a format is recognised, and how sure that is."""

    score: int
    columns: Sequence[str]
    repeated: Sequence[str] = ()


class TableExport(ABC):
    """Reads the rows of one format in the order of the file.

    The rules of its name say which ``[columns]`` hold which field (by their headers in lower case), which fields begin
    with ``times``, and by which ``[[signature]]`` it is recognised: ``columns`` that must be there, those that must be
    ``repeated``, and the ``score``. ``kinds`` names the rules with the kinds; ``child`` is the field of which a row may
    hold several records, each with a time of its own.
    """

    info: ClassVar[FormatInfo]
    kinds: ClassVar[str]
    child: ClassVar[str]

    @abstractmethod
    def events(self, row: Row, make: CellMaker) -> Iterable[Draft | UnreadRow]:
        """The events of one row, in the order in which they happened."""

    def score(self, sample: Sample) -> int:
        """The best of the signatures that fit the header."""
        if is_binary(sample.data):
            return 0
        text = sample_text(sample)
        header = None if looks_like_markup(text) else self._header(text.split("\n")[:HEAD_LINES])
        return header.score if header else 0

    def read(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Draft | UnreadRow]:
        """The events of each row. Raises `UserError` where the columns are those of another table."""
        require_zone(options.zone)
        lines = chain.from_iterable(lines_of(stream))
        head = list(islice(lines, HEAD_LINES))
        header = self._header(head)
        if header is None:
            raise UserError(
                f"The table does not have the columns of this format ({self.info.title}).",
                "Import it as a table, or export it again.",
            )
        rows = self._rows(chain(head, lines), header)
        first = list(_beginning(rows))
        make = self._maker(first, options)
        for row in chain(first, rows):
            yield from [row] if isinstance(row, UnreadRow) else self.events(row, make)

    def questions(self, sample: Sample, options: ImportOptions) -> tuple[Question, ...]:
        """The zone, and the order of day and month where the dates leave it open."""
        lines = sample_text(sample).split("\n")
        header = self._header(lines[:HEAD_LINES])
        rows = [row for row in self._rows(iter(lines), header) if isinstance(row, Row)] if header else []
        found = list(open_questions(lambda tried: self._events(rows, tried), options))
        if day_comes_first(self._times(rows), options)[1]:
            reason = "The file does not show whether the day or the month comes first in its dates."
            found.insert(0, Question(Topic.ORDER, reason))
        return tuple(found)

    def layout(self, sample: Sample, options: ImportOptions) -> Layout:  # noqa: ARG002 - the fields are known
        """Known columns need no mapping."""
        return Layout()

    def excerpt(self, sample: Sample) -> bytes:
        """The whole rows of the sample."""
        if sample.is_whole:
            return sample.data
        lines = sample_text(sample).split("\n")
        header = self._header(lines[:HEAD_LINES])
        whole: list[str] = []
        for _, raw, _, fault in records(iter(lines), header.delimiter if header else ","):
            if fault:
                break
            whole.append(raw)
        return "\n".join(whole).encode("utf-8", "replace")

    def repairable(self, corrected: str, sample: Sample | None) -> bytes:
        """The corrected row below the header of its file; what is no row is one of the records inside of a row."""
        header = self._header(sample_text(sample).split("\n")[:HEAD_LINES]) if sample is not None else None
        if header is not None:
            found = next(records(iter(corrected.split("\n")), header.delimiter), None)
            if found is not None and len(found[2]) == header.width:
                return f"{header.raw}\n{corrected}\n".encode("utf-8", "replace")
        names = [name for name in self._signatures[0].columns if name != self.child]
        labels = [self._columns[name][0] for name in (*names, self.child, self.child)]
        text = StringIO()
        csv.writer(text, lineterminator="\n").writerows((labels, [*("" for _ in names), corrected, ""]))
        return text.getvalue().encode("utf-8", "replace")

    def _header(self, lines: Sequence[str]) -> Header | None:
        found = [header for mark in DELIMITERS if (header := self._header_with(lines, mark)) is not None]
        return max(found, key=lambda header: header.score, default=None)

    def _header_with(self, lines: Sequence[str], delimiter: str) -> Header | None:
        for number, raw, cells, fault in records(iter(lines), delimiter):
            if fault:
                return None
            if not any(cells) or raw.lower().startswith("sep="):
                continue
            labels = [cell.strip().lower() for cell in cells]
            places = {
                name: found
                for name, known in self._columns.items()
                if (found := tuple(place for place, label in enumerate(labels) if label in known))
            }
            fitting = [sign.score for sign in self._signatures if _fits(sign, places)]
            return Header(delimiter, number, raw, len(cells), places, max(fitting)) if fitting else None
        return None

    @property
    def _columns(self) -> dict[str, list[str]]:
        columns: dict[str, list[str]] = rules(self.info.name)["columns"]
        return columns

    @property
    def _signatures(self) -> list[Signature]:
        return [Signature(**entry) for entry in rules(self.info.name)["signature"]]

    def _rows(self, lines: Iterator[str], header: Header) -> Iterator[Row | UnreadRow]:
        """The rows below the header that hold anything."""
        for number, raw, cells, fault in records(lines, header.delimiter):
            if number <= header.number or not (fault or any(cells)):
                continue
            reason = fault_of(raw) or fault or ("The row repeats the header." if raw == header.raw else "")
            if any(cells[header.width :]):
                reason = f"The row has {len(cells)} cells where the table has {header.width} columns."
            if reason:
                yield UnreadRow(f"row {number}", reason, shown(raw))
                continue
            held = {
                name: tuple(cells[place] for place in places if place < len(cells))
                for name, places in header.places.items()
            }
            yield Row(f"row {number}", raw.encode("utf-8", "replace"), "", held)

    def _maker(self, rows: Iterable[Row | UnreadRow], options: ImportOptions) -> CellMaker:
        found = (row for row in rows if isinstance(row, Row))
        first, _ = day_comes_first(self._times(found), options)
        return CellMaker(self.kinds, options, day_first=first)

    def _times(self, rows: Iterable[Row]) -> list[str]:
        return [cell for row in rows for name in rules(self.info.name)["times"] for cell in row.every(name)]

    def _events(self, rows: Sequence[Row], options: ImportOptions) -> list[Draft | UnreadRow]:
        make = self._maker(rows, options)
        return [event for row in rows for event in self.events(row, make)]


def _fits(signature: Signature, places: Mapping[str, tuple[int, ...]]) -> bool:
    return all(name in places for name in signature.columns) and all(
        len(places.get(name, ())) > 1 for name in signature.repeated
    )


def _beginning(rows: Iterator[Row | UnreadRow]) -> Iterator[Row | UnreadRow]:
    """So many rows as decide whether days or months come first: those of a sample, and no more."""
    size = 0
    for row in rows:
        yield row
        size += len(row.raw)
        if size > SAMPLE_BYTES:
            return
