"""Rootly: the events, action items and incidents of its API, in the shape of JSON:API, and of its webhooks."""

from collections.abc import Iterable, Iterator
from typing import Any

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row
from secondstory.importers.documents.parts import each
from secondstory.importers.documents.reading import Record, decode
from secondstory.importers.documents.stamped import stages
from secondstory.importers.html.text import plain_text
from secondstory.importers.kinds import kind_of_text
from secondstory.importers.rules import rules
from secondstory.model.draft import UnreadRow
from secondstory.model.enums import EventKind


class Event(msgspec.Struct):
    """The attributes of an event on the timeline of an incident."""

    occurred_at: Time = None
    created_at: Time = None
    event: str | None = None
    visibility: str | None = None
    user: Any = None


class ActionItem(msgspec.Struct):
    """The attributes of an action item. When it was done is not told."""

    created_at: Time = None
    summary: str | None = None
    description: str | None = None
    kind: str | None = None
    priority: str | None = None
    status: str | None = None
    due_date: str | None = None


class Incident(msgspec.Struct):
    """The attributes of an incident, with the time at which it reached each stage."""

    created_at: Time = None
    in_triage_at: Time = None
    started_at: Time = None
    detected_at: Time = None
    acknowledged_at: Time = None
    mitigated_at: Time = None
    resolved_at: Time = None
    cancelled_at: Time = None
    title: str | None = None
    summary: str | None = None
    kind: str | None = None
    mitigation_message: str | None = None
    resolution_message: str | None = None
    severity: Any = None
    labels: Any = None


class Resource(msgspec.Struct):
    """A resource of JSON:API: what it is, its id, and its attributes."""

    type: str
    id: str | int | None = None
    attributes: msgspec.Raw = msgspec.Raw(b"{}")

    @property
    def external_id(self) -> str:
        """The id by which a later export tells it again."""
        return f"rootly:{self.id}" if self.id is not None else ""


class Identified(msgspec.Struct):
    """What is known of a record by itself: its id."""

    id: str | int | None = None


class StatusPageEvent(msgspec.Struct):
    """The attributes of what was published on a status page."""

    started_at: Time = None
    created_at: Time = None
    event: str | None = None
    status: str | None = None


class RootlyImporter(JsonImporter):
    """Reads the resources of an answer, and those that are included with an incident."""

    info = FormatInfo(
        "rootly",
        "Rootly export",
        (".json",),
        "The timeline events, action items and incidents of the Rootly API.",
    )

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The events of one answer of the API, or of one resource of it."""
        return each(record, lambda child: _events(child, make), ("data", "included"), ("data",))


def _events(record: Record, make: Maker) -> Iterable[Row]:
    resource = _resource(record)
    match resource.type:
        case "incident_events":
            return [_of_event(record, resource, make)]
        case "incident_status_page_events":
            return [_of_status_page(record, resource, make)]
        case "incident_action_items" | "action_items":
            return [_of_action_item(record, resource, make)]
        case "incidents":
            return _of_incident(record, resource, make)
    if "/included/" in record.pointer:  # people, services and so on, which the events name
        return []
    return [UnreadRow(record.pointer, "The record is no event, action item or incident.", record.text)]


def _resource(record: Record) -> Resource:
    """The resource that a record is. What a webhook was sent has the attributes alone, which tell what it is."""
    fields = record.decoded(dict[str, msgspec.Raw])
    sort = next((sort for name, sort in rules("rootly")["told_by"].items() if name in fields), "")
    if "type" in fields or not sort:
        return record.decoded(Resource)
    return Resource(sort, record.decoded(Identified).id, msgspec.Raw(record.raw))


def _of_event(record: Record, resource: Resource, make: Maker) -> Row:
    event = decode(bytes(resource.attributes), Event)
    text = plain_text(event.event or "")
    outside = event.visibility == "external"
    told_now = Occurrence(
        event.occurred_at or event.created_at,
        EventKind.COMMUNICATION if outside else kind_of_text(text),
        text or "Event without text",
        actor=_named(event.user),
        tags=[event.visibility],
        external_id=resource.external_id,
        remark="" if event.occurred_at else "The time is that at which the event was written down.",
    )
    return make.event(record, told_now)


def _of_status_page(record: Record, resource: Resource, make: Maker) -> Row:
    event = decode(bytes(resource.attributes), StatusPageEvent)
    status = (event.status or "").replace("_", " ").strip()
    told_now = Occurrence(
        event.started_at or event.created_at,
        EventKind.COMMUNICATION,
        (event.event or "").strip() or f"Status page: {status or 'updated'}",
        tags=[status],
        external_id=resource.external_id,
    )
    return make.event(record, told_now)


def _of_action_item(record: Record, resource: Resource, make: Maker) -> Row:
    item = decode(bytes(resource.attributes), ActionItem)
    sort = (item.kind or "action item").replace("_", "-")
    told_now = Occurrence(
        item.created_at,
        EventKind.NOTE,
        f"{sort.capitalize()}: {(item.summary or '').strip() or 'without a summary'}",
        body="\n\n".join(filter(None, [item.description, f"Due {item.due_date}." if item.due_date else ""])),
        tags=[sort, (item.status or "").replace("_", " "), item.priority],
        external_id=resource.external_id,
    )
    return make.event(record, told_now)


def _of_incident(record: Record, resource: Resource, make: Maker) -> Iterator[Row]:
    incident = decode(bytes(resource.attributes), Incident)
    found_stages = stages("rootly", incident)
    if len(found_stages) > 1:
        found_stages = [found for found in found_stages if found[0].field != "created_at"]
    if not found_stages:
        yield UnreadRow(record.pointer, "The record has no time.", record.text)
        return
    bodies = {
        found_stages[0][0].field: incident.summary,
        "mitigated_at": incident.mitigation_message,
        "resolved_at": incident.resolution_message,
    }
    for stage, time in found_stages:
        told_then = Occurrence(
            time,
            stage.kind,
            f"{stage.title}: {incident.title or ''}".rstrip(": "),
            body=bodies.get(stage.field),
            tags=[_named(incident.severity), *_labels(incident.labels)],
            external_id=resource.external_id,
            part=stage.part,
        )
        yield make.event(record, told_then)


def _named(thing: object) -> str:
    """The name of a severity or a person, which stands either plainly or in a resource of its own."""
    for name in ("data", "attributes"):
        thing = thing.get(name, thing) if isinstance(thing, dict) else thing
    if isinstance(thing, dict):
        thing = thing.get("full_name") or thing.get("name")
    return thing if isinstance(thing, str) else ""


def _labels(labels: object) -> list[str]:
    if not isinstance(labels, dict):
        return []
    return [f"{name}: {value}" for name, value in labels.items() if isinstance(value, str | int) and value != ""]


IMPORTER = RootlyImporter()
