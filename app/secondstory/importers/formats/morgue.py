"""Morgue, the post-mortem tool of Etsy: post-mortems with their times, and logs of its chat."""

from collections.abc import Iterator
from io import BytesIO

import msgspec

from secondstory.importers.asking import open_questions
from secondstory.importers.base import FormatInfo, ImportOptions, Question, Sample
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row
from secondstory.importers.documents.reading import Record
from secondstory.importers.documents.stamped import stages
from secondstory.importers.documents.written import WrittenMaker
from secondstory.importers.html.text import without_tags
from secondstory.model.draft import UnreadRow
from secondstory.model.enums import EventKind


class Line(msgspec.Struct):
    """A line of a chat. Its time names no day, and no zone."""

    time: Time = None
    nick: str | None = None
    message: str | None = None


class Postmortem(msgspec.Struct):
    """A post-mortem as its table has it. Its times are seconds since 1970; 0 is a time that was not set."""

    starttime: Time = None
    detecttime: Time = None
    statustime: Time = None
    endtime: Time = None
    id: int | str | None = None
    title: str | None = None
    tldr: str | None = None
    summary: str | None = None
    why_surprised: str | None = None
    severity: int | str | None = None


class MorgueImporter(JsonImporter):
    """Reads rows of the table of post-mortems, and logs of a chat, whose days follow from a first day that is asked."""

    info = FormatInfo(
        "morgue",
        "Etsy Morgue",
        (".json",),
        "Post-mortems of Morgue, the tool that Etsy published, and the chat logs that it shows.",
    )

    def maker(self, options: ImportOptions) -> Maker:
        """The lines of a chat are placed one after the other, so that midnight is noticed."""
        return WrittenMaker(self.info.name, options)

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The event that a line of the chat is, or the events of a post-mortem."""
        names = record.decoded(dict[str, msgspec.Raw])
        if "nick" in names:
            yield _of_line(record, make)
        elif "starttime" in names:
            yield from _of_postmortem(record, make)
        else:
            yield UnreadRow(record.pointer, "The record is no post-mortem and no line of a chat.", record.text)

    def questions(self, sample: Sample, options: ImportOptions) -> tuple[Question, ...]:
        """The first day of a chat, and its zone."""
        data = self.excerpt(sample)
        return tuple(open_questions(lambda tried: list(self.read(BytesIO(data), tried)), options))


def _of_line(record: Record, make: Maker) -> Row:
    line = record.decoded(Line)
    told_now = Occurrence(line.time, EventKind.NOTE, line.message, actor=line.nick)
    return make.event(record, told_now)


def _of_postmortem(record: Record, make: Maker) -> Iterator[Row]:
    found = record.decoded(Postmortem)
    texts = [
        without_tags(text.strip()) for text in (found.tldr, found.summary, found.why_surprised) if text and text.strip()
    ]
    told = stages("morgue", found)
    if not told:
        yield UnreadRow(record.pointer, "The record has no time.", record.text)
    for index, (stage, time) in enumerate(told):
        told_then = Occurrence(
            time,
            stage.kind,
            f"{stage.title}: {found.title or ''}".rstrip(": "),
            body="" if index else "\n\n".join(texts),
            tags=[f"severity {found.severity}" if found.severity not in (None, "") else ""],
            external_id=f"morgue:{found.id}" if found.id is not None else "",
            part=stage.part,
        )
        yield make.event(record, told_then)


IMPORTER = MorgueImporter()
