"""FireHydrant: the events, milestones and tickets of incidents, as its API gives them and its webhooks send them."""

import re
from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row
from secondstory.importers.documents.parts import each, with_parts
from secondstory.importers.documents.reading import Record
from secondstory.importers.html.text import plain_text
from secondstory.importers.rules import rules
from secondstory.model.draft import UnreadRow
from secondstory.model.enums import EventKind

_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")


MOST_VALUES, DEEPEST = 4, 3


class Named(msgspec.Struct):
    """A person or a thing with a name."""

    name: str | None = None


class Event(msgspec.Struct):
    """An event of an incident. What ``data`` holds depends on the type, and is documented for notes only."""

    occurred_at: Time = None
    id: str | None = None
    type: str | None = None
    data: Any = None
    visibility: str | None = None
    author: Named | None = None


class Milestone(msgspec.Struct):
    """When an incident reached one of its stages."""

    occurred_at: Time = None
    id: str | None = None
    type: str | None = None


class Ticket(msgspec.Struct):
    """A task or follow-up. When it was done is not told."""

    created_at: Time = None
    id: str | None = None
    summary: str | None = None
    description: str | None = None
    state: str | None = None
    type: str | None = None
    assignees: list[Named] | None = None
    created_by: Named | None = None


class Incident(msgspec.Struct):
    """An incident; its milestones are records of their own."""

    created_at: Time = None
    started_at: Time = None
    id: str | None = None
    name: str | None = None
    summary: str | None = None
    description: str | None = None
    milestones: Any = None
    severity: str | None = None
    created_by: Named | None = None


