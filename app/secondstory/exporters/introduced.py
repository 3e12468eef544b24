"""Finds words that may be names of people of whom nothing is known: asked about before a text is shared."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from secondstory.exporters.people import is_grammar, is_ordinary, is_system, lexicon
from secondstory.exporters.spelling import level, words_of
from secondstory_resources import resource_text

LONGEST = 40
_NAMELIKE = frozenset({"word", "filler"})
_CAPITALISED = re.compile(r"(?<![\w@/\\#.-])[^\W\d_][^\W\d_'’-]{1,40}(?:[-'’][^\W\d_]{2,20})?(?![\w@/\\-]|\.\w)")
_SURNAME = re.compile(r" ([^\W\d_][^\W\d_'-]{1,40})(?![\w@/-])")
_REACH = 40
_ENDS = re.compile(r"[.!?:;\n] *$")


@dataclass(frozen=True, slots=True)
class Introductions:
    """The shipped lists of how people are introduced."""

    contacts: frozenset[str]
    belongings: frozenset[str]
    also_places: frozenset[str]
    nobody: frozenset[str]
    greeted: re.Pattern[str]
    on_duty: re.Pattern[str]
    spoken_of: re.Pattern[str]


def introduced_in(text: str) -> Iterator[str]:
    """The words of a text that may name somebody, as they are written; each once.

    A given name counts where the sentence is about people, any other word only where it is greeted, signs, is on call
    or has a phone. Texts of which the known names are gone already are what this is for.
    """
    known: set[str] = set()
    looked_at = level(text)
    for found in _CAPITALISED.finditer(looked_at):
        if not found[0][0].isupper() or found[0].isupper():
            continue
        name = _whole(looked_at, found) if _may_be_somebody(looked_at, found) else ""
        if name and name not in known:
            known.add(name)
            yield text[found.start() : found.start() + len(name)]


def _may_be_somebody(text: str, found: re.Match[str]) -> bool:
    word = found[0].removesuffix("'s").casefold()
    shipped, lists = introductions(), lexicon()
    if word in shipped.nobody or word in lists.not_names or len(word) < 2:
        return False
    before, behind = text[max(0, found.start() - _REACH) : found.start()], text[found.end() : found.end() + _REACH]
    behind = ("'s" if found[0].endswith("'s") else "") + behind
    if _is_plain(word) and _is_introduced(before, behind, text, found):
        return True
    return word in lists.given and not is_ordinary(word) and _is_among_people(word, before, behind)


def _is_plain(word: str) -> bool:
    """Whether a word is in no list of things, roles, teams and ordinary words."""
    if is_ordinary(word) or is_grammar(word) or is_system(word.capitalize()):
        return False
    return lexicon().kinds(word) <= _NAMELIKE


def _is_introduced(before: str, behind: str, text: str, found: re.Match[str]) -> bool:
    """Whether only a person is introduced like this."""
    shipped = introductions()
    if shipped.greeted.search(before) and not behind.startswith("'s"):
        return True
    if shipped.on_duty.match(behind) or (_is_contacted(before) and shipped.spoken_of.match(behind)):
        return True
    if behind.startswith("'s ") and _first_word(behind[3:]) in shipped.belongings:
        return True
    signed = re.search(r"(?:^|\s)[–—] ?$", before) and not re.search(r"\w", text[found.end() : found.end() + _REACH])
    return bool(signed)


def _is_among_people(word: str, before: str, behind: str) -> bool:
    """Whether a given name stands where people do; one that is a place too only before what people do."""
    next_word = _first_word(behind) if behind.startswith(" ") else ""
    if next_word in words_of("acts") or behind.startswith("'s "):
        return True
    if word in introductions().also_places:
        return False
    if _SURNAME.match(behind) and behind[1].isupper():
        return True
    if _is_contacted(before) or (next_word == "and" and _first_word(behind[4:]) in lexicon().given):
        return True
    return next_word in words_of("states") and (not before.strip() or bool(_ENDS.search(before)))


def _is_contacted(before: str) -> bool:
    previous = re.search(r"([\w'/]{1,30})[,:]? $", before)
    return previous is not None and previous[1].casefold() in introductions().contacts


def _whole(text: str, found: re.Match[str]) -> str:
    """The word with a surname behind it."""
    name = found[0].removesuffix("'s")
    if name != found[0]:
        return name
    behind = _SURNAME.match(text, found.end())
    is_surname = behind is not None and behind[1][0].isupper() and not behind[1].isupper()
    return name + behind[0] if behind is not None and is_surname and _is_plain(behind[1].casefold()) else name


def _first_word(text: str) -> str:
    found = re.match(r"[ ]{0,2}([\w'-]{1,30})", text)
    return found[1].casefold() if found else ""


@cache
def introductions() -> Introductions:
    """The lists, read once."""
    source = tomllib.loads(resource_text("report/introductions.toml"))
    lists = {name: frozenset(source[name].split()) for name in ("contacts", "belongings", "also_places", "nobody")}
    greetings, duties, spoken_of = (
        "|".join(map(re.escape, source[name])) for name in ("greetings", "duties", "people_behind")
    )
    return Introductions(
        **lists,
        greeted=re.compile(rf"(?<![\w-])(?:{greetings})[:,]? $", re.IGNORECASE),
        on_duty=re.compile(rf"(?: \(|, )(?:{duties})\b", re.IGNORECASE),
        spoken_of=re.compile(rf"(?:, | )(?:{spoken_of})\b"),
    )
