"""Incident.io: updates, incidents and follow-ups of its API and webhooks, and the Markdown of a post-mortem."""

import re
from collections.abc import Iterator, Mapping
from functools import partial
from io import BytesIO

import msgspec

from secondstory.importers.base import FormatInfo, ImportOptions, Question, Sample
from secondstory.importers.decoding import sample_text
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row, rows_inside
from secondstory.importers.documents.members import members
from secondstory.importers.documents.reading import FAULTS, Record, decode
from secondstory.importers.formats.text import TextImporter
from secondstory.importers.prose.marks import unmarked
from secondstory.importers.rules import rules
from secondstory.importers.times.days import UnplaceableError
from secondstory.importers.titles import title_and_body
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import EventKind

LISTS = ("incident_updates", "incidents", "follow_ups", "actions")
SINGLES = ("incident_update", "incident", "follow_up", "action")
TEXT = TextImporter()
_DOCUMENT = re.compile(r'\s*\{\s*"markdown"\s*:\s*"(?:[^"\\]|\\u[0-9a-fA-F]{4}|\\[^u])*+')


class Named(msgspec.Struct):
    """Anything with a name: a status with its category, a severity, a person, a priority."""

    name: str | None = None
    category: str | None = None
    title: str | None = None
    id: str | None = None


class Actor(msgspec.Struct):
    """Who did something: a person, an API key, a workflow or an alert."""

    user: Named | None = None
    api_key: Named | None = None
    workflow: Named | None = None
    alert: Named | None = None

    @property
    def name(self) -> str:
        """The name that the source gives."""
        found = (self.user, self.api_key, self.workflow, self.alert)
        return next((one.name or one.title or "" for one in found if one is not None), "")


class Update(msgspec.Struct):
    """An update of an incident: a message, with the status and severity that hold from then on."""

    created_at: Time = None
    id: str | None = None
    incident_id: str | None = None
    message: str | None = None
    new_incident_status: Named | None = None
    new_severity: Named | None = None
    updater: Actor | None = None
    merged_into_incident_id: str | None = None

    @property
    def status(self) -> str:
        """The name of the status."""
        return (self.new_incident_status.name if self.new_incident_status else None) or ""

    @property
    def severity(self) -> str:
        """The name of the severity."""
        return (self.new_severity.name if self.new_severity else None) or ""


class Value(msgspec.Struct):
    """The value of a timestamp."""

    value: Time = None


class TimestampValue(msgspec.Struct):
    """A timestamp that people named, such as *Fixed at*, and its value."""

    incident_timestamp: Named | None = None
    value: Value | None = None


class Timestamp(msgspec.Struct):
    """A timestamp of version 1 of the API."""

    name: str | None = None
    last_occurred_at: Time = None


class Incident(msgspec.Struct):
    """An incident with its timestamps. Roles are assigned without a time, so they are no events."""

    incident_timestamp_values: list[TimestampValue] | None = None
    timestamps: list[Timestamp] | None = None
    created_at: Time = None
    updated_at: Time = None
    id: str | None = None
    reference: str | None = None
    name: str | None = None
    summary: str | None = None
    severity: Named | None = None
    mode: str | None = None
    creator: Actor | None = None


class StatusChange(msgspec.Struct):
    """What a webhook is sent when the status of an incident changed."""

    incident: Incident | None = None
    new_status: Named | None = None
    previous_status: Named | None = None
    message: str | None = None


class FollowUp(msgspec.Struct):
    """A follow-up: when it was written down, and when it was completed."""

    created_at: Time = None
    completed_at: Time = None
    id: str | None = None
    title: str | None = None
    description: str | None = None
    status: str | None = None
    priority: Named | None = None
    assignee: Named | None = None
    creator: Actor | None = None


class Document(msgspec.Struct):
    """The content of a post-mortem document."""

    markdown: str


