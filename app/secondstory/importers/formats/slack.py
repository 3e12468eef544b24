"""Slack: the archive of an export, or a single day of it."""

from collections.abc import Iterator
from io import BytesIO
from typing import BinaryIO

from secondstory.importers.archives import ZIP, Archive, names_in
from secondstory.importers.base import SAMPLE_BYTES, FormatInfo, ImportOptions, Question, Sample
from secondstory.importers.documents.events import Maker
from secondstory.importers.documents.importer import JsonImporter, Row
from secondstory.importers.documents.reading import Record
from secondstory.importers.slack.directory import Directory, Place
from secondstory.importers.slack.export import Export, first_day, is_export
from secondstory.importers.slack.markup import Markup
from secondstory.importers.slack.messages import Teller
from secondstory.importers.zones import require_zone
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
    paths = (("messages",), ())

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
        head = stream.read(len(ZIP))
        stream.seek(0)
        if head != ZIP:
            yield from super().read(stream, options)
            return
        require_zone(options.zone)
        yield from Export.open(stream).rows(Maker(self.info.name, options))

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
        """The event that a message by itself is."""
        yield Teller(make, Markup(Directory())).tell(record, Place())


def _opened(sample: Sample) -> BinaryIO:
    """The file of a sample, or what is there of it."""
    return BytesIO(sample.data) if sample.path is None else sample.path.open("rb")


IMPORTER = SlackImporter()
