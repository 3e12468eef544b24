"""Plaso (log2timeline) events with a JSON object on each line."""

from collections.abc import Iterator
from datetime import timedelta

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Maker, Occurrence
from secondstory.importers.documents.importer import JsonImporter, Row
from secondstory.importers.documents.reading import Record, clean
from secondstory.importers.kinds import kind_of_text
from secondstory.importers.rules import rules
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import EventKind
from secondstory.model.instants import EPOCH

NO_TIME = "Not a time"
"""What Plaso says of a record that it keeps although there is no time in it; the number is 0 then."""


class EventTag(msgspec.Struct):
    """The labels that an analysis gave to an event."""

    labels: list[str] | None = None


class DateTimeValues(msgspec.Struct):
    """How the source wrote the time; ``string`` is what a time that is none says, such as “Not set”."""

    class_name: str | None = msgspec.field(default=None, name="__class_name__")
    string: str | None = None
    is_local_time: bool | None = None


class PlasoEvent(msgspec.Struct):
    """What is read of an event; its other values stay in the verbatim record."""

    timestamp: int | None = None
    message: str | None = None
    timestamp_desc: str | None = None
    data_type: str | None = None
    date_time: DateTimeValues | None = None
    hostname: str | None = None
    username: str | None = None
    tag: EventTag | None = None


class PlasoImporter(JsonImporter):
    """Reads the events that ``psort`` writes as ``json_line``."""

    info = FormatInfo(
        "plaso",
        "Plaso events (JSON lines)",
        (".jsonl", ".json", ".log"),
        "Events of Plaso (log2timeline), as psort writes them with the output format json_line.",
    )

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The event of a line."""
        event = record.decoded(PlasoEvent)
        written = event.date_time or DateTimeValues()
        if written.class_name == "SemanticTime":
            reason = f"The source has words instead of a time: “{clean((written.string or '')[:60])}”."
            yield UnreadRow(record.pointer, reason, record.text)
            return
        if not event.timestamp and event.timestamp_desc == NO_TIME:
            yield UnreadRow(record.pointer, "The source says that this is not a time.", record.text)
            return
        try:
            time = _iso(event.timestamp, is_local=bool(written.is_local_time))
        except OverflowError:
            yield UnreadRow(record.pointer, f"“{event.timestamp}” is not a time.", record.text)
            return
        found = make.event(
            record,
            Occurrence(
                time,
                _kind(event),
                event.message or event.data_type,
                body=event.timestamp_desc,
                actor=_named(event.username),
                tags=[*((event.tag and event.tag.labels) or ()), _named(event.hostname), event.data_type],
            ),
        )
        if isinstance(found, Draft):
            found.time_as_written = str(event.timestamp)
        yield found


def _iso(micros: int | None, *, is_local: bool) -> str | None:
    """A number of microseconds as a time; without a zone where Plaso says that it counts local time.

    Raises OverflowError beyond the ends of the calendar.
    """
    if micros is None:
        return None
    at = EPOCH + timedelta(microseconds=micros)
    return (at.replace(tzinfo=None) if is_local else at).isoformat()


def _named(name: str | None) -> str:
    """The name of a computer or of a user; Plaso writes marks where it found none."""
    return "" if name is None or name.strip() in ("-", ":") else name


def _kind(event: PlasoEvent) -> EventKind:
    """By the type of the record, else by its words; what a log or a file system says is an observation."""
    if named := rules("plaso")["kinds"].get(event.data_type or ""):
        return EventKind(named)
    told = kind_of_text(event.message or "")
    return EventKind.OBSERVATION if told is EventKind.NOTE else told


IMPORTER = PlasoImporter()
