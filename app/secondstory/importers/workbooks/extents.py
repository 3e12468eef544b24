"""How much a workbook becomes once it is opened, told without opening it.

Libraries lay a sheet out as a full rectangle, with a copy of the text in each cell. A few hundred bytes can so ask for
more memory than any machine has. Here the members of the archive are unpacked one at a time, in bounded memory, and
measured; what an archive says of its own sizes is not believed.
"""

import re
import struct
import zlib
from collections.abc import Callable, Iterator
from io import BytesIO
from itertools import chain, pairwise
from zipfile import BadZipFile, ZipFile, ZipInfo

from secondstory.importers.archives import FREELY, MOST_TIMES
from secondstory.model.errors import UserError

CELL_LIMIT = 12_000_000
"""The most cells of a sheet, counted as the rectangle around all that are filled."""
BYTES_LIMIT = 512 * 1024 * 1024
"""The most that all members may hold together, and the most text that the cells of a sheet may."""
MEMBER_LIMIT = 5000
ATTRIBUTES = rb"((?:[^>\"']++|\"[^\"]*+\"|'[^']*+')*+)>"
_CELLS = re.compile(rb"<(?:\w+:)?(row|c|v)(?=[\s/>])" + ATTRIBUTES)
_INDEX = re.compile(rb"\s*(\d{1,9})\s*<")
_REFERENCE = re.compile(rb"(?<![\w:])r\s*=\s*[\"']([A-Za-z]{0,9})(\d{1,12})[\"']")
_STRING = re.compile(rb"<(?:\w+:)?si(?=[\s/>])")
_TABLE = re.compile(rb"<(?:\w+:)?(table|table-row|table-cell|covered-table-cell)(?=[\s/>])" + ATTRIBUTES)
_REPEATED = re.compile(rb"number-(?:rows|columns)-repeated\s*=\s*[\"'](\d{1,12})[\"']")
_BINARY_SHEET, _BINARY_STRINGS = b"\x81\x01", b"\x9f\x01"
"""The records that begin a sheet and the shared texts of a binary workbook."""
_ROW, _INDEXED, _LAST_CELL, _SHARED, _SHEET = 0, 7, 11, 19, 129
"""Types of records in a binary workbook: a row, a cell with a shared text, the last cell, such a text, a sheet."""

TOO_LARGE = UserError(
    "The workbook becomes too large once it is opened.",
    "Copy the rows with the events to a new workbook, or save that sheet as CSV.",
)
DAMAGED = UserError(
    "The workbook is damaged: its archive cannot be unpacked.", "Save it again, or export the sheet as CSV."
)


