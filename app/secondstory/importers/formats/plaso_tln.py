"""Plaso (log2timeline) events as TLN: five or seven columns with bars between."""

import re
from collections.abc import Iterator
from dataclasses import replace
from types import MappingProxyType
from typing import BinaryIO

from secondstory.importers.base import SAMPLE_BYTES, FormatInfo, ImportOptions, Layout, Question, Sample
from secondstory.importers.formats.plaso_csv import PlasoTable
from secondstory.importers.titles import title_and_body
from secondstory.model.draft import Draft, UnreadRow

_BARE = re.compile(rb"\s*\d{9,11}\|[^|\r\n]*\|[^|\r\n]*\|[^|\r\n]*\|[^\r\n]*\S")
AS_BARE = 90
BARE = MappingProxyType(
    {"occurred_at": "column 1", "title": "column 5", "actor": "column 4", "tags": "column 3+column 2"}
)
"""What the columns hold where no header names them, as most programs write TLN."""
_BEFORE_MESSAGE = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d); (?P<meaning>[^;]*); (?=.)", re.DOTALL)
"""Plaso repeats the time before the message and says what the time means."""


class TlnImporter(PlasoTable):
    """Reads TLN, whose times are seconds since 1970 in UTC."""

    info = FormatInfo(
        "plaso-tln",
        "Plaso events (TLN)",
        (".txt", ".tln", ".log"),
        "Events of Plaso (log2timeline) as TLN: time, source, host, user and description with bars between.",
    )
    headers = (frozenset({"time", "source", "host", "user", "description"}),)
    delimiter = "|"
    zone = "UTC"
    mapping = MappingProxyType({"occurred_at": "time", "title": "description", "actor": "user", "tags": "host+source"})

    def score(self, sample: Sample) -> int:
        """Whether the header is that of TLN, or the first line is one of it."""
        return max(super().score(sample), AS_BARE if _BARE.match(sample.data) else 0)

    def read(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Draft | UnreadRow]:
        """A draft or an unread row for each record, in the order of the file."""
        head = stream.read(SAMPLE_BYTES)
        stream.seek(0)
        yield from super().read(stream, _mapped(options, head))

    def questions(self, sample: Sample, options: ImportOptions) -> tuple[Question, ...]:
        """What is left to ask."""
        return super().questions(sample, _mapped(options, sample.data))

    def layout(self, sample: Sample, options: ImportOptions) -> Layout:
        """The columns of the table and what they hold."""
        return super().layout(sample, _mapped(options, sample.data))

    def finished(self, draft: Draft) -> Draft:
        """The message as the title, and what its time means below."""
        told = draft.body or draft.title
        if match := _BEFORE_MESSAGE.match(told):
            draft.title, body = title_and_body(told[match.end() :])
            draft.body = f"{body}\n\n{match['meaning'].strip()}".strip()
        return super().finished(draft)


def _mapped(options: ImportOptions, head: bytes) -> ImportOptions:
    return replace(options, mapping={**BARE, **options.mapping}) if _BARE.match(head) else options


IMPORTER = TlnImporter()
