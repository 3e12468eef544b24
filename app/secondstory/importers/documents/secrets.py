"""Secrets in JSON that others could use, such as the key with which alerts are sent: what is kept has none."""

import re
from collections.abc import Mapping, Sequence
from functools import cache

from secondstory.importers.rules import rules

LEFT_OUT = "[secret left out]"
"""Stands in the place of a secret."""
SAID = "A secret stood in this record; it was left out."


def without_secrets(data: bytes) -> bytes:
    """JSON of the same shape without secrets; those inside of JSON that is packed into a text are found too."""
    for sign, names in _patterns().items():
        for name, pattern in names if sign in data else ():
            if name in data:  # hardly ever so, and told much quicker than by the pattern
                data = pattern.sub(rb"\1" + LEFT_OUT.encode() + rb"\2", data)
    return data


def may_hold_secrets(lines: Sequence[str]) -> bool:
    """Whether any sign of a secret stands in lines: one look at many of them is quicker than one at each."""
    text = "\n".join(lines)
    return any(entry["sign"] in text for entry in rules("secrets")["secret"])


@cache
def _patterns() -> Mapping[bytes, Sequence[tuple[bytes, re.Pattern[bytes]]]]:
    """By their signs names of secrets, each with what finds the value of one: the name, a colon, a text of its form."""
    found: dict[bytes, list[tuple[bytes, re.Pattern[bytes]]]] = {}
    for entry in rules("secrets")["secret"]:
        for name in entry["names"]:
            value = rf'("{re.escape(name)}\\*"\s*:\s*\\*")(?:{entry["form"]})(\\*")'
            found.setdefault(entry["sign"].encode(), []).append((name.encode(), re.compile(value.encode())))
    return found
