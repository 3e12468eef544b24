"""What PagerDuty sends to webhooks: events of version 3, and messages of version 2, which hold log entries."""

from collections.abc import Iterator

import msgspec

from secondstory.importers.base import FormatInfo
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


class Data(msgspec.Struct):
    """What an event is about: an incident, a note, a status update, or the request to a responder."""

    title: str | None = None
    summary: str | None = None
    content: str | None = None
    message: str | None = None
    state: str | None = None
    incident: Reference | None = None
    user: Reference | None = None
    service: Reference | None = None
    priority: Reference | None = None
    teams: list[Reference] | None = None


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
    incident = data.incident.name if data.incident else ""
    subject = next((text.strip() for text in (data.content, data.message, data.title, data.summary) if text), incident)
    details = {"state": data.state, "priority": data.priority.name if data.priority else ""}
    detail = details.get(rules("pagerduty_webhooks")["details"].get(kind, ""), "")
    text = _phrase(kind) + (f" ({detail})" if detail else "")
    about = (incident, f"Responder: {data.user.name}" if data.user and data.user.name else "")
    named = (data.service, *(data.teams or ()), data.priority)
    return Occurrence(
        event.occurred_at,
        make.kind(kind),
        f"{text}: {subject}" if subject else text,
        body="\n".join(line for line in about if line and line != subject),
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
