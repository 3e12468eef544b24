"""Tells people from teams, tools, accounts and services by what a source gives for whoever acted."""

import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from itertools import takewhile

from secondstory.exporters.spelling import words_of
from secondstory.wording.words import Lexicon
from secondstory_resources import resource_text

LONGEST_NAME = 80
"""The most letters of what is read as a name; longer texts are sentences."""
MOST_WORDS, LONGEST_ACRONYM = 5, 4
SHORTEST_PART = 3
"""The fewest letters of a first name or surname that is looked for by itself and in any case."""

_THINGS = frozenset({"role", "org", "machine", "data", "num"})
_GRAMMAR = frozenset({"det", "prep", "boundary", "finite", "aux", "aside", "pronoun", "passive", "machine-pronoun"})
_PIECE = re.compile(r"[^\W_]+")
_HUMP = re.compile(r"(?<=[a-z\d])(?=[A-Z])")
_BESIDE, _DOTS = re.compile(r" (?:[/|·–—-]|and|und) | ?[&+;] ?"), re.compile(r"[._]")
_ASIDE = re.compile(r"\([^()]*\)")
_ID = re.compile(r"[UWBT](?=[A-Z]*\d)[A-Z\d]{6,}|[\d-]+|(?=[a-f-]*\d)[a-f\d-]{12,}|(?=[A-Z]*\d)[A-Z\d]{8,}", re.ASCII)
_BRACKETS = re.compile(r"<[^<>]*>")
_AND_NO_COMMA, _AND = re.compile(r"[;&+]| and | und "), re.compile(r"[,;&+]| and | und ")
_CALLED = re.compile(r"(?<![\w@.])@([^\W\d_][\w.'’-]{0,40}(?: [^\W\d_][\w.'’-]{0,40}){0,3})")
_HOST = re.compile(r".*-\d+|.*[:/#=@*].*")


@dataclass(frozen=True, slots=True)
class Words:
    """The lists of what is no person."""

    systems: frozenset[str]
    words: frozenset[str]
    endings: tuple[str, ...]
    leads: frozenset[str]
    addresses: frozenset[str]


def people_in(actor: str) -> Iterator[str]:
    """The names or handles of the people that an actor is: of several that act together each one."""
    parts = _AND.split(actor)
    yield from filter(None, map(person_in, parts if actor.count(",") > 1 else _AND_NO_COMMA.split(actor)))


def mentioned_in(text: str) -> Iterator[str]:
    """The people that a text itself marks as such, be it with an @ or with a label such as “Assignee:”.

    Only what is plainly a name counts, for many other words have an @ before them.
    """
    if "@" in text:
        for found in _CALLED.finditer(text):
            yield from _sure_name(found[1])
    for found in _labelled().finditer(text):
        for part in _AND.split(found[1]):
            yield from _sure_name(part)


def _sure_name(text: str) -> Iterator[str]:
    """The name that a text begins with, up to the word that goes on with the sentence."""
    first, *others = _ASIDE.sub(" ", text).split() or [""]
    behind = takewhile(lambda word: word[:1].isupper() and not is_ordinary(word), others)
    name = person_in(" ".join((first, *behind)).strip(" .,"))
    if name and (has_given_name(name) or " " in name):
        yield name


def plain_name(text: str) -> str:
    """A name without an address in angle brackets behind it; of an address alone, or a handle, what names somebody."""
    return " ".join(_BRACKETS.sub(" ", text).split()).strip(" ,;:@").partition("@")[0]


def participant_names(text: str) -> Iterator[str]:
    """The names that were typed for a participant: without brackets, teams and duties, and “Shah, Priya” in its order.

    What stands first is always a name, for here somebody said so.
    """
    first, *others = _BESIDE.split(plain_name(_ASIDE.sub(" ", text)) or plain_name(text))
    yield _in_order(first)
    yield from filter(None, map(person_in, others))


def _in_order(name: str) -> str:
    last, comma, first = (part.strip() for part in name.partition(","))
    if comma and first[:1].isupper() and "," not in first and not is_system(first):
        return last if first.casefold().rstrip(".") in words_of("suffixes") else f"{first} {last}"
    pieces = _DOTS.split(last)
    return " ".join(map(str.capitalize, pieces)) if len(pieces) > 1 and all(map(str.isalpha, pieces)) else last


