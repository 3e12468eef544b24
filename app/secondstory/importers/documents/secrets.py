"""Secrets in JSON that others could use, such as the key with which alerts are sent: what is kept has none."""

import re
from collections.abc import Sequence
from functools import cache

from secondstory.importers.rules import rules

LEFT_OUT = "[secret left out]"
"""Stands in the place of a secret."""
SAID = "A secret stood in this record; it was left out."


def without_secrets(data: bytes) -> bytes:
    """JSON of the same shape without secrets; those inside of JSON that is packed into a text are found too."""
    for name, pattern in _patterns():
        if name in data:  # hardly ever so, and told much quicker than by the pattern
            data = pattern.sub(rb"\1" + LEFT_OUT.encode() + rb"\2", data)
    return data


def may_hold_secrets(lines: Sequence[str]) -> bool:
    """Whether any name of a secret stands in lines: one look at many of them is quicker than one at each."""
    text = "\n".join(lines)
    return any(name in text for entry in rules("secrets")["secret"] for name in entry["names"])


@cache
def _patterns() -> tuple[tuple[bytes, re.Pattern[bytes]], ...]:
    """Names of secrets, each with what finds the value of one: the name, a colon, and a text of its form."""
    return tuple(
        (name.encode(), re.compile(rf'("{re.escape(name)}\\*"\s*:\s*\\*")(?:{entry["form"]})(\\*")'.encode()))
        for entry in rules("secrets")["secret"]
        for name in entry["names"]
    )
