"""Log lines from Grafana Loki: what its API, `logcli`, and the download of Grafana Explore give."""

import re
from collections.abc import Iterator
from typing import Any

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row, rows_inside
from secondstory.importers.documents.reading import FAULTS, Record, decode
from secondstory.importers.kinds import kind_of_text
from secondstory.importers.logs import dialects, lines
from secondstory.importers.logs.lines import LogLine
from secondstory.importers.rules import rules
from secondstory.model.draft import UnreadRow
from secondstory.model.enums import EventKind

_LABEL = re.compile(r'(\b\w++)="((?:[^"\\]|\\.)*+)"')
"""A label in the text ``{app="intake", level="error"}``."""
_PARTS = ("level", "message", "app")


class Line(msgspec.Struct):
    """A line by itself: `logcli` has its labels beside it, Grafana Explore has them as fields."""

    line: str
    timestamp: Time = None
    ts: Time = None
    labels: dict[str, str] | None = None
    fields: dict[str, Any] | None = None


class Stream(msgspec.Struct):
    """The lines of one set of labels; older versions write the labels as text, and objects for the lines."""

    stream: dict[str, str] | None = None
    values: list[msgspec.Raw] | None = None
    labels: str | dict[str, str] | None = None
    entries: list[msgspec.Raw] | None = None
    line: str | None = None


class LokiImporter(JsonImporter):
    """Reads each line as an event at the time that Loki keeps for it."""

    info = FormatInfo(
        "loki",
        "Grafana Loki logs",
        (".json", ".jsonl"),
        "Log lines from Grafana Loki: answers of its API, lines of logcli, and what Grafana Explore downloads.",
    )
    paths = (("data", "result"), ("streams",), ())

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The line that a record is, or all lines of a stream."""
        stream = record.decoded(Stream)
        if stream.line is not None:
            yield _of_line(record, record.decoded(Line), make)
        elif stream.values is not None:
            values = _alone(record, "values", stream.values, stream.stream)
            yield from rows_inside(values, lambda value: [_of_value(value, stream.stream or {}, make)])
        elif stream.entries is not None:
            entries = _alone(record, "entries", stream.entries, stream.labels)
            labels = stream.labels if isinstance(stream.labels, dict) else dict(_LABEL.findall(stream.labels or ""))
            yield from rows_inside(entries, lambda entry: [_of_entry(entry, labels, make)])
        else:
            yield UnreadRow(record.pointer, "The record is neither a line of a log nor a stream of them.", record.text)


def _alone(record: Record, name: str, items: list[msgspec.Raw], labels: Any) -> Iterator[Record]:
    """Each line of a stream as a stream of its own, so that its record names its labels too."""
    owner = "stream" if name == "values" else "labels"
    for index, raw in enumerate(items):
        alone = msgspec.json.encode({owner: labels, name: [raw]})
        yield Record(f"{record.pointer.rstrip('/')}/{name}/{index}", alone)


def _of_value(record: Record, labels: dict[str, str], make: Maker) -> Row:
    [value] = record.decoded(Stream).values or []
    at, text, more = _parts(decode(value, list[msgspec.Raw]))
    if text is None:
        return UnreadRow(record.pointer, "The line has no text or no time.", record.text)
    return _event(record, Line(text, timestamp=at), labels | more, make)


def _parts(found: list[msgspec.Raw]) -> tuple[str | None, str | None, dict[str, str]]:
    """The time, the text and the labels of a line; nothing where it has no text."""
    if len(found) < 2:
        return None, None, {}
    return decode(found[0], str), decode(found[1], str), _metadata(decode(found[2], Any)) if found[2:] else {}


def _metadata(found: Any) -> dict[str, str]:
    """The labels that a line has for itself; newer versions tell apart whether they were sent or read from the line."""
    metadata = found if isinstance(found, dict) else {}
    parts = [metadata, *(part for part in metadata.values() if isinstance(part, dict))]
    return {name: value for part in parts for name, value in part.items() if isinstance(value, str)}


def _of_entry(record: Record, labels: dict[str, str], make: Maker) -> Row:
    [entry] = record.decoded(Stream).entries or []
    return _event(record, decode(entry, Line), labels, make)


def _of_line(record: Record, line: Line, make: Maker) -> Row:
    return _event(record, line, line.labels or _metadata(line.fields), make)


def _event(record: Record, line: Line, labels: dict[str, str], make: Maker) -> Row:
    names, text = rules("loki"), line.line.strip()
    said = _said(text)
    level = next((labels[name] for name in names["levels"] if labels.get(name)), "")
    severity = rules("app-log")["levels"].get(level.lower(), said.severity)
    word = rules("syslog")["severities"][severity] if severity >= 0 else ""
    app = next((labels[name] for name in names["apps"] if labels.get(name)), said.app)
    kind = EventKind(rules("syslog")["kinds"].get(word) or said.kind or kind_of_text(said.message))
    told = Occurrence(
        line.timestamp if line.timestamp is not None else line.ts,
        EventKind.OBSERVATION if kind is EventKind.NOTE else kind,
        ": ".join(filter(None, (app, said.message))) or "Event",
        body=text if said.message != text else "",
        tags=[*(labels.get(name) for name in names["tags"]), word],
    )
    return make.event(record, told)


def _said(text: str) -> LogLine:
    """The message, the level and the program of a line; the whole line is the message where nothing is known of it."""
    for read in (dialects.read_line, lines.read_line):
        if (told := read(text)) is not None and told.message:
            return told
    named = rules("app-log")["logfmt"]
    pairs = _fields(text)
    level, message, app = (next((pairs[name] for name in named[part] if pairs.get(name)), "") for part in _PARTS)
    if message and (level or text.startswith("{")):
        return LogLine("", message, app=app, severity=rules("app-log")["levels"].get(level.lower(), -1))
    return LogLine("", text)


def _fields(text: str) -> dict[str, str]:
    """The fields of a line of JSON or of logfmt."""
    if not text.startswith("{"):
        return dialects.pairs_of(text)
    try:
        found = decode(text.encode("utf-8", "replace"), dict[str, Any])
    except FAULTS:
        return {}
    return {name.lower(): value for name, value in found.items() if isinstance(value, str)}


IMPORTER = LokiImporter()
