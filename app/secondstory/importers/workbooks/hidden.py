"""What only the XML of a workbook tells, for the libraries do not: hidden rows, and formulas without a stored value."""

import re
from collections.abc import Iterator
from html import unescape
from io import BytesIO
from zipfile import BadZipFile, ZipFile

from secondstory.importers.workbooks.extents import ATTRIBUTES, BYTES_LIMIT, inflated
from secondstory.importers.workbooks.formulas import formula_columns
from secondstory.model.errors import UserError

HIDDEN = "The row is hidden in the workbook."
MOST_REPEATED = 100_000
"""So many rows at most are hidden as one; at the end of a sheet, a million empty ones may be."""
_BOOK, _RELATIONS, _OPEN_DOCUMENT = "xl/workbook.xml", "xl/_rels/workbook.xml.rels", "content.xml"
_SHEET = re.compile(rb"<(?:\w+:)?sheet(?=\s)" + ATTRIBUTES)
_RELATION = re.compile(rb"<(?:\w+:)?Relationship(?=\s)" + ATTRIBUTES)
_ROW = re.compile(rb"<(?:\w+:)?row(?=[\s/>])" + ATTRIBUTES)
_TABLE = re.compile(rb"<(?:\w+:)?(table|table-row)(?=[\s/>])" + ATTRIBUTES)
_IS_HIDDEN = re.compile(rb"(?<![\w:])hidden\s*=\s*[\"'](?:1|true)[\"']")
_IS_INVISIBLE = re.compile(rb"(?<!\w)visibility\s*=\s*[\"'](?:collapse|filter)[\"']")


def told_in_xml(data: bytes) -> tuple[dict[str, frozenset[int]], dict[str, frozenset[int]]]:
    """By the name of a sheet the numbers of its hidden rows, and its columns with formulas without a stored value.

    Only sheets that have any are there. The workbook was checked before.
    """
    hidden: dict[str, frozenset[int]] = {}
    formulas: dict[str, frozenset[int]] = {}
    try:
        with ZipFile(BytesIO(data)) as archive:
            members = {member.filename: member for member in archive.infolist()}
        wanted = {name: members[name] for name in (_BOOK, _RELATIONS, _OPEN_DOCUMENT) if name in members}
        known = {name: inflated(data, member, BYTES_LIMIT) for name, member in wanted.items()}
        if _OPEN_DOCUMENT in known:
            return _of_tables(known[_OPEN_DOCUMENT]), {}
        for name, path in _sheets(known.get(_BOOK, b""), known.get(_RELATIONS, b"")):
            content = inflated(data, members[path], BYTES_LIMIT) if path in members else b""
            if rows := frozenset(_rows(content)):
                hidden[name] = rows
            if columns := formula_columns(content):
                formulas[name] = columns
    except (UserError, BadZipFile, ValueError, OSError, NotImplementedError):
        return {}, {}
    return hidden, formulas


def _sheets(book: bytes, relations: bytes) -> Iterator[tuple[str, str]]:
    """The names of the sheets, and the members in which they stand."""
    targets = {_value(match[1], b"Id"): _value(match[1], b"Target") for match in _RELATION.finditer(relations)}
    for match in _SHEET.finditer(book):
        target = targets.get(_value(match[1], b"id"), "")
        yield _value(match[1], b"name"), target[1:] if target.startswith("/") else f"xl/{target}"


def _value(attributes: bytes, name: bytes) -> str:
    """What an attribute says, with a prefix in front of its name or without one."""
    match = re.search(rb"(?<!\w)" + name + rb"\s*=\s*(?:\"([^\"]*)\"|'([^']*)')", attributes)
    return unescape((match[1] or match[2] or b"").decode("utf-8", "replace")) if match else ""


def _rows(content: bytes) -> Iterator[int]:
    """The hidden rows of a sheet of Excel; one without a number follows the one before."""
    if b"hidden" not in content:
        return
    number = 0
    for match in _ROW.finditer(content):
        said = _value(match[1], b"r")
        number = int(said) if said.isdecimal() and len(said) < 10 else number + 1
        if _IS_HIDDEN.search(match[1]):
            yield number


def _of_tables(content: bytes) -> dict[str, frozenset[int]]:
    """The hidden rows of the tables of an OpenDocument spreadsheet, whose rows may say that they are repeated."""
    found: dict[str, set[int]] = {}
    name, number = "", 0
    for match in _TABLE.finditer(content) if b"visibility" in content else ():
        if match[1] == b"table":
            name, number = _value(match[2], b"name"), 0
            continue
        said = _value(match[2], b"number-rows-repeated")
        times = int(said) if said.isdecimal() and len(said) < 10 else 1
        if _IS_INVISIBLE.search(match[2]):
            found.setdefault(name, set()).update(range(number + 1, number + min(times, MOST_REPEATED) + 1))
        number += times
    return {name: frozenset(rows) for name, rows in found.items()}
