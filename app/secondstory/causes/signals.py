"""The signals in a statement: which words say outside, ours, agreed, unknown."""

import re
import tomllib
from dataclasses import dataclass
from functools import cache

from secondstory_resources import resource_text


@dataclass(frozen=True, slots=True)
class Signals:
    """The compiled signals; each finds the words that carry one meaning."""

    party: re.Pattern[str]
    product: re.Pattern[str]
    event: re.Pattern[str]
    failing: re.Pattern[str]
    contract: re.Pattern[str]
    breach: re.Pattern[str]
    amplifier: re.Pattern[str]
    own_clause: re.Pattern[str]
    own: re.Pattern[str]
    held: re.Pattern[str]
    unknown: re.Pattern[str]
    vague: re.Pattern[str]
    consequence: re.Pattern[str]
    person: re.Pattern[str]


@cache
def signals() -> Signals:
    """The shipped signals; they are read once."""
    source = tomllib.loads(resource_text("taxonomy/signals.toml"))
    given = "|".join(tomllib.loads(resource_text("wording/names.toml"))["given"].split())
    product, person = source["product"], source["person"]
    actor = (
        rf"(?:(?:the|a|an|one of the|some|our|another|that|this)\s+)?(?:[\w-]+\s+){{0,2}}?(?:{person['roles']}|{given})"
    )
    return Signals(
        party=_any(source["party"]["words"]),
        product=re.compile(
            rf"\b(?:(?i:{'|'.join(product['words'])})|{product['capitalised']})(?:'s)?\b"
            rf"(?! (?:\w+ )?(?i:{product['not_before']})\b)"
        ),
        event=_any(source["event"]["words"]),
        failing=_any(source["failing"]["words"]),
        contract=_any(source["contract"]["words"]),
        breach=_any(source["contract"]["breach"]),
        amplifier=_any(source["amplifier"]["always"]),
        own_clause=_any(source["amplifier"]["own_clause"]),
        own=_any(source["own"]["words"]),
        held=_any(source["held"]["words"]),
        unknown=_any(source["vague"]["unknown"]),
        vague=_any(source["vague"]["words"]),
        consequence=_any(source["consequence"]["words"]),
        person=re.compile(
            rf"^(?:{actor})\s+(?:[\w-]+ly\s+)?(?:{person['acts']})\b"
            rf"|\b(?:{person['traits']}) (?:{person['slips']})\b|\b(?:{'|'.join(person['words'])})",
            re.IGNORECASE,
        ),
    )


def _any(words: list[str]) -> re.Pattern[str]:
    return re.compile("|".join(rf"(?:(?<!\w)(?:{word})(?!\w))" for word in words), re.IGNORECASE)
