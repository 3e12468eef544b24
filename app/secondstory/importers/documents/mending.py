"""What is almost JSON: several documents one after the other, text behind them, last commas, comments."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

import msgspec

_ENDS_AT = re.compile(r"trailing characters \(byte (\d+)\)")
"""How many bytes were read when the first sign behind a document was met."""
_BETWEEN = b" \t\r\n,\x1e"
"""Between documents stand line breaks, commas, or the record separators of JSON text sequences."""
_TEXT = rb'"(?:[^"\\]|\\.)*+"?'
_LOOSE = re.compile(_TEXT + rb"|//[^\n]*|/\*.*?\*/|(-?\b(?:NaN|Infinity)\b)", re.DOTALL)
"""Comments, and numbers that are none, as Python writes them."""
_LAST_COMMA = re.compile(_TEXT + rb"|,(?=\s*[}\]])", re.DOTALL)
MOST = 1_000_000
"""So many documents may stand in one file."""


@dataclass(frozen=True, slots=True)
class Mended:
    """The documents of a file as one list, and the text behind them that is no JSON."""

    data: bytes
    rest: bytes


def mended(data: bytes) -> Mended | None:
    """What a file holds that is not one JSON document; None where it does not begin with one, or was cut off in one.

    Lists become one list, so that pages of records are read as their records.
    """
    return _several(data) or (None if (strict := _strict(data)) == data else _several(strict))


def _strict(data: bytes) -> bytes:
    """JSON as people and some programs write it as the standard has it; what stands in texts stays as it is."""
    without = _LOOSE.sub(lambda match: match[0] if match[0][:1] == b'"' else b"null" if match[1] else b" ", data)
    return _LAST_COMMA.sub(lambda match: match[0] if match[0][:1] == b'"' else b" ", without)


def _several(data: bytes) -> Mended | None:
    whole = memoryview(data)
    ends = list(islice(_ends(whole), MOST))
    if not ends:
        return None
    parts = [bytes(whole[begin:end]).strip() for begin, end in ends]
    rest = bytes(whole[ends[-1][1] :]).strip(_BETWEEN)
    if rest.startswith((b"{", b"[")):
        return None
    items = [part[1:-1].strip() if part.startswith(b"[") else part for part in parts]
    if len(items) == 1:
        return Mended(parts[0], rest)
    return Mended(b"[" + b",".join(item for item in items if item) + b"]", rest)


def _ends(data: memoryview) -> Iterator[tuple[int, int]]:
    """Where each of the documents at the beginning of a file begins and ends."""
    begin = 0
    while begin < len(data):
        if bytes(data[begin : begin + 1]) in _BETWEEN:
            begin += 1
            continue
        if bytes(data[begin : begin + 1]) not in b"{[":
            return
        end = _end(data[begin:])
        if not end:
            return
        yield begin, begin + end
        begin += end


def _end(data: memoryview) -> int:
    """How long the document at the beginning is; 0 where there is none."""
    try:
        msgspec.json.decode(data, type=msgspec.Raw)
    except msgspec.DecodeError as error:
        match = _ENDS_AT.search(str(error))
        return int(match[1]) - 1 if match else 0
    except (RecursionError, UnicodeDecodeError):
        return 0
    return len(data)
