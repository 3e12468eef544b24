"""What Opsgenie gives: logs, notes, alerts, incidents, timelines of incidents, postmortems, deliveries to webhooks."""

import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from functools import cache
from typing import Any

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.adf import text_of
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row, rows_inside
from secondstory.importers.documents.members import members
from secondstory.importers.documents.opsgenie import of_delivery
from secondstory.importers.documents.reading import Record, clean
from secondstory.importers.html.text import plain_text
from secondstory.importers.kinds import kind_of_text
from secondstory.importers.rules import rules
from secondstory.importers.times.days import UnplaceableError
from secondstory.model.enums import EventKind

_WORD = re.compile(r"(?<=[a-z])(?=[A-Z])")
_TOLD_BY_WORDS = 400
"""As much of a text is looked at for its kind."""
SINGLES = ("alert", "incident", "postmortem", "logs", "notes")
LISTS = ("alerts", "incidents", "logs", "alertLogs", "notes", "timeline", "timelineEntries")
"""How people name the answers that they keep together in one document."""
A_MOMENT = timedelta(seconds=1)
COUNTED = "The report of the alert counts this time in milliseconds from its creation."


class Named(msgspec.Struct, rename="camel"):
    """A person, an integration, or a text of the timeline; not all of these fields are used by each."""

    name: str | None = None
    display_name: str | None = None
    username: str | None = None
    content: str | None = None
    type: str | None = None

    @property
    def shown(self) -> str:
        """What people call it."""
        return (self.name or self.display_name or self.username or "").strip()


class Edit(msgspec.Struct, rename="camel"):
    """That somebody edited an entry of a timeline later."""

    edit_time: Time = None
    actor: Named | None = None

    @property
    def told(self) -> str:
        """What is said of it."""
        by = f" by {self.actor.shown}" if self.actor and self.actor.shown else ""
        return f"Edited{f' at {self.edit_time}' if self.edit_time else ' later'}{by}."


class Entry(msgspec.Struct, rename="camel"):
    """A line of a log, a note, or an entry of a timeline: each has only some of these fields."""

    log: str | None = None
    note: str | None = None
    owner: str | Named | None = None
    created_at: Time = None
    id: str | None = None
    type: str | None = None
    event_time: Time = None
    hidden: bool | None = None
    actor: Named | None = None
    title: str | Named | None = None
    description: str | Named | None = None
    last_edit: Edit | None = None


class Report(msgspec.Struct, rename="camel"):
    """How long an alert took to be acknowledged and to be closed, in milliseconds from its creation, and by whom."""

    ack_time: Time = None
    close_time: Time = None
    acknowledged_by: str | None = None
    closed_by: str | None = None


class Subject(msgspec.Struct, rename="camel"):
    """An alert or an incident."""

    created_at: Time = None
    updated_at: Time = None
    last_occurred_at: Time = None
    impact_start_date: Time = None
    impact_end_date: Time = None
    id: str | None = None
    tiny_id: str | int | None = None
    alias: str | None = None
    message: str | None = None
    description: str | None = None
    status: str | None = None
    count: int | None = None
    source: str | None = None
    priority: str | None = None
    tags: list[str] | None = None
    integration: Named | None = None
    report: Report | None = None

    def told(self, make: Maker, part: str, text: str, at: Time, actor: str = "", body: str | None = "") -> Occurrence:
        """One point in its course."""
        name = "Incident" if self.alias is None else "Alert"
        number = f" #{self.tiny_id}" if self.tiny_id else ""
        tags = (*(self.tags or ()), self.priority, self.integration.name if self.integration else "")
        key = f"opsgenie:{self.id}" if self.id else ""
        kind = make.kind(part)
        return Occurrence(at, kind, f"{name}{number} {text}", body, actor, tags=tags, external_id=key, part=part)


class Postmortem(msgspec.Struct, rename="camel"):
    """A postmortem with its two documents in the Atlassian Document Format."""

    postmortem_id: str | None = None
    title: str | None = None
    severity: str | None = None
    status: str | None = None
    start_time: Time = None
    respond_time: Time = None
    end_time: Time = None
    resolve_time: Time = None
    created_at_time: Time = None
    executive_summary: Any = None
    content: Any = None
    owner: Named | None = None


