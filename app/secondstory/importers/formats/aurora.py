"""Aurora Incident Response: the timeline of a case file (``.fox``)."""

from collections.abc import Iterator
from functools import partial
from io import BytesIO

import msgspec

from secondstory.importers.asking import open_questions
from secondstory.importers.base import FormatInfo, ImportOptions, Question, Sample, Topic
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row, rows_inside
from secondstory.importers.documents.members import members
from secondstory.importers.documents.reading import FAULTS, Record, decode
from secondstory.importers.documents.written import WrittenMaker
from secondstory.importers.rules import rules
from secondstory.importers.tables.times import day_comes_first
from secondstory.model.draft import UnreadRow

Tick = bool | int | str | None
"""A box that is ticked, or not."""


class Entry(msgspec.Struct):
    """A row of the timeline."""

    date_time: Time = None
    event_type: str | None = None
    event_host: str | None = None
    direction: str | None = None
    event_source_host: str | None = None
    killchain: str | None = None
    event_data: str | None = None
    notes: str | None = None
    visual: Tick = None
    followup: Tick = None
    attribution: str | None = None
    owner: str | None = None


class Dated(msgspec.Struct):
    """A row of which only the time is looked at."""

    date_time: Time = None


class AuroraImporter(JsonImporter):
    """Reads the timeline of a case. The file names no zone, and its dates may be written in any order."""

    info = FormatInfo(
        "aurora",
        "Aurora Incident Response",
        (".fox", ".json"),
        "The timeline of a case file of Aurora Incident Response.",
    )

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The events of the timeline of a case, or of one row of it."""
        for children in members(record, ("timeline",)) or [[record]]:
            day_first, _ = day_comes_first(_times(children), make.options)
            written = WrittenMaker(make.rules_name, make.options, day_first=day_first)
            yield from rows_inside(children, partial(_of_entry, make=written))

    def questions(self, sample: Sample, options: ImportOptions) -> tuple[Question, ...]:
        """The order of day and month where the dates leave it open, the day where they lack one, and the zone."""
        data = self.excerpt(sample)
        try:
            lists = members(Record("/", data), ("timeline",)) or ()
        except FAULTS:
            lists = ()
        times = [time for children in lists for time in _times(children)]
        questions = tuple(open_questions(lambda tried: list(self.read(BytesIO(data), tried)), options))
        if day_comes_first(times, options)[1]:
            reason = "The file does not show whether the day or the month comes first in its dates."
            return (Question(Topic.ORDER, reason), *questions)
        return questions


def _times(records: list[Record]) -> list[str]:
    """The times of rows as they are written; rows of another shape are passed over."""
    found = []
    for record in records:
        try:
            time = decode(record.raw, Dated).date_time
        except FAULTS:
            continue
        if isinstance(time, str):
            found.append(time)
    return found


def _of_entry(record: Record, make: Maker) -> Iterator[Row]:
    names = record.decoded(dict[str, msgspec.Raw])
    if names.keys().isdisjoint(Entry.__struct_fields__):
        yield UnreadRow(record.pointer, "The record is no row of a timeline.", record.text)
        return
    entry = record.decoded(Entry)
    remote = [entry.direction, entry.event_source_host] if entry.event_source_host else []
    hosts = " ".join(filter(None, [entry.event_host, *remote]))
    sort = (entry.event_type or "").strip()
    told_now = Occurrence(
        entry.date_time,
        make.kind(sort),
        entry.event_data or sort,
        body="\n\n".join(filter(None, [entry.notes, f"Systems: {hosts}" if hosts else ""])),
        actor=entry.owner,
        tags=[sort, entry.killchain, entry.attribution, "follow-up" if _ticked(entry.followup) else ""],
        key=_ticked(entry.visual),
    )
    yield make.event(record, told_now)


def _ticked(tick: Tick) -> bool:
    return str(tick or "").lower() in rules("aurora")["ticked"]


IMPORTER = AuroraImporter()
