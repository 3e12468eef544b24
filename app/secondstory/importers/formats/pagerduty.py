"""PagerDuty log entries, as the REST API gives them for an incident."""

import json
import re
from collections.abc import Iterator, Sequence
from datetime import UTC, datetime
from functools import cache
from io import BytesIO
from typing import Any, BinaryIO

import msgspec

from secondstory.importers.base import FormatInfo, ImportOptions, Layout, Question, Sample, Topic
from secondstory.importers.days import UnplaceableError, When, epoch_instant
from secondstory.importers.decoding import encoding_of, sample_text
from secondstory.importers.rules import rules
from secondstory.importers.shapes import json_keys, looks_like_json
from secondstory.importers.titles import title_and_body
from secondstory.importers.zones import place, require_zone
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import EventKind, Precision
from secondstory.model.errors import UserError

JSON_LIMIT = 256 * 1024 * 1024
_ENTRY_TYPE = re.compile(r'"type"\s*:\s*"\w+_log_entry')
_LONE_SURROGATE = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)
_EARLIEST = datetime(1970, 1, 2, tzinfo=UTC)


class Reference(msgspec.Struct):
    """A user, service or incident that an entry names."""

    id: str | None = None
    type: str | None = None
    summary: str | None = None


class LogEntry(msgspec.Struct):
    """What is read of a log entry; everything else stays in the verbatim record."""

    created_at: str | int | float | None = None
    id: str | None = None
    type: str | None = None
    summary: str | None = None
    agent: Reference | None = None
    user: Reference | None = None
    service: Reference | None = None
    incident: Reference | None = None
    teams: list[Reference] | None = None
    note: str | None = None
    channel: Any = None


class Envelope(msgspec.Struct):
    """A page of log entries; each entry is decoded by itself, so that one bad entry spoils no other."""

    log_entries: list[msgspec.Raw]


class PagerDutyImporter:
    """Reads log entries, from the newest to the oldest or the other way round, and gives the oldest first."""

    info = FormatInfo(
        "pagerduty",
        "PagerDuty log entries",
        (".json",),
        "The log entries of incidents from the PagerDuty REST API: triggers, acknowledgements, escalations, notes.",
    )

    def score(self, sample: Sample) -> int:
        """Whether the beginning of the document has the names of a page of log entries."""
        text = sample_text(sample)
        if not looks_like_json(text):
            return 0
        keys = set(json_keys(text))
        if "log_entries@1" in keys and "messages@1" not in keys:
            return 95
        bare = text.lstrip().startswith("[") and "created_at@2" in keys and "incident_number@2" not in keys
        return 90 if bare and _ENTRY_TYPE.search(text) else 0

    def read(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Draft | UnreadRow]:
        """The entries, oldest first; entries of the same second keep the order in which they were made."""
        require_zone(options.zone)
        rows = [_row(place_of, raw, options) for place_of, raw in _entries(_document(stream))]
        dated = [row for row in rows if isinstance(row, Draft) and row.occurred_at is not None]
        if len(dated) > 1 and _at(dated[0]) > _at(dated[-1]):
            rows.reverse()
        drafts = [row for row in rows if isinstance(row, Draft)]
        yield from sorted(drafts, key=_at)
        yield from (row for row in rows if isinstance(row, UnreadRow))

    def questions(self, sample: Sample, options: ImportOptions) -> tuple[Question, ...]:
        """The zone, where times name none; the API always names it."""
        rows = self.read(BytesIO(self.excerpt(sample)), options)
        if not options.zone and any(isinstance(row, Draft) and row.zone_assumed for row in rows):
            return (Question(Topic.ZONE, "The times do not say in which zone they are."),)
        return ()

    def layout(self, sample: Sample, options: ImportOptions) -> Layout:  # noqa: ARG002 - the fields are known
        """Log entries have no columns."""
        return Layout()

    def excerpt(self, sample: Sample) -> bytes:
        """The whole entries of the sample as a document of their own."""
        if sample.is_whole:
            return sample.data
        entries = []
        decoder, text = json.JSONDecoder(), sample_text(sample)
        at = text.find("[") + 1
        while 0 < at < len(text) and (start := text.find("{", at)) >= 0:
            try:
                entry, at = decoder.raw_decode(text, start)
            except (ValueError, RecursionError):
                break
            entries.append(entry)
        return json.dumps({"log_entries": entries}).encode()

    def repairable(self, corrected: str, sample: Sample | None) -> bytes:  # noqa: ARG002 - an entry stands by itself
        """The corrected entry as a page of its own."""
        return f"[{corrected}]".encode("utf-8", "replace")


def _at(draft: Draft) -> datetime:
    return draft.occurred_at or _EARLIEST


def _document(stream: BinaryIO) -> bytes:
    data = stream.read(JSON_LIMIT + 1)
    if len(data) > JSON_LIMIT:
        raise UserError(
            f"The file is larger than {JSON_LIMIT // 2**20} MiB, the most that is read of JSON.",
            "Export a shorter time, or several files.",
        )
    name, mark = encoding_of(data)
    data = data[mark:]
    return data if name == "utf-8" else data.decode(name, "replace").encode("utf-8", "replace")


