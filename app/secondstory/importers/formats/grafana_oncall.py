"""Alert groups and resolution notes of Grafana OnCall, as its API gives them and as its webhooks send them."""

from collections.abc import Iterator

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row, rows_inside
from secondstory.importers.documents.nested import Opened, remark
from secondstory.importers.documents.reading import Record
from secondstory.importers.rules import rules


class Page(msgspec.Struct):
    """What stands beside the results of one page of an answer."""

    count: int | None = None
    next: str | None = None


class LastAlert(msgspec.Struct):
    """The latest alert of a group."""

    created_at: Time = None


class AlertGroup(msgspec.Struct):
    """What is read of an alert group. People are named by their ids."""

    id: str | None = None
    title: str | None = None
    alerts_count: int | None = None
    created_at: Time = None
    acknowledged_at: Time = None
    acknowledged_by: str | None = None
    resolved_at: Time = None
    resolved_by: str | None = None
    silenced_at: Time = None
    permalinks: dict[str, str | None] | None = None
    last_alert: LastAlert | None = None


class ResolutionNote(msgspec.Struct):
    """A note on how an alert group was resolved."""

    id: str | None = None
    alert_group_id: str | None = None
    author: str | None = None
    source: str | None = None
    created_at: Time = None
    text: str | None = None


class HookEvent(msgspec.Struct):
    """What a webhook was sent for; ``until`` is the end of a silence."""

    type: str | None = None
    time: Time = None
    until: Time = None


class HookUser(msgspec.Struct):
    """Who did it; nobody where OnCall did it by itself."""

    username: str | None = None
    name: str | None = None
    email: str | None = None


class Hook(msgspec.Struct):
    """What is read of a delivery to a webhook."""

    event: HookEvent | None = None
    user: HookUser | None = None
    alert_group: AlertGroup | None = None


class GrafanaOnCallImporter(JsonImporter):
    """Reads what happened to each alert group, and every resolution note, oldest first."""

    info = FormatInfo(
        "grafana-oncall",
        "Grafana OnCall alert groups",
        (".json", ".jsonl"),
        "Alert groups of Grafana OnCall from its API, their resolution notes, or what its webhooks send.",
    )
    tells_of_pages = True

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The events of a page of results, of an alert group, or of a note."""
        opened = Opened.of(record)
        if "results" not in opened.fields:
            yield from _of_result(opened, make)
            return
        page = record.decoded(Page)
        rows = list(rows_inside(opened.inside("results"), lambda place: _of_result(Opened.of(place), make)))
        if page.next:
            remark(rows, f"The file is one page of {page.count or 'several'} results: there are more.")
        yield from rows


def _of_result(opened: Opened, make: Maker) -> Iterator[Row]:
    if opened.has_any("event") and opened.has_any("alert_group"):
        yield _of_hook(opened.record, make)
    elif opened.has_any("alert_group_id"):
        yield _of_note(opened.record, make)
    else:
        yield from _of_group(opened.record, make)


def _of_hook(record: Record, make: Maker) -> Row:
    """What happened to an alert group, by the type of the delivery; the creation has the part that the API tells."""
    hook = record.decoded(Hook)
    event, user, group = hook.event or HookEvent(), hook.user or HookUser(), hook.alert_group or AlertGroup()
    word = (event.type or "").strip().lower()
    is_first = word == rules("grafana_oncall")["creation"]
    name = (group.title or "").strip() or "Alert group"
    phrase = str(rules("grafana_oncall")["phrases"].get(word, word.capitalize()))
    told = Occurrence(
        event.time or (group.created_at if is_first else None),
        make.kind("created" if is_first else word),
        name if is_first or not phrase else f"{phrase}: {name}",
        body=f"Until {event.until}." if event.until else "",
        actor=user.username or user.name or user.email,
        external_id=f"grafana-oncall:{group.id}" if group.id else "",
        part="created" if is_first else f"{word} {event.time or ''}".strip(),
    )
    return make.event(record, told)


def _of_note(record: Record, make: Maker) -> Row:
    note = record.decoded(ResolutionNote)
    told = Occurrence(
        note.created_at,
        make.kind("resolution_note"),
        (note.text or "").strip() or "Resolution note",
        actor=note.author,
        tags=[note.source],
        external_id=f"grafana-oncall:{note.id}" if note.id else "",
    )
    return make.event(record, told)


def _of_group(record: Record, make: Maker) -> Iterator[Row]:
    group = record.decoded(AlertGroup)
    name = (group.title or "").strip() or "Alert group"
    count = group.alerts_count or 0
    latest = group.last_alert.created_at if group.last_alert and count > 1 else None
    steps = (
        ("created", group.created_at, name, ""),
        ("last_alert", latest if latest != group.created_at else None, f"The latest of {count} alerts: {name}", ""),
        ("acknowledged", group.acknowledged_at, f"Acknowledged: {name}", group.acknowledged_by),
        ("silenced", group.silenced_at, f"Silenced: {name}", ""),
        ("resolved", group.resolved_at, f"Resolved: {name}", group.resolved_by),
    )
    links = "\n".join(link for link in (group.permalinks or {}).values() if link)
    for part, time, text, who in steps:
        if not time and part != "created":
            continue
        told = Occurrence(
            time,
            make.kind(part),
            text,
            body=links if part == "created" else "",
            actor=who,
            external_id=f"grafana-oncall:{group.id}" if group.id else "",
            part=part,
        )
        yield make.event(record, told)


IMPORTER = GrafanaOnCallImporter()
