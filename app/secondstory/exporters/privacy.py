"""Keeps the names of people inside the library: in everything that leaves it, people are roles."""

import re
from collections.abc import Callable

from secondstory.model.snapshot import Snapshot

UNNAMED = "a participant"
NO_PROSE = frozenset({"uid", "sha256", "timezone", "format", "zone", "zone_assumed", "question", "target"})
"""Text fields that programs read: a name that is found in them by chance stays as it is."""


def role_words(snapshot: Snapshot) -> Callable[[str], str]:
    """A function that puts roles in the place of the participants' names, wherever they stand in a text.

    A name of several words is found in any case. A name of one word is found only as it was typed, because it may
    be an ordinary word as well.
    """
    roles = {p.name.strip().casefold(): p.role.strip() or UNNAMED for p in snapshot.participants if p.name.strip()}
    if not roles:
        return lambda text: text
    names = sorted((p.name.strip() for p in snapshot.participants if p.name.strip()), key=len, reverse=True)
    pattern = re.compile("|".join(_pattern(name) for name in names))
    return lambda text: pattern.sub(lambda found: roles[found[0].casefold()], text)


def _pattern(name: str) -> str:
    words = re.escape(name)
    return rf"(?<!\w)(?i:{words})(?!\w)" if " " in name else rf"(?<!\w){words}(?!\w)"
