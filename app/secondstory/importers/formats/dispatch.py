"""Dispatch, the incident tool of Netflix: incidents with their events and tasks."""

from collections.abc import Iterable, Iterator
from functools import partial

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row
from secondstory.importers.documents.parts import each, with_parts
from secondstory.importers.documents.reading import Record
from secondstory.importers.documents.stamped import stages
from secondstory.importers.kinds import kind_of_text
from secondstory.importers.rules import rules
from secondstory.model.draft import UnreadRow
from secondstory.model.enums import EventKind


class Named(msgspec.Struct):
    """A person, a severity or a priority."""

    name: str | None = None


class Participant(msgspec.Struct):
    """A person who takes part in an incident."""

    individual: Named | None = None

    @property
    def name(self) -> str:
        """The person's name."""
        return (self.individual.name if self.individual else None) or ""


class Event(msgspec.Struct):
    """An event on the timeline of an incident."""

    started_at: Time = None
    ended_at: Time = None
    uuid: str | None = None
    source: str | None = None
    description: str | None = None
    type: str | None = None
    owner: str | None = None
    pinned: bool | None = None


class Task(msgspec.Struct):
    """A task of an incident, or of the review after it."""

    created_at: Time = None
    resolved_at: Time = None
    id: int | str | None = None
    description: str | None = None
    status: str | None = None
    priority: str | None = None
    source: str | None = None
    assignees: list[Participant] | None = None
    owner: Participant | None = None
    creator: Participant | None = None


class Incident(msgspec.Struct):
    """An incident; its events and tasks are records of their own."""

    reported_at: Time = None
    stable_at: Time = None
    closed_at: Time = None
    id: int | str | None = None
    name: str | None = None
    title: str | None = None
    description: str | None = None
    resolution: str | None = None
    incident_severity: Named | None = None
    incident_priority: Named | None = None
    reporter: Participant | None = None


class DispatchImporter(JsonImporter):
    """Reads an incident, a page of incidents, or a list of events. The times are in UTC, whether they say so or not."""

    info = FormatInfo(
        "dispatch",
        "Netflix Dispatch",
        (".json",),
        "An incident of Netflix Dispatch as its API gives it: its stages, its timeline and its tasks.",
    )
    naive_zone = "UTC"

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The events of an incident, of a page of incidents, or of one record."""
        return each(record, lambda child: _events(child, make), ("items",))


def _events(record: Record, make: Maker) -> Iterable[Row]:
    names = record.decoded(dict[str, msgspec.Raw])
    if "reported_at" in names:
        tell, tell_part = partial(_of_incident, make=make), partial(_of_part, make=make)
        return with_parts(record, tell, ("events", "tasks"), tell_part)
    if "started_at" in names:
        return [_of_event(record, make)]
    if "created_at" in names and "status" in names:
        return _of_task(record, make)
    return [UnreadRow(record.pointer, "The record is no incident, event or task.", record.text)]


def _of_incident(record: Record, make: Maker) -> Iterator[Row]:
    incident = record.decoded(Incident)
    bodies = {"reported_at": incident.description, "closed_at": incident.resolution}
    reporter = incident.reporter.name if incident.reporter else ""
    grades = [grade.name for grade in (incident.incident_severity, incident.incident_priority) if grade]
    for stage, time in stages("dispatch", incident):
        told_then = Occurrence(
            time,
            stage.kind,
            f"{stage.title}: {incident.title or incident.name or ''}".rstrip(": "),
            body=bodies.get(stage.field),
            actor=reporter if stage.field == "reported_at" else "",
            tags=[incident.name, *grades],
            external_id=f"dispatch:incident:{incident.id}" if incident.id is not None else "",
            part=stage.part,
        )
        yield make.event(record, told_then)


def _of_part(record: Record, make: Maker) -> Iterable[Row]:
    return _of_task(record, make) if "/tasks/" in record.pointer else [_of_event(record, make)]


def _of_event(record: Record, make: Maker) -> Row:
    event = record.decoded(Event)
    description = (event.description or "").strip()
    sort = (event.type or "").strip()
    told_now = Occurrence(
        event.started_at,
        kind_of_text(description) if sort.lower() in rules("dispatch")["by_text"] else make.kind(sort),
        description,
        actor=event.owner,
        tags=[event.source],
        until=event.ended_at if event.ended_at != event.started_at else None,
        external_id=f"dispatch:{event.uuid}" if event.uuid else "",
        key=bool(event.pinned),
    )
    return make.event(record, told_now)


def _of_task(record: Record, make: Maker) -> Iterator[Row]:
    task = record.decoded(Task)
    text = (task.description or "").strip() or "without a description"
    assignees = ", ".join(person.name for person in task.assignees or () if person.name)
    tags = ["task", task.status, task.priority, task.source]
    external_id = f"dispatch:task:{task.id}" if task.id is not None else ""
    opened = Occurrence(
        task.created_at,
        EventKind.NOTE,
        f"Task: {text}",
        body=f"Assigned to {assignees}." if assignees else "",
        actor=task.creator.name if task.creator else "",
        tags=tags,
        external_id=external_id,
        part="opened",
    )
    yield make.event(record, opened)
    if task.resolved_at and task.status == "Resolved":
        owner = task.owner.name if task.owner else ""
        resolved = Occurrence(
            task.resolved_at, EventKind.ACTION, f"Task resolved: {text}", "", owner, "", tags,
            external_id=external_id, part="resolved",
        )  # fmt: skip
        yield make.event(record, resolved)


IMPORTER = DispatchImporter()
