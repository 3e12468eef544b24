"""Headers of columns: unique names, and the form in which rules compare them."""

import re
from collections import Counter
from collections.abc import Sequence

from secondstory.importers.rules import rules
from secondstory.importers.times.zones import find_zone

_NOT_WORD = re.compile(r"[\W_]+")
_BRACKETS = re.compile(r"(?<!\s)\s*+[(\[]([^()\[\]]*+)[)\]]\s*+$")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z][a-z])")


def unique_names(header: Sequence[str], width: int) -> tuple[str, ...]:
    """Names of all columns: an empty one is called by its number, a repeated one gets a number in brackets."""
    seen: Counter[str] = Counter()
    names = []
    for index in range(max(width, len(header))):
        name = (header[index].strip() if index < len(header) else "") or f"column {index + 1}"
        seen[name] += 1
        names.append(f"{name} ({seen[name]})" if seen[name] > 1 else name)
    return tuple(names)


def plain(name: str) -> str:
    """A header as the rules compare it: lower case, words apart, without a remark in brackets."""
    bare = _BRACKETS.sub("", name) or name
    return _NOT_WORD.sub(" ", _CAMEL.sub(" ", bare)).strip().lower()


def without_updates(places: Sequence[int], plains: Sequence[str]) -> list[int]:
    """The columns without those that tell when a row was last changed, where another one may tell what it is about."""
    updates = rules("columns")["time"]["updated"]
    return [place for place in places if plains[place] not in updates] or list(places)


def zone_in(name: str) -> str:
    """The zone that a header states: ``Time (UTC)``, ``time_utc``; empty if it states none."""
    match = _BRACKETS.search(name)
    words = match[1].removeprefix("in ").strip() if match else plain(name).split(" ")[-1].upper()
    return words if words and (match or words in ("UTC", "GMT")) and find_zone(words) is not None else ""