class IncidentIoImporter(JsonImporter):
    """Reads what the API gives for incidents; each list may stand alone or beside others."""

    info = FormatInfo(
        "incident-io",
        "incident.io export",
        (".json", ".jsonl"),
        "Updates, timestamps and follow-ups of incidents from the incident.io API, and its post-mortem documents.",
    )

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The events of one answer of the API, or of one record of it."""
        inside = _delivered(record)
        for children in (None if inside else members(record, LISTS, SINGLES)) or [[inside or record]]:
            before = _states_before(children, make)
            yield from map(_plain, rows_inside(children, partial(_events, make=make, before=before)))

    def questions(self, sample: Sample, options: ImportOptions) -> tuple[Question, ...]:
        """The zone where times name none; of a post-mortem document whatever its text leaves open."""
        try:
            text = decode(self.excerpt(sample), Document).markdown
        except FAULTS:
            return super().questions(sample, options)
        return TEXT.questions(Sample.of_text(text), options)

    def excerpt(self, sample: Sample) -> bytes:
        """The whole records of the sample, or the beginning of a document's text."""
        if not sample.is_whole and (match := _DOCUMENT.match(sample_text(sample))):
            return f'{match[0]}"}}'.encode("utf-8", "replace")
        return super().excerpt(sample)

    def repairable(self, corrected: str, sample: Sample | None) -> bytes:
        """The corrected record, or the corrected lines of a document's text."""
        if corrected.lstrip().startswith("{"):
            return super().repairable(corrected, sample)
        return msgspec.json.encode(Document(corrected.encode("utf-8", "replace").decode()))


def _plain(row: Row) -> Row:
    """A row whose title is plain text: names and messages are written in Markdown."""
    if isinstance(row, Draft):
        row.title = unmarked(row.title) or row.title
    return row


def _delivered(record: Record) -> Record | None:
    """What a delivery to a webhook holds: the member that has the name of its type; None where it is no delivery."""
    fields = record.decoded(dict[str, msgspec.Raw])
    kind = bytes(fields.get("event_type", b""))
    name = decode(kind, str) if kind.startswith(b'"') else ""
    if name not in fields:
        return None
    return Record(f"{record.pointer.removesuffix('/')}/{name}", bytes(fields[name]))


def _events(record: Record, make: Maker, before: Mapping[str, tuple[str, str]]) -> Iterator[Row]:
    names = record.decoded(dict[str, msgspec.Raw])
    if "markdown" in names:
        yield from _of_document(record, make.options)
    elif "new_status" in names and "incident" in names:
        yield _of_change(record, make)
    elif "new_incident_status" in names or ("incident_id" in names and "message" in names):
        yield _of_update(record, make, before.get(record.pointer))
    elif "completed_at" in names or ("incident_id" in names and not names.keys().isdisjoint(("title", "description"))):
        yield from _of_follow_up(record, make)
    elif "incident_timestamp_values" in names or "reference" in names:
        yield from _of_incident(record, make)
    else:
        yield UnreadRow(record.pointer, "The record is no update, incident or follow-up.", record.text)


def _of_document(record: Record, options: ImportOptions) -> Iterator[Row]:
    text = record.decoded(Document).markdown
    place = f"{'' if record.pointer == '/' else record.pointer}/markdown"
    for row in TEXT.read(BytesIO(text.encode("utf-8", "replace")), options):
        row.locator = f"{place}, {row.locator}"
        yield row


def _states_before(records: list[Record], make: Maker) -> dict[str, tuple[str, str]]:
    """For each update, by its place, the status and severity that its incident had before; nothing for the first."""
    dated = []
    for record in records:
        try:
            update = record.decoded(Update)
            dated.append((make.when(update.created_at).at, record.pointer, update))
        except (*FAULTS, UnplaceableError):
            continue
    before: dict[str, tuple[str, str]] = {}
    states: dict[str, tuple[str, str]] = {}
    for _, pointer, update in sorted(dated, key=lambda found: found[0]):
        incident = update.incident_id or ""
        known = states.get(incident)
        if known is not None:
            before[pointer] = known
        status, severity = known or ("", "")
        states[incident] = (update.status or status, update.severity or severity)
    return before


def _of_update(record: Record, make: Maker, before: tuple[str, str] | None) -> Row:
    update = record.decoded(Update)
    message = (update.message or "").strip()
    was = zip(("Status", "Severity"), before or ("", ""), (update.status, update.severity), strict=True)
    changes = [f"{name} changed from {old} to {new}" for name, old, new in was if old and new and old != new]
    now = ((name, value) for name, value in (("Status", update.status), ("Severity", update.severity)) if value)
    text = (
        " and ".join(changes[:1] + [change[0].lower() + change[1:] for change in changes[1:]])
        or message
        or ", ".join(f"{name}: {value}" for name, value in now)
        or "Update"
    )
    merged = update.merged_into_incident_id
    status_is_news = before is None or before[0] != update.status
    category = update.new_incident_status.category if update.new_incident_status else ""
    told_now = Occurrence(
        update.created_at,
        make.kind(category) if status_is_news and category else EventKind.COMMUNICATION,
        text,
        body="\n\n".join(
            filter(None, [message if changes else "", f"Merged into incident {merged}." if merged else ""])
        ),
        actor=update.updater.name if update.updater else "",
        tags=[update.status, update.severity],
        external_id=f"incident-io:{update.id}" if update.id else "",
    )
    return make.event(record, told_now)


