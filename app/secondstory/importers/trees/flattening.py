"""A record of JSON as cells, each named by the path to its value."""

import re
from collections.abc import Sequence

import msgspec

from secondstory.importers.documents.events import NOT_SET
from secondstory.importers.documents.reading import FAULTS, Record, clean, decode
from secondstory.importers.rules import rules
from secondstory.importers.tables.headers import unique_names

DEEPEST = 8
"""What is nested deeper inside a record stays together, as JSON in one cell."""
MOST_OF_PAIR = 3
"""A name and a value may have a type beside them; what has more members is a record."""
LONGEST_NAME = 200
"""A path that is longer is no name for a column; its value stays in the verbatim record."""
_EXPONENT = re.compile(r"-?\d{1,2}(?:\.\d{1,20})?E-?\d{1,2}")
"""As BigQuery writes seconds since 1970."""
_EXPONENT_FITS = 1e20
_DOT_NET = re.compile(r"/Date\((-?\d+)(?:[+-]\d{4})?\)/")
"""Milliseconds since 1970, with the zone of whoever wrote them."""
_ODD = "/01"
"""With these begin dates of .NET and the beginnings of calendars; nearly all texts begin with something else."""
_JAVA = re.compile(r"(\d{4}-\d\d-\d\dT[\d:.]{5,18}(?:Z|[+-]\d\d:\d\d))\[[A-Za-z/_+-]{1,40}\d{0,2}\]")
"""A time with an offset, and the zone that has it at that time."""


def cells_of(raw: bytes, names: Sequence[str] = ()) -> dict[str, str]:
    """The values of an object by their paths: ``{"a": {"b": 1}, "c": [1, 2]}`` is ``a.b`` 1 and ``c`` “1, 2”.

    Where two paths read the same, the first value that is not empty counts. A list, or a row of BigQuery, is one
    below ``names``, or holds the names of its values itself. Raises one of `FAULTS`.
    """
    cells: dict[str, str] = {}
    if names and is_list(raw):
        values = [bytes(value) for value in decode(raw, list[msgspec.Raw])]
        if all(map(is_object, values)):
            return pairs_of(values)
        return dict(zip(unique_names(names, len(row := row_of(raw))), row, strict=False))
    if names and (found := values_of(raw)):
        row = [_number(cell) if _EXPONENT.fullmatch(cell) else cell for cell in map(_cell, found)]
        return dict(zip(unique_names(names, len(row)), row, strict=False))
    _collect(raw, "", 1, cells)
    return cells


def row_of(raw: bytes) -> list[str]:
    """The values of a list as cells. Raises one of `FAULTS`."""
    return [_cell(bytes(value)) for value in decode(raw, list[msgspec.Raw])]


def values_of(raw: bytes) -> list[bytes]:
    """The values of a row of BigQuery (``{"f": [{"v": "1"}]}``); none where it is something else.

    Raises one of `FAULTS`.
    """
    members = decode(raw, dict[str, msgspec.Raw]) if is_object(raw) else {}
    cells = bytes(members.get("f", b"")) if len(members) == 1 else b""
    found = [bytes(cell) for cell in decode(cells, list[msgspec.Raw])] if is_list(cells) else []
    values = [decode(cell, dict[str, msgspec.Raw]) if is_object(cell) else {} for cell in found]
    return [bytes(value["v"]) for value in values] if all("v" in value for value in values) else []


def pairs_of(items: Sequence[bytes]) -> dict[str, str]:
    """The cells of a row in which each value stands beside its name: ``[{"field": "time", "value": "14:05"}, …]``.

    Nothing where any item is something else. Raises one of `FAULTS`.
    """
    cells: dict[str, str] = {}
    for item in items:
        members = decode(item, dict[str, msgspec.Raw]) if is_object(item) else {}
        ways = ((name, value) for name, value in rules("json")["pairs"] if name in members and value in members)
        name, value = next(ways, ("", ""))
        if not name or len(members) > MOST_OF_PAIR:
            return {}
        cells.setdefault(_cell(bytes(members[name])), _cell(bytes(members[value])))
    return cells


def is_object(raw: bytes) -> bool:
    """Whether a value is an object."""
    return raw.lstrip()[:1] == b"{"


def is_list(raw: bytes) -> bool:
    """Whether a value is a list."""
    return raw.lstrip()[:1] == b"["


def is_structure(cell: str) -> bool:
    """Whether a cell holds JSON because its value was a list of objects, or nested too deeply."""
    return cell.startswith(("[{", "[[", '{"'))


def _collect(raw: bytes, prefix: str, depth: int, cells: dict[str, str]) -> None:
    for key, value in decode(raw, dict[str, msgspec.Raw]).items():
        name = f"{prefix}{key}"
        if len(name) > LONGEST_NAME:
            continue
        data = bytes(value)
        is_nested = depth < DEEPEST and data[:1] == b"{"  # as `is_object` tells, for nothing stands before a value here
        if is_nested and b"$number" in data:
            data = _unwrapped(data)
            is_nested = is_object(data)
        if is_nested:
            _collect(data, f"{name}.", depth + 1, cells)
        elif not cells.get(name):
            cells[name] = _text_in_bytes(data) if data[:1] == b"[" and key in rules("json")["bytes"] else _cell(data)


def _text_in_bytes(data: bytes) -> str:
    """The text whose bytes a list holds as numbers; a list of anything else as it is told elsewhere."""
    try:
        return clean(bytes(decode(data, list[int])).decode("utf-8", "replace"))
    except (*FAULTS, ValueError):
        return _cell(data)


def _unwrapped(raw: bytes) -> bytes:
    """The number inside of ``{"$numberLong": "1"}``, as MongoDB writes one; other objects as they are."""
    [(name, value), *more] = decode(raw, dict[str, msgspec.Raw]).items()
    return bytes(value) if name.startswith("$number") and not more else raw


def _cell(data: bytes) -> str:
    data = data.strip()
    if data == b"null":
        return ""
    if data.startswith(b'"'):
        text = clean(decode(data, str))
        return _text(text) if text[:1] in _ODD or text[-1:] == "]" else text
    if data.startswith(b"["):
        items = [bytes(item) for item in decode(data, list[msgspec.Raw])]
        if not any(is_object(item) or is_list(item) for item in items):
            return ", ".join(filter(None, map(_cell, items)))
    if data.startswith((b"[", b"{")):
        return Record("", data).text if data not in (b"{}", b"[]") else ""
    return _number(data.decode("ascii", "replace"))


def _text(text: str) -> str:
    """A text; nothing where it is the beginning of the calendar, and a number where it is a date as .NET writes it."""
    if text.startswith(NOT_SET):
        return ""
    if text.startswith("/Date("):
        found = _DOT_NET.fullmatch(text)
    else:
        found = _JAVA.fullmatch(text) if text.endswith("]") else None
    return found[1] if found else text


def _number(text: str) -> str:
    """A number as it was written; without an exponent, which no time has."""
    if "e" not in text.lower() or text in ("true", "false"):
        return text
    value = float(text)
    return f"{value:.6f}".rstrip("0").rstrip(".") if abs(value) < _EXPONENT_FITS else text
