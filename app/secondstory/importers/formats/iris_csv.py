"""DFIR-IRIS timelines: the export of a case, and the template for importing events."""

import re
from collections.abc import Iterator, Sequence
from io import BytesIO
from itertools import chain
from typing import BinaryIO

from secondstory.importers.base import FormatInfo, ImportOptions, Layout, Question, Sample, Topic
from secondstory.importers.decoding import fault_of, is_binary, lines_of, sample_text, shown
from secondstory.importers.kinds import kind_of_text
from secondstory.importers.rules import rules
from secondstory.importers.tables.columns import Columns
from secondstory.importers.tables.lenient import rows_of
from secondstory.importers.tables.records import Record, records
from secondstory.importers.tables.times import RowTimes
from secondstory.importers.times.days import ENDS_BEFORE, UnplaceableError, When, also
from secondstory.importers.titles import title_and_body
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import EventKind
from secondstory.model.errors import UserError

EXPORT = frozenset({"event_date(utc)", "event_title", "event_category"})
TEMPLATE = frozenset({"event_date", "event_tz", "event_title", "event_category"})
CERTAIN = 95
NO_CATEGORY = frozenset({"", "unspecified"})
HEADER_LIMIT = 2000
_LIST = re.compile(r"[;|,]")


class IrisImporter:
    """Reads both tables; the export is read leniently, for it does not double the quotation marks in its texts."""

    info = FormatInfo(
        "iris",
        "DFIR-IRIS timeline (CSV)",
        (".csv",),
        "The timeline of a DFIR-IRIS case as its CSV export, or in the form of the template for importing events.",
    )

    def score(self, sample: Sample) -> int:
        """Whether the header is one of the two."""
        if is_binary(sample.data):
            return 0
        return CERTAIN if _is_header(_header(sample_text(sample).partition("\n")[0])) else 0

    def read(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Draft | UnreadRow]:
        """A draft or an unread row for each event, in the order of the file."""
        lines = chain.from_iterable(lines_of(stream))
        header = _header(next(lines, ""))
        if not _is_header(header):
            raise UserError(
                "The first line does not name the columns of a DFIR-IRIS timeline.", "Import the file as a table (csv)."
            )
        table = rows_of(lines, header) if set(header) >= EXPORT else records(lines, ",")
        reader = _Reader(header, options)
        for row in table:
            yield reader.read(row)

    def questions(self, sample: Sample, options: ImportOptions) -> tuple[Question, ...]:
        """The zone, where a row of the template names none."""
        rows = self.read(BytesIO(self.excerpt(sample)), options)
        if not options.zone and any(isinstance(row, Draft) and row.zone_assumed for row in rows):
            return (Question(Topic.ZONE, "The times do not say in which zone they are."),)
        return ()

    def layout(self, sample: Sample, options: ImportOptions) -> Layout:  # noqa: ARG002 - the columns are known
        """Known columns need no mapping."""
        return Layout()

    def excerpt(self, sample: Sample) -> bytes:
        """The whole lines of the sample."""
        return sample.data if sample.is_whole else sample_text(sample).encode("utf-8")

    def repairable(self, corrected: str, sample: Sample | None) -> bytes:
        """The corrected row below the header of its file."""
        header = sample_text(sample).partition("\n")[0] if sample is not None else ""
        return f"{header}\n{corrected}\n".encode("utf-8", "replace")


def _header(line: str) -> tuple[str, ...]:
    return tuple(name.strip(' "\r').lower() for name in line[:HEADER_LIMIT].split(","))


def _is_header(names: Sequence[str]) -> bool:
    return set(names) >= EXPORT or set(names) >= TEMPLATE


class _Reader:
    """Turns rows into drafts."""

    def __init__(self, header: tuple[str, ...], options: ImportOptions) -> None:
        self._header = header
        self._is_export = set(header) >= EXPORT
        self._times = RowTimes(Columns(header), options, day_first=False)
        self._kinds = {name: EventKind(kind) for name, kind in rules("iris")["kinds"].items()}

    def read(self, row: Record) -> Draft | UnreadRow:
        """The draft of a row, or an unread row with the reason."""
        number, raw, cells, fault = row
        locator = f"row {number + 1}"
        fault = fault or fault_of(raw)
        if not fault and len(cells) != len(self._header):
            fault = f"The row has {len(cells)} cells where the table has {len(self._header)} columns."
        if fault:
            return UnreadRow(locator, fault, shown(raw))
        named = {name: cell.strip() for name, cell in zip(self._header, cells, strict=True)}
        try:
            when, until = self._when(named), self._until(named)
        except UnplaceableError as reason:
            return UnreadRow(locator, str(reason), raw)
        if when is None:
            return UnreadRow(locator, "The row has no time.", raw)
        draft = self._draft(named, when, locator, raw)
        if until is not None and until.at >= when.at:
            draft.occurred_until = until.at
        elif until is not None:
            draft.remark = also(draft.remark, ENDS_BEFORE)
        return draft

    def _when(self, row: dict[str, str]) -> When | None:
        if self._is_export:
            return self._times.read(row["event_date(utc)"], "UTC")
        return self._times.read(row["event_date"], row["event_tz"])

    def _until(self, row: dict[str, str]) -> When | None:
        zone = "UTC" if self._is_export else row.get("event_end_tz", "")
        return self._times.read(row.get("event_end_date", ""), zone)

    def _draft(self, row: dict[str, str], when: When, locator: str, raw: str) -> Draft:
        content = row.get("event_description") or row.get("event_content", "")
        title, body = title_and_body(row["event_title"] or content or "Event")
        for more in (content, row.get("event_raw", "")):
            if more and more not in (title, body):
                body = f"{body}\n\n{more}".strip()
        written = row["event_date(utc)"] if self._is_export else f"{row['event_date']} {row['event_tz']}".strip()
        return Draft(
            when.at, when.until, when.precision, written, when.zone_assumed,
            self._kind(row, content), "", row.get("created_by", ""), title, body, _tags(row), locator, raw,
            remark=when.remark,
        )  # fmt: skip

    def _kind(self, row: dict[str, str], content: str) -> EventKind:
        """By the category, else by the words."""
        named = self._kinds.get(row["event_category"].lower())
        return named or kind_of_text(f"{row['event_title']}\n{content}")


def _tags(row: dict[str, str]) -> tuple[str, ...]:
    """Tags, assets, indicators, the source and the category, each once."""
    lists = ("event_tags", "linked_assets", "event_assets", "linked_iocs", "event_iocs")
    found = [word.strip() for name in lists for word in _LIST.split(row.get(name, ""))]
    category = row["event_category"]
    found += [row.get("event_source", ""), "" if category.lower() in NO_CATEGORY else category]
    return tuple(dict.fromkeys(word for word in found if word))


IMPORTER = IrisImporter()
