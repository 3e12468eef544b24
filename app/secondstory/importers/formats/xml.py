"""XML of any shape, as JSON of any shape is read: the elements that repeat are the records."""

from collections import Counter
from collections.abc import Iterable, Iterator
from io import BytesIO
from typing import BinaryIO

import msgspec

from secondstory.importers.base import FormatInfo, ImportOptions, Layout, Question, Sample
from secondstory.importers.decoding import sample_text
from secondstory.importers.documents.reading import LINES_LOOKED_AT
from secondstory.importers.formats.json import IMPORTER as RECORDS
from secondstory.importers.formats.web_page import is_page
from secondstory.importers.markup.elements import ANY, Element, Path, beginning, elements_of_beginning, read_elements
from secondstory.importers.markup.values import value_of
from secondstory.importers.shapes import looks_like_json
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.errors import UserError

SCORE = 80
DEPTHS = (2, 3, 4, 5)
"""Records lie inside of one element, or of a few that stand around them."""


class XmlTableImporter:
    """Reads records whose fields are told by the names of their elements and attributes, or mapped by their paths."""

    info = FormatInfo(
        "xml",
        "XML of any shape",
        (".xml",),
        "The elements that repeat in a document, such as the events of Windows; their values are recognised or mapped.",
        SCORE,
    )

    def score(self, sample: Sample) -> int:
        """Just enough to be sure, where records have times: formats that know a document come first."""
        text = beginning(sample.data)
        if not text.lstrip().startswith("<") or is_page(text):
            return 0
        data = self.excerpt(sample)
        found = Sample(data, sample.name, len(data))
        try:
            has_time = data and bool(RECORDS.layout(found, ImportOptions()).mapping.get("occurred_at"))
        except UserError:
            has_time = False
        return SCORE if has_time else 0

    def read(self, stream: BinaryIO, options: ImportOptions) -> Iterator[Draft | UnreadRow]:
        """A draft or an unread row for each record, in the order of the file. Records are kept as JSON."""
        head = stream.read(LINES_LOOKED_AT)
        stream.seek(0)
        if looks_like_json(head.decode("utf-8", "replace")):
            return RECORDS.read(stream, options)
        path = _path(beginning(head))
        return RECORDS.read(BytesIO(_as_json(read_elements(stream, [path]))), options)

    def questions(self, sample: Sample, options: ImportOptions) -> tuple[Question, ...]:
        """What the records leave open."""
        return RECORDS.questions(self._sample(sample), options)

    def layout(self, sample: Sample, options: ImportOptions) -> Layout:
        """The paths in the records and what they were taken for."""
        return RECORDS.layout(self._sample(sample), options)

    def excerpt(self, sample: Sample) -> bytes:
        """The first records as JSON."""
        if looks_like_json(sample_text(sample)):
            return sample.data
        text = beginning(sample.data)
        return _as_json(elements_of_beginning(text, [_path(text)]))

    def repairable(self, corrected: str, sample: Sample | None) -> bytes:
        """The corrected record, which is JSON, with all the names of its file."""
        return RECORDS.repairable(corrected, self._sample(sample) if sample is not None else None)

    def _sample(self, sample: Sample) -> Sample:
        data = self.excerpt(sample)
        return Sample(data, sample.name, len(data))


def _path(text: str) -> Path:
    """Where the records of a document lie: as near to its root as elements of the same name repeat."""
    for depth in DEPTHS:
        found = elements_of_beginning(text, [(ANY,) * depth])
        places = Counter(element.place.rpartition("/")[0] for element in found if _is_structure(element))
        place, number = max(places.items(), key=lambda item: item[1], default=("", 0))
        if number > 1:
            return (*place.strip("/").split("/")[:-1], ANY)
    return _single(text)


def _single(text: str) -> Path:
    """Where the one record of a document lies: as near to its root as an element has two texts inside."""
    for depth in (1, *DEPTHS):
        found = elements_of_beginning(text, [(ANY,) * depth])
        if any(sum(not _is_structure(child) for child in element.children) > 1 for element in found):
            return (ANY,) * depth
    return (ANY, ANY)


def _is_structure(element: Element) -> bool:
    """Whether an element is more than a text, which says something of what stands around it."""
    return bool(element.children or element.attributes)


def _as_json(elements: Iterable[Element]) -> bytes:
    # One after the other, for the values of all of them at once take several times the space of the file.
    return b"[%s]" % b",".join(msgspec.json.encode(value_of(element)) for element in elements if _is_structure(element))


IMPORTER = XmlTableImporter()
