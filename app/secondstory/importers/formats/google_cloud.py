"""Incidents of Google Cloud and Google Workspace, as their status pages publish them in ``incidents.json``."""

import re
from collections.abc import Iterator

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row, rows_inside
from secondstory.importers.documents.nested import Opened
from secondstory.importers.documents.reading import Record
from secondstory.importers.html.text import without_tags

_HEADING = re.compile(r"#{1,6} .*|\*\*[^*]{1,60}\*\*:?|_{2}[^_]{1,60}_{2}:?")


class Titled(msgspec.Struct):
    """A product or a location."""

    id: str | None = None
    title: str | None = None
    current_title: str | None = None


class Update(msgspec.Struct):
    """One message of Google's on an incident."""

    when: Time = None
    created: Time = None
    text: str | None = None
    status: str | None = None
    affected_locations: list[Titled | None] | None = None


class Incident(msgspec.Struct):
    """What is read of an incident besides its updates."""

    id: str | None = None
    begin: Time = None
    end: Time = None
    external_desc: str | None = None
    severity: str | None = None
    status_impact: str | None = None
    service_name: str | None = None
    affected_products: list[Titled | None] | None = None


class GoogleCloudImporter(JsonImporter):
    """Reads the beginning and the end of each incident and every update, oldest first."""

    info = FormatInfo(
        "google-cloud",
        "Google Cloud incidents",
        (".json",),
        "The incidents.json of the status pages of Google Cloud and Google Workspace.",
    )

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The events of an incident; a record that is none is an update by itself."""
        opened = Opened.of(record)
        if not opened.has_any("begin", "external_desc", "updates", "most_recent_update"):
            yield _of_update(record, make, Incident())
            return
        incident = record.decoded(Incident)
        # the most recent update stands among the updates too
        held = "updates" if any(opened.inside("updates")) else "most_recent_update"
        updates = list(rows_inside(opened.inside(held), lambda place: [_of_update(place, make, incident)]))
        if incident.begin or not (incident.end or updates):
            yield _edge(record, make, incident, "begin")
        yield from updates
        if incident.end:
            yield _edge(record, make, incident, "end")


def _edge(record: Record, make: Maker, incident: Incident, part: str) -> Row:
    began = part == "begin"
    what, about = _words(incident.status_impact) or "Incident", (incident.external_desc or "").strip()
    told = Occurrence(
        incident.begin if began else incident.end,
        make.kind(part),
        _titled(f"{what} {'began' if began else 'ended'}", incident),
        body=about if began and "\n" in about else "",
        tags=_tags(incident),
        external_id=f"google-cloud:{incident.id}" if incident.id else "",
        part=part,
    )
    return make.event(record, told)


def _of_update(record: Record, make: Maker, incident: Incident) -> Row:
    update = record.decoded(Update)
    places = [place.title or place.id or "" for place in update.affected_locations or () if place]
    where = f"Affected locations: {', '.join(filter(None, places))}" if any(places) else ""
    recorded = update.when and update.created and str(update.when)[:16] != str(update.created)[:16]
    told = Occurrence(
        update.when or update.created,
        make.kind("update"),
        _titled(_words(update.status) or "Update", incident),
        body="\n\n".join(filter(None, (without_tags((update.text or "").strip()), where))),
        tags=_tags(incident),
        part=incident.id or "",  # the same message may stand in two incidents
        remark=f"This is the time that the update is about; it was written at {update.created}." if recorded else "",
    )
    return make.event(record, told)


def _titled(what: str, incident: Incident) -> str:
    """A title with what the incident is about: the first line of its description that is no heading."""
    lines = [line.strip() for line in (incident.external_desc or "").split("\n") if line.strip()]
    first = next((line for line in lines if not _HEADING.fullmatch(line)), "")
    return ": ".join(filter(None, (what, first.strip("*# "))))


def _tags(incident: Incident) -> list[str | None]:
    """The products (the service where there are none), and how severe it was."""
    products = [product.current_title or product.title for product in incident.affected_products or () if product]
    return [*(products or [incident.service_name]), f"severity {incident.severity}" if incident.severity else ""]


def _words(status: str | None) -> str:
    return (status or "").strip().replace("_", " ").capitalize()


IMPORTER = GoogleCloudImporter()
