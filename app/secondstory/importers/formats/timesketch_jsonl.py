"""Timesketch timelines with a JSON object on each line."""

from collections.abc import Iterator
from dataclasses import replace

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row
from secondstory.importers.documents.reading import Record
from secondstory.importers.kinds import kind_of_text
from secondstory.importers.tables.times import contradicts
from secondstory.importers.times.days import UnplaceableError
from secondstory.model.enums import EventKind

STAR = "__ts_star"
"""The label of an event that somebody starred; the other labels are marks of Timesketch itself."""
NO_TAG = "-"


class TimesketchEvent(msgspec.Struct):
    """What is read of an event; all its other columns stay in the verbatim record."""

    message: str | None = None
    datetime: Time = None
    timestamp: Time = None
    timestamp_desc: str | None = None
    tag: list[str] | str | None = None
    label: list[str] | str | None = None
    data_type: str | None = None
    username: str | None = None
    document: str | None = msgspec.field(default=None, name="_id")


class TimesketchImporter(JsonImporter):
    """Reads events by their ``datetime``, and by their ``timestamp`` where they have none."""

    info = FormatInfo(
        "timesketch",
        "Timesketch (JSON lines)",
        (".jsonl",),
        "A Timesketch timeline as JSON lines: message, datetime, timestamp_desc, with any further columns.",
    )
    naive_zone = "UTC"

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The event of a line."""
        event = record.decoded(TimesketchEvent)
        told = Occurrence(
            event.timestamp if event.datetime in (None, "") else event.datetime,
            _kind(event, make),
            event.message or event.timestamp_desc,
            body=event.timestamp_desc if event.message else "",
            actor="" if event.username == NO_TAG else event.username,
            tags=tags_of(event.tag),
            external_id=f"timesketch:{event.document}" if event.document else "",
            key=STAR in tags_of(event.label),
        )
        yield make.event(record, replace(told, remark=_contradiction(event, make)))


def tags_of(tag: list[str] | str | None) -> list[str]:
    """The tags of a list, of JSON text that is a list, or of words with commas between; ``-`` means none."""
    words = _listed(tag) if isinstance(tag, str) else tag or []
    return [word for word in words if word.strip() not in ("", NO_TAG)]


def _listed(text: str) -> list[str]:
    try:
        return msgspec.json.decode(text, type=list[str])
    except (msgspec.MsgspecError, UnicodeEncodeError, RecursionError):
        return [word.strip(" '\"") for word in text.strip("[] ").split(",")]


def _kind(event: TimesketchEvent, make: Maker) -> EventKind:
    """By what the time means, else by the words; a record of a log, which has a data type, is an observation."""
    named = make.kind(event.timestamp_desc)
    if named is EventKind.NOTE:
        named = kind_of_text(event.message or "")
    return EventKind.OBSERVATION if named is EventKind.NOTE and event.data_type else named


def _contradiction(event: TimesketchEvent, make: Maker) -> str:
    if event.datetime in (None, "") or event.timestamp in (None, ""):
        return ""
    try:
        when = make.when(event.datetime)
    except UnplaceableError:
        return ""
    if not contradicts(when, str(event.timestamp)):
        return when.remark
    return f"The record holds another time, {event.timestamp}, which says something else."


IMPORTER = TimesketchImporter()
