"""Statuspage incidents, as the status page's API, its webhooks and parsed histories give them."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row, rows_inside
from secondstory.importers.documents.nested import Opened, remark
from secondstory.importers.documents.reading import Record, clean
from secondstory.importers.documents.statuspage import Listed, Month, of_history
from secondstory.importers.html.text import without_tags
from secondstory.model.draft import Draft

INCIDENTS = ("incidents", "scheduled_maintenances", "incident")
UPDATES = ("incident_updates", "updates")


class Named(msgspec.Struct):
    """A page or a component."""

    name: str | None = None


class Change(msgspec.Struct):
    """What an update says of a component."""

    name: str | None = None
    old_status: str | None = None
    new_status: str | None = None


class Update(msgspec.Struct):
    """One message on the status page. Histories in JSON lines call its time ``at`` and its text ``message``."""

    id: str | int | None = None
    status: str | None = None
    body: str | None = None
    message: str | None = None
    display_at: Time = None
    created_at: Time = None
    updated_at: Time = None
    at: Time = None
    affected_components: list[Change | None] | None = None


class Incident(msgspec.Struct):
    """What is read of an incident or a maintenance besides its updates."""

    id: str | int | None = None
    name: str | None = None
    title: str | None = None
    impact: str | None = None
    started_at: Time = None
    created_at: Time = None
    resolved_at: Time = None
    scheduled_for: str | None = None
    scheduled_until: str | None = None
    components: list[Named | str | None] | None = None
    postmortem_body: str | None = None
    postmortem_published_at: Time = None
    postmortem_body_last_updated_at: Time = None


class ComponentUpdate(msgspec.Struct):
    """The change of a component, as a webhook tells it."""

    id: str | int | None = None
    created_at: Time = None
    old_status: str | None = None
    new_status: str | None = None


class Top(msgspec.Struct):
    """What stands beside the incidents. Pages that only look like Statuspage count their answers in ``page``."""

    page: Named | str | int | None = None
    component: Named | None = None

    @property
    def page_name(self) -> str:
        """What the page is called."""
        return (self.page.name or "") if isinstance(self.page, Named) else ""


@dataclass(frozen=True, slots=True)
class About:
    """What an update is about: the incident that it belongs to, and the tags of its events."""

    incident: Incident
    tags: tuple[str | None, ...] = ()

    @property
    def name(self) -> str:
        """What people call the incident."""
        return (self.incident.name or self.incident.title or "").strip()


class StatuspageImporter(JsonImporter):
    """Reads every update of every incident as a communication, oldest first."""

    info = FormatInfo(
        "statuspage",
        "Statuspage incidents",
        (".json", ".jsonl"),
        "Incidents and maintenances of a status page: its incidents.json, a webhook, or a history in JSON lines.",
    )

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The updates of a page or of an incident; a record that is neither is an update by itself."""
        opened = Opened.of(record)
        if opened.has_any("months"):
            yield from _of_months(opened, make)
        elif opened.has_any(*INCIDENTS, "component_update"):
            yield from _of_document(opened, make)
        elif opened.has_any("name", "title", *UPDATES):
            yield from _of_incident(opened, make, "")
        else:
            yield _of_update(record, make, About(Incident()))


def _of_months(opened: Opened, make: Maker) -> Iterator[Row]:
    page = opened.record.decoded(Top).page_name
    rows = list(rows_inside(opened.inside("months"), lambda month: _of_month(month, make, page)))
    remark(rows, "This history tells only the last message of each incident; incidents.json tells all of them.")
    yield from rows


def _of_month(record: Record, make: Maker, page: str) -> Iterator[Row]:
    listed = Listed(record.decoded(Month), page)
    incidents = Opened.of(record).inside("incidents")
    yield from rows_inside(incidents, lambda incident: [of_history(incident, make, listed)])


