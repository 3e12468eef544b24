"""Slack: the archive of an export, or a single day of it."""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from secondstory.importers.archives import ZIP, Archive, names_in
from secondstory.importers.base import SAMPLE_BYTES, FormatInfo, ImportOptions, Question, Sample
from secondstory.importers.documents.events import Maker
from secondstory.importers.documents.importer import JsonImporter, Row, oldest_first, rows_inside
from secondstory.importers.documents.nested import remark
from secondstory.importers.documents.reading import (
    LINES_LOOKED_AT,
    THERE_IS_MORE,
    Answer,
    Record,
    is_lines,
    whole,
)
from secondstory.importers.slack.conversations import (
    Conversation,
    conversation_of,
    rows_of,
    tell_of_missing_replies,
    teller_of,
)
from secondstory.importers.slack.directory import Place
from secondstory.importers.slack.export import Export, first_day, is_export
from secondstory.importers.times.zones import require_zone
from secondstory.model.errors import UserError

AS_EXPORT = 95


class SlackImporter(JsonImporter):
    """Reads all channels of an export in the order of time, or a list of messages without knowing its people."""

    info = FormatInfo(
        "slack",
        "Slack export",
        (".zip", ".json"),
        "The messages of all channels in the zip file of a Slack export, or those of a single day that was unpacked.",
    )
    paths = (("messages", "matches"), ("messages",), ("items",), ("event",), ())

    def score(self, sample: Sample) -> int:
        """An archive by the names of the files in it, or by its first day; a single day by its names and times."""
        if not sample.data.startswith(ZIP):
            return super().score(sample)
        try:
            with _opened(sample) as stream:
                archive = Archive(stream)
                if is_export([member.name for member in archive.members]):
                    return AS_EXPORT
                day = first_day(archive)
        except (UserError, OSError):
            return AS_EXPORT if is_export(names_in(sample.data)) else 0
        return super().score(Sample(day[:SAMPLE_BYTES], sample.name, len(day)))

    def read(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Row]:
        """The events, oldest first."""
        head = stream.read(LINES_LOOKED_AT)
        stream.seek(0)
        require_zone(options.zone)
        make = self.maker(options)
        if head.startswith(ZIP):
            yield from Export.open(stream).rows(make)
            return
        conversation = Conversation() if is_lines(head) else conversation_of(whole(stream))
        stream.seek(0)
        teller = teller_of(conversation, make)
        answer = Answer()
        found = self.records(stream, answer)
        rows = list(oldest_first(rows_inside(found, lambda record: rows_of(record, teller, conversation.place))))
        tell_of_missing_replies(rows)
        if answer.has_more:
            remark(rows, THERE_IS_MORE)
        yield from rows

    def questions(self, sample: Sample, options: ImportOptions) -> tuple[Question, ...]:
        """None for an archive: its times are instants."""
        return () if sample.data.startswith(ZIP) else super().questions(sample, options)

    def excerpt(self, sample: Sample) -> bytes:
        """The first messages as an archive of their own; nothing where the sample shows only a part of an archive."""
        if not sample.data.startswith(ZIP):
            return super().excerpt(sample)
        if sample.path is None and not sample.is_whole:
            return b""
        with _opened(sample) as stream:
            return Export.open(stream).excerpt()

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The events that a message by itself and its replies are."""
        yield from rows_of(record, teller_of(Conversation(), make), Place())


def _opened(sample: Sample) -> BinaryIO:
    """The file of a sample, or what is there of it."""
    return BytesIO(sample.data) if sample.path is None else sample.path.open("rb")


IMPORTER = SlackImporter()
