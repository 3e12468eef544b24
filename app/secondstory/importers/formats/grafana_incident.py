"""Grafana Incident (IRM): the activity of an incident, and the incident itself where the file has it."""

import re
from collections.abc import Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row, rows_inside
from secondstory.importers.documents.nested import Opened, remark
from secondstory.importers.documents.reading import FAULTS, THERE_IS_MORE, Record
from secondstory.importers.rules import rules

INCIDENTS = ("incident", "incidents", "incidentPreviews")
T = TypeVar("T")
_CAPITAL = re.compile("(?<=[a-z])(?=[A-Z])")


class User(msgspec.Struct):
    """A person."""

    user_id: str | None = msgspec.field(default=None, name="userID")
    name: str | None = None


class Role(msgspec.Struct):
    """The role of a person; older incidents have the name alone in its place."""

    name: str | None = None


class Assignment(msgspec.Struct):
    """Who holds a role in an incident."""

    user: User | None = None
    role: Role | str | None = None


class Membership(msgspec.Struct):
    """Who takes part in an incident."""

    assignments: list[Assignment | None] | None = None


class Label(msgspec.Struct):
    """A label of an incident."""

    label: str | None = None


class Incident(msgspec.Struct, rename="camel"):
    """What is read of an incident; a time that is not set is an empty text."""

    title: str | None = None
    status: str | None = None
    severity: str | None = None
    severity_label: str | None = None
    is_drill: bool | None = None
    incident_id: str | None = msgspec.field(default=None, name="incidentID")
    incident_start: Time = None
    created_time: Time = None
    incident_end: Time = None
    closed_time: Time = None
    created_by_user: User | None = None
    labels: list[Label | None] | None = None
    roles: list[Assignment | None] | None = None
    incident_membership: Membership | None = None


class Item(msgspec.Struct, rename="camel"):
    """One item of the activity."""

    activity_item_id: str | None = msgspec.field(default=None, name="activityItemID")
    incident_id: str | None = msgspec.field(default=None, name="incidentID")
    activity_kind: str | None = None
    body: str | None = None
    url: str | None = None
    tags: list[str | None] | None = None
    user: User | None = None
    subject_user: User | None = None
    event_time: Time = None
    created_time: Time = None
    field_values: dict[str, Any] | None = None

    @property
    def values(self) -> dict[str, str]:
        """What the kind of the activity is about, by its name: the status before, the new one."""
        return {name: value for name, value in (self.field_values or {}).items() if isinstance(value, str) and value}


class Task(msgspec.Struct, rename="camel"):
    """Something to do in an incident."""

    task_id: str | None = msgspec.field(default=None, name="taskID")
    text: str | None = None
    status: str | None = None
    created_time: Time = None
    author_user: User | None = None


class Cursor(msgspec.Struct, rename="camel"):
    """Where the page of an answer ends."""

    has_more: bool | None = None


class Answer(msgspec.Struct):
    """What stands beside the items and the incidents."""

    cursor: Cursor | None = None


class Hook(msgspec.Struct):
    """What stands beside the incident that a webhook was sent."""

    id: str | None = None
    event: str | None = None
    time: Time = None


@dataclass(frozen=True, slots=True)
class Context:
    """What else the file says while one of its records is read.

    ``roles`` are those of people by their ids. ``told`` are the kinds of activity that the items of an incident have,
    each with the id of the incident; ``tasks`` are the texts of those that tell of tasks.
    """

    roles: Mapping[str, str] = field(default_factory=dict)
    told: frozenset[tuple[str, str]] = frozenset()
    tasks: tuple[str, ...] = ()


