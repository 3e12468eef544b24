"""Looking for cue words in a text; which words is data."""

import re
from collections.abc import Iterable

from secondstory.model.records import Event

_LONGEST = 20_000


def cue_pattern(cues: Iterable[str]) -> re.Pattern[str]:
    """One pattern that matches any of the cues as whole words, in any case."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(cues)})(?!\w)", re.IGNORECASE)


def text_of(event: Event) -> str:
    """What an event says, on one line so that a cue may run over a line end; an endless text is cut."""
    return " ".join(f"{event.title} {event.body}"[:_LONGEST].split())
