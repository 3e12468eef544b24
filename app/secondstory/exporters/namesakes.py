"""Says where a name is that of a place or an organisation: “customers in Jordan”, “Schneider Electric”."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from secondstory.exporters.spelling import level
from secondstory_resources import resource_text

_REACH = 60
_WORD = r"[\w'-]{1,30}"


@dataclass(frozen=True, slots=True)
class Namesakes:
    """What tells a place or an organisation, in front of the name and behind it."""

    places: frozenset[str]
    before: re.Pattern[str]
    brought: re.Pattern[str]
    behind: re.Pattern[str]
    legal: re.Pattern[str]
    organisation: re.Pattern[str]


def is_namesake(text: str, start: int, end: int, *, given: bool) -> bool:
    """Whether the word from ``start`` to ``end`` is part of another name in a `level` text.

    ``given`` is whether it is a given name: most organisations are called by surnames.
    """
    known = namesakes()
    before, behind = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    if text[start : start + 1].isupper() and (
        known.legal.match(behind) or (not given and known.organisation.match(behind))
    ):
        return True
    if text[start:end].casefold() not in known.places or behind.startswith("'s"):
        return False
    return bool((known.before.search(before) and not known.brought.search(before)) or known.behind.match(behind))


@cache
def namesakes() -> Namesakes:
    """The shipped lists, read once."""
    source = tomllib.loads(resource_text("report/namesakes.toml"))
    words = {
        name: "|".join(re.escape(level(word)) for word in (value.split() if isinstance(value, str) else value))
        for name, value in source.items()
    }
    things, countries, joining = words["of_a_place"], words["countries"], rf"(?:, |/| ?& | (?:{words['joining']}) )"
    return Namesakes(
        places=frozenset(source["places"].split()),
        before=re.compile(
            rf"(?<!\w)(?:(?:{words['inside']})|(?:{things})(?::| (?:{words['from']}))|(?:{countries}){joining}) ?$",
            re.IGNORECASE,
        ),
        brought=re.compile(rf"\b(?:{words['brought']}) in $", re.IGNORECASE),
        behind=re.compile(rf" (?:{things})\b|{joining}(?:{countries})\b", re.IGNORECASE),
        legal=re.compile(rf"(?: [A-Z]{_WORD}){{0,2}} (?:{words['legal_forms']})(?!\w)"),
        organisation=re.compile(rf" (?:{words['organisations']})(?!\w)"),
    )
