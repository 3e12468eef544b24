"""Reads a ``secondstory-review`` document back, strictly."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any
from zoneinfo import ZoneInfo

import msgspec

from secondstory.exporters.interchange.format import (
    FORMAT,
    LOCAL_FIELDS,
    PLAYBOOK,
    SECTIONS,
    VERSION,
    Header,
    Section,
    document_type,
    wire_name,
)
from secondstory.model.errors import UserError
from secondstory.model.records import Record, Review
from secondstory.model.snapshot import Snapshot

SIZE_LIMIT = 512 * 1024 * 1024
"""The largest document that is read, in bytes."""


@dataclass(frozen=True)
class ReviewBundle:
    """A review as it was read from a document: every id in it counts from 1 and is local to the document.

    ``raws`` holds the verbatim source record of events, by their local id. ``names`` says whether people's names and
    the actors of events were written into the document.
    """

    snapshot: Snapshot
    raws: Mapping[int, str]
    names: bool


def read_document(data: bytes) -> ReviewBundle:
    """The review in a document.

    Raises:
        UserError: it is not such a document; the message names the path of the first problem.
    """
    if len(data) > SIZE_LIMIT:
        raise _problem(f"it is larger than {SIZE_LIMIT // 1024**2} MB")
    _check_header(data)
    try:
        found = msgspec.json.decode(data, type=document_type())
    except (msgspec.DecodeError, RecursionError) as error:
        raise _problem(str(error)) from error
    review = _record(Review, {}, found.review, "$.review", id=1)
    _check_zone(review)
    tables: dict[type[Record], dict[int, Record]] = {}
    for section in SECTIONS:
        tables[section.record] = _table(section, getattr(found, section.name), f"$.{section.name}", review_id=1)
    for section in PLAYBOOK:
        rows = getattr(found.playbook, section.name)
        tables[section.record] = _table(section, rows, f"$.playbook.{section.name}")
    for section in SECTIONS:
        _check_references(section, tables)
    raws = {event.id: event.raw for event in found.events if event.raw}
    return ReviewBundle(Snapshot(review, tables), raws, found.names)


def _check_header(data: bytes) -> None:
    """See what the document says it is before anything else is looked at, so that the answer can be a plain one."""
    try:
        header = msgspec.json.decode(data, type=Header)
    except (msgspec.DecodeError, RecursionError) as error:
        raise _problem(str(error)) from error
    if header.format != FORMAT:
        raise UserError("This is not a review document.", f'Choose a JSON file whose "format" is "{FORMAT}".')
    if header.version > VERSION:
        raise UserError(
            f"This review document has version {header.version}; this program reads version {VERSION}.",
            "Install a newer Second Story, or write the document again with this one.",
        )


def _check_zone(review: Review) -> None:
    try:
        ZoneInfo(review.timezone)
    except (KeyError, ValueError, OSError) as error:  # an unknown name, a path, a folder
        raise _problem(f"the time zone {review.timezone[:60]!r} is not known - at `$.review.timezone`") from error


def _table(section: Section, rows: Iterable[Any], place: str, **same: int) -> dict[int, Record]:
    table: dict[int, Record] = {}
    seen = set()
    for index, row in enumerate(rows):
        path = f"{place}[{index}]"
        number = row.id if section.numbered else index + 1
        if number in table:
            raise _problem(f"the id {number} is used twice - at `{path}.id`")
        table[number] = _record(section.record, section.refers, row, path, id=number, **same)
        if section.unique and (value := getattr(row, section.unique)) in seen:
            raise _problem(f"the {section.unique} {value!s} is there twice - at `{path}.{section.unique}`")
        seen.add(getattr(row, section.unique, None))
    return table


def _record(kind: type[Record], refers: Mapping[str, object], row: Any, path: str, **same: int) -> Any:
    """A record from its row. The rows' types are made at run time, so their fields are only known there."""
    make: Callable[..., Any] = kind
    values: dict[str, Any] = {}
    for item in dataclasses.fields(kind):
        if item.name in LOCAL_FIELDS:
            continue
        value = getattr(row, wire_name(item.name) if item.name in refers else item.name)
        values[item.name] = _utc(value, path) if isinstance(value, datetime) else value
    try:
        return make(**same, **values)
    except UserError as error:
        raise _problem(f"{error.message} - at `{path}`") from error


def _utc(instant: datetime, path: str) -> datetime:
    try:
        return instant.astimezone(UTC)
    except OverflowError as error:
        raise _problem(f"a time lies outside the calendar - at `{path}`") from error


def _check_references(section: Section, tables: Mapping[type[Record], Mapping[int, Record]]) -> None:
    for index, (number, record) in enumerate(tables[section.record].items()):
        for name, target in section.refers.items():
            reference = getattr(record, name)
            path = f"$.{section.name}[{index}].{wire_name(name)}"
            if reference is not None and reference not in tables[target]:
                raise _problem(f"there is no row with the id {reference} - at `{path}`")
            if reference == number and target is section.record:
                raise _problem(f"the row refers to itself - at `{path}`")


def _problem(text: str) -> UserError:
    return UserError(
        f"The review document cannot be read: {text.rstrip('.')}.",
        "Correct that place in the file, or write the document again from Second Story.",
    )
