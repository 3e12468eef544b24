"""Tables whose header tells which program wrote them, so that nothing about them has to be asked or guessed."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from types import MappingProxyType
from typing import BinaryIO, ClassVar

from secondstory.importers.base import ImportOptions, Layout, Question, Sample
from secondstory.importers.decoding import is_binary, sample_text
from secondstory.importers.formats.csv import CsvImporter
from secondstory.importers.shapes import looks_like_markup
from secondstory.importers.tables.dialect import sniff
from secondstory.model.draft import Draft, UnreadRow

CERTAIN = 92


class KnownTable(CsvImporter):
    """A table that is read as any other, save for what its format documents.

    ``headers`` are sets of names, in lower case; a table that has all names of one of them is of this format.
    ``zone`` is that of times without one, where the format documents it. ``mapping`` says which columns hold which
    field; what a person maps otherwise is done. ``day_first`` says whether the day stands before the month.
    """

    headers: ClassVar[tuple[frozenset[str], ...]]
    mapping: ClassVar[Mapping[str, str]] = MappingProxyType({})
    delimiter: ClassVar[str] = ""
    zone: ClassVar[str] = ""
    day_first: ClassVar[bool | None] = None

    def finished(self, draft: Draft) -> Draft:
        """The draft of a row with what only this format says about it."""
        return draft

    def score(self, sample: Sample) -> int:
        """Whether the header is that of this format."""
        text = "" if is_binary(sample.data) else sample_text(sample)
        dialect = None if looks_like_markup(text) else sniff(text)
        if dialect is None or self.delimiter not in ("", dialect.delimiter):
            return 0
        names = {name.strip().lower() for name in dialect.header}
        return CERTAIN if any(header <= names for header in self.headers) else 0

    def read(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Draft | UnreadRow]:
        """A draft or an unread row for each record, in the order of the file."""
        for row in super().read(stream, self._with_facts(options)):
            if isinstance(row, Draft):
                row.zone_assumed = "" if self.zone else row.zone_assumed
                yield self.finished(row)
            else:
                yield row

    def questions(self, sample: Sample, options: ImportOptions) -> tuple[Question, ...]:
        """What is left to ask."""
        return super().questions(sample, self._with_facts(options))

    def layout(self, sample: Sample, options: ImportOptions) -> Layout:
        """The columns of the table and what they hold."""
        return super().layout(sample, self._with_facts(options))

    def _with_facts(self, options: ImportOptions) -> ImportOptions:
        day_first = options.day_first if self.day_first is None else self.day_first
        return replace(
            options, zone=self.zone or options.zone, mapping={**self.mapping, **options.mapping}, day_first=day_first
        )
