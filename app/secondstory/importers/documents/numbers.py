"""Numbers that are written as texts where a format has numbers.

Scripts, gateways and spreadsheets on the way of an export do so; nothing of what it tells is lost by it.
"""

import re
from typing import Any, TypeVar

import msgspec

MOST = 50
"""So many numbers of a record may be texts."""
_WHERE = re.compile(r"Expected `(?P<wanted>[^`]*)`, got `str` - at `\$(?P<path>[^`]+)`")
_STEP = re.compile(r"\.(?P<name>[^.\[\]]+)|\[(?P<index>\d+)\]")
_NUMBER = re.compile(r"-?\d{1,18}(?P<part>\.\d{1,18})?")
_ANY = "[...]"
T = TypeVar("T")


def decoded_with_numbers(data: bytes, kind: type[T], error: msgspec.ValidationError) -> T:
    """A record as that type, with numbers for texts of digits where the type has numbers, and none for empty ones.

    ``error`` says what is wrong with the record as it is written. Raises it, or another one of its kind, where the
    record has something else than the type.
    """
    document = msgspec.json.decode(data)
    for _ in range(MOST):
        if not _change(document, str(error)):
            break
        try:
            return msgspec.json.decode(msgspec.json.encode(document), type=kind)
        except msgspec.ValidationError as another:
            error = another
    raise error


def _change(document: Any, error: str) -> bool:
    """Write a number for a text; whether that could be done."""
    found = _WHERE.match(error)
    if found is None or _ANY in found["path"]:  # values of any name have no name in their path
        return False
    path: list[Any] = [int(step["index"]) if step["index"] else step["name"] for step in _STEP.finditer(found["path"])]
    around = document
    for step in path[:-1]:
        around = around[step]
    text, wanted = around[path[-1]].strip(), found["wanted"]
    number = _NUMBER.fullmatch(text)
    if not number:
        around[path[-1]] = None
        return not text and "null" in wanted and ("int" in wanted or "float" in wanted)
    around[path[-1]] = float(text) if number["part"] else int(text)
    return "float" in wanted or ("int" in wanted and not number["part"])