def _entries(data: bytes) -> list[tuple[str, msgspec.Raw]]:
    """The entries with their places as JSON pointers; text that is not Unicode is mended before giving up."""
    try:
        return _decoded(data)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError):
        mended = _mended(data)
    try:
        return _decoded(mended)
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        raise UserError(
            f"The file is not a whole page of PagerDuty log entries ({_why(error)}).",
            "Export it again; it may have been cut off on the way.",
        ) from None


def _mended(data: bytes) -> bytes:
    """JSON in which nothing is left that is not Unicode."""
    return _LONE_SURROGATE.sub(b"\\\\ufffd", data.decode("utf-8", "replace").encode())


def _decoded(data: bytes) -> list[tuple[str, msgspec.Raw]]:
    if data.lstrip().startswith(b"["):
        return [(f"/{index}", raw) for index, raw in enumerate(msgspec.json.decode(data, type=list[msgspec.Raw]))]
    page = msgspec.json.decode(data, type=Envelope)
    return [(f"/log_entries/{index}", raw) for index, raw in enumerate(page.log_entries)]


def _why(error: Exception) -> str:
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return str(error).splitlines()[0][:150] if str(error) else "it is not JSON"


def _row(pointer: str, raw: msgspec.Raw, options: ImportOptions) -> Draft | UnreadRow:
    record = _compact(raw)
    try:
        entry = _entry(bytes(raw))
    except (msgspec.MsgspecError, RecursionError, UnicodeDecodeError) as error:
        return UnreadRow(pointer, f"The entry is not a log entry ({_why(error)}).", record)
    try:
        when = _when(entry.created_at, options)
    except UnplaceableError as reason:
        return UnreadRow(pointer, str(reason), record)
    return _draft(entry, when, pointer, record)


def _entry(raw: bytes) -> LogEntry:
    try:
        return msgspec.json.decode(raw, type=LogEntry)
    except UnicodeDecodeError:
        return msgspec.json.decode(_mended(raw), type=LogEntry)


def _compact(raw: msgspec.Raw) -> str:
    try:
        text = msgspec.json.format(bytes(raw), indent=-1).decode("utf-8", "backslashreplace")
    except (msgspec.MsgspecError, RecursionError):
        text = bytes(raw).decode("utf-8", "backslashreplace")
    return _clean(text)


def _clean(text: str) -> str:
    """A text that every database can hold: no lone surrogates, and a picture for NUL."""
    return text.encode("utf-8", "replace").decode().replace("\0", "␀")


def _when(written: str | float | None, options: ImportOptions) -> When:
    if written is None or written == "":
        raise UnplaceableError("The entry has no time (created_at).")
    try:
        if not isinstance(written, str):
            return When(epoch_instant(str(written)))
        at = datetime.fromisoformat(written)
        if at.tzinfo is not None:
            return When(at.astimezone(UTC))
        placed = place(at, require_zone(options.zone))
        return When(
            placed.at,
            placed.until,
            Precision.EXACT if placed.until is None else Precision.APPROXIMATE,
            options.zone or "UTC",
            placed.remark,
        )
    except (ValueError, OverflowError):
        raise UnplaceableError(f"“{str(written)[:60]}” is not a time.") from None


def _draft(entry: LogEntry, when: When, pointer: str, record: str) -> Draft:
    kind_name = plain_type(entry.type or "")
    who = entry.agent or entry.user
    text = _clean((entry.summary or "").strip() or kind_name.replace("_", " ") or "Log entry")
    title, body = title_and_body(text)
    if note := _note(entry):
        body = f"{body or title}\n\n{note}" if note not in text else body
    names = [entry.service, *(entry.teams or ())]
    tags = tuple(dict.fromkeys(_clean(name.summary) for name in names if name and name.summary))
    return Draft(
        when.at, when.until, when.precision, str(entry.created_at), when.zone_assumed,
        _kinds().get(kind_name, EventKind.NOTE), "", _clean((who.summary if who else "") or ""), title, body, tags,
        pointer, record, f"pagerduty:{entry.id}" if entry.id else "", False, when.remark,
    )  # fmt: skip


def _note(entry: LogEntry) -> str:
    channel: dict[str, Any] = entry.channel if isinstance(entry.channel, dict) else {}
    found: Sequence[object] = (entry.note, channel.get("summary"), channel.get("content"), channel.get("note"))
    return next((_clean(text.strip()) for text in found if isinstance(text, str) and text.strip()), "")


def plain_type(name: str) -> str:
    """The type of an entry without its endings: ``acknowledge_log_entry_reference`` is ``acknowledge``."""
    bare = name.removesuffix("_reference").removesuffix("_log_entry")
    return str(rules("pagerduty")["spellings"].get(bare, bare))


@cache
def _kinds() -> dict[str, EventKind]:
    return {name: EventKind(kind) for name, kind in rules("pagerduty")["kinds"].items()}


IMPORTER = PagerDutyImporter()