def check(data: bytes) -> None:
    """Raise `UserError` where a zipped workbook is damaged, or would become too large."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = archive.infolist()
    except (BadZipFile, ValueError, OSError, NotImplementedError, struct.error, UnicodeDecodeError):
        raise DAMAGED from None
    if len(members) > MEMBER_LIMIT:
        raise TOO_LARGE
    left = BYTES_LIMIT
    lengths: list[int] = []
    for member in members:
        content = inflated(data, member, left)
        left -= len(content)
        lengths = _shared_lengths(content) or lengths
    for member in members:
        content = inflated(data, member, BYTES_LIMIT)
        _check_cells(_cells_of(content), lengths)
        if b"table-cell" in content:
            _check_tables(content)


def _shared_lengths(content: bytes) -> list[int]:
    """The lengths of the texts that cells share, where this member holds them."""
    if content.startswith(_BINARY_STRINGS):
        return [_long(body, 1) * 2 for kind, body in _binary(content) if kind == _SHARED]
    places = [match.start() for match in _STRING.finditer(content)]
    return [end - start for start, end in zip(places, [*places[1:], len(content)], strict=True)] if places else []


def _cells_of(content: bytes) -> Iterator[tuple[int, int, int]]:
    """Row, column and number of the shared text of the filled cells of a member; column 0 where only a text is told."""
    is_binary = _BINARY_SHEET in content and content.lstrip()[:1] != b"<"
    return _binary_cells(content) if is_binary else _xml_cells(content)


def _check_cells(cells: Iterator[tuple[int, int, int]], lengths: list[int]) -> None:
    extent, text = _Extent(), 0
    for row, column, index in cells:
        if column:
            extent.take(row, column)
        if 0 <= index < len(lengths):
            text += lengths[index]
            if text > BYTES_LIMIT:
                raise TOO_LARGE


class _Extent:
    """The rectangle around cells. Raises `UserError` once it is too large."""

    def __init__(self) -> None:
        self.first_row = self.first_column = 10**12
        self.last_row = self.last_column = 0

    def take(self, row: int, column: int) -> None:
        if self.first_row <= row <= self.last_row and self.first_column <= column <= self.last_column:
            return
        self.first_row, self.last_row = min(self.first_row, row), max(self.last_row, row)
        self.first_column, self.last_column = min(self.first_column, column), max(self.last_column, column)
        height, width = self.last_row - self.first_row + 1, self.last_column - self.first_column + 1
        if height * width > CELL_LIMIT:
            raise TOO_LARGE


def _xml_cells(content: bytes) -> Iterator[tuple[int, int, int]]:
    """The cells of a sheet; those without a place follow the one before."""
    row = column = 0
    for match in _CELLS.finditer(content):
        name, attributes = match[1], match[2]
        if name == b"v":
            if index := _INDEX.match(content, match.end()):
                yield row, 0, int(index[1])
            continue
        place = _REFERENCE.search(attributes)
        if name == b"row":
            row, column = int(place[2]) if place else row + 1, 0
            continue
        column = _column(place[1]) if place else column + 1
        if place:
            row = int(place[2])
        if not attributes.endswith(b"/"):
            yield row, column, -1


def _column(letters: bytes) -> int:
    number = 0
    for letter in letters.upper():
        number = number * 26 + letter - 64
    return number


def _check_tables(content: bytes) -> None:
    """Check the tables of an OpenDocument spreadsheet, whose rows and cells may say that they are repeated."""
    extent, row, rows, column, written = _Extent(), 1, 0, 0, 0
    for match, following in pairwise(chain(_TABLE.finditer(content), (None,))):
        assert match is not None  # noqa: S101 - only the last is none
        repeated = _REPEATED.search(match[2])
        times = int(repeated[1]) if repeated else 1
        if match[1] == b"table":
            extent, row, rows = _Extent(), 1, 0
        elif match[1] == b"table-row":
            row, rows, column = row + rows, times, 0
        else:
            if not match[2].endswith(b"/"):
                extent.take(row, column + 1)
                extent.take(row + rows - 1, column + times)
                end = following.start() if following else len(content)
                written += (end - match.end()) * times * max(rows, 1)
            column += times
        if written > BYTES_LIMIT:
            raise TOO_LARGE


def _binary_cells(content: bytes) -> Iterator[tuple[int, int, int]]:
    row, is_sheet = 0, False
    for kind, body in _binary(content):
        is_sheet = is_sheet or kind == _SHEET
        if not is_sheet:
            continue
        if kind == _ROW:
            row = _long(body, 0) + 1
        elif 1 < kind <= _LAST_CELL:
            yield row, _long(body, 0) + 1, _long(body, 8) if kind == _INDEXED else -1


def _binary(content: bytes) -> Iterator[tuple[int, bytes]]:
    """The records of a member of a binary workbook: type and length in bytes of seven bits, then the record."""
    at = 0
    while at < len(content):
        kind, at = _number(content, at, 2)
        length, at = _number(content, at, 4)
        yield kind, content[at : at + length]
        at += length


def _number(content: bytes, at: int, most: int) -> tuple[int, int]:
    value = 0
    for index, byte in enumerate(content[at : at + most]):
        value |= (byte & 0x7F) << (7 * index)
        if byte < 0x80:
            return value, at + index + 1
    return value, at + most


def _long(body: bytes, at: int) -> int:
    return int.from_bytes(body[at : at + 4], "little")


def inflated(data: bytes, member: ZipInfo, limit: int) -> bytes:
    """What a member really holds.

    Raises `UserError` where that is more than the limit or grows as no honest sheet does, or where it cannot be told.
    """
    start = member.header_offset
    header = data[start : start + 30]
    if len(header) < 30 or header[:4] != b"PK\x03\x04" or member.flag_bits & 1:
        raise DAMAGED
    start += 30 + int.from_bytes(header[26:28], "little") + int.from_bytes(header[28:30], "little")
    packed = data[start : start + member.compress_size]
    unpack = _METHODS.get(member.compress_type)
    if unpack is None:
        raise DAMAGED
    limit = min(limit, max(FREELY, MOST_TIMES * len(packed)))
    try:
        found = unpack(packed, limit + 1)
    except zlib.error:
        raise DAMAGED from None
    if len(found) > limit:
        raise TOO_LARGE
    return found


def _stored(packed: bytes, _limit: int) -> bytes:
    return packed


def _deflated(packed: bytes, limit: int) -> bytes:
    return zlib.decompressobj(-15).decompress(packed, limit)


_METHODS: dict[int, Callable[[bytes, int], bytes]] = {0: _stored, 8: _deflated}
