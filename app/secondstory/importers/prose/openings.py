"""What stands in front of a time at the start of a line and is no part of it."""

import re
from dataclasses import replace

from secondstory.importers.prose.marks import Mark
from secondstory.importers.times.stamps import without_day_number

_AT = re.compile(r"[*_]*at\s+(?=[~≈\d]|(?:approximately|approx\.?|about|around|roughly)\s)", re.IGNORECASE)
_FROM = re.compile(r"(?:from|by|on)\s+(?=[~≈\d]|[a-z]+\s+\d)", re.IGNORECASE)
"""So begins an item of a timeline that is written as a sentence."""
_BY = re.compile(r"by\s+(?=[~≈]?\d{1,2}[:.]\d\d)", re.IGNORECASE)
_POSTED = re.compile(r"Posted\s+(?:.{1,40}?\sago\.?\s+|(?=(?:[A-Z][a-z]{2,8}\s+)?\d))", re.IGNORECASE)
"""What status pages write in front of the time of an update."""


def without_opening(mark: Mark, *, begins: bool, told: bool) -> Mark:
    """A line without the word in front of its time.

    ``begins`` tells that a timeline has it, ``told`` that the story is told in sentences: “On May 4, 2026, …”.
    """
    if begins and (
        at := _AT.match(mark.text) or _BY.match(mark.text) or (_FROM.match(mark.text) if mark.bullet or told else None)
    ):
        mark = replace(mark, text=mark.text[at.end() :])
    if posted := _POSTED.match(mark.text):
        mark = replace(mark, text=mark.text[posted.end() :])
    return mark


def is_posted(text: str) -> bool:
    """Whether a line says when the text above it was posted."""
    return bool(_POSTED.match(text))


def without_number(mark: Mark) -> Mark:
    """A line without the number of a day in front of its date."""
    return replace(mark, text=without_day_number(mark.text))