class FireHydrantImporter(JsonImporter):
    """Tells events, milestones, tickets and incidents apart by their fields."""

    info = FormatInfo(
        "firehydrant",
        "FireHydrant export",
        (".json",),
        "The events, milestones and tickets of incidents from the FireHydrant API.",
    )

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The events of one answer of the API, or of one record of it."""
        return each(record, lambda child: _events(child, make), ("data",))


def _events(record: Record, make: Maker) -> Iterable[Row]:
    names = record.decoded(dict[str, msgspec.Raw])
    for name in ("data", "incident"):  # what a webhook was sent
        if "occurred_at" not in names and bytes(names.get(name, b"")).startswith(b"{"):
            return _events(Record(f"{record.pointer.removesuffix('/')}/{name}", bytes(names[name])), make)
    if "milestones" in names or "current_milestone" in names:
        return with_parts(
            record,
            lambda incident: _of_incident(incident, make),
            ("milestones",),
            lambda milestone: [_of_milestone(milestone, make)] if _is_reached(milestone) else [],
        )
    if "duration" in names and "occurred_at" in names:
        return [_of_milestone(record, make)]
    if "occurred_at" in names:
        return [_of_event(record, make)]
    if "state" in names and "summary" in names:
        return [_of_ticket(record, make)]
    return [UnreadRow(record.pointer, "The record is no event, milestone, ticket or incident.", record.text)]


def _of_event(record: Record, make: Maker) -> Row:
    event = record.decoded(Event)
    plain = plain_type(event.type or "")
    words = plain.replace("_", " ").capitalize() or "Event"
    texts = _texts(event.data)
    visibility = event.visibility or ""
    kind = make.kind(plain)
    if kind is EventKind.NOTE and visibility in rules("firehydrant")["seen_by_others"]:
        kind = EventKind.COMMUNICATION
    told_now = Occurrence(
        event.occurred_at,
        kind,
        texts[0] if texts else ": ".join(filter(None, (words, ", ".join(_values(event.data)[:MOST_VALUES])))),
        body="\n\n".join(texts[1:]),
        actor=event.author.name if event.author else "",
        tags=[words if texts else "", visibility.replace("_", " ")],
        external_id=f"firehydrant:{event.id}" if event.id else "",
    )
    return make.event(record, told_now)


def _of_milestone(record: Record, make: Maker) -> Row:
    milestone = record.decoded(Milestone)
    name = (milestone.type or "").strip()
    told_now = Occurrence(
        milestone.occurred_at,
        EventKind(rules("firehydrant")["milestones"].get(name.lower(), EventKind.NOTE)),
        f"Milestone: {name.replace('_', ' ').capitalize() or 'without a name'}",
        external_id=f"firehydrant:{milestone.id}" if milestone.id else "",
    )
    return make.event(record, told_now)


def _of_ticket(record: Record, make: Maker) -> Row:
    ticket = record.decoded(Ticket)
    sort = (ticket.type or "ticket").replace("_", "-")
    assignees = ", ".join(one.name for one in ticket.assignees or () if one.name)
    told_now = Occurrence(
        ticket.created_at,
        EventKind.NOTE,
        f"{sort.capitalize()}: {(ticket.summary or '').strip() or 'without a summary'}",
        body="\n\n".join(filter(None, [ticket.description, f"Assigned to {assignees}." if assignees else ""])),
        actor=ticket.created_by.name if ticket.created_by else "",
        tags=[sort, (ticket.state or "").replace("_", " ")],
        external_id=f"firehydrant:{ticket.id}" if ticket.id else "",
    )
    return make.event(record, told_now)


def _of_incident(record: Record, make: Maker) -> Iterator[Row]:
    incident = record.decoded(Incident)
    name = (incident.name or "").strip()
    milestones = incident.milestones if isinstance(incident.milestones, list) else ()
    known = {str(one.get("type")).lower() for one in milestones if isinstance(one, dict)}
    parts: list[tuple[str, Time]] = [("opened", incident.created_at)]
    if "started" not in known and incident.started_at not in (None, "", incident.created_at):
        parts.insert(0, ("started", incident.started_at))
    for part, time in parts:
        is_opened = part == "opened"
        told_now = Occurrence(
            time,
            EventKind(rules("firehydrant")["milestones"][part]),
            f"Incident {part}: {name}".rstrip(": "),
            body=(incident.summary or incident.description) if is_opened else "",
            actor=incident.created_by.name if incident.created_by and is_opened else "",
            tags=[incident.severity],
            external_id=f"firehydrant:{incident.id}" if incident.id else "",
            part=part,
        )
        yield make.event(record, told_now)


def _texts(data: object) -> list[str]:
    """What is there to read in the data of an event, each text once."""
    if not isinstance(data, dict):
        return [data.strip()] if isinstance(data, str) and data.strip() else []
    found = (data.get(name) for name in rules("firehydrant")["texts"])
    texts = dict.fromkeys(plain_text(text) for text in found if isinstance(text, str))
    return [text for text in texts if text]


def _values(data: object, deep: int = DEEPEST) -> list[str]:
    """What data without any text names: the names, titles and states in it, each once."""
    found: list[str] = []
    for name, value in data.items() if isinstance(data, dict) else ():
        if isinstance(value, dict) and deep:
            found.extend(_values(value, deep - 1))
        elif isinstance(value, str) and value.strip() and _is_telling(name):
            found.append(value.replace("_", " ").strip())
    return list(dict.fromkeys(found))


def _is_telling(name: str) -> bool:
    """Whether a value of this name is shown; ``new_status`` is a status as well."""
    known = rules("firehydrant")["values"]
    return name in known or (name.startswith(("old_", "new_", "previous_")) and name.partition("_")[2] in known)


def _is_reached(record: Record) -> bool:
    """Whether an incident has reached a milestone: those that lie ahead are listed too."""
    return record.decoded(Milestone).occurred_at not in (None, "")


def plain_type(name: str) -> str:
    """The type of an event in one spelling: ``AlertLinkedEntity`` and ``alert-linked`` are ``alert_linked``."""
    return _CAMEL.sub("_", name).replace("-", "_").replace(" ", "_").lower().removesuffix("_entity")


IMPORTER = FireHydrantImporter()
