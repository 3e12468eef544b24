"""The block of settings at the top of a Markdown file."""

from collections.abc import Sequence
from itertools import takewhile

from secondstory.importers.prose.words import labelled_day
from secondstory.importers.times.stamps import PartialDate

_RULE = "---"
LONGEST = 200


def front_matter(lines: Sequence[str], *, day_first: bool) -> tuple[int, list[PartialDate]]:
    """How many lines at the top are front matter, and the days in it, which is all that is of use there."""
    if not lines or lines[0].strip() != _RULE:
        return 0, []
    inner = list(takewhile(lambda line: line.strip() != _RULE, lines[1:LONGEST]))
    if len(inner) + 1 >= min(len(lines), LONGEST):
        return 0, []
    days = (labelled_day(line, day_first=day_first) for line in inner)
    return len(inner) + 2, [day for day in days if day is not None]
