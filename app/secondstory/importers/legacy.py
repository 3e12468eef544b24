"""The encodings that files had before Unicode, told from what a file says in each of them."""

import re
from codecs import getincrementaldecoder
from functools import lru_cache
from typing import Any

from secondstory.importers.rules import rules

LOOKED_AT = 64 * 1024
LEAST_CHARACTERS = 4
LEAST_RUN = 1.5
"""Characters of two bytes stand beside others; in other texts a pair of bytes that looks like one stands alone."""
LEAST_LETTERS = 3
"""Words of another alphabet have so many letters one behind the other, on average; accents stand alone."""
LEAST_USUAL = 0.85
LEAST_LOWER = 0.6
LEAST_SIGNS = 3
_BEYOND = re.compile(r"[^\x00-\x7f]+")
_HIGH = re.compile(rb"[\x80-\xff]+")
_WITHIN_WORD = re.compile(r"(?<=[^\W\d_])[^\x00-\x7f]|[^\x00-\x7f](?=[a-z])")


@lru_cache(maxsize=4)
def legacy_encoding(data: bytes) -> str:
    """The encoding that the beginning of a file has, where that is neither UTF-8 nor Windows-1252; else empty."""
    if data.isascii() or _may_be_utf8(data):
        return ""
    table = rules("encodings")
    return (
        _double(data, table["double"])
        or _alphabet(data, table["alphabet"])
        or _latin(data, table["latin"])
        or _language(data, table["language"])
    )


def _may_be_utf8(data: bytes) -> bool:
    text = data.decode("utf-8", "surrogateescape")
    beyond = [character for character in text if character > "\x7f"]
    faulty = sum("\ud800" <= character <= "\udfff" for character in beyond)
    return len(beyond) - faulty >= faulty


def _decoded(data: bytes, name: str) -> str:
    """The text in an encoding, without a character that the end cuts off; empty where it is none."""
    try:
        return getincrementaldecoder(name)().decode(data)
    except UnicodeDecodeError:
        return ""


def _double(data: bytes, table: list[dict[str, Any]]) -> str:
    found = []
    for place, told in enumerate(table):
        runs = _BEYOND.findall(_decoded(data, told["name"]))
        characters = "".join(runs)
        if len(characters) < LEAST_CHARACTERS or len(characters) < LEAST_RUN * len(runs):
            continue
        usual = sum(_is_usual(character, told) for character in characters) / len(characters)
        if usual >= LEAST_USUAL:
            found.append((-round(usual, 2), place, told["name"]))
    return str(min(found)[2]) if found else ""


@lru_cache(maxsize=20_000)
def _first_byte(character: str, by: str) -> int:
    data = character.encode(by, "ignore")
    return data[0] if len(data) == 2 else 0


def _is_usual(character: str, told: dict[str, Any]) -> bool:
    first = _first_byte(character, told["by"])
    return any(low <= first <= high for low, high in told["usual"])


def _alphabet(data: bytes, table: list[dict[str, Any]]) -> str:
    runs = _HIGH.findall(data)
    if sum(map(len, runs)) < LEAST_LETTERS * len(runs):
        return ""
    found = []
    for place, told in enumerate(table):
        characters = "".join(_BEYOND.findall(_decoded(data, told["name"])))
        if characters:
            share = sum(map(told["letters"].__contains__, characters)) / len(characters)
            found.append((-share, place, told["name"]))
    best = min(found, default=(0.0, 0, ""))
    return str(best[2]) if -best[0] >= LEAST_LOWER else ""


def _latin(data: bytes, table: dict[str, Any]) -> str:
    """The encoding in which what would be signs within words are letters."""
    usual = data.decode("cp1252", "replace")
    signs = [match.start() for match in _WITHIN_WORD.finditer(usual) if not match[0].isalpha()]
    if len(signs) < LEAST_SIGNS:
        return ""
    for name in table["names"]:
        text = _decoded(data, name)
        if text and all(text[place] in table["letters"] for place in signs):
            return str(name)
    return ""


def _language(data: bytes, table: list[dict[str, Any]]) -> str:
    """The encoding of a language that has letters where Windows-1252 has those of other languages."""
    for told in table:
        letters = [letter for letter in "".join(_BEYOND.findall(_decoded(data, told["name"]))) if letter.isalpha()]
        if sum(map(told["telling"].__contains__, letters)) >= LEAST_SIGNS and set(letters) <= set(told["letters"]):
            return str(told["name"])
    return ""
