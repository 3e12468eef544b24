"""Grafana annotations: marks that people and deployments leave on dashboards, and the changes of alerts."""

import re
from collections.abc import Iterator

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row
from secondstory.importers.documents.reading import Record
from secondstory.importers.html.text import plain_text
from secondstory.importers.kinds import kind_of_text
from secondstory.model.enums import EventKind

_REASON = re.compile(r"\s*+\([^()]*+\)\s*+$")


class Annotation(msgspec.Struct, rename="camel"):
    """What is read of an annotation. Its times are milliseconds since 1970; an end of 0 is none."""

    id: int | str | None = None
    alert_id: int | None = None
    alert_name: str | None = None
    new_state: str | None = None
    prev_state: str | None = None
    time: Time = None
    time_end: Time = None
    title: str | None = None
    text: str | None = None
    tags: list[str | None] | None = None
    user_name: str | None = None
    login: str | None = None


class Metadata(msgspec.Struct):
    """What stands around an annotation under ``/apis``: its name there."""

    name: str | None = None


class Resource(msgspec.Struct):
    """An annotation as the newer API gives it, which names what is read its ``spec``."""

    spec: Annotation
    metadata: Metadata | None = None


class GrafanaAnnotationsImporter(JsonImporter):
    """Reads annotations as what they mark: a change of an alert by its new state, anything else by its tags or text."""

    info = FormatInfo(
        "grafana-annotations",
        "Grafana annotations",
        (".json",),
        "The annotations of Grafana dashboards from its API: deploy markers, notes, and changes of alerts.",
    )

    paths = (("items",), ())

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The event that an annotation is; a region has an end."""
        mark = _annotation(record)
        text = "\n".join(filter(None, (_plain(mark.title or ""), _plain(mark.text or ""))))
        state = (mark.new_state or "").strip()
        of_alert = bool(state or mark.alert_id)
        told = Occurrence(
            None if isinstance(mark.time, int | float) and mark.time <= 0 else mark.time,
            make.kind(_REASON.sub("", state).lower()) if state else _kind(mark, text, make, of_alert=of_alert),
            _title(mark, state, text),
            body=_body(mark, state, text),
            actor=mark.user_name or mark.login,
            tags=mark.tags or (),
            until=mark.time_end if mark.time_end and mark.time_end != mark.time else None,
            external_id=f"grafana-annotations:{mark.id}" if mark.id else "",
        )
        yield make.event(record, told)


def _annotation(record: Record) -> Annotation:
    """The annotation that a record is, or that stands in it."""
    if "spec" not in record.decoded(dict[str, msgspec.Raw]):
        return record.decoded(Annotation)
    resource = record.decoded(Resource)
    resource.spec.id = resource.metadata.name if resource.metadata else None
    return resource.spec


def _kind(mark: Annotation, text: str, make: Maker, *, of_alert: bool) -> EventKind:
    """What the first telling tag means; else what the text suggests."""
    if of_alert:
        return EventKind.ALERT
    kinds = (make.kind(tag) for tag in mark.tags or () if tag)
    return next((kind for kind in kinds if kind is not EventKind.NOTE), kind_of_text(text))


def _title(mark: Annotation, state: str, text: str) -> str:
    name = (mark.alert_name or "").strip() or text
    if not state:
        return name or "Annotation"
    return f"{state[:1].upper()}{state[1:]}: {name or 'an alert'}"


def _body(mark: Annotation, state: str, text: str) -> str:
    """From which state an alert came, and its text where its name is the title."""
    before = (mark.prev_state or "").strip()
    change = f"State changed from {before} to {state}." if state and before else ""
    return "\n\n".join(filter(None, (change, text if (mark.alert_name or "").strip() else "")))


def _plain(html: str) -> str:
    """HTML, which Grafana shows in annotations, as text; where it shows nothing, as it is written."""
    return plain_text(html) or html.strip()


IMPORTER = GrafanaAnnotationsImporter()
