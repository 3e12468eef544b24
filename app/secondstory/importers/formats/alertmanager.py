"""Alerts of Prometheus and its Alertmanager: those of their APIs, and the notifications of the webhook."""

from collections.abc import Iterator
from typing import BinaryIO

import msgspec

from secondstory.importers.base import FormatInfo, ImportOptions
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row, rows_inside
from secondstory.importers.documents.labels import fingerprint_of
from secondstory.importers.documents.nested import Opened, remark
from secondstory.importers.documents.reading import Record
from secondstory.importers.rules import rules
from secondstory.model.draft import Draft, UnreadRow

NO_TIME = "0001-01-01T"
"""How Alertmanager begins a time that is not set, such as the end of an alert that goes on."""


class State(msgspec.Struct):
    """The status of an alert in the API; a webhook has a word in its place."""

    state: str | None = None


class Alert(msgspec.Struct, rename="camel"):
    """What is read of an alert; its fingerprint is made of its labels.

    Prometheus itself has ``active_at`` and ``state`` in the place of start, end and status.
    """

    labels: dict[str, str] | None = None
    annotations: dict[str, str] | None = None
    starts_at: Time = None
    ends_at: Time = None
    fingerprint: str | None = None
    status: State | str | None = None
    active_at: Time = None
    state: str | None = None


class Notification(msgspec.Struct, rename="camel"):
    """What is read of a webhook besides its alerts; a group of the API has nothing of it."""

    status: str | None = None
    truncated_alerts: int | None = None


class AlertmanagerImporter(JsonImporter):
    """Reads each alert once, however many groups and notifications hold it: when it fired and when it was resolved."""

    info = FormatInfo(
        "alertmanager",
        "Alertmanager alerts",
        (".json", ".jsonl"),
        "Alerts of Prometheus Alertmanager, from its API or as its webhook sends them, and of Prometheus itself.",
    )
    paths = (("data", "groups"), ("data", "alerts"), ("data",), ())

    def read(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Row]:
        """The events, oldest first, those that the file repeats only once."""
        kept: dict[tuple[str, str], Draft] = {}
        rows: list[Row] = []
        for row in super().read(stream, options):
            first = row
            if isinstance(row, Draft) and row.external_id:
                first = kept.setdefault((row.external_id, row.part), row)
                if (first.title, first.body) != (row.title, row.body):
                    first.remark = first.remark or "The file tells this alert again in other words; they are left out."
            if first is row:
                rows.append(row)
        yield from rows

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The events of an alert, or of all alerts of a group, a notification, or a group of rules."""
        opened = Opened.of(record)
        if "rules" in opened.fields:
            yield from rows_inside(opened.inside("rules"), lambda rule: _of_rule(rule, make))
            return
        if "alerts" not in opened.fields:
            yield from _of_alert(record, make, "")
            return
        notification = record.decoded(Notification)
        status = notification.status or ""
        rows = list(rows_inside(opened.inside("alerts"), lambda place: _of_alert(place, make, status)))
        missing = notification.truncated_alerts or 0
        if not rows:
            yield UnreadRow(record.pointer, "There are no alerts in this record.", record.text)
        if missing > 0:
            remark(rows, f"The notification left out alerts of its group ({missing}): they are not in the file.")
        yield from rows


def _of_rule(record: Record, make: Maker) -> Iterator[Row]:
    """The events of the alerts that a rule of Prometheus has raised; a rule that only records has none."""
    yield from rows_inside(Opened.of(record).inside("alerts"), lambda place: _of_alert(place, make, ""))


def _of_alert(record: Record, make: Maker, status: str) -> Iterator[Row]:
    """When an alert fired and, where it is over, when it was resolved; the status is that of its notification."""
    alert = record.decoded(Alert)
    if _is_set(alert.active_at) and not _is_set(alert.starts_at):
        yield make.event(record, _told(alert, make, "active", alert.active_at))
        return
    told = _told(alert, make, "fired", alert.starts_at)
    fired = make.event(record, told)
    known = alert.fingerprint or (fingerprint_of(alert.labels) if alert.labels else "")  # older versions leave it out
    if isinstance(fired, Draft) and fired.occurred_at and known:
        # the API gives milliseconds where a webhook gives nanoseconds: seconds are the same in both
        fired.external_id = f"alertmanager:{known}:{fired.occurred_at.isoformat(timespec='seconds')}"
    yield fired
    if not _is_over(alert, status):
        return
    if not _is_set(alert.ends_at):
        yield UnreadRow(record.pointer, "The alert is resolved, but the record does not say when.", record.text)
        return
    resolved = make.event(record, _told(alert, make, "resolved", alert.ends_at))
    if isinstance(resolved, Draft) and isinstance(fired, Draft):
        resolved.external_id = fired.external_id
        if resolved.occurred_at and fired.occurred_at and resolved.occurred_at < fired.occurred_at:
            resolved.remark = f"The record says that it was resolved before it fired. {resolved.remark}".strip()
    yield resolved


def _told(alert: Alert, make: Maker, part: str, time: Time) -> Occurrence:
    labels, annotations = alert.labels or {}, alert.annotations or {}
    name = labels.get("alertname", "").strip() or "An alert"
    found = next((key for key in rules("alertmanager")["summaries"] if annotations.get(key, "").strip()), "")
    more = [annotations.get("description", "") if found != "description" else ""]
    more += [f"{key}: {text}" for key, text in annotations.items() if key not in (found, "description")]
    suppressed = isinstance(alert.status, State) and alert.status.state == "suppressed"
    return Occurrence(
        time if _is_set(time) else None,
        make.kind(part),
        ": ".join(filter(None, (f"{name} {part}", annotations.get(found, "").strip()))),
        body="\n".join(filter(None, more)),
        tags=[
            *(labels.get(label) for label in rules("alertmanager")["tags"]),
            "suppressed" if suppressed else "",
            "pending" if alert.state == "pending" else "",
        ],
        part=part,
    )


def _is_over(alert: Alert, status: str) -> bool:
    """Whether an alert says that it was resolved. While it goes on, the API has an end in the future for it."""
    if isinstance(alert.status, State):
        return False
    word = alert.status or status
    return word == "resolved" or (not alert.status and _is_set(alert.ends_at))


def _is_set(time: Time) -> bool:
    return bool(time) and not str(time).startswith(NO_TIME)


IMPORTER = AlertmanagerImporter()
