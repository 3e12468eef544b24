"""Secrets in text of any sort: a name such as *password*, a colon or an equals sign, and what others could use.

Some are known by their own form, whatever stands in front of them: keys of a few services, addresses with a password.
"""

import re
from codecs import getincrementaldecoder
from collections.abc import Callable, Iterable, Iterator, Sequence
from functools import cache

from secondstory.importers.decoding import Readable
from secondstory.importers.rules import rules
from secondstory.importers.secrets.in_json import LEFT_OUT
from secondstory.importers.secrets.signs import finder

_QUOTES = r"""["'`\\*]{0,6}"""
_BETWEEN = rf"{_QUOTES}\s{{0,3}}(?::=|=>|[:=：]|%3[adAD]){_QUOTES}\s{{0,3}}{_QUOTES}"
"""Between a name and its value: a sign, and quotation marks, also such that stand in a text between quotation marks."""
_SAYS_NONE = rf"(?!{re.escape(LEFT_OUT)}|[*<>$%\[{{(.…])"
"""What was left out already, or stands for a value: “****”, “<password>”, “${{TOKEN}}”."""


LONGEST_SIGN = 300
"""No sign of a secret is longer: it is found where a block of bytes ends in the midst of it."""


class Watched:
    """A stream of which it is known whether any sign of a secret stood in what was read of it up to now.

    Bytes of an encoding other than UTF-8 may hold whatever they like.
    """

    def __init__(self, stream: Readable) -> None:
        """Watch a stream from here on."""
        self.may_hold_secrets = False
        self._stream = stream
        self._end = b""
        self._decoder = getincrementaldecoder("utf-8")()

    def read(self, size: int = -1) -> bytes:
        """The next bytes, none at the end."""
        data = self._stream.read(size)
        if not self.may_hold_secrets:
            seen = self._end + data
            self.may_hold_secrets = b"\0" in data or not self._is_utf_8(data) or _finder()(seen)
            self._end = seen[-LONGEST_SIGN:]
        return data

    def _is_utf_8(self, data: bytes) -> bool:
        try:
            return data.isascii() or self._decoder.decode(data) is not None
        except UnicodeDecodeError:
            return False


def may_hold_secrets(texts: Iterable[str]) -> bool:
    """Whether any sign of a secret stands in texts: one look at many of them is quicker than one at each."""
    return _finder()("\n".join(texts).encode("utf-8", "replace"))


@cache
def _finder() -> Callable[[bytes], bool]:
    """What tells whether bytes hold any sign of a secret."""
    table = rules("secrets")["text"]
    between = rf"{_QUOTES}\s{{0,3}}(?:[:=]|%3|：)"
    signs = (*table["signs"], *(kind["sign"] for kind in table["known"]))
    return finder((_whole(sign.replace("SIGN", between)) for sign in signs), any_case=True)


def without_secrets(text: str) -> tuple[str, list[str]]:
    """A text without the secrets in it, and these in their order."""
    small = text.lower()
    places = sorted(
        found.span(1)
        for letters, pattern in _patterns()
        if any(one in small for one in letters)
        for found in pattern.finditer(text)
    )
    parts: list[str] = []
    secrets: list[str] = []
    end = 0
    for start, stop in _apart(places):
        parts += (text[end:start], LEFT_OUT)
        secrets.append(text[start:stop])
        end = stop
    return "".join((*parts, text[end:])), secrets


def _apart(places: Iterable[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Places in their order, with those as one that overlap."""
    first, last = -1, -1
    for start, end in places:
        if start >= last > 0:
            yield first, last
        first, last = (start, end) if start >= last else (first, max(last, end))
    if last > 0:
        yield first, last


@cache
def _patterns() -> list[tuple[Sequence[str], re.Pattern[str]]]:
    """Each kind of secret: the letters of which one stands wherever there is one, and what finds it in its group."""
    table = rules("secrets")["text"]
    none = rf"{_SAYS_NONE}(?!{table['no_value']})"
    named = ((kind["letters"], f"{kind['names']}{_BETWEEN}({none}{kind['form']})") for kind in table["secret"])
    known = ((kind["letters"], f"{kind['before']}({none}{kind['form']})") for kind in table["known"])
    return [(letters, re.compile(_whole(pattern), re.IGNORECASE)) for letters, pattern in (*named, *known)]


def _whole(pattern: str) -> str:
    """A pattern with the pieces that stand for others in it; a piece may be made of pieces."""
    pieces = rules("secrets")["text"]["pieces"]
    names = re.compile("|".join(sorted(pieces, key=len, reverse=True)))
    while names.search(pattern):
        pattern = names.sub(lambda found: _piece(pieces[found[0]]), pattern)
    return pattern


def _piece(piece: str | list[str]) -> str:
    return piece if isinstance(piece, str) else "|".join(piece)
