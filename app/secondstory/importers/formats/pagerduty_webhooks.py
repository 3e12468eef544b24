"""What PagerDuty sends to webhooks: events of version 3, and messages of version 2, which hold log entries."""

from collections.abc import Iterator

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.described.values import said
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row, rows_inside
from secondstory.importers.documents.reading import Record
from secondstory.importers.formats.pagerduty import IMPORTER as LOG_ENTRIES
from secondstory.importers.rules import rules


class Reference(msgspec.Struct):
    """A user, service, incident, team or priority that an event names."""

    summary: str | None = None
    title: str | None = None

    @property
    def name(self) -> str:
        """What it is called."""
        return (self.summary or self.title or "").strip()


class RoleAssignment(msgspec.Struct):
    """Who has a role in an incident now, and who had it before; nobody has it where it was taken back."""

    role: Reference | None = None
    assignee: Reference | None = None
    old_assignee: Reference | None = None

    @property
    def told(self) -> str:
        """What changed, as ``Incident Commander is A. Example``."""
        role = (self.role.name if self.role else "") or "A role"
        now, before = (person.name if person else "" for person in (self.assignee, self.old_assignee))
        if now:
            return f"{role} is {now}{f' in place of {before}' if before and before != now else ''}"
        return f"{role} is no longer {before or 'assigned'}"


class FieldValue(msgspec.Struct):
    """A custom field of an incident, whose value may be of any shape."""

    name: str | None = None
    value: object = None


class Data(msgspec.Struct):
    """What an event is about: an incident, a note, a status update, a task, or the request to a responder."""

    title: str | None = None
    name: str | None = None
    summary: str | None = None
    content: str | None = None
    message: str | None = None
    state: str | None = None
    incident: Reference | None = None
    user: Reference | None = None
    service: Reference | None = None
    priority: Reference | None = None
    teams: list[Reference] | None = None
    incident_role_assignments: list[RoleAssignment] | None = None
    changed_custom_fields: list[FieldValue] | None = None
    conference_url: str | None = None

    @property
    def subject(self) -> str:
        """What is told of the event beside its type."""
        roles = "; ".join(assignment.told for assignment in self.incident_role_assignments or ())
        incident = self.incident.name if self.incident else ""
        texts = (roles, self.content, self.message, self.title, self.name, self.summary)
        return next((text.strip() for text in texts if text), incident)

    @property
    def further(self) -> Iterator[str]:
        """What else it tells, a line each."""
        if self.incident:
            yield self.incident.name
        if self.user and self.user.name:
            yield f"Responder: {self.user.name}"
        for changed in self.changed_custom_fields or ():
            yield f"{changed.name or 'A field'}: {said(changed.value) or 'empty'}"
        yield self.conference_url or ""


class Named(msgspec.Struct):
    """A person or a service of version 1."""

    name: str | None = None


class Event(msgspec.Struct):
    """An event of version 3."""

    occurred_at: Time = None
    id: str | None = None
    event_type: str | None = None
    agent: Reference | None = None
    data: Data | None = None


class Subject(msgspec.Struct):
    """What an incident of version 1 is about."""

    subject: str | None = None
    description: str | None = None


class OldIncident(msgspec.Struct):
    """An incident of version 1."""

    trigger_summary_data: Subject | None = None
    incident_key: str | None = None
    last_status_change_by: Named | None = None
    service: Named | None = None

    @property
    def name(self) -> str:
        """What it is about."""
        about = self.trigger_summary_data or Subject()
        return (about.subject or about.description or self.incident_key or "").strip()


class OldData(msgspec.Struct):
    """What a message of version 1 holds."""

    incident: OldIncident | None = None


class Message(msgspec.Struct):
    """A message of version 2, or of version 1, which calls the event its type and has no log entries."""

    id: str | None = None
    event: str | None = None
    type: str | None = None
    created_on: Time = None
    incident: Reference | None = None
    data: OldData | None = None
    log_entries: list[msgspec.Raw] | None = None


class PagerDutyWebhooksImporter(JsonImporter):
    """Reads what was delivered, whether it was kept as one document, as a list, or on a line each."""

    info = FormatInfo(
        "pagerduty-webhooks",
        "PagerDuty webhooks",
        (".json", ".jsonl"),
        "What PagerDuty sends to a webhook, of version 3 or 2: triggers, acknowledgements, notes, status updates.",
    )
    paths = (("messages",), ())

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The events of a delivery."""
        parts = record.decoded(dict[str, msgspec.Raw])
        event = Record(record.pointer, bytes(parts.get("event", b"")))
        if "messages" in parts:
            messages = Record(record.pointer, bytes(parts["messages"])).decoded(list[msgspec.Raw])
            yield from rows_inside(record.inside("messages", messages), lambda message: _of_message(message, make))
        elif "event_type" in parts:
            yield make.event(record, _told(record.decoded(Event), make))
        elif event.raw.startswith(b"{"):
            yield make.event(record, _told(event.decoded(Event), make))
        elif event.raw or "log_entries" in parts or "created_on" in parts:
            yield from _of_message(record, make)
        else:  # a log entry that was corrected stands by itself
            yield from LOG_ENTRIES.events(record, Maker("pagerduty", make.options))


def _told(event: Event, make: Maker) -> Occurrence:
    """What an event of version 3 tells."""
    data, kind = event.data or Data(), (event.event_type or "").strip()
    subject = data.subject
    details = {"state": data.state, "priority": data.priority.name if data.priority else ""}
    detail = details.get(rules("pagerduty_webhooks")["details"].get(kind, ""), "")
    text = _phrase(kind) + (f" ({detail})" if detail else "")
    named = (data.service, *(data.teams or ()), data.priority)
    return Occurrence(
        event.occurred_at,
        make.kind(kind),
        f"{text}: {subject}" if subject else text,
        body="\n".join(line for line in data.further if line and line != subject),
        actor=event.agent.name if event.agent else "",
        tags=[reference.name for reference in named if reference],
        external_id=f"pagerduty-webhooks:{event.id}" if event.id else "",
    )


def _of_message(record: Record, make: Maker) -> Iterator[Row]:
    """The log entries of a message, or the message itself where it has none. The incident beside them is known."""
    message = record.decoded(Message)
    entries = Maker("pagerduty", make.options)
    yield from rows_inside(
        record.inside("log_entries", message.log_entries), lambda entry: LOG_ENTRIES.events(entry, entries)
    )
    if message.log_entries:
        return
    kind = (message.event or message.type or "").strip()
    old = (message.data and message.data.incident) or OldIncident()
    subject = message.incident.name if message.incident else old.name
    told = Occurrence(
        message.created_on,
        make.kind(kind),
        f"{_phrase(kind)}: {subject}" if subject else _phrase(kind),
        actor=old.last_status_change_by.name if old.last_status_change_by else "",
        tags=[old.service.name if old.service else ""],
        external_id=f"pagerduty-webhooks:{message.id}" if message.id else "",
    )
    yield make.event(record, told)


def _phrase(kind: str) -> str:
    """What an event of that type is called; its type in words where the rules do not name it."""
    words = kind.replace(".", " ").replace("_", " ").strip().capitalize()
    return str(rules("pagerduty_webhooks")["phrases"].get(kind, words or "Event"))


IMPORTER = PagerDutyWebhooksImporter()
