"""Formulas of a workbook whose values are not stored in it, as programs that only write workbooks leave them."""

import re

UNSTORED = (
    "Times of this sheet are formulas whose values are not stored: open the workbook in a spreadsheet program, save it "
    "there, and import it again."
)
_FORMULA = re.compile(
    rb"<(?:\w+:)?c(?=\s)(?P<attributes>[^<>]{0,200})>\s*<(?:\w+:)?f(?:\s[^<>]{0,200})?(?:/>|>[^<]{0,8192}</(?:\w+:)?f>)"
    rb"\s*(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)
_PLACE = re.compile(rb"\br\s*=\s*[\"']([A-Z]{1,3})\d")
_TYPED = re.compile(rb"\bt\s*=\s*[\"'](?:str|s|inlineStr)[\"']")
"""A formula that gives an empty text has a value."""


def formula_columns(content: bytes) -> frozenset[int]:
    """The columns of a sheet, counted from 0, that have such formulas."""
    if b"f>" not in content and b"<f" not in content:
        return frozenset()
    found = set()
    for match in _FORMULA.finditer(content):
        if (place := _PLACE.search(match["attributes"])) and not _TYPED.search(match["attributes"]):
            found.add(place[1])
    return frozenset(map(_number, found))


def _number(letters: bytes) -> int:
    number = 0
    for letter in letters:
        number = number * 26 + letter - ord("A") + 1
    return number - 1
