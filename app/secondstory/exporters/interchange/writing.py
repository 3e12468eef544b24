"""Writes a review as a ``secondstory-review`` document."""

import dataclasses
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING
from pathlib import Path
from typing import Any

import msgspec

from secondstory.exporters.interchange.format import (
    FORMAT,
    LOCAL_FIELDS,
    PLAYBOOK,
    SECTIONS,
    VERSION,
    Section,
    wire_name,
)
from secondstory.exporters.privacy import NO_PROSE, role_words
from secondstory.exporters.replacing import replacing
from secondstory.model.progress import Progress, Work
from secondstory.model.records import Event, Participant, Record, Unread
from secondstory.model.snapshot import Snapshot

Row = dict[str, Any]
Texts = Callable[[Record, str, str], str]


def document(snapshot: Snapshot, raws: Mapping[int, str], *, names: bool = False) -> Row:
    """The document of a review, ready to be written as JSON.

    Without ``names`` (the form for handing on) participants have no names, events no actor, names of participants in
    texts become roles, and a verbatim record is kept only where no such name stands in it. With ``names`` (the form
    for backup) everything is there.
    """
    texts = _everything if names else _without_names(snapshot)
    numbers = {s.record: {row.id: n for n, row in enumerate(snapshot.all(s.record), 1)} for s in SECTIONS}
    found: Row = {"format": FORMAT, "version": VERSION, "names": names, "review": _fields(snapshot.review, texts)}
    for section in SECTIONS:
        found[section.name] = _rows(section, snapshot.all(section.record), numbers, texts)
    for row, event in zip(found["events"], snapshot.all(Event), strict=True):
        raw = raws.get(event.id, "")
        if raw and (names or (not event.actor and texts(event, "raw", raw) == raw)):
            row["raw"] = raw
    found["playbook"] = {s.name: _rows(s, snapshot.all(s.record), numbers, texts) for s in PLAYBOOK}
    plain: Row = msgspec.to_builtins(found)
    return plain


def write_interchange(snapshot: Snapshot, raws: Mapping[int, str], path: Path, *, names: bool = False) -> Work[int]:
    """Write the document of a review to a file; returns its number of events.

    Raises:
        UserError: the file cannot be written there.
    """
    count = len(snapshot.all(Event))
    yield Progress(0, count, "Collecting the review…")
    found = document(snapshot, raws, names=names)
    yield Progress(count // 2, count, "Writing the review…")
    with replacing(path) as draft:
        draft.write_bytes(msgspec.json.format(msgspec.json.encode(found), indent=1) + b"\n")
    yield Progress(count, count, "Written.")
    return count


def _everything(_record: Record, _name: str, text: str) -> str:
    return text


def _without_names(snapshot: Snapshot) -> Texts:
    hide = role_words(snapshot)

    def texts(record: Record, name: str, text: str) -> str:
        if name == "actor" or (name == "name" and isinstance(record, Participant)):
            return ""
        if name == "raw" and isinstance(record, Unread):
            return text if hide(text) == text else ""
        return text if name in NO_PROSE else hide(text)

    return texts


def _rows(
    section: Section, records: Iterable[Record], numbers: Mapping[type[Record], Mapping[int, int]], texts: Texts
) -> list[Row]:
    rows = []
    required = {f.name for f in dataclasses.fields(section.record) if f.default is MISSING}
    for number, record in enumerate(records, 1):
        row = _fields(record, texts)
        for name, target in section.refers.items():
            row.pop(name, None)
            reference = numbers[target].get(getattr(record, name))
            if reference is not None:
                row[wire_name(name)] = reference
        if all(wire_name(name) in row for name in section.refers if name in required):
            rows.append({"id": number, **row} if section.numbered else row)
    return rows


def _fields(record: Record, texts: Texts) -> Row:
    """The fields of a record that are not local and differ from their default."""
    row: Row = {}
    for item in dataclasses.fields(record):
        value = getattr(record, item.name)
        if item.name in LOCAL_FIELDS or value == item.default:
            continue
        if type(value) is str:
            value = texts(record, item.name, value)
        elif isinstance(value, tuple):
            value = [texts(record, item.name, part) for part in value]
        row[item.name] = value
    return row
