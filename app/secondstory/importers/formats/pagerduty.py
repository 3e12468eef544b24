"""PagerDuty log entries, as the REST API gives them for an incident."""

from collections.abc import Iterator, Sequence
from typing import Any

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.columns import decoded, each_once, times_in_utc
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonColumnsImporter, Row
from secondstory.importers.documents.reading import FAULTS, Record
from secondstory.importers.rules import rules
from secondstory.importers.titles import titles_and_bodies
from secondstory.model.drafts import Drafts
from secondstory.model.imported import place_of_kind


class Reference(msgspec.Struct):
    """A user, service or incident that an entry names. Version 1 of the API has names in the place of summaries."""

    summary: str | None = None
    name: str | None = None

    @property
    def shown(self) -> str:
        """What people call it."""
        return (self.summary or self.name or "").strip()


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
    assignees: list[Reference | None] | None = None
    assigned_user: Reference | None = None
    note: str | None = None
    channel: Any = None


class Channel(msgspec.Struct):
    """What an entry came by, where it has a note."""

    summary: str | None = None
    content: str | None = None
    message: str | None = None
    note: str | None = None


NOTHING = msgspec.Raw(b"null")


class UsualEntry(msgspec.Struct):
    """An entry in the usual form. What very many entries name alike is left in JSON, and decoded once."""

    created_at: Time = None
    id: str | None = None
    type: str | None = None
    summary: str | None = None
    agent: msgspec.Raw = NOTHING
    user: msgspec.Raw = NOTHING
    service: msgspec.Raw = NOTHING
    teams: msgspec.Raw = NOTHING
    note: str | None = None
    channel: Channel | None = None


NOTES = ("content", "message", "summary", "note")
"""Where a channel keeps the words of a person, the whole of them before what sums them up."""
NO_CHANNEL = Channel()
EMPTY_CHANNELS = (None, NO_CHANNEL)


class PagerDutyImporter(JsonColumnsImporter):
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
        note = _note(entry)
        text = _text(entry, note)
        told = Occurrence(
            entry.created_at,
            make.kind(type_name),
            text,
            body="" if note in text else note,
            actor=who.shown if who else "",
            tags=_tags(entry.service, entry.teams),
            external_id=f"pagerduty:{entry.id}" if entry.id else "",
        )
        yield make.event(record, told)

    def together(self, records_: Sequence[Record], make: Maker) -> Drafts | None:
        """The events of entries in columns, where all of them have a text and a time in UTC."""
        entries = decoded(records_, UsualEntry)
        if entries is None or (times := times_in_utc([entry.created_at for entry in entries])) is None:
            return None
        if not all(entry.summary for entry in entries):
            return None
        noted = any(entry.note or entry.channel not in EMPTY_CHANNELS for entry in entries)
        notes = [_usual_note(entry) for entry in entries] if noted else [""] * len(entries)
        texts = [
            (not note and entry.summary and entry.summary.strip()) or _text(entry, note)
            for entry, note in zip(entries, notes, strict=True)
        ]
        titles, bodies = titles_and_bodies(texts)
        if noted:
            told = zip(bodies * len(texts) if len(bodies) < len(texts) else bodies, titles, texts, notes, strict=True)
            bodies = [_body(*each) for each in told]
        sorts = {name: place_of_kind(make.kind(plain_type(name))) for name in {entry.type or "" for entry in entries}}
        try:
            actors, tags = _actors(entries), _all_tags(entries)
        except FAULTS:
            return None
        return Drafts(
            times=times,
            sorts=bytes([sorts[entry.type or ""] for entry in entries]),
            time_as_written=[str(entry.created_at) for entry in entries],
            role=[""],
            actor=actors,
            title=titles,
            body=bodies,
            tags=tags,
            locator=[record.pointer for record in records_],
            raw=[""],
            external_id=[f"pagerduty:{entry.id}" if entry.id else "" for entry in entries],
        )


def _actors(entries: Sequence[UsualEntry]) -> list[str]:
    """Who did what each entry tells. Raises one of `FAULTS`."""
    written = [bytes(entry.agent if entry.agent != NOTHING else entry.user) for entry in entries]
    return each_once(written, list[Reference | None], lambda who: who.shown if who else "")


def _all_tags(entries: Sequence[UsualEntry]) -> list[tuple[str, ...]]:
    """The tags of each entry. Raises one of `FAULTS`."""
    written = [b"[%b,%b]" % (entry.service, entry.teams) for entry in entries]
    return each_once(written, list[tuple[Reference | None, list[Reference] | None]], lambda named: _tags(*named))


def _tags(service: Reference | None, teams: list[Reference] | None) -> tuple[str, ...]:
    named = (service, *(teams or ()))
    return tuple(dict.fromkeys([text for one in named if one and (text := one.shown)]))


def _text(entry: LogEntry | UsualEntry, note: str) -> str:
    """What an entry says: its summary, or the note where the summary only tells that somebody wrote one."""
    if note and plain_type(entry.type or "") in rules("pagerduty")["noted"]:
        return note
    return (entry.summary or "").strip() or (_in_words(entry, note) if isinstance(entry, LogEntry) else "")


def _note(entry: LogEntry) -> str:
    channel: dict[str, Any] = entry.channel if isinstance(entry.channel, dict) else {}
    return _first_text(entry.note, *map(channel.get, NOTES))


def _first_text(*found: object) -> str:
    return next((text.strip() for text in found if isinstance(text, str) and text.strip()), "")


def _usual_note(entry: UsualEntry) -> str:
    channel = entry.channel or NO_CHANNEL
    return _first_text(entry.note, channel.content, channel.message, channel.summary, channel.note)


def _body(body: str, title: str, text: str, note: str) -> str:
    """The body of an event with the note of its entry, as `Maker.event` has it."""
    return body if not note or note in text or note == title else f"{body}\n\n{note}".strip()


def _in_words(entry: LogEntry, note: str) -> str:
    """What an entry without a summary tells: what was done, to whom, or what it is about."""
    type_name = plain_type(entry.type or "")
    words = str(rules("pagerduty")["phrases"].get(type_name, type_name.replace("_", " ").capitalize() or "Log entry"))
    people = [entry.assigned_user, *(entry.assignees or ()), entry.user if type_name == "notify" else None]
    names = ", ".join(dict.fromkeys(who.shown for who in people if who and who.shown))
    if names:
        return f"{words} {names}" if type_name == "notify" else f"{words} to {names}"
    return f"{words}: {note}" if note else words


def plain_type(name: str) -> str:
    """The type of an entry without its endings: ``acknowledge_log_entry_reference`` is ``acknowledge``."""
    bare = name.removesuffix("_reference").removesuffix("_log_entry")
    return str(rules("pagerduty")["spellings"].get(bare, bare))


IMPORTER = PagerDutyImporter()
