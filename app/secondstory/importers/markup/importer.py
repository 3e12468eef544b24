"""An importer of an XML format: what all of them do alike."""

from abc import abstractmethod
from collections.abc import Iterable, Iterator, Mapping
from typing import Any, BinaryIO, ClassVar

import msgspec

from secondstory.importers.base import ImportOptions, Sample
from secondstory.importers.decoding import CUT
from secondstory.importers.documents.importer import JsonImporter, Row, compiled, oldest_first, rows_inside
from secondstory.importers.documents.reading import LINES_LOOKED_AT, Answer, Record, clean, records
from secondstory.importers.markup.elements import Element, beginning, elements_of_beginning, read_elements
from secondstory.importers.markup.values import value_of
from secondstory.importers.rules import rules
from secondstory.importers.secrets.in_json import LEFT_OUT, without_secrets
from secondstory.importers.shapes import looks_like_json
from secondstory.importers.times.zones import require_zone
from secondstory.importers.together import Together

SHOWN_OF_RECORD = 64 * 1024
"""So much of an element is kept as its record; what follows is hardly ever more than the data of attachments."""
Pieces = Mapping[str, Element]


class XmlImporter(JsonImporter):
    """Reads the records of an XML format, each of which is told as what the same tool gives as JSON.

    ``paths`` are those of the elements that are records. ``around`` is what stands around them. How the format is
    recognised stands in the rules of its name: each ``[[signature]]`` has ``patterns`` that all must be found.
    """

    around: ClassVar[tuple[str, str]]

    @abstractmethod
    def record(self, element: Element) -> tuple[Mapping[str, Any], Pieces]:
        """An element as a record of JSON, and the elements inside it that are told by themselves, by their places."""

    def score(self, sample: Sample) -> int:
        """The best of the signatures that fit the beginning of the document."""
        text = beginning(sample.data)
        if not text.lstrip().startswith("<"):
            return 0
        signatures = rules(self.info.name)["signature"]
        fit = (one["score"] for one in signatures if all(compiled(pattern).search(text) for pattern in one["patterns"]))
        return max(fit, default=0)

    def read(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Row]:
        """The events, oldest first. A record that was corrected may be JSON, for parts of one are kept so."""
        head = stream.read(LINES_LOOKED_AT)
        stream.seek(0)
        if looks_like_json(head.decode("utf-8", "replace")):
            return super().read(stream, options)
        return Together(self._rows_of_elements(stream, options))

    def records(self, stream: BinaryIO, answer: Answer | None = None) -> Iterator[Record]:
        """The records of JSON, in which a part that was corrected stands by itself."""
        return records(stream, ((),), answer)

    def _rows_of_elements(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Row]:
        require_zone(options.zone)
        make = self.maker(options)
        written: dict[str, str] = {}
        rows = rows_inside(self._records(stream, written), lambda record: self.events(record, make))
        for row in rows:
            if row.locator in written:
                row.raw = written[row.locator]
        yield from oldest_first(rows)

    def _records(self, stream: BinaryIO, written: dict[str, str]) -> Iterator[Record]:
        for element in read_elements(stream, self.paths):
            value, pieces = self.record(element)
            # Where an element with a secret stands in it, the record stays as what was made of it.
            if LEFT_OUT.encode() not in without_secrets(msgspec.json.encode(value_of(element))):
                written[element.place] = _shown(element)
                written.update((f"{element.place}/{place}", _shown(piece)) for place, piece in pieces.items())
            yield Record(element.place, without_secrets(msgspec.json.encode(value)))

    def excerpt(self, sample: Sample) -> bytes:
        """The whole records of the sample as a document of their own."""
        if sample.is_whole:
            return sample.data
        return self._document(element.raw for element in elements_of_beginning(beginning(sample.data), self.paths))

    def repairable(self, corrected: str, sample: Sample | None) -> bytes:
        """The corrected record as a document of its own."""
        if corrected.lstrip().startswith("<"):
            return self._document([corrected])
        return super().repairable(corrected, sample)

    def _document(self, records: Iterable[str]) -> bytes:
        begin, end = self.around
        return f"{begin}{''.join(records)}{end}".encode("utf-8", "replace")


def _shown(element: Element) -> str:
    raw = clean(element.raw)
    return raw if len(raw) <= SHOWN_OF_RECORD else raw[:SHOWN_OF_RECORD] + CUT