def person_in(actor: str) -> str:
    """The name or handle of the person that an actor is; empty for a team, a tool, an account, a service or an id."""
    text = plain_name(_ASIDE.sub(" ", actor).rpartition("\\")[2])
    if "@" in actor.strip()[1:] and "<" not in actor:
        return "" if not text or is_system_address(text) else _named(text)
    if not text or len(text) > LONGEST_NAME or is_system(text):
        return ""
    last, comma, first = text.partition(",")
    name = f"{first.strip()} {last}" if comma and "," not in first else text
    words = name.split()
    if len(words) == 1:
        return "" if _HOST.fullmatch(name) or not any(letter.isalpha() for letter in name) else _named(name)
    if has_given_name(name):
        return name
    capitals = [word for word in words if word.casefold() not in words_of("particles")]
    return name if len(words) <= MOST_WORDS and len(capitals) > 1 and all(map(_is_capitalised, capitals)) else ""


def is_system(text: str) -> bool:
    """Whether a name is plainly that of a team, a tool, an account, a service or a role, or an id."""
    pieces = [piece.casefold().rstrip("0123456789") or piece for piece in _PIECE.findall(text)]
    humps = [hump.casefold() for piece in _PIECE.findall(text) for hump in _HUMP.split(piece)]
    known = not_people()
    if not pieces or _ID.fullmatch(text) or not known.systems.isdisjoint((*pieces, *humps)):
        return True
    if any(piece.endswith(known.endings) for piece in pieces) and not has_given_name(text):
        return True
    if len(pieces) == 1 and (pieces[0] in known.words or _is_acronym(text)):
        return True
    whole = lexicon().kinds(text.casefold()) | lexicon().kinds(pieces[0])
    if "det" in whole or (len(pieces) == 1 and is_grammar(pieces[0]) and not is_ordinary_name(pieces[0])):
        return True
    return not has_given_name(text) and ("role" in whole or any(map(_is_thing, pieces)))


def is_system_address(local: str) -> bool:
    """Whether the part of an address before the @ is one that many people read, or nobody."""
    text = local.partition("+")[0].casefold()
    return text in not_people().addresses or (not is_grammar(text) and is_system(text))


def has_given_name(text: str) -> bool:
    """Whether one of the words is known as a given name."""
    given = lexicon().given
    pieces = [piece.casefold() for piece in _PIECE.findall(text)]
    return any(piece in given for piece in pieces)


def is_ordinary(word: str) -> bool:
    """Whether a name is an ordinary word too, and so is found only as it was typed."""
    word = word.casefold()
    return is_ordinary_name(word) or len(word) < SHORTEST_PART or is_grammar(word) or _is_thing(word)


def is_ordinary_name(word: str) -> bool:
    """Whether a name stands in the list of those that are ordinary words too."""
    return word in _ordinary_names()


def is_grammar(word: str) -> bool:
    """Whether a word in lower case is one of those that only hold sentences together."""
    return not _GRAMMAR.isdisjoint(lexicon().kinds(word))


def _is_thing(piece: str) -> bool:
    if piece in lexicon().given or piece in _ordinary_names():
        return False
    return piece in not_people().words or not _THINGS.isdisjoint(lexicon().kinds(piece))


def _is_acronym(text: str) -> bool:
    return text.isupper() and 1 < len(text) <= LONGEST_ACRONYM and text.casefold() not in lexicon().given


def _is_capitalised(word: str) -> bool:
    return word[0].isupper() and (not word.isupper() or len(word.rstrip(".")) == 1)


def _named(handle: str) -> str:
    """A handle as a name of several words where one of them is a given name: ``ana.silva`` is Ana Silva."""
    pieces = _PIECE.findall(handle)
    if len(pieces) > 1 and has_given_name(handle):
        return " ".join(piece[:1].upper() + piece[1:] for piece in pieces)
    return handle


@cache
def not_people() -> Words:
    """The shipped lists of what is no person."""
    source = tomllib.loads(resource_text("report/not_people.toml"))
    lists = {name: frozenset(source[name].split()) for name in ("systems", "words", "leads", "addresses")}
    return Words(**lists, endings=tuple(source["endings"]))


@cache
def _labelled() -> re.Pattern[str]:
    """Finds what stands behind a label of people, or behind a phrase such as “Assigned to”, at the start of a line."""
    source = tomllib.loads(resource_text("report/mentions.toml"))
    labels, phrases = ("|".join(map(re.escape, source[name])) for name in ("labels", "phrases"))
    marks = r"[*_]{0,2}"
    return re.compile(
        rf"^[ *_-]{{0,8}}(?:(?:{labels}){marks}:{marks}|(?:{phrases})) {{1,4}}([^\n:]{{1,200}})",
        re.IGNORECASE | re.MULTILINE,
    )


@cache
def _ordinary_names() -> frozenset[str]:
    return frozenset(resource_text("report/ordinary_names.txt").split())


@cache
def lexicon() -> Lexicon:
    """The words of the wording coach by kind."""
    return Lexicon()
