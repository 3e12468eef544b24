"""Secrets in text of any sort: a name such as *password*, a colon or an equals sign, and what others could use.

Some are known by their own form, whatever stands in front of them: keys of a few services, addresses with a password.
"""

import re
from collections.abc import Iterable
from functools import cache

from secondstory.importers.decoding import Readable
from secondstory.importers.documents.secrets import LEFT_OUT
from secondstory.importers.rules import rules

_QUOTES = r"""["'`\\*]{0,6}"""
_BETWEEN = rf"{_QUOTES}\s{{0,3}}(?::=|=>|[:=]|%3[adAD]){_QUOTES}\s{{0,3}}{_QUOTES}"
"""Between a name and its value: a sign, and quotation marks, also such that stand in a text between quotation marks."""
_SAYS_NONE = rf"(?!{re.escape(LEFT_OUT)}|[*<>$%\[{{(.…])"
"""What was left out already, or stands for a value: “****”, “<password>”, “${{TOKEN}}”."""


LONGEST_SIGN = 160
"""No sign of a secret is longer: it is found where a block of bytes ends in the midst of it."""


RARE_MARKS = "=_/"
"""Marks that many texts have nowhere, the rarest first."""


class Watched:
    """A stream of which it is known whether any sign of a secret stood in what was read of it up to now.

    Bytes of an encoding other than ASCII and those with the same letters may hold whatever they like.
    """

    def __init__(self, stream: Readable) -> None:
        """Watch a stream from here on."""
        self.may_hold_secrets = False
        self._stream = stream
        self._end = b""

    def read(self, size: int = -1) -> bytes:
        """The next bytes, none at the end."""
        data = self._stream.read(size)
        if not self.may_hold_secrets:
            seen = self._end + data
            self.may_hold_secrets = b"\0" in data or _has_a_sign(seen)
            self._end = seen[-LONGEST_SIGN:]
        return data


def may_hold_secrets(texts: Iterable[str]) -> bool:
    """Whether any sign of a secret stands in texts: one look at many of them is quicker than one at each."""
    return _has_a_sign("\n".join(texts).encode("utf-8", "replace"))


def _has_a_sign(data: bytes) -> bool:
    small = data.lower()
    if any(pattern.search(small) for pattern in _signs()):
        return True
    # That a few letters stand nowhere is told far quicker than that a pattern does; of a single one, quicker yet.
    return any(
        letters in small and pattern.search(small)
        for mark, signs in _own_signs().items()
        for letters, pattern in (signs if mark in small else ())
    )


def without_secrets(text: str) -> tuple[str, list[str]]:
    """A text without the secrets in it, and these in their order."""
    found: list[str] = []

    def left_out(match: re.Match[str]) -> str:
        secret = match[match.lastindex or 0]
        found.append(secret)
        return match[0].removesuffix(secret) + LEFT_OUT

    return _pattern().sub(left_out, text), found


@cache
def _signs() -> tuple[re.Pattern[bytes], ...]:
    between = rf"{_QUOTES}\s{{0,3}}(?::|=|%3)"
    return tuple(re.compile(sign.replace("SIGN", between).encode()) for sign in rules("secrets")["text"]["signs"])


@cache
def _own_signs() -> dict[bytes, list[tuple[bytes, re.Pattern[bytes]]]]:
    """Letters that stand in secrets of a known form, each with what tells that one may begin there.

    They are grouped by the rarest mark among them, be it none: where that is missing, none of its group is sought.
    """
    found: dict[bytes, list[tuple[bytes, re.Pattern[bytes]]]] = {}
    for kind in rules("secrets")["text"]["known"]:
        for letters in kind["letters"]:
            mark = next((mark for mark in RARE_MARKS if mark in letters), "")
            found.setdefault(mark.encode(), []).append((letters.encode(), re.compile(kind["sign"].encode())))
    return found


@cache
def _pattern() -> re.Pattern[str]:
    """Finds a secret, which is the one group of a match that took part."""
    table = rules("secrets")["text"]
    none = rf"{_SAYS_NONE}(?!{table['no_value']})"
    named = (rf"{kind['names']}{_BETWEEN}({none}{kind['form']})" for kind in table["secret"])
    known = (rf"{kind['before']}({_SAYS_NONE}{kind['form']})" for kind in table["known"])
    return re.compile("|".join((*named, *known)), re.IGNORECASE)
