"""Which kind of event a source means, by rules that are data."""

import re
from functools import cache
from itertools import groupby
from operator import itemgetter

from secondstory.importers.rules import rules
from secondstory.model.enums import EventKind

_CUE_LENGTH = 400


@cache
def _exact() -> dict[str, EventKind]:
    table: dict[str, list[str]] = rules("kinds")["exact"]
    found = {word: EventKind(kind) for kind, words in table.items() for word in words}
    return {kind.value: kind for kind in EventKind} | found


@cache
def _stems(group: str) -> tuple[tuple[str, EventKind], ...]:
    table: dict[str, list[str]] = rules("kinds")[group]
    return tuple((stem, EventKind(kind)) for kind, stems in table.items() for stem in stems)


@cache
def _nothing() -> frozenset[str]:
    return frozenset(rules("kinds")["nothing"])


def kind_of_cell(cell: str) -> EventKind | None:
    """The kind that a cell of a kind-like column means, or None where it means none."""
    word = cell.strip().lower()
    found = _exact().get(word) or _exact().get(word.replace("_", " ").replace("-", " "))
    if found is not None:
        return found
    return None if word in _nothing() else _by_stems(word.replace("_", " "))


def kind_of_text(text: str) -> EventKind:
    """The kind that the first telling word of an event suggests; a note where none does."""
    pattern, kinds = _pattern("cues")
    match = pattern.search(text[:_CUE_LENGTH].lower())
    return kinds[match[0]] if match else EventKind.NOTE


@cache
def _pattern(group: str) -> tuple[re.Pattern[str], dict[str, EventKind]]:
    """Finds the stems that begin a word, the longest first; grouped by their first letter, which is twice as quick."""
    stems = dict(_stems(group))
    longest_first = sorted(sorted(stems, key=len, reverse=True), key=itemgetter(0))
    groups = (
        f"{re.escape(first)}(?:{'|'.join(re.escape(stem[1:]) for stem in found)})"
        for first, found in groupby(longest_first, itemgetter(0))
    )
    return re.compile(rf"(?<![\w-])(?:{'|'.join(groups)})"), stems


def _by_stems(text: str) -> EventKind | None:
    """The kind that stands first in the rules among those whose stems begin a word of the text."""
    pattern, kinds = _pattern("stems")
    found = {kinds[stem] for stem in pattern.findall(text)}
    if not found:
        return None
    return min(found, key=list(dict.fromkeys(kinds.values())).index)
