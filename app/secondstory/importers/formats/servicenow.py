"""ServiceNow records as the Table API gives them: incidents, journal entries, audit rows."""

from collections.abc import Iterator
from dataclasses import dataclass, replace

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.changes import told_change
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row
from secondstory.importers.documents.reading import Record
from secondstory.importers.documents.servicenow import (
    Cell,
    Journal,
    Reference,
    Ticket,
    noted_times,
    offset_name,
    shown,
    stored,
    told_by,
    without_code,
)
from secondstory.importers.documents.written import WrittenMaker
from secondstory.importers.rules import rules
from secondstory.importers.tables.times import day_comes_first
from secondstory.importers.times.days import UnplaceableError, When
from secondstory.model.draft import UnreadRow
from secondstory.model.enums import EventKind


class Incident(msgspec.Struct):
    """What is read of an incident, or of another task with the same fields."""

    sys_id: Cell = None
    number: Cell = None
    short_description: Cell = None
    description: Cell = None
    state: Cell = None
    priority: Cell = None
    contact_type: Cell = None
    assignment_group: Cell = None
    opened_at: Cell = None
    opened_by: Cell = None
    sys_created_on: Cell = None
    sys_created_by: Cell = None
    resolved_at: Cell = None
    resolved_by: Cell = None
    closed_at: Cell = None
    closed_by: Cell = None
    close_notes: Cell = None
    work_notes: Cell = None
    comments: Cell = None
    comments_and_work_notes: Cell = None
    work_start: Cell = None
    work_end: Cell = None


class JournalEntry(msgspec.Struct):
    """A comment or a work note on a record."""

    value: Cell = None
    element: Cell = None
    sys_id: Cell = None
    name: Cell = None
    sys_created_on: Cell = None
    sys_created_by: Cell = None


class FieldChange(msgspec.Struct):
    """A field of a record before and after, as the activity stream tells it."""

    field_name: Cell = None
    field_label: Cell = None
    old_value: Cell = None
    new_value: Cell = None


class Changes(msgspec.Struct):
    """The changes that somebody made at once."""

    changes: list[FieldChange] | None = None


class Activity(msgspec.Struct):
    """An entry of the activity stream: words, which have an ``element``, or changes of fields."""

    value: Cell = None
    element: Cell = None
    field_label: Cell = None
    sys_id: Cell = None
    name: Cell = None
    login_name: Cell = None
    sys_created_on: Cell = None
    sys_created_by: Cell = None
    entries: Changes | None = None


class Audit(msgspec.Struct):
    """A field of a record before and after."""

    fieldname: Cell = None
    oldvalue: Cell = None
    newvalue: Cell = None
    sys_id: Cell = None
    tablename: Cell = None
    user: Cell = None
    reason: Cell = None
    sys_created_on: Cell = None


