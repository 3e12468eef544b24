"""PagerDuty incidents, as the REST API lists them, with the log entries and notes that were put inside them."""

from collections.abc import Iterator, Sequence
from datetime import datetime

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row, rows_inside
from secondstory.importers.documents.nested import Opened
from secondstory.importers.documents.reading import Record
from secondstory.importers.formats.pagerduty import IMPORTER as LOG_ENTRIES
from secondstory.importers.formats.tools import IMPORTER as TOOLS
from secondstory.model.draft import Draft
from secondstory.model.enums import EventKind

LOG_ENTRY = b'_log_entry"'
"""How the type of a log entry ends."""
INCIDENTS = ("incidents", "incident")
OTHERS = ("alerts", "status_updates", "change_events")
"""Further answers that scripts keep in one document with an incident."""
ONLY_OF_OTHERS = {"alert_key", "sender", "timestamp"}
"""Of these names each record of them has one, and an incident has none."""


class Reference(msgspec.Struct):
    """A user, service, team or priority that an incident names."""

    summary: str | None = None
    name: str | None = None


class Details(msgspec.Struct):
    """What was written when the incident was opened by hand."""

    details: str | None = None


class Incident(msgspec.Struct):
    """What is read of an incident. Its pending actions have not happened: they stay in the verbatim record."""

    created_at: Time = None
    id: str | None = None
    incident_number: int | str | None = None
    title: str | None = None
    summary: str | None = None
    body: Details | None = None
    status: str | None = None
    priority: Reference | None = None
    service: Reference | None = None
    teams: list[Reference] | None = None
    assignments: list[msgspec.Raw] | None = None
    acknowledgements: list[msgspec.Raw] | None = None
    log_entries: list[msgspec.Raw] | None = None
    notes: list[msgspec.Raw] | None = None
    last_status_change_at: Time = None
    last_status_change_by: Reference | None = None
    resolved_at: Time = None

    @property
    def name(self) -> str:
        """What people call it."""
        return f"Incident #{self.incident_number}" if self.incident_number else "Incident"

    @property
    def subject(self) -> str:
        """What it is about; the summary has the number before it."""
        return (self.title or (self.summary or "").removeprefix(f"[#{self.incident_number}]")).strip()

    @property
    def tags(self) -> list[str | None]:
        """Its service, its teams and its priority."""
        named = (self.service, *(self.teams or ()), self.priority)
        return [_name(reference) for reference in named]

    @property
    def key(self) -> str:
        """The id by which a later export tells the same incident again."""
        return f"pagerduty-incidents:{self.id}" if self.id else ""


class Step(msgspec.Struct):
    """An assignment or an acknowledgement; which of them it is shows in whom it names."""

    at: Time = None
    assignee: Reference | None = None
    acknowledger: Reference | None = None


class Note(msgspec.Struct):
    """A note on an incident."""

    created_at: Time = None
    id: str | None = None
    content: str | None = None
    user: Reference | None = None


