"""How the letters of names may be written: with and without accents, apostrophes and hyphens."""

import re
import tomllib
import unicodedata
from functools import cache

from secondstory_resources import resource_text

_LETTERS = re.compile(r"[\W_]+")
_ACCENTED = (range(0xC0, 0x250), range(0x1E00, 0x1F00))
_UNSPACED = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")


def key_of(text: str) -> str:
    """A name as it is known by: its letters and digits alone, in lower case and without accents."""
    return _LETTERS.sub("", plain(text)).casefold() or text.casefold()


def level(text: str) -> str:
    """The text with every accented letter as the plain one, and one sign for all apostrophes: as long as before."""
    return text if text.isascii() else text.translate(_leveled())


def plain(text: str) -> str:
    """The text without accents and without letters that stand for two."""
    return text if text.isascii() else level(composed(text)).translate(_letters("two"))


def composed(text: str) -> str:
    """The text with one sign for a letter and its accent, which some systems write as two."""
    return text if text.isascii() else unicodedata.normalize("NFC", text)


def spellings(name: str) -> tuple[str, ...]:
    """How a name is written, with accented letters as plain ones: as it is, and where a keyboard has no umlauts."""
    whole = composed(name)
    return tuple(dict.fromkeys((level(whole), plain(whole.translate(_letters("umlauts"))), plain(whole))))


def is_unspaced(name: str) -> bool:
    """Whether a name is written in a script that puts no spaces between words."""
    return bool(_UNSPACED.search(name))


def letter_pattern(letter: str) -> str:
    """The pattern for a letter of a name; apostrophes and hyphens may be left out."""
    return {"'": "'?", "-": r"[-\s]?"}.get(letter) or re.escape(letter)


@cache
def _leveled() -> dict[int, str]:
    """What stands for each accented letter."""
    found = dict(_letters("plain"))
    for code in (code for codes in _ACCENTED for code in codes):
        apart = unicodedata.normalize("NFKD", chr(code))
        if len(apart) > 1 and apart[0].isascii() and all(map(unicodedata.combining, apart[1:])):
            found[code] = apart[0]
    return found


@cache
def _letters(table: str) -> dict[int, str]:
    """A table of `report/letters.toml`."""
    return {ord(letter): other for letter, other in tomllib.loads(resource_text("report/letters.toml"))[table].items()}


@cache
def words_of(name: str) -> frozenset[str]:
    """A list of `report/naming.toml`, with accents and without them, as texts are that are `level`."""
    words = tomllib.loads(resource_text("report/naming.toml"))[name]
    return frozenset((*words.split(), *level(words).split()))


@cache
def phrases_of(name: str) -> frozenset[str]:
    """A list of phrases of `report/naming.toml`, in `level` letters."""
    return frozenset(map(level, tomllib.loads(resource_text("report/naming.toml"))[name]))


def bare_words(name: str) -> list[str]:
    """The words of a name without titles before it, degrees behind it and quotation marks."""
    words = [found for word in name.split() if (found := word.strip('"“”„‘()[],;'))]
    while len(words) > 1 and words[0].casefold().rstrip(".") in words_of("honorifics"):
        del words[0]
    while len(words) > 1 and words[-1].casefold().replace(".", "") in words_of("suffixes"):
        del words[-1]
    return words
