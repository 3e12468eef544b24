"""Data that n8n packs into a text: a list of values in which a text inside an object is the place of another value."""

from collections.abc import Sequence
from typing import Any

import msgspec

from secondstory.importers.documents.reading import FAULTS, decode


def unpacked(text: str, way: Sequence[str]) -> dict[str, Any]:
    """The objects along a way into packed data, each with its own texts; empty where the text is no packed data.

    Only what lies on the way is looked at, so data that points to itself does no harm.
    """
    try:
        values = decode(text.encode("utf-8", "replace"), list[msgspec.Raw])
        return _object(values, 0, way)
    except FAULTS:
        return {}


def _object(values: Sequence[msgspec.Raw], place: int, way: Sequence[str]) -> dict[str, Any]:
    found = _value(values, place)
    if not isinstance(found, dict):
        return {}
    told: dict[str, Any] = {}
    for name, pointer in found.items():
        inner = int(pointer) if isinstance(pointer, str) and pointer.isdecimal() and len(pointer) < 10 else -1
        if way and name == way[0]:
            told[name] = _object(values, inner, way[1:])
        elif isinstance(value := _value(values, inner), str):
            told[name] = value
    return told


def _value(values: Sequence[msgspec.Raw], place: int) -> Any:
    return decode(bytes(values[place]), Any) if 0 <= place < len(values) else None