class ServiceNowImporter(JsonImporter):
    """Reads the answers of the Table API, which gives times in UTC unless it was asked for what people see."""

    info = FormatInfo(
        "servicenow",
        "ServiceNow (JSON)",
        (".json",),
        "Incidents, journal entries and audit rows from the ServiceNow Table API, and activity streams.",
    )
    paths = (("result", "entries"), ("result",), ("records",), ("stream", "entries"), ("entries",), ())
    naive_zone = "UTC"

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The events of an incident, or the one that a journal entry or an audit row is."""
        names = record.decoded(dict[str, msgspec.Raw])
        if names.keys() & {"login_name", "user_sys_id", "field_label"} and "number" not in names:
            yield from _activity(record, make)
        elif "element" in names:
            yield _entry(record, make)
        elif "fieldname" in names:
            yield _audit(record, make)
        elif names.keys() & {"number", "short_description", "opened_at", "work_notes", "comments"}:
            yield from _incident(record, make)
        else:
            yield UnreadRow(
                record.pointer,
                "The record is neither an incident nor a journal entry nor an audit row nor an activity.",
                record.text,
            )


def _incident(record: Record, make: Maker) -> Iterator[Row]:
    incident = record.decoded(Incident)
    asking = _asking(incident, make)
    priority = shown(incident.priority)
    ticket = Ticket(
        stored(incident.sys_id),
        shown(incident.number),
        shown(incident.short_description),
        shown(incident.description),
        stored(incident.opened_at) or stored(incident.sys_created_on),
        shown(incident.opened_by) or shown(incident.sys_created_by),
        stored(incident.resolved_at),
        shown(incident.resolved_by),
        stored(incident.closed_at),
        shown(incident.closed_by),
        shown(incident.close_notes),
        shown(incident.contact_type),
        (f"priority {priority}" if priority.isdecimal() else priority, shown(incident.assignment_group)),
        _journals(incident),
    )
    journal = Journal(asking, lambda name, index, text: _piece(record, name, index, text))
    placing = asking if _is_displayed(incident) else make
    yield from told_by(record, ticket, placing, journal)
    yield from _work(record, incident, ticket, placing)


def _work(record: Record, incident: Incident, ticket: Ticket, make: Maker) -> Iterator[Row]:
    """When the work of a change or a task began and ended."""
    for part, word, cell in (("work-start", "began", incident.work_start), ("work-end", "ended", incident.work_end)):
        if stored(cell):
            text = f"Work on {ticket.number or 'the record'} {word}: {ticket.summary}".removesuffix(": ")
            yield make.event(
                record,
                Occurrence(
                    stored(cell), make.kind(part), text, tags=(ticket.number,), external_id=ticket.name, part=part
                ),
            )


@dataclass(frozen=True, slots=True)
class _ShownMaker(WrittenMaker):
    """A maker whose zone is told by the record itself."""

    def when(self, written: Time) -> When:
        """The instant of a time, whose zone nobody has to be asked for."""
        when = WrittenMaker.when(self, written)
        return When(when.at, when.until, when.precision, "", when.remark)


def _asking(incident: Incident, make: Maker) -> Maker:
    """A maker of the times that people see. Where a field tells both, its two times tell the zone of the others."""
    times = [shown(cell) for cell in (incident.opened_at, incident.sys_created_on, incident.resolved_at)]
    written = [*times, *noted_times([text for _, text in _journals(incident)])]
    first, _ = day_comes_first(written, make.options)
    asking = WrittenMaker(make.rules_name, make.options, day_first=first)
    for cell in (incident.opened_at, incident.sys_created_on, incident.resolved_at):
        if not make.options.zone and isinstance(cell, Reference) and cell.value and cell.display_value:
            try:
                apart = asking.when(shown(cell)).at - make.when(stored(cell)).at
            except UnplaceableError:
                continue
            zone = offset_name(apart)
            return _ShownMaker(make.rules_name, replace(make.options, zone=zone), day_first=first) if zone else asking
    return asking


def _journals(incident: Incident) -> list[tuple[str, str]]:
    """The stacked notes; a field that holds all of them is read where the fields it is made of are empty."""
    notes = [("work_notes", shown(incident.work_notes)), ("comments", shown(incident.comments))]
    if not any(text for _, text in notes):
        notes = [("comments_and_work_notes", shown(incident.comments_and_work_notes))]
    return notes


def _piece(record: Record, name: str, index: int, text: str) -> Record:
    """One of the notes that are stacked in a field, as a record with that field alone."""
    return Record(f"{record.pointer.rstrip('/')}/{name}/{index}", msgspec.json.encode({name: text}))


def _is_displayed(incident: Incident) -> bool:
    """Whether a record holds what people see, times in their own zone among it, and not what the database holds."""
    fields = (getattr(incident, name) for name in incident.__struct_fields__)
    references = [cell for cell in fields if isinstance(cell, Reference)]
    if any(cell.value is None and cell.display_value is not None for cell in references):
        return True
    state = incident.state
    return isinstance(state, str) and bool(state.strip()) and not state.strip().lstrip("-").isdecimal()


def _entry(record: Record, make: Maker) -> Row:
    entry = record.decoded(JournalEntry)
    told = Occurrence(
        stored(entry.sys_created_on),
        make.kind(stored(entry.element)),
        without_code(stored(entry.value)) or "Note without words",
        actor=shown(entry.sys_created_by),
        tags=(shown(entry.name),),
        external_id=_id(entry.sys_id),
    )
    return make.event(record, told)


def _activity(record: Record, make: Maker) -> Iterator[Row]:
    """The words of an entry of the activity stream, and each field that was changed."""
    entry = record.decoded(Activity)
    words, label = without_code(shown(entry.value)), stored(entry.element) or stored(entry.field_label)
    changes = (entry.entries.changes if entry.entries is not None else None) or []
    if not words and not changes:
        yield UnreadRow(record.pointer, "The entry has neither words nor changes of fields.", record.text)
        return
    told = [(make.kind(label), words, "", "")] if words else []
    for change in changes:
        name = stored(change.field_name)
        told.append((*changed(name, change.old_value, change.new_value, make, shown(change.field_label)), name))
    for kind, title, body, part in told:
        occurrence = Occurrence(
            stored(entry.sys_created_on),
            kind,
            title,
            body=body,
            actor=shown(entry.name) or shown(entry.login_name) or shown(entry.sys_created_by),
            external_id=_id(entry.sys_id),
            part=part,
        )
        yield make.event(record, occurrence)


def changed(name: str, old: Cell, new: Cell, make: Maker, label: str = "") -> tuple[EventKind, str, str]:
    """The kind, the title and the body of a change of the field of that name."""
    words: dict[str, str] = rules("servicenow")["codes"].get(name, {})
    after = words.get(stored(new), shown(new))
    kind = make.kind(after if words else name)
    if name in rules("servicenow")["journals"]:
        return kind, after or "Note without words", ""
    label = label or name.removesuffix("_id").replace("_", " ").strip().capitalize() or "A field"
    return kind, *told_change(label, words.get(stored(old), shown(old)), after)


def _audit(record: Record, make: Maker) -> Row:
    audit = record.decoded(Audit)
    kind, title, body = changed(stored(audit.fieldname), audit.oldvalue, audit.newvalue, make)
    told = Occurrence(
        stored(audit.sys_created_on),
        kind,
        title,
        body="\n\n".join(filter(None, (body, shown(audit.reason)))),
        actor=shown(audit.user),
        tags=(shown(audit.tablename),),
        external_id=_id(audit.sys_id),
    )
    return make.event(record, told)


def _id(cell: Cell) -> str:
    return f"servicenow:{stored(cell)}" if stored(cell) else ""


IMPORTER = ServiceNowImporter()
