"""XML files as the elements that are records, one after the other.

Files are hostile until parsed: one that declares a document type is refused, and with it all entities that could grow
or lead elsewhere. What lies deeper, is larger or is more than any export has is refused as well. Only the elements of
one record are held at a time, and of the file no more than what it is written in.
"""

import re
from collections.abc import Collection, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from functools import lru_cache
from io import BytesIO
from xml.parsers.expat import ExpatError, ParserCreate

from secondstory.importers.decoding import Readable
from secondstory.importers.documents.reading import clean
from secondstory.importers.markup.encodings import utf8_blocks
from secondstory.model.errors import UserError

XML_LIMIT = 256 * 1024 * 1024
RECORD_LIMIT = 16 * 1024 * 1024
"""So large a record is at most, and a comment or a tag elsewhere."""
DEEPEST = 100
MOST_ELEMENTS = 100_000
"""So many elements a record has at most."""
MOST_RECORDS = 200_000
"""So many records are read of one file."""
ANY = "*"
Path = tuple[str, ...]
_TAG = re.compile(rb"""<(?:[^"'>]|"[^"]*"|'[^']*')*>""")
_REMEDY = "Export it again as XML, JSON or CSV, or paste the timeline as text."


@dataclass(slots=True)
class Written:
    """The part of the document that holds a record, and where in the document that part begins."""

    data: bytes = b""
    origin: int = 0


@dataclass(slots=True)
class Element:
    """An element without the prefix of its name. ``text`` is what stands in it itself.

    ``begin`` and ``last`` are where its tags begin in the document; those of one without content are the same tag.
    """

    document: Written
    name: str
    attributes: dict[str, str]
    place: str = ""
    text: str = ""
    begin: int = 0
    last: int = 0
    children: list["Element"] = field(default_factory=list)

    @property
    def raw(self) -> str:
        """The element as it is written."""
        data, begin = self.document.data, self.begin - self.document.origin
        tag = _TAG.match(data, begin)
        is_empty = tag is not None and tag[0].endswith(b"/>")
        end = tag.end() if tag is not None and is_empty else data.find(b">", self.last - self.document.origin) + 1
        return data[begin:end].decode("utf-8", "replace")

    def first(self, *names: str) -> "Element | None":
        """The first of the elements inside that has the first of these names that any has."""
        for name in names:
            found = next((child for child in self.children if child.name == name), None)
            if found is not None:
                return found
        return None

    def text_of(self, *names: str) -> str:
        """What stands in the element of that name; empty where there is none."""
        found = self.first(*names)
        return found.text if found is not None else ""

    def inside(self, name: str) -> list["Element"]:
        """The elements that the one of that name holds."""
        found = self.first(name)
        return found.children if found is not None else []


def read_elements(stream: Readable, paths: Collection[Path]) -> Iterator[Element]:
    """The elements of a file at these paths, of whose names ``*`` is any.

    Raises `UserError` where the file is too large, or is not what can be read as XML.
    """
    yield from _elements(_within_limit(utf8_blocks(stream)), paths, is_whole=True)


def _within_limit(blocks: Iterator[bytes]) -> Iterator[bytes]:
    size = 0
    for block in blocks:
        size += len(block)
        if size > XML_LIMIT:
            raise UserError(
                f"The file is larger than {XML_LIMIT // 2**20} MiB, the most that is read of XML.",
                "Export a shorter time, or several files.",
            )
        yield block


@lru_cache(maxsize=2)
def beginning(data: bytes) -> str:
    """The text of the first bytes of a file, up to the last tag that is whole; a whole document may be one line."""
    return b"".join(utf8_blocks(BytesIO(data[: data.rfind(b">") + 1]))).decode()


def elements_of_beginning(text: str, paths: Collection[Path]) -> list[Element]:
    """The whole elements at these paths in the beginning of a file; none where that is no XML."""
    found: list[Element] = []
    with suppress(UserError):
        found.extend(_elements(iter([text.encode()]), paths, is_whole=False))
    return found


def _elements(blocks: Iterator[bytes], paths: Collection[Path], *, is_whole: bool) -> Iterator[Element]:
    reader = _Reader(paths)
    try:
        for block in blocks:
            reader.feed(block)
            yield from reader.taken()
        if is_whole:
            reader.parser.Parse(b"", True)
    except ExpatError as error:
        yield from reader.taken()
        raise UserError(f"The file is not whole XML ({clean(str(error))}).", _REMEDY) from None


class _Reader:
    """Builds the elements of one record at a time, and knows where in the file it stands."""

    def __init__(self, paths: Collection[Path]) -> None:
        self.parser = ParserCreate("utf-8")
        self.parser.buffer_text = True
        self.parser.StartElementHandler = self._start
        self.parser.EndElementHandler = self._end
        self.parser.CharacterDataHandler = self._text
        self.parser.StartDoctypeDeclHandler = self._refuse
        self._kept = b""
        self._origin = 0
        self._document = Written()
        self._paths = paths
        self._path: list[str] = []
        self._open: list[tuple[Element, list[str]]] = []
        self._count = 0
        self._found = 0
        self._done: list[Element] = []

    def feed(self, block: bytes) -> None:
        """Read on. Of what was read before only that is kept which has not ended yet."""
        since = self._open[0][0].begin if self._open else max(self.parser.CurrentByteIndex, self._origin)
        self._kept = self._kept[since - self._origin :] + block
        self._origin = since
        if len(self._kept) - len(block) > RECORD_LIMIT:
            raise UserError(f"A record of the file is larger than {RECORD_LIMIT // 2**20} MiB.", _REMEDY)
        self.parser.Parse(block, False)

    def taken(self) -> list[Element]:
        """The records that have ended since the last time."""
        done, self._done = self._done, []
        return done

    def _refuse(self, *_: object) -> None:
        raise UserError("The file declares a document type or entities, which are not read.", _REMEDY)

    def _start(self, name: str, attributes: dict[str, str]) -> None:
        name = _local(name)
        self._path.append(name)
        if len(self._path) > DEEPEST:
            raise UserError("The elements of the file are nested too deeply.", _REMEDY)
        if not self._open and not any(_leads(path, self._path) for path in self._paths):
            return
        self._count = self._count + 1 if self._open else 1
        if self._count > MOST_ELEMENTS:
            raise UserError("A record of the file has more elements than any export.", _REMEDY)
        place = f"/{'/'.join(self._path)}/{self._found}" if not self._open else ""
        given = {_local(key): value for key, value in attributes.items()}
        if not self._open:
            self._document = Written()
        element = Element(self._document, name, given, place, begin=self.parser.CurrentByteIndex)
        if self._open:
            self._open[-1][0].children.append(element)
        self._open.append((element, []))

    def _text(self, text: str) -> None:
        if self._open:
            self._open[-1][1].append(text)

    def _end(self, _: str) -> None:
        self._path.pop()
        if not self._open:
            return
        element, texts = self._open.pop()
        element.text, element.last = "".join(texts).strip(), self.parser.CurrentByteIndex
        if not self._open:
            self._found += 1
            if self._found > MOST_RECORDS:
                raise UserError(
                    f"The file has more than {MOST_RECORDS:,} records, the most that are read of XML.",
                    "Export a shorter time, or several files.",
                )
            self._document.data, self._document.origin = self._kept, self._origin
            self._done.append(element)


def _local(name: str) -> str:
    return name.rpartition(":")[2]


def _leads(path: Path, names: list[str]) -> bool:
    return len(path) == len(names) and all(one in (ANY, name) for one, name in zip(path, names, strict=True))
