"""JSON documents, and files with a document on each line, as records with their places.

Text that is not Unicode is mended before a document is given up. Memory is bounded: a whole document may be as large as
`JSON_LIMIT`; lines of JSON are read one after the other.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from itertools import chain, count, islice
from typing import Any, TypeVar

import msgspec

from secondstory.importers.decoding import PICTURES, Joined, Readable, encoding_of, head_of, is_windows, lines_of, shown
from secondstory.importers.documents.excerpts import closed_off
from secondstory.importers.documents.mending import Mended, mended
from secondstory.importers.documents.numbers import decoded_with_numbers
from secondstory.importers.rules import rules
from secondstory.importers.secrets.in_json import may_hold_secrets, without_secrets
from secondstory.model.errors import UserError

JSON_LIMIT = 256 * 1024 * 1024
LINES_LOOKED_AT = 64 * 1024
LONGEST_COUNT = 9
"""No answer counts its records with more digits."""
SHOWN_OF_TEXT = 4000
ITEMS_LOOKED_AT = 20
"""So many items show whether a list holds records, or answers with records inside."""
FAULTS = (msgspec.MsgspecError, RecursionError, UnicodeDecodeError)
"""What decoding may raise: it is no JSON, it has another shape, it is nested too deeply, it is not Unicode."""
_DELETE = b"\x7f"
_LINE_END = b" \t\r,"
"""A line of a list whose brackets got lost ends with a comma."""
Path = tuple[str, ...]
T = TypeVar("T")
_LONE_SURROGATE = re.compile(
    rb"\\u[dD][89abAB][0-9a-fA-F]{2}(?!\\u[dD][c-fC-F])|(?<!\\u[dD][89abAB]..)\\u[dD][c-fC-F][0-9a-fA-F]{2}"
)


@dataclass(slots=True)
class Record:
    """One record: its place as a JSON pointer (after ``line 7`` where each line is a document) and its bytes.

    ``fault`` is a sentence on why it cannot be decoded; usually it is empty. ``is_compact`` tells that no blanks stand
    between its parts.
    """

    pointer: str
    raw: bytes
    fault: str = ""
    is_compact: bool = field(default=False, kw_only=True)

    def decoded(self, kind: type[T]) -> T:
        """The record as that type, in which numbers may be written as texts. Raises one of `FAULTS`."""
        try:
            return decode(self.raw, kind)
        except msgspec.ValidationError as error:
            return decoded_with_numbers(self.raw, kind, error)

    def inside(self, name: str, items: Sequence[msgspec.Raw] | None) -> Iterator["Record"]:
        """The records that one of its lists holds."""
        for index, raw in enumerate(items or ()):
            yield Record(f"{self.pointer.rstrip('/')}/{name}/{index}", bytes(raw))

    @property
    def text(self) -> str:
        """The record as text that every database can hold, without blanks between its parts."""
        raw = self.raw if self.is_compact else compact(self.raw) or self.raw
        return clean(raw.decode("utf-8", "backslashreplace"))


def texts(records_: Sequence[Record]) -> list[str]:
    """The text of each record; compact ones are looked at together, where the one control that JSON has is in none."""
    joined = b"\n".join([record.raw for record in records_ if record.is_compact])
    try:
        found = [] if _DELETE in joined else joined.decode().split("\n")
    except UnicodeDecodeError:
        found = []
    return found if len(found) == len(records_) else [record.text for record in records_]


def decode(data: bytes | memoryview, kind: type[T]) -> T:
    """JSON as that type; what is not Unicode in it is mended first. Raises one of `FAULTS`."""
    try:
        return msgspec.json.decode(data, type=kind)
    except (msgspec.DecodeError, UnicodeDecodeError) as error:
        mended = _LONE_SURROGATE.sub(b"\\\\ufffd", str(data, "utf-8", "replace").encode())
        if mended == data or isinstance(error, msgspec.ValidationError):
            raise
        return msgspec.json.decode(mended, type=kind)


def compact(data: bytes) -> bytes:
    """JSON without blanks between its parts; nothing where it is none."""
    try:
        return msgspec.json.format(data, indent=-1)
    except FAULTS:
        return b""


def why(error: Exception) -> str:
    """What is wrong with JSON, as a part of a sentence."""
    if isinstance(error, RecursionError):
        return "it is nested too deeply"
    return clean(str(error).splitlines()[0][:150]) if str(error) else "it is not JSON"


def clean(text: str) -> str:
    """A text that every database can hold and every terminal can show: no lone surrogates, pictures for controls."""
    if not text.isascii():
        text = text.encode("utf-8", "replace").decode()
    return text if text.isprintable() else text.translate(PICTURES)


def is_clean(raw: str) -> bool:
    """Whether all texts that stand in this JSON are clean: NUL and lone surrogates can only be written as escapes."""
    return raw.isascii() and "\\u" not in raw


@dataclass(slots=True)
class Answer:
    """What the last document of a file says of itself."""

    has_more: bool = False


THERE_IS_MORE = "The file is one page of the answer: there is more."
_NO = (b"", b"null", b"false", b"0", b'""', b"{}", b"[]")


def says_more(data: bytes, held: bytes | memoryview = b"") -> bool:
    """Whether an answer says that another page follows, or counts more records than the list that it holds.

    Raises one of `FAULTS`.
    """
    names = decode(data, dict[str, msgspec.Raw]) if _begins(data, b"{") else {}
    for first, *inner in rules("pages")["more"]:
        raw = bytes(names.get(first, b""))
        for name in inner:
            raw = bytes(decode(raw, dict[str, msgspec.Raw]).get(name, b"")) if _begins(raw, b"{") else b""
        if raw.strip() not in _NO:
            return True
    return _begins(held, b"[") and _counts_more(names, held)


def _counts_more(names: dict[str, msgspec.Raw], held: bytes | memoryview) -> bool:
    """Whether a list that is a full page, or not the first one, holds less than all that is counted beside it."""
    total, size, start = (_count(names, rules("pages")[group]) for group in ("totals", "sizes", "starts"))
    if not total or not (size or start):
        return False
    amount = len(decode(held, list[msgspec.Raw]))
    return amount < total and (amount >= size or start > 0)


def _count(names: dict[str, msgspec.Raw], known: Sequence[str]) -> int:
    """The first of these values that is a number above zero; zero where none is."""
    found = (bytes(names.get(name, b"")).strip() for name in known)
    return next((int(text) for text in found if text.isdigit() and len(text) <= LONGEST_COUNT and int(text)), 0)


Members = Callable[[bytes], Sequence[str]]
"""Names the members of a document of which each is a document of the format: somebody put them into another one."""


def records(
    stream: Readable, paths: Sequence[Path], answer: Answer | None = None, members: Members | None = None
) -> Iterator[Record]:
    """The records of a file, found in its document or in each of its lines.

    A list at the top holds records. In an object the first of the paths that leads to something leads to the records,
    be it a list of them or a single one; the empty path is the object itself, unless some of its ``members`` are such
    documents. What documents say of themselves is kept in ``answer``. Raises `UserError` where the file is not JSON, or
    holds nothing at these paths.
    """
    head = stream.read(LINES_LOOKED_AT)
    if is_lines(head):
        yield from _Finding(paths, answer).of_lines(Joined(head[head_of(head) :], stream))
        return
    data = whole(stream, head)
    try:
        without_blanks = compact(data)  # at once, and not record by record
        data = without_blanks or data
        yield from _Finding(paths, answer, bool(without_blanks), members).of_document("", data)
    except FAULTS as error:
        if (found := mended(data)) is None:
            raise not_whole(error) from None
        try:
            yield from _Finding(paths, answer, members=members).of_document("", found.data)
        except FAULTS as fault:
            raise not_whole(fault) from None
        yield from behind(found)


def behind(found: Mended) -> Iterator[Record]:
    """The text behind the documents of a file, which is told: nothing is left out in silence."""
    if found.rest:
        text = found.rest[:SHOWN_OF_TEXT] + b" ..." * (len(found.rest) > SHOWN_OF_TEXT)
        yield Record("the end", text, "Behind the JSON document stands text that is none.")


def is_lines(head: bytes, bracket: bytes = b"{") -> bool:
    """Whether the beginning of a file shows more than one line that is an object (or a list) by itself.

    In a document with one record on each line the first line opens brackets that it does not close, and the next ones
    end with commas. Of lines of JSON the first one may be broken.
    """
    name, mark = encoding_of(head)
    if name != "utf-8":
        return False
    lines = [line for line in head[mark:][head_of(head[mark:]) :].split(b"\n", 4)[:4] if line.strip()]
    if len(lines) < 2 or not (lines[0].lstrip().startswith(bracket) and lines[1].lstrip().startswith(bracket)):
        return False
    first, *more = [line.strip() for line in lines]
    return _is_closed(first.rstrip(_LINE_END)) or (len(more) > 1 and all(map(_is_closed, more[:2])))


def _is_closed(line: bytes) -> bool:
    """Whether a line closes all brackets that it opens."""
    text = line.decode("utf-8", "replace")
    closed = closed_off(text)
    return bool(closed) and text.startswith(closed) and text[-1] in "]}"


def not_whole(error: Exception) -> UserError:
    """What to tell of a file that is no JSON document."""
    return UserError(
        f"The file is not a whole JSON document ({why(error)}).",
        "Export it again; it may have been cut off on the way.",
    )


def whole(stream: Readable, head: bytes = b"") -> bytes:
    """A whole document in UTF-8 without a mark and without secrets; ``head`` was read already.

    Raises `UserError` where it is too large.
    """
    data = head + stream.read(JSON_LIMIT + 1 - len(head))
    if len(data) > JSON_LIMIT:
        raise UserError(
            f"The file is larger than {JSON_LIMIT // 2**20} MiB, the most that is read of JSON.",
            "Export a shorter time, or several files.",
        )
    name, mark = encoding_of(data)
    data = data[mark:]
    if name == "utf-8" and is_windows(data):
        name = "cp1252"
    if name != "utf-8":
        data = data.decode(name, "replace").encode("utf-8", "replace")
    head_ends = head_of(data[:LINES_LOOKED_AT])
    return without_secrets(data[head_ends:] if head_ends else data)


def lines_alone(stream: Readable) -> Iterator[Record]:
    """Each line that is not blank as a record, without the comma of a list whose brackets got lost."""
    number, line_end = 0, _LINE_END.decode()
    for lines in lines_of(stream):
        has_secrets = may_hold_secrets(lines)
        for line in lines:
            number += 1
            if line.strip():
                data = shown(line.rstrip(line_end)).encode()
                yield Record(f"line {number}", without_secrets(data) if has_secrets else data)


@dataclass(frozen=True, slots=True)
class _Finding:
    """Finds the records of documents. What these say of themselves is kept in ``answer``."""

    paths: Sequence[Path]
    answer: Answer | None
    are_compact: bool = False
    members: Members | None = None

    def of_lines(self, stream: Joined) -> Iterator[Record]:
        """The records of documents of which each is a line; a broken one costs only itself."""
        for line in lines_alone(stream):
            try:
                yield from list(self.of_document(line.pointer, line.raw))
            except FAULTS as error:
                yield Record(line.pointer, line.raw, f"The line is not JSON ({why(error)}).")

    def of_document(self, place: str, data: bytes) -> Iterator[Record]:
        """The records of a document. Its parts are looked at where they lie: a copy of them would double the memory.

        Raises one of `FAULTS` at once, and `UserError` where nothing is at the paths.
        """
        if _begins(data, b"["):
            return self._of_list(place, data)
        if not place and self.members is not None and (found := self._of_members(data)):
            return found
        for path in self.paths:
            pointer, raw = place, memoryview(data)
            for name in path:
                inside = decode(raw, dict[str, msgspec.Raw]) if _begins(raw, b"{") else {}
                if bytes(inside.get(name, b"null")) == b"null":
                    break
                pointer, raw = f"{pointer}/{name}", memoryview(inside[name])
            else:
                if self.answer is not None and (path or not place):
                    self.answer.has_more = says_more(data, b"" if place else raw)
                if _begins(raw, b"["):
                    return self._listed(pointer, raw)
                decode(raw, dict[str, Any])
                return iter([Record(pointer or "/", bytes(raw), is_compact=self.are_compact)])
        decode(data, dict[str, Any])
        names = " or ".join("/".join(path) for path in self.paths if path)
        raise UserError(
            f"The document has no {names}, so it holds no records of this format.",
            "Choose another format, or export it again.",
        )

    def _of_members(self, data: bytes) -> Iterator[Record] | None:
        """The records of the members that are documents of the format; nothing where none is."""
        names = self.members(data) if self.members is not None and _begins(data, b"{") else ()
        if not names:
            return None
        if self.answer is not None:
            self.answer.has_more = says_more(data)
        held = decode(data, dict[str, msgspec.Raw])
        return chain.from_iterable([self.of_document(f"/{name}", bytes(held[name])) for name in names])

    def _of_list(self, place: str, data: bytes) -> Iterator[Record]:
        """The records of a list; where it holds answers, as its first items show, those that lie inside each answer."""
        listed = self._listed(place, data)
        first = list(islice(listed, ITEMS_LOOKED_AT))
        found = chain(first, listed)
        are_answers = any(_is_answer(item.raw, self.paths) for item in first)
        return chain.from_iterable(map(self._of_answer, found)) if are_answers else found

    def _of_answer(self, item: Record) -> Iterable[Record]:
        try:
            return list(self.of_document(item.pointer, item.raw))
        except FAULTS:
            return [item]  # what is wrong with it is said where it is read, and costs only itself

    def _listed(self, pointer: str, data: bytes | memoryview) -> Iterator[Record]:
        """The items of a list: the loop over them is not one of Python, for there may be very many."""
        pointers = map(f"{pointer}/".__add__, map(str, count()))
        record = partial(Record, is_compact=self.are_compact)
        return map(record, pointers, map(bytes, decode(data, list[msgspec.Raw])))


def _is_answer(raw: bytes, paths: Sequence[Path]) -> bool:
    """Whether an item only holds records: a list of them, or a single one while it has no id of its own."""
    if not _begins(raw, b"{"):
        return False
    for path in filter(None, paths):
        found = raw
        for name in path:
            inside = decode(found, dict[str, msgspec.Raw]) if _begins(found, b"{") else {}
            found = bytes(inside.get(name, b""))
        if _begins(found, b"[") or (_begins(found, b"{") and "id" not in decode(raw, dict[str, msgspec.Raw])):
            return True
    return False


def _begins(data: bytes | memoryview, sign: bytes) -> bool:
    return bytes(data[:LINES_LOOKED_AT]).lstrip().startswith(sign)
