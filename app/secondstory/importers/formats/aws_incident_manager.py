"""AWS Incident Manager: timeline events and incident records, as lists of summaries and one by one."""

from collections.abc import Iterator
from typing import Any

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row
from secondstory.importers.documents.parts import each
from secondstory.importers.documents.reading import FAULTS, Record, decode
from secondstory.importers.documents.stamped import stages
from secondstory.importers.html.text import without_tags
from secondstory.importers.kinds import kind_of_text
from secondstory.importers.rules import rules
from secondstory.model.draft import UnreadRow
from secondstory.model.enums import EventKind

LISTS = ("eventSummaries", "events", "incidentRecordSummaries", "incidentRecords")


class TimelineEvent(msgspec.Struct, rename="camel"):
    """An event of an incident. A list of events leaves out ``event_data``, a text that may be JSON itself."""

    event_time: Time = None
    event_id: str | None = None
    event_type: str | None = None
    event_data: str | None = None


class Source(msgspec.Struct, rename="camel"):
    """What or who started an incident; ``invoked_by`` names the service that did so on their behalf."""

    created_by: str | None = None
    invoked_by: str | None = None
    source: str | None = None


class IncidentRecord(msgspec.Struct, rename="camel"):
    """An incident. A list of incidents leaves out the ``summary``."""

    arn: str | None = None
    title: str | None = None
    summary: str | None = None
    status: str | None = None
    impact: int | str | None = None
    creation_time: Time = None
    resolved_time: Time = None
    incident_record_source: Source | None = None


class AwsIncidentManagerImporter(JsonImporter):
    """Reads what the command line and the SDKs give for the timeline of an incident."""

    info = FormatInfo(
        "aws-incident-manager",
        "AWS Incident Manager",
        (".json", ".jsonl"),
        "Timeline events and records of incidents in AWS Systems Manager Incident Manager, from its API.",
    )

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """What the records of a list tell, or the single one that an answer holds."""
        return each(record, lambda child: _told(child, make), LISTS, ("event", "incidentRecord"))


def _told(record: Record, make: Maker) -> Iterator[Row]:
    if "creationTime" in record.decoded(dict[str, msgspec.Raw]):
        yield from _of_incident(record, make)
    else:
        yield _of_event(record, make)


def _of_incident(record: Record, make: Maker) -> Iterator[Row]:
    incident = record.decoded(IncidentRecord)
    title = (incident.title or "").strip() or "without a title"
    source = incident.incident_record_source or Source()
    impact = rules("aws_incident_manager")["impacts"].get(str(incident.impact), "")
    for stage, time in stages("aws_incident_manager", incident):
        is_first = stage.part == "opened"
        told_now = Occurrence(
            time,
            EventKind.DECISION if is_first and _person(source) else stage.kind,
            f"{stage.title}: {title}",
            body=incident.summary if is_first else "",
            actor=_person(source) if is_first else "",
            tags=[f"impact: {impact}" if impact else "", source.source if is_first else ""],
            external_id=f"aws-incident-manager:{incident.arn}" if incident.arn else "",
            part=stage.part,
        )
        yield make.event(record, told_now)
    if incident.creation_time is None:
        yield UnreadRow(record.pointer, "The record has no time.", record.text)
    if incident.status == "RESOLVED" and incident.resolved_time is None:
        yield UnreadRow(record.pointer, "The incident is resolved, but the record does not say when.", record.text)


def _person(source: Source) -> str:
    """The name at the end of an ARN, unless a service acted: ``arn:aws:iam::111122223333:user/robin`` is *robin*."""
    acted = source.invoked_by or source.source in rules("aws_incident_manager")["services"]
    return "" if acted else (source.created_by or "").rpartition("/")[2]


def _of_event(record: Record, make: Maker) -> Row:
    event = record.decoded(TimelineEvent)
    names = rules("aws_incident_manager")
    sort = (event.event_type or "").strip()
    title = names["titles"].get(sort.lower(), sort.removeprefix("SSM ")) or "Event"
    data = _data(event.event_data)
    text, body, kind = title, "", make.kind(sort)
    if isinstance(data, str) and data:
        text = without_tags(data)
        kind = kind_of_text(text) if sort.lower() in names["by_text"] else kind
    elif isinstance(data, dict):
        changes = _changes(data)
        told_of = "; ".join(f"{name} is now {value}" for name, value in changes.items())
        text = f"{told_of[:1].upper()}{told_of[1:]}" or title
        kind = next((EventKind(names["changed"][key]) for key in _told_changes(changes)), kind)
        body = "\n".join(f"{name}: {value}" for name, value in data.items() if isinstance(value, str | int | float))
    told_now = Occurrence(
        event.event_time,
        kind,
        text,
        body=body,
        tags=[sort],
        external_id=f"aws-incident-manager:{event.event_id}" if event.event_id else "",
    )
    return make.event(record, told_now)


def _data(written: str | None) -> Any:
    """The data of an event: what its JSON says, or the text itself."""
    text = (written or "").strip()
    try:
        data = decode(text.encode("utf-8", "replace"), Any)
    except FAULTS:
        return text
    return data.strip() if isinstance(data, str) else data if isinstance(data, dict) else text


def _changes(data: dict[str, Any]) -> dict[str, str]:
    """The attributes of the incident that were changed, and their new values."""
    attributes = data.get("modifiedAttributes")
    pairs = [
        (one.get("attributeName"), one.get("newValue"))
        for one in (attributes if isinstance(attributes, list) else ())
        if isinstance(one, dict)
    ]
    return {name: str(value) for name, value in pairs if isinstance(name, str) and isinstance(value, str | int)}


def _told_changes(changes: dict[str, str]) -> list[str]:
    """The changes that tell the kind of an event, as the rules name them: ``status RESOLVED``, ``impact``."""
    known = rules("aws_incident_manager")["changed"]
    names = [found for name, value in changes.items() for found in (f"{name} {value}", name)]
    return [name for name in names if name in known]


IMPORTER = AwsIncidentManagerImporter()
