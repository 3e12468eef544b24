"""Times that count from when a line was written, which a text does not tell: “~90 min ago”, “NOW”."""

import re
from datetime import time
from functools import cache

from secondstory.importers.rules import rules
from secondstory.importers.times.grammar import alternatives
from secondstory.importers.times.stamps import Stamp

UNKNOWN = "“{written}” counts from when this was written, which the text does not tell: write the time of day instead."


def counted_from_writing(text: str) -> tuple[Stamp, str] | None:
    """Such a time at the start of an item, which has no place, and the rest of the item."""
    match = _pattern().match(text)
    if match is None:
        return None
    return Stamp(clock=time(0), problem=UNKNOWN.format(written=match[1].strip())), text[match.end() :]


@cache
def _pattern() -> re.Pattern[str]:
    table = rules("times")
    words, units = table["from_writing"], alternatives(list(table["units"]))
    span = rf"(?:[~≈]\s?|(?:{alternatives(table['approximate_prefixes'])})\s*)?(?:\d{{1,4}}\s?(?:{units})\s?)+"
    ago = rf"{span}\b(?:{alternatives(words['behind'])})|(?:{alternatives(words['before'])})\s+{span}"
    moment = rf"(?:{alternatives(words['moment'])})(?=[*_`)\]]*\s*(?:[:–—|]|-\s))"
    return re.compile(rf"[*_`(\[]*((?:{ago}|{moment}))(?!\w)[*_`)\]]*", re.IGNORECASE)
