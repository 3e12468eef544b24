"""Timelines that this program wrote, as CSV or as lines of JSON: read back as they were."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from itertools import chain
from typing import BinaryIO

import msgspec

from secondstory.importers.base import SAMPLE_BYTES, FormatInfo, ImportOptions, Layout, Question, Sample
from secondstory.importers.decoding import Joined, fault_of, lines_of, sample_text, shown
from secondstory.importers.documents import reading
from secondstory.importers.kinds import kind_of_cell
from secondstory.importers.shapes import json_keys
from secondstory.importers.tables.records import records
from secondstory.importers.times.days import ENDS_BEFORE
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import EventKind, Precision
from secondstory.model.timeline_file import COLUMNS, FORMAT, TIMESKETCH, TIMESKETCH_COLUMNS, unguarded

HEADERS = {",".join(names[:end]): names[:end] for names in (COLUMNS, TIMESKETCH_COLUMNS) for end in (None, -1, -2)}
"""The first lines of the files of this version and of earlier ones, and their columns."""
NAMES_OF_ALL = TIMESKETCH_COLUMNS[:-2]
"""What the lines of JSON of every version hold."""
_OURS = {theirs: ours for ours, theirs in TIMESKETCH.items()}
_KINDS = {kind.value: kind for kind in EventKind}
_PRECISIONS = {precision.value: precision for precision in Precision}


class OwnTimelineImporter:
    """Knows its files by their columns, which no other program writes in this order."""

    info = FormatInfo(
        FORMAT,
        "Timeline of Second Story",
        (".csv", ".jsonl"),
        "A timeline that this program wrote, as CSV or for Timesketch; it is read back as it was.",
    )

    def score(self, sample: Sample) -> int:
        """Whether the first line is one of the headers, or an object with all our names."""
        first = sample_text(sample).split("\n", 1)[0]
        if first in HEADERS:
            return 99
        return 99 if first.startswith("{") and _names(first).issuperset(NAMES_OF_ALL) else 0

    def read(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Draft | UnreadRow]:  # noqa: ARG002
        """The events in the order of the file."""
        head = stream.read(SAMPLE_BYTES)
        joined = Joined(head, stream)
        if head.lstrip(b"\xef\xbb\xbf").startswith(b"{"):
            yield from map(_of_json, reading.records(joined, ((),)))
            return
        columns: tuple[str, ...] = ()
        for number, raw, cells, fault in records(chain.from_iterable(lines_of(joined)), ","):
            if raw in HEADERS:
                columns = HEADERS[raw]
            elif (reason := fault or fault_of(raw)) or len(cells) != len(columns):
                reason = reason or f"The row has {len(cells)} cells where the table has {len(columns)} columns."
                yield UnreadRow(f"row {number}", reason, shown(raw))
            else:
                named = {_OURS.get(name, name): unguarded(cell) for name, cell in zip(columns, cells, strict=True)}
                yield _event(named, _tags(named["tags"]), f"row {number}", shown(raw))

    def questions(self, sample: Sample, options: ImportOptions) -> tuple[Question, ...]:  # noqa: ARG002
        """The file says everything."""
        return ()

    def layout(self, sample: Sample, options: ImportOptions) -> Layout:  # noqa: ARG002
        """Its columns need no mapping."""
        return Layout()

    def excerpt(self, sample: Sample) -> bytes:
        """The whole lines of the sample."""
        return sample.data if sample.is_whole else sample_text(sample).encode("utf-8", "replace")

    def repairable(self, corrected: str, sample: Sample | None) -> bytes:
        """The corrected row below the header of its file; the plain one where the file is not at hand."""
        header = sample_text(sample).split("\n", 1)[0] if sample is not None else ""
        if corrected.lstrip().startswith("{"):
            return corrected.encode("utf-8", "replace")
        return f"{header if header in HEADERS else ','.join(COLUMNS)}\n{corrected}\n".encode("utf-8", "replace")


def _names(text: str) -> set[str]:
    """The outermost names in a line of JSON."""
    return {name for name, _, depth in (key.rpartition("@") for key in json_keys(text)) if depth == "1"}


def _of_json(record: reading.Record) -> Draft | UnreadRow:
    if record.fault:
        return UnreadRow(record.pointer, record.fault, record.text)
    try:
        named = record.decoded(dict[str, str | list[str]])
    except reading.FAULTS as error:
        return UnreadRow(record.pointer, f"The line is not an event ({reading.why(error)}).", record.text)
    texts = {_OURS.get(name, name): reading.clean(value) for name, value in named.items() if isinstance(value, str)}
    tags = next((value for value in named.values() if isinstance(value, list)), [])
    return _event(texts, tuple(map(reading.clean, tags)), record.pointer, record.text)


def _tags(cell: str) -> tuple[str, ...]:
    try:
        return tuple(msgspec.json.decode(cell or "[]", type=list[str]))
    except reading.FAULTS:
        return (cell,)


def _event(named: Mapping[str, str], tags: tuple[str, ...], locator: str, raw: str) -> Draft | UnreadRow:
    try:
        at, until = _instant(named.get("occurred_at", "")), _instant(named.get("occurred_until", ""))
    except (ValueError, OverflowError):
        return UnreadRow(locator, "The time is not written as this program writes it.", raw)
    title = named.get("title", "")
    if not title.strip():
        return UnreadRow(locator, "The row says nothing.", raw)
    kind, precision = named.get("kind", ""), _PRECISIONS.get(named.get("precision", ""))
    if precision is None or (precision is Precision.UNKNOWN) != (at is None):
        precision = Precision.UNKNOWN if at is None else Precision.EXACT
    is_end = at is not None and until is not None and until >= at
    return Draft(
        at, until if is_end else None,
        precision, named.get("as_written", ""), named.get("zone_assumed", ""),
        _KINDS.get(kind) or kind_of_cell(kind) or EventKind.NOTE, named.get("role", ""), "",
        title, named.get("body", ""), tags, locator, raw, f"{FORMAT}:{named['id']}" if named.get("id") else "",
        key=named.get("key", "") == "yes", remark="" if is_end or at is None or until is None else ENDS_BEFORE,
    )  # fmt: skip


def _instant(text: str) -> datetime | None:
    return datetime.fromisoformat(text).astimezone(UTC) if text else None


IMPORTER = OwnTimelineImporter()
