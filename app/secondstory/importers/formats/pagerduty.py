"""PagerDuty log entries, as the REST API gives them for an incident."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row
from secondstory.importers.documents.reading import Record
from secondstory.importers.rules import rules


class Reference(msgspec.Struct):
    """A user, service or incident that an entry names."""

    summary: str | None = None


class LogEntry(msgspec.Struct):
    """What is read of a log entry; everything else stays in the verbatim record."""

    created_at: Time = None
    id: str | None = None
    type: str | None = None
    summary: str | None = None
    agent: Reference | None = None
    user: Reference | None = None
    service: Reference | None = None
    teams: list[Reference] | None = None
    note: str | None = None
    channel: Any = None


class PagerDutyImporter(JsonImporter):
    """Reads log entries, from the newest to the oldest or the other way round."""

    info = FormatInfo(
        "pagerduty",
        "PagerDuty log entries",
        (".json",),
        "The log entries of incidents from the PagerDuty REST API: triggers, acknowledgements, escalations, notes.",
    )
    paths = (("log_entries",), ("log_entry",), ())

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The event that an entry is."""
        entry = record.decoded(LogEntry)
        type_name = plain_type(entry.type or "")
        who = entry.agent or entry.user
        text = (entry.summary or "").strip() or _in_words(type_name)
        note = _note(entry)
        told = Occurrence(
            entry.created_at,
            make.kind(type_name),
            text,
            body="" if note in text else note,
            actor=who.summary if who else "",
            tags=[named.summary for named in (entry.service, *(entry.teams or ())) if named],
            external_id=f"pagerduty:{entry.id}" if entry.id else "",
        )
        yield make.event(record, told)


def _note(entry: LogEntry) -> str:
    channel: dict[str, Any] = entry.channel if isinstance(entry.channel, dict) else {}
    found: Sequence[object] = (entry.note, channel.get("summary"), channel.get("content"), channel.get("note"))
    return next((text.strip() for text in found if isinstance(text, str) and text.strip()), "")


def _in_words(type_name: str) -> str:
    """What an entry without a summary tells."""
    words = type_name.replace("_", " ").capitalize() or "Log entry"
    return str(rules("pagerduty")["phrases"].get(type_name, words))


def plain_type(name: str) -> str:
    """The type of an entry without its endings: ``acknowledge_log_entry_reference`` is ``acknowledge``."""
    bare = name.removesuffix("_reference").removesuffix("_log_entry")
    return str(rules("pagerduty")["spellings"].get(bare, bare))


IMPORTER = PagerDutyImporter()
