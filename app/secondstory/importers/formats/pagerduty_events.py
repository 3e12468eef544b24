"""What monitoring sends to PagerDuty: alerts and changes of the Events API, version 2."""

from collections.abc import Iterator
from typing import Any

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row
from secondstory.importers.documents.reading import Record
from secondstory.importers.rules import rules


class Payload(msgspec.Struct):
    """What happened; to acknowledge or resolve an alert none is needed."""

    summary: str | None = None
    timestamp: Time = None
    source: str | None = None
    severity: str | None = None
    component: str | None = None
    group: str | None = None
    class_: str | None = msgspec.field(name="class", default=None)
    custom_details: Any = None


class Link(msgspec.Struct):
    """Where to read more."""

    href: str | None = None
    text: str | None = None


class Sent(msgspec.Struct):
    """What was sent. A change has no action."""

    payload: Payload | None = None
    event_action: str | None = None
    dedup_key: str | None = None
    links: list[Link] | None = None


class PagerDutyEventsImporter(JsonImporter):
    """Reads what was sent, one by one, in a list, or on a line each."""

    info = FormatInfo(
        "pagerduty-events",
        "PagerDuty events as they are sent",
        (".json", ".jsonl"),
        "Alerts and changes in the form in which monitoring sends them to the Events API of PagerDuty, version 2.",
    )

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The event that a record is."""
        sent = record.decoded(Sent)
        payload = sent.payload or Payload()
        action = (sent.event_action or "change").strip()
        subject = (payload.summary or sent.dedup_key or "").strip()
        said = rules("pagerduty-events")["says"].get(action, "")
        key = f"pagerduty-events:{sent.dedup_key}:{payload.timestamp}"
        told = Occurrence(
            payload.timestamp,
            make.kind(action),
            ": ".join(filter(None, (said, subject))),
            body="\n".join((*_details(payload.custom_details), *_links(sent.links or []))),
            tags=[payload.severity, payload.source, payload.component, payload.group, payload.class_],
            external_id=key if sent.dedup_key and payload.timestamp else "",
            part=action,
        )
        yield make.event(record, told)


def _details(details: Any) -> Iterator[str]:
    if isinstance(details, dict):
        yield from (f"{name}: {value}" for name, value in details.items() if isinstance(value, str | int | float))
    elif isinstance(details, str):
        yield details


def _links(links: list[Link]) -> Iterator[str]:
    return (f"{link.text}: {link.href}" if link.text else link.href for link in links if link.href)


IMPORTER = PagerDutyEventsImporter()
