"""Raw incidents of PagerDuty Analytics: a row for each incident, with the seconds that passed until it was answered."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row, rows_inside
from secondstory.importers.documents.reading import Record
from secondstory.importers.times.zones import find_zone
from secondstory.model.draft import Draft, UnreadRow


class Answer(msgspec.Struct):
    """The whole answer of the service. Its times name no zone: they are in the zone that the answer names."""

    data: list[msgspec.Raw]
    time_zone: str | None = None


class Incident(msgspec.Struct):
    """What is read of an incident's row; the other measures stay in the verbatim record."""

    created_at: Time = None
    resolved_at: Time = None
    id: str | None = None
    incident_number: int | str | None = None
    description: str | None = None
    service_name: str | None = None
    team_name: str | None = None
    priority_name: str | None = None
    acknowledged_user_names: list[str] | None = None
    resolved_by_user_name: str | None = None
    auto_resolved: bool | None = None
    seconds_to_first_ack: int | float | None = None
    seconds_to_mobilize: int | float | None = None
    seconds_to_resolve: int | float | None = None


class PagerDutyAnalyticsImporter(JsonImporter):
    """Reads when incidents were opened and resolved, and computes when they were acknowledged."""

    info = FormatInfo(
        "pagerduty-analytics",
        "PagerDuty Analytics",
        (".json", ".jsonl"),
        "Raw incidents from PagerDuty Analytics: when each was opened, first acknowledged, and resolved.",
    )

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The events of an incident, or of all that an answer holds."""
        if "data" not in record.decoded(dict[str, msgspec.Raw]):
            yield from told_by(record, record.decoded(Incident), make)
            return
        answer = record.decoded(Answer)
        zone = answer.time_zone or ""
        if zone and find_zone(zone) is not None:
            make = Maker(self.info.name, make.options, naive_zone=zone)
        rows = record.inside("data", answer.data)
        yield from rows_inside(rows, lambda row: told_by(row, row.decoded(Incident), make))


def told_by(record: Record, incident: Incident, make: Maker) -> Iterator[Row]:
    """The course of an incident, from JSON or from a table."""
    name = f"Incident #{incident.incident_number}" if incident.incident_number else "Incident"
    about = (incident.description or "").strip()

    def told(part: str, text: str, body: str = about, actor: str | None = "") -> Occurrence:
        tags = (incident.service_name, incident.team_name, incident.priority_name)
        key = f"pagerduty-analytics:{incident.id}" if incident.id else ""
        kind = make.kind(part)
        return Occurrence(incident.created_at, kind, text, body, actor, tags=tags, external_id=key, part=part)

    names = incident.acknowledged_user_names or []
    yield make.event(record, told("opened", f"{name} triggered: {about}" if about else f"{name} triggered", body=""))
    if (seconds := incident.seconds_to_first_ack) is not None:
        first = told("acknowledged", f"{name} acknowledged", actor=names[0] if len(names) == 1 else "")
        yield _later(record, make, first, seconds, "seconds_to_first_ack")
    if seconds := incident.seconds_to_mobilize:  # 0 where nobody else was asked
        last = told("mobilized", f"{name}: the last responder acknowledged")
        yield _later(record, make, last, seconds, "seconds_to_mobilize")
    text = f"{name} resolved by itself" if incident.auto_resolved else f"{name} resolved"
    resolved = told("resolved", text, actor=incident.resolved_by_user_name)
    if incident.resolved_at is not None:
        yield make.event(record, replace(resolved, time=incident.resolved_at))
    elif (seconds := incident.seconds_to_resolve) is not None:
        yield _later(record, make, resolved, seconds, "seconds_to_resolve")


def _later(record: Record, make: Maker, told: Occurrence, seconds: float, field: str) -> Row:
    """What happened that many seconds after the incident was opened."""
    row = make.event(record, told)
    if not isinstance(row, Draft) or row.occurred_at is None:
        return row
    try:
        row.occurred_at += timedelta(seconds=seconds)
        if row.occurred_until is not None:
            row.occurred_until += timedelta(seconds=seconds)
    except OverflowError:
        return UnreadRow(record.pointer, f"“{field}” leads to a time that lies outside the calendar.", record.text)
    row.time_as_written = f"{row.time_as_written} + {seconds} s"
    computed = f"The time was computed: created_at and {field}."
    row.remark = f"{row.remark} {computed}".strip()
    return row


IMPORTER = PagerDutyAnalyticsImporter()