def _of_document(opened: Opened, make: Maker) -> Iterator[Row]:
    top = opened.record.decoded(Top)
    page = top.page_name
    component = (top.component.name if top.component else "") or "A component"
    yield from rows_inside(opened.inside(*INCIDENTS), lambda record: _of_incident(Opened.of(record), make, page))
    yield from rows_inside(
        opened.inside("component_update"), lambda record: [_of_component(record, make, component, page)]
    )


def _of_incident(opened: Opened, make: Maker, page: str) -> Iterator[Row]:
    incident = opened.record.decoded(Incident)
    components = [part if isinstance(part, str) else part.name for part in incident.components or () if part]
    impact = "" if incident.impact == "none" else incident.impact
    about = About(incident, (page, impact, *components))
    rows = list(rows_inside(opened.inside(*UPDATES), lambda record: [_of_update(record, make, about)]))
    yield from rows or _without_updates(opened.record, make, about)
    text = clean(without_tags((incident.postmortem_body or "").strip()))
    if text and not any(isinstance(row, Draft) and text in row.body for row in rows):
        time = incident.postmortem_published_at or incident.postmortem_body_last_updated_at
        yield _step(opened.record, make, about, ("postmortem", time), text)


def _of_update(record: Record, make: Maker, about: About) -> Row:
    update = record.decoded(Update)
    changes = [change for change in update.affected_components or () if change]
    backdated = update.display_at and update.created_at and str(update.display_at)[:16] != str(update.created_at)[:16]
    told = Occurrence(
        update.display_at or update.created_at or update.at or update.updated_at,
        make.kind("incident_update"),
        _titled(update.status or "", about.name) or "Status page update",
        body="\n\n".join(filter(None, (_text(update), _window(update, about.incident), _changed(changes)))),
        tags=[*about.tags, *(change.name for change in changes)],
        external_id=f"statuspage:{update.id}" if update.id else "",
        part="" if update.id else str(about.incident.id or ""),  # the same message may stand in two incidents
        remark=f"This is the time on the page; the update was written at {update.created_at}." if backdated else "",
    )
    return make.event(record, told)


def _of_component(record: Record, make: Maker, name: str, page: str) -> Row:
    update = record.decoded(ComponentUpdate)
    told = Occurrence(
        update.created_at,
        make.kind("component_update"),
        f"{name} changed from {_words(update.old_status)} to {_words(update.new_status)}",
        tags=[page, name],
        external_id=f"statuspage:{update.id}" if update.id else "",
    )
    return make.event(record, told)


def _without_updates(record: Record, make: Maker, about: About) -> Iterator[Row]:
    """An incident without updates still tells when it was opened and resolved."""
    incident = about.incident
    yield _step(record, make, about, ("opened", incident.started_at or incident.created_at))
    if incident.resolved_at:
        yield _step(record, make, about, ("resolved", incident.resolved_at))


def _step(record: Record, make: Maker, about: About, step: tuple[str, Time], text: str = "") -> Row:
    part, time = step
    told = Occurrence(
        time,
        make.kind(part),
        _titled(part, about.name),
        body=text,
        tags=about.tags,
        external_id=f"statuspage:{about.incident.id}" if about.incident.id else "",
        part=part,
    )
    return make.event(record, told)


def _text(update: Update) -> str:
    return without_tags((update.body or update.message or "").strip())


def _window(update: Update, incident: Incident) -> str:
    """When a maintenance is planned, below the update that announces it."""
    if update.status != "scheduled" or not incident.scheduled_for:
        return ""
    return f"Planned from {incident.scheduled_for} to {incident.scheduled_until or 'an open end'}."


def _changed(changes: Sequence[Change]) -> str:
    return "\n".join(
        f"{change.name or 'A component'}: {_words(change.old_status)} → {_words(change.new_status)}"
        for change in changes
        if change.old_status != change.new_status
    )


def _titled(status: str, name: str) -> str:
    return ": ".join(filter(None, (_words(status, "").capitalize(), name)))


def _words(status: str | None, nothing: str = "unknown") -> str:
    return (status or "").strip().replace("_", " ") or nothing


IMPORTER = StatuspageImporter()