class PagerDutyIncidentsImporter(JsonImporter):
    """Reads the course of incidents: when each was opened, assigned, acknowledged and resolved."""

    info = FormatInfo(
        "pagerduty-incidents",
        "PagerDuty incidents",
        (".json",),
        "Incidents from the PagerDuty REST API: when each was opened, assigned, acknowledged and resolved.",
    )

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The events of an answer, or of an incident; one of its parts that was corrected stands by itself."""
        fields = record.decoded(dict[str, msgspec.Raw])
        if "at" in fields:
            yield make.event(record, _step(record.decoded(Step), Incident(), make))
        elif "content" in fields:
            yield make.event(record, _noted(record.decoded(Note), Incident(), make))
        elif bytes(fields.get("type", b"")).endswith(LOG_ENTRY):
            yield from LOG_ENTRIES.events(record, Maker("pagerduty", make.options))
        elif not ONLY_OF_OTHERS.isdisjoint(fields):
            yield from TOOLS.events(record, TOOLS.maker(make.options))
        elif (opened := Opened(record, fields)).has_any(*INCIDENTS):
            yield from _of_answer(opened, make)
        else:
            yield from _of_incident(record, make)


def _of_answer(opened: Opened, make: Maker) -> Iterator[Row]:
    """The incidents of an answer, and of other answers that are kept with it: a single incident has them as its own."""
    incidents = list(opened.inside(*INCIDENTS))
    entries, notes = list(opened.inside("log_entries")), list(opened.inside("notes"))
    if len(incidents) == 1:
        yield from rows_inside(incidents, lambda record: _of_incident(record, make, entries, notes))
    else:
        yield from rows_inside(incidents, lambda record: _of_incident(record, make))
        logged = Maker("pagerduty", make.options)
        yield from rows_inside(entries, lambda part: LOG_ENTRIES.events(part, logged))
        yield from rows_inside(notes, lambda part: [make.event(part, _noted(part.decoded(Note), Incident(), make))])
    others = TOOLS.maker(make.options)
    yield from rows_inside(opened.inside(*OTHERS), lambda part: TOOLS.events(part, others))


def _of_incident(
    record: Record, make: Maker, entries: Sequence[Record] = (), notes: Sequence[Record] = ()
) -> Iterator[Row]:
    """What an incident and its parts tell; what one of its log entries tells of the same second is told once.

    ``entries`` and ``notes`` are parts of it that lie elsewhere in the file.
    """
    incident = record.decoded(Incident)
    log = Maker("pagerduty", make.options)
    inside = record.inside("log_entries", incident.log_entries)
    logged = rows_inside([*inside, *entries], lambda part: LOG_ENTRIES.events(part, log))
    acknowledged: list[Time] = []

    def step_of(part: Record) -> Iterator[Row]:
        step = part.decoded(Step)
        if step.acknowledger is not None:
            acknowledged.append(step.at)
        yield make.event(part, _step(step, incident, make))

    def note_of(part: Record) -> Iterator[Row]:
        yield make.event(part, _noted(part.decoded(Note), incident, make))

    rows = [
        make.event(record, _opened(incident, make)),
        *rows_inside(record.inside("assignments", incident.assignments), step_of),
        *rows_inside(record.inside("acknowledgements", incident.acknowledgements), step_of),
        *rows_inside([*record.inside("notes", incident.notes), *notes], note_of),
    ]
    rows += [make.event(record, told) for told in _changes(incident, make, acknowledged)]
    known = {_second(row) for row in logged if isinstance(row, Draft)}
    yield from logged
    yield from (row for row in rows if not isinstance(row, Draft) or _second(row) not in known)


def _second(row: Draft) -> tuple[datetime | None, EventKind]:
    """The second in which something happened, and what it was."""
    return row.occurred_at and row.occurred_at.replace(microsecond=0), row.kind


def _opened(incident: Incident, make: Maker) -> Occurrence:
    text = f"{incident.name} triggered"
    return Occurrence(
        incident.created_at,
        make.kind("triggered"),
        f"{text}: {incident.subject}" if incident.subject else text,
        body=incident.body.details if incident.body else "",
        tags=incident.tags,
        external_id=incident.key,
        part="opened",
    )


def _step(step: Step, incident: Incident, make: Maker) -> Occurrence:
    """Someone got the incident or took it on. The part names the incident, for two may say the same of a second."""
    done, who = ("assigned", step.assignee) if step.acknowledger is None else ("acknowledged", step.acknowledger)
    to = f" to {_name(who)}" if step.acknowledger is None and _name(who) else ""
    return Occurrence(
        step.at,
        make.kind(done),
        f"{incident.name} {done}{to}",
        body=incident.subject,
        actor=_name(who),
        tags=incident.tags,
        part=f"{done} {incident.id or ''}".strip(),
    )


def _noted(note: Note, incident: Incident, make: Maker) -> Occurrence:
    """What somebody wrote down."""
    return Occurrence(
        note.created_at,
        make.kind("noted"),
        (note.content or "").strip() or "Note",
        body=f"{incident.name}: {incident.subject}" if incident.subject else "",
        actor=_name(note.user),
        tags=incident.tags,
        external_id=f"pagerduty-incidents:{note.id}" if note.id else "",
    )


def _changes(incident: Incident, make: Maker, acknowledged: list[Time]) -> Iterator[Occurrence]:
    """The resolution and the last change of the status, unless the incident tells that change already."""
    at, status = incident.last_status_change_at, (incident.status or "").strip()
    is_resolved = status.lower() == "resolved"
    resolved_at = incident.resolved_at or (at if is_resolved else None)
    by = _name(incident.last_status_change_by)
    if resolved_at is not None:
        actor = by if is_resolved or at == resolved_at else ""
        yield _change(incident, make, "resolved", resolved_at, actor)
    if at is not None and not is_resolved and at not in (incident.created_at, resolved_at, *acknowledged):
        yield _change(incident, make, status, at, by)


def _change(incident: Incident, make: Maker, status: str, at: Time, actor: str) -> Occurrence:
    known = status in ("resolved", "acknowledged")
    return Occurrence(
        at,
        make.kind(status if known else "changed"),
        f"{incident.name} {status}" if known else f"{incident.name}: the status changed to {status or 'another'}",
        body=incident.subject,
        actor=actor,
        tags=incident.tags,
        external_id=incident.key,
        part="resolved" if status == "resolved" else f"changed to {status}",
    )


def _name(reference: Reference | None) -> str:
    return (reference.summary or reference.name or "") if reference else ""


IMPORTER = PagerDutyIncidentsImporter()