class OpsgenieImporter(JsonImporter):
    """Reads each of the answers of the API as a file of its own; what a record is shows in its fields."""

    info = FormatInfo(
        "opsgenie",
        "Opsgenie",
        (".json", ".jsonl"),
        "Logs, notes, alerts, incidents, timelines and postmortems from the Opsgenie API, and what its webhooks send.",
    )
    paths = (("data", "entries"), ("entries",), ("data",), ("values",), ())

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The events of a record, or of the answers that are kept together in one document."""
        held = members(record, LISTS, SINGLES) if record.pointer == "/" or record.pointer.startswith("line ") else None
        fields = record.decoded(dict[str, msgspec.Raw])
        if held is None or "action" in fields:
            yield from self._of_one(record, fields, make)
            return
        for children in held:
            yield from rows_inside(children, lambda child: self._inside(child, make))

    def _inside(self, record: Record, make: Maker) -> Iterator[Row]:
        """The events of a record that is kept with others, or of an answer as the API gives it."""
        fields = record.decoded(dict[str, msgspec.Raw])
        if "data" not in fields:
            yield from self._of_one(record, fields, make)
            return
        for children in members(record, ("data",), ("data",)) or ():
            yield from rows_inside(children, lambda child: self._inside(child, make))

    def _of_one(self, record: Record, fields: dict[str, msgspec.Raw], make: Maker) -> Iterator[Row]:
        if "action" in fields and "alert" in fields:
            told = iter((of_delivery(record, make),))
        elif "postmortemId" in fields or "executiveSummary" in fields:
            told = _of_postmortem(record.decoded(Postmortem), make)
        elif "eventTime" in fields:
            told = iter((_of_timeline(record.decoded(Entry)),))
        elif "log" in fields or "note" in fields:
            told = iter((_of_log(record.decoded(Entry)),))
        else:
            told = _of_subject(record.decoded(Subject), make)
        for occurrence in told:
            yield make.event(record, occurrence)


def _of_log(entry: Entry) -> Occurrence:
    text = (entry.log or entry.note or "").strip()
    kind = _kind_of(text) if entry.log else EventKind.NOTE
    actor = entry.owner.shown if isinstance(entry.owner, Named) else entry.owner
    return Occurrence(entry.created_at, kind, text or "Log entry", actor=actor)


def _of_timeline(entry: Entry) -> Occurrence:
    """An entry that people hid is an event too; a tag says so."""
    texts = [text for text in (_text(entry.title), _text(entry.description)) if text]
    kind = _WORD.sub(" ", entry.type or "").strip().capitalize()
    text = texts[0] if texts else kind
    return Occurrence(
        entry.event_time,
        _kind_of(text),
        text or "Entry of the timeline",
        body="\n\n".join(texts[1:]),
        actor=entry.actor.shown if entry.actor else "",
        tags=("hidden",) if entry.hidden else (),
        external_id=f"opsgenie:{entry.id}" if entry.id else "",
        remark=clean(entry.last_edit.told) if entry.last_edit and entry.last_edit != Edit() else "",
    )


def _of_subject(found: Subject, make: Maker) -> Iterator[Occurrence]:
    """The course of an alert or incident. Times that only repeat another are told once."""
    about = (found.message or "").strip()
    text = f"created: {about}" if about else "created"
    yield found.told(make, "created", text, found.created_at, found.source or "", found.description)
    if found.impact_start_date not in (None, "", found.created_at):
        yield found.told(make, "impact", "began to have an impact", found.impact_start_date, body=about)
    if found.impact_end_date not in (None, "", found.impact_start_date):
        yield found.told(make, "impact-ended", "no longer had an impact", found.impact_end_date, body=about)
    if found.last_occurred_at not in (None, "", found.created_at) and (found.count or 0) > 1:
        text = f"occurred again, {found.count} times in all"
        yield found.told(make, "occurred", text, found.last_occurred_at, body=about)
    report = found.report or Report()
    acknowledged, closed = (_later(found.created_at, after, make) for after in (report.ack_time, report.close_time))
    if acknowledged:
        told = found.told(make, "acknowledged", "acknowledged", acknowledged, report.acknowledged_by or "", about)
        yield replace(told, remark=COUNTED)
    if closed:
        yield replace(found.told(make, "closed", "closed", closed, report.closed_by or "", about), remark=COUNTED)
    known = (None, "", found.created_at, found.last_occurred_at, found.impact_end_date)
    if found.updated_at not in known and not _is_same(found.updated_at, closed, make):
        status = (found.status or "").strip()
        text = f"last changed: it is {status}" if status else "last changed"
        remark = "updatedAt says when the record last changed, not what changed."
        yield replace(found.told(make, "changed", text, found.updated_at, body=about), remark=remark)


def _later(created: Time, after: Time, make: Maker) -> str:
    """The time so many milliseconds after another; empty where none is told. One that has no place is no time."""
    if not after or not created:
        return ""
    try:
        return (make.when(created).at + timedelta(milliseconds=float(after))).isoformat()
    except (ValueError, OverflowError):
        return f"{created} + {after} ms"


def _is_same(time: Time, counted: str, make: Maker) -> bool:
    """Whether a time is the one that was counted, as far as a record that is written a moment later can be."""
    try:
        return bool(counted) and abs(make.when(time).at - make.when(counted).at) <= A_MOMENT
    except UnplaceableError:
        return False


def _of_postmortem(found: Postmortem, make: Maker) -> Iterator[Occurrence]:
    """The four points in time that it names, and the document itself. An end that is the resolution is told once."""
    title = (found.title or "").strip()
    points = [("began", found.start_time), ("responded", found.respond_time), ("resolved", found.resolve_time)]
    if found.end_time != found.resolve_time:
        points.insert(2, ("ended", found.end_time))
    key = f"opsgenie:{found.postmortem_id}" if found.postmortem_id else ""
    for part, at in points:
        if at not in (None, ""):
            text = str(rules("opsgenie")["points"][part])
            yield Occurrence(at, make.kind(part), text, title, tags=(found.severity,), external_id=key, part=part)
    texts = [text for text in map(text_of, (found.executive_summary, found.content)) if text]
    yield Occurrence(
        found.created_at_time,
        make.kind("written"),
        f"Postmortem: {title}" if title else "Postmortem",
        body="\n\n".join(texts),
        actor=found.owner.shown if found.owner else "",
        tags=(found.severity, found.status),
        external_id=key,
        part="written",
    )


def _text(told: str | Named | None) -> str:
    if not isinstance(told, Named):
        return (told or "").strip()
    text = told.content or told.name or ""
    return text.strip() if told.type == "plain_text" else plain_text(text)


def _kind_of(text: str) -> EventKind:
    """The kind that the words of a log mean: by the rules of the format, else by those for all texts."""
    beginning = text[:_TOLD_BY_WORDS]
    return next((kind for words, kind in _wordings() if words.search(beginning)), None) or kind_of_text(text)


@cache
def _wordings() -> tuple[tuple[re.Pattern[str], EventKind], ...]:
    entries = rules("opsgenie")["wordings"]
    return tuple((re.compile(entry["words"], re.IGNORECASE), EventKind(entry["kind"])) for entry in entries)


IMPORTER = OpsgenieImporter()
