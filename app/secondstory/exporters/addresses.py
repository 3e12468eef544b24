"""Finds e-mail addresses in texts with the names before them, and mentions of ids that no source resolved."""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from secondstory.exporters.people import is_grammar, is_ordinary_name, is_system_address, lexicon, not_people, person_in
from secondstory.exporters.spelling import key_of

# Every repetition has a limit, and an address starts only where a run of its letters does: no text takes long.
_FOUND = re.compile(
    r"(?<![\w.+%'-])['.+%-]{0,64}(?P<local>\w[\w.+%'-]{0,63})@"
    r"(?!v?\d+\.\d)(?:[\w-]{1,63}\.){1,8}[^\W\d_]{2,24}(?!\w)"
    r"|<@[UW][A-Z0-9]{5,20}(?:\|(?P<label>[^<>|\n]{0,80}))?>"
    r"|(?<![\w@])@[UW](?=[A-Z]{0,12}\d)[A-Z0-9]{7,12}(?![\w-])"
)
_BEFORE = re.compile(
    r"(?:\"(?P<quoted>[^\"<>\n]{1,80})\"|(?P<plain>[^\W\d_][\w.'’-]{0,40}(?:,? [^\W\d_][\w.'’-]{0,40}){0,4}))\s?<$"
)
_REACH = 120


@dataclass(frozen=True, slots=True)
class Address:
    """An address or a mention of an id: from where to where it goes with the name before it, and both as written."""

    start: int
    end: int
    local: str
    name: str


def addresses(text: str) -> Iterator[Address]:
    """The addresses of people in a text, in their order; those of systems and teams are passed over."""
    end = 0
    for found in _FOUND.finditer(text) if "@" in text else ():
        local, label = found["local"], found["label"]
        if local is None:
            yield Address(found.start(), found.end(), "", label or "")
            continue
        if is_system_address(local):
            continue
        start, behind = found.start("local"), found.end()
        bracketed = text[start - 1 : start] == "<" and text[behind : behind + 1] == ">"
        before = _BEFORE.search(text[max(end, start - _REACH) : start]) if bracketed else None
        name, width = _name_before(before, local) if before else ("", 0)
        if width and not person_in(name):
            continue  # the address of a team that says so
        end = behind + bracketed
        yield Address(start - bracketed - width, end, local, name)


def replaced(text: str, role_of: Callable[[Address], str]) -> str:
    """The text with what the addresses of people stand for."""
    parts: list[str] = []
    end = 0
    for address in addresses(text):
        parts += (text[end : address.start], role_of(address))
        end = address.end
    return "".join((*parts, text[end:])) if parts else text


def _name_before(before: re.Match[str], local: str) -> tuple[str, int]:
    """The name that stands directly before an address, and how many characters it takes up to the bracket."""
    if before["quoted"] is not None:
        return before["quoted"], len(before[0]) - 1
    plain = before["plain"]
    first, comma, rest = plain.rpartition(", ")
    name = plain if comma and _is_surname(first, rest, local) else rest
    words = name.split(" ")
    while words and (_is_lead(words[0]) or not (words[0][0].isupper() or _is_name(words[0], local))):
        del words[0]
    kept = " ".join(words)
    return kept, len(kept) + len(before[0]) - 1 - len(plain) if kept else 0


def _is_lead(word: str) -> bool:
    word = word.casefold().rstrip(".,")
    return word in not_people().leads or (is_grammar(word) and not is_ordinary_name(word))


def _is_surname(word: str, rest: str, local: str) -> bool:
    """Whether the one word before a comma belongs to the name behind it: ``Berg, Bo`` and not ``Today, Bo Berg``."""
    if " " in word or _is_lead(word):
        return False
    plain = word[0].isupper() and lexicon().kinds(word.casefold()) <= {"word", "filler"}
    return _knows(local, word) or (plain and " " not in rest and rest.casefold() in lexicon().given)


def _is_name(word: str, local: str) -> bool:
    return word.casefold() in lexicon().given or _knows(local, word)


def _knows(local: str, word: str) -> bool:
    """Whether a word is part of the local part of an address."""
    return len(word) > 1 and key_of(word) in key_of(local)
