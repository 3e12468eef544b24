"""Ranges that look like times with an offset: ``2026-05-04 14:05-14:30``."""

import re
from collections.abc import Iterable
from datetime import datetime, timedelta

_RANGE = re.compile(r"\d{4}-\d\d-\d\d \d\d:\d\d-\d\d:\d\d")
_WEST = timedelta(hours=-12)
_QUARTER = timedelta(minutes=15)


def looks_like_range(text: str) -> bool:
    """Whether a time of day stands behind a time without seconds and a hyphen; it may be an offset as well."""
    return len(text) == len("2026-05-04 14:05-14:30") and _RANGE.fullmatch(text) is not None


def are_ranges(cells: Iterable[str]) -> bool:
    """Whether cells that look so are ranges: an offset that no zone has tells it of all of them."""
    return any(looks_like_range(text) and _is_no_offset(text) for text in map(str.strip, cells))


def _is_no_offset(text: str) -> bool:
    try:
        offset = datetime.fromisoformat(text).utcoffset()
    except ValueError:
        return True
    return offset is None or offset < _WEST or bool(offset % _QUARTER)