def _of_change(record: Record, make: Maker) -> Row:
    """The change of a status as a webhook tells it, which names no time but that of the last change."""
    change = record.decoded(StatusChange)
    incident, now, before = (
        change.incident or Incident(),
        change.new_status or Named(),
        change.previous_status or Named(),
    )
    told_now = Occurrence(
        incident.updated_at,
        make.kind(now.category) if now.category else EventKind.COMMUNICATION,
        f"Status changed from {before.name} to {now.name}" if before.name else f"Status: {now.name or 'unknown'}",
        body="\n\n".join(filter(None, [change.message, incident.name])),
        tags=[incident.reference, now.name, incident.severity.name if incident.severity else ""],
        remark="The webhook tells no time of its own: this is when the incident was last changed.",
        external_id=f"incident-io:{incident.id}" if incident.id else "",
        part=f"{now.name or ''} {incident.updated_at or ''}".strip().lower(),
    )
    return make.event(record, told_now)


def _of_incident(record: Record, make: Maker) -> Iterator[Row]:
    incident = record.decoded(Incident)
    named: dict[str, Time] = {}
    for one in incident.incident_timestamp_values or ():
        name = ((one.incident_timestamp.name if one.incident_timestamp else None) or "").strip()
        if name and one.value is not None and one.value.value:
            named[name] = one.value.value
    mode = incident.mode if incident.mode != "standard" else ""
    for older in incident.timestamps or ():
        if older.name and older.last_occurred_at:
            named.setdefault(older.name.replace("_", " "), older.last_occurred_at)
    tags = [incident.reference, incident.severity.name if incident.severity else "", mode]
    external_id = f"incident-io:{incident.id}" if incident.id else ""
    if not any(name.lower() in rules("incident_io")["reported"] for name in named):
        told_first = Occurrence(
            incident.created_at,
            EventKind.DECISION,
            f"Incident declared: {incident.name or incident.reference or ''}".rstrip(": "),
            body=incident.summary,
            actor=incident.creator.name if incident.creator else "",
            tags=tags,
            external_id=external_id,
            part="declared",
        )
        yield make.event(record, told_first)
    for name, time in named.items():
        title = f"{name.removesuffix(' at')}: {incident.name or incident.reference or ''}".rstrip(": ")
        summary = incident.summary if name.lower() in rules("incident_io")["reported"] else ""
        told_then = Occurrence(
            time, make.kind(name), title, body=summary, tags=tags, external_id=external_id, part=name.lower()
        )
        yield make.event(record, told_then)


def _of_follow_up(record: Record, make: Maker) -> Iterator[Row]:
    follow_up = record.decoded(FollowUp)
    # An action during the incident has no title of its own: its description tells it.
    what = "Action" if follow_up.description and not follow_up.title else "Follow-up"
    said = (follow_up.title or follow_up.description or "").strip() or "without a title"
    title, more = title_and_body(said)
    assignee = follow_up.assignee.name if follow_up.assignee else ""
    priority = follow_up.priority.name if follow_up.priority else ""
    tags = [what.lower(), (follow_up.status or "").replace("_", " "), priority]
    external_id = f"incident-io:{follow_up.id}" if follow_up.id else ""
    body = "\n\n".join(
        filter(
            None, [follow_up.description if follow_up.title else more, f"Assigned to {assignee}." if assignee else ""]
        )
    )
    creator = follow_up.creator.name if follow_up.creator else ""
    opened = Occurrence(
        follow_up.created_at, EventKind.NOTE, f"{what}: {title}", body, creator, "", tags,
        external_id=external_id, part="created",
    )  # fmt: skip
    yield make.event(record, opened)
    if follow_up.completed_at:
        done = Occurrence(
            follow_up.completed_at, EventKind.ACTION, f"{what} completed: {title}", "", assignee, "", tags,
            external_id=external_id, part="completed",
        )  # fmt: skip
        yield make.event(record, done)


IMPORTER = IncidentIoImporter()
