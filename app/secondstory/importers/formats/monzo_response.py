"""Response, the incident tool of Monzo: timeline events, actions and incidents."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row
from secondstory.importers.documents.parts import each, with_parts
from secondstory.importers.documents.reading import Record
from secondstory.importers.documents.stamped import stages
from secondstory.importers.html.text import without_tags
from secondstory.importers.kinds import kind_of_text
from secondstory.importers.rules import rules
from secondstory.model.draft import UnreadRow
from secondstory.model.enums import EventKind


class User(msgspec.Struct):
    """A person of the chat."""

    display_name: str | None = None
    full_name: str | None = None

    @property
    def name(self) -> str:
        """The name that people know."""
        return self.full_name or self.display_name or ""


class TimelineEvent(msgspec.Struct):
    """An event on the timeline. ``text_ui`` is its text with the people and channels of the chat by name."""

    timestamp: Time = None
    id: int | str | None = None
    text: str | None = None
    text_ui: str | None = None
    event_type: str | None = None
    metadata: Any = None


class Action(msgspec.Struct):
    """An action of an incident."""

    created_date: Time = None
    done_date: Time = None
    id: int | str | None = None
    details: str | None = None
    details_ui: str | None = None
    done: bool | None = None
    user: User | None = None
    due_date: str | None = None
    priority: str | None = None
    type: str | None = None


class Incident(msgspec.Struct):
    """An incident; its actions are records of their own."""

    start_time: Time = None
    report_time: Time = None
    end_time: Time = None
    id: int | str | None = None
    report: str | None = None
    summary: str | None = None
    impact: str | None = None
    reporter: User | None = None


class MonzoResponseImporter(JsonImporter):
    """Reads what the API gives for an incident. Times without a zone are in UTC."""

    info = FormatInfo(
        "monzo-response",
        "Monzo Response",
        (".json",),
        "The timeline events, actions and incidents of Response, the incident tool that Monzo published.",
    )
    naive_zone = "UTC"

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The events of one answer of the API, or of one record of it."""
        return each(record, lambda child: _events(child, make), ("results",))


def _events(record: Record, make: Maker) -> Iterable[Row]:
    names = record.decoded(dict[str, msgspec.Raw])
    if "timestamp" in names:
        return [_of_event(record, make)]
    if "details" in names:
        return _of_action(record, make)
    if "report_time" in names or "report" in names:
        tell, tell_action = partial(_of_incident, make=make), partial(_of_action, make=make)
        return with_parts(record, tell, ("action_items",), tell_action)
    return [UnreadRow(record.pointer, "The record is no timeline event, action or incident.", record.text)]


def _of_event(record: Record, make: Maker) -> Row:
    event = record.decoded(TimelineEvent)
    sort = event.event_type or ""
    text = without_tags((event.text_ui or event.text or "").strip())
    updated = event.metadata.get("update_type") if isinstance(event.metadata, dict) else None
    told_now = Occurrence(
        event.timestamp,
        kind_of_text(text) if sort in rules("monzo_response")["by_text"] else make.kind(str(updated or sort)),
        text or sort.replace("_", " ").capitalize(),
        tags=[sort.replace("_", " ") if sort != "text" else ""],
        external_id=f"monzo-response:event:{event.id}" if event.id is not None else "",
    )
    return make.event(record, told_now)


def _of_action(record: Record, make: Maker) -> Iterator[Row]:
    action = record.decoded(Action)
    text = without_tags((action.details_ui or action.details or "").strip()) or "without a text"
    names = rules("monzo_response")
    who = action.user.name if action.user else ""
    tags = ["action", names["priorities"].get(action.priority or ""), names["types"].get(action.type or "")]
    external_id = f"monzo-response:action:{action.id}" if action.id is not None else ""
    created = Occurrence(
        action.created_date,
        EventKind.NOTE,
        f"Action: {text}",
        body="\n\n".join(
            filter(None, [f"Assigned to {who}." if who else "", f"Due {action.due_date}." if action.due_date else ""])
        ),
        tags=tags,
        external_id=external_id,
        part="created",
    )
    yield make.event(record, created)
    if action.done and action.done_date:
        done = Occurrence(
            action.done_date, EventKind.ACTION, f"Action done: {text}", "", who, "", tags,
            external_id=external_id, part="done",
        )  # fmt: skip
        yield make.event(record, done)


def _of_incident(record: Record, make: Maker) -> Iterator[Row]:
    incident = record.decoded(Incident)
    bodies = {"report_time": incident.summary, "start_time": incident.impact}
    reporter = incident.reporter.name if incident.reporter else ""
    for stage, time in stages("monzo_response", incident):
        told_then = Occurrence(
            time,
            stage.kind,
            f"{stage.title}: {incident.report or ''}".rstrip(": "),
            body=bodies.get(stage.field),
            actor=reporter if stage.field == "report_time" else "",
            external_id=f"monzo-response:incident:{incident.id}" if incident.id is not None else "",
            part=stage.part,
        )
        yield make.event(record, told_then)


IMPORTER = MonzoResponseImporter()