class GrafanaIncidentImporter(JsonImporter):
    """Reads every item of the activity, and of the incident what no item tells."""

    info = FormatInfo(
        "grafana-incident",
        "Grafana Incident activity",
        (".json",),
        "The activity of an incident in Grafana Incident (IRM) from its API, with the incident if the file has it.",
    )

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The events of an answer of the API, or of an incident, an item or a task by itself."""
        opened = Opened.of(record)
        if opened.has_any("activityItems", *INCIDENTS):
            yield from _of_answer(opened, make)
        elif opened.has_any("activityKind", "activityItemID"):
            yield _of_item(record, make, Context())
        elif opened.has_any("taskID"):
            yield from _of_task(record, make, Context())
        else:
            yield from _of_incident(opened, make, Context())


def _of_answer(opened: Opened, make: Maker) -> Iterator[Row]:
    sent = opened.record.decoded(Hook)
    if sent.event and sent.event.rpartition(".")[2] in rules("grafana_incident")["told_when_sent"]:
        yield _of_hook(opened, sent, make)
    items = list(opened.inside("activityItems"))
    incidents = list(opened.inside(*INCIDENTS))
    context = _context(_whole(items, Item), _whole(incidents, Incident))
    rows = [
        *rows_inside(incidents, lambda place: _of_incident(Opened.of(place), make, context)),
        *rows_inside(items, lambda place: [_of_item(place, make, context)]),
    ]
    cursor = opened.record.decoded(Answer).cursor
    if cursor and cursor.has_more:
        remark(rows, THERE_IS_MORE)
    yield from rows


def _of_hook(opened: Opened, sent: Hook, make: Maker) -> Row:
    """That an incident was changed, which its own times do not tell."""
    incident = Incident()
    for place in opened.inside("incident"):
        incident = place.decoded(Incident)
    told = Occurrence(
        sent.time,
        make.kind("incidentUpdated"),
        f"Incident updated: {(incident.title or '').strip() or 'no title'}",
        body=f"Status: {incident.status}" if incident.status else "",
        tags=[incident.severity],
        external_id=f"grafana-incident:{sent.id}" if sent.id else "",
    )
    return make.event(opened.record, told)


def _whole(places: list[Record], kind: type[T]) -> list[T]:
    """The records that can be decoded; the others become unread rows when they are read."""
    found = []
    for place in places:
        with suppress(*FAULTS):
            found.append(place.decoded(kind))
    return found


def _context(items: list[Item], incidents: list[Incident]) -> Context:
    roles: dict[str, str] = {}
    for incident in incidents:
        members = incident.incident_membership.assignments if incident.incident_membership else None
        for held in (*(incident.roles or ()), *(members or ())):
            name = held.role if held is None or isinstance(held.role, str) else held.role and held.role.name
            if held and held.user and held.user.user_id and name:
                roles.setdefault(held.user.user_id, name)
    return Context(
        roles,
        frozenset((item.incident_id or "", item.activity_kind or "") for item in items),
        tuple(item.body or "" for item in items if (item.activity_kind or "").startswith("task")),
    )


def _of_item(record: Record, make: Maker, context: Context) -> Row:
    item = record.decoded(Item)
    text = (item.body or "").strip()
    subject = (item.subject_user.name if item.subject_user else "") or ""
    about = [f"{_in_words(name)}: {value}" for name, value in item.values.items() if value not in text]
    more = (f"Concerns {subject}." if subject and subject not in text else "", *about, item.url or "")
    recorded = item.event_time and item.created_time and str(item.event_time)[:16] != str(item.created_time)[:16]
    told = Occurrence(
        item.event_time or item.created_time,
        make.kind(_meaning(item)),
        text or _in_words(item.activity_kind or "activity"),
        body="\n".join(part for part in more if part and part not in text),
        actor=item.user.name if item.user else "",
        role=_role(item.user, context),
        tags=item.tags or (),
        external_id=f"grafana-incident:{item.activity_item_id}" if item.activity_item_id else "",
        remark=f"This is the time of the event; it was written down at {item.created_time}." if recorded else "",
    )
    return make.event(record, told)


def _of_incident(opened: Opened, make: Maker, context: Context) -> Iterator[Row]:
    incident = opened.record.decoded(Incident)
    name = (incident.title or "").strip() or "no title"
    labels = [label.label for label in incident.labels or () if label]
    author = incident.created_by_user
    steps = (
        ("incidentStart", incident.incident_start, f"Incident began: {name}", None),
        ("incidentCreated", incident.created_time, f"Incident declared: {name}", author),
        ("incidentEnd", incident.incident_end, f"Incident ended: {name}", None),
        ("incidentClosed", incident.closed_time, f"Incident closed: {name}", None),
    )
    timed = [step for step in steps if step[1]] or steps[1:2]
    for kind, time, title, who in timed:
        if not {(incident.incident_id or "", kind), ("", kind)}.isdisjoint(context.told):
            continue
        told = Occurrence(
            time,
            make.kind(kind),
            title,
            actor=who.name if who else "",
            role=_role(who, context),
            tags=[incident.severity or incident.severity_label, *labels, "drill" if incident.is_drill else ""],
            external_id=f"grafana-incident:{incident.incident_id}" if incident.incident_id else "",
            part=kind,
        )
        yield make.event(opened.record, told)
    yield from rows_inside(
        opened.inside("taskList"),
        lambda tasks: rows_inside(Opened.of(tasks).inside("tasks"), lambda place: _of_task(place, make, context)),
    )


def _of_task(record: Record, make: Maker, context: Context) -> Iterator[Row]:
    """When a task was added, unless an item of the activity tells it."""
    task = record.decoded(Task)
    text = (task.text or "").strip()
    if text and any(text in told for told in context.tasks):
        return
    told = Occurrence(
        task.created_time,
        make.kind("taskAdded"),
        f"Task added: {text}" if text else "Task added",
        actor=task.author_user.name if task.author_user else "",
        role=_role(task.author_user, context),
        tags=[task.status],
        external_id=f"grafana-incident:{task.task_id}" if task.task_id else "",
    )
    yield make.event(record, told)


def _meaning(item: Item) -> str:
    """The word that tells the kind of an item: a change of status to one that ends an incident means its end."""
    kind = item.activity_kind or ""
    told = item.body or next(reversed(item.values.values()), "")
    last = told.rstrip(" .!\"'*_`").rpartition(" ")[2].lower().lstrip("\"'*_`")
    ends = kind == "incidentStatusChanged" and last in rules("grafana_incident")["ending_statuses"]
    return "incidentEnd" if ends else kind


def _role(user: User | None, context: Context) -> str:
    return context.roles.get(user.user_id or "", "") if user else ""


def _in_words(kind: str) -> str:
    return _CAPITAL.sub(" ", kind).lower().capitalize()


IMPORTER = GrafanaIncidentImporter()
