"""Secrets in JSON that others could use, such as the key with which alerts are sent: what is kept has none."""

import re
from collections.abc import Callable, Sequence
from functools import cache

from secondstory.importers.rules import rules
from secondstory.importers.secrets.signs import finder

LEFT_OUT = "[secret left out]"
"""Stands in the place of a secret."""
SAID = "A secret stood in this record; it was left out."


def without_secrets(data: bytes) -> bytes:
    """JSON of the same shape without secrets; those inside of JSON that is packed into a text are found too."""
    if _finder()(data):
        for name, pattern in _patterns():
            if name in data:  # hardly ever so, and told much quicker than by the pattern
                data = pattern.sub(rb"\1" + LEFT_OUT.encode() + rb"\2", data)
    return data


def may_hold_secrets(lines: Sequence[str]) -> bool:
    """Whether the name of a secret stands in lines: one look at many of them is quicker than one at each."""
    return _finder()("\n".join(lines).encode("utf-8", "replace"))


@cache
def _finder() -> Callable[[bytes], bool]:
    """What tells whether JSON has the name of a secret."""
    names = (re.escape(name) for entry in rules("secrets")["secret"] for name in entry["names"])
    return finder((rf'"(?:{"|".join(names)})\\*"',), any_case=False)


@cache
def _patterns() -> Sequence[tuple[bytes, re.Pattern[bytes]]]:
    """Names of secrets, each with what finds the value of one: the name, a colon, a text of its form."""
    return [
        (name.encode(), re.compile(rf'("{re.escape(name)}\\*"\s*:\s*\\*")(?:{entry["form"]})(\\*")'.encode()))
        for entry in rules("secrets")["secret"]
        for name in entry["names"]
    ]
