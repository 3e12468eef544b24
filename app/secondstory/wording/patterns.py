"""Patterns over words: a small language that rules are written in.

A pattern is a row of elements with spaces between them:

- ``word``, ``one|other``: these words; ``break~`` every form of a verb, ``break+`` its past forms;
- ``@list``: a word of a named list, or of a kind such as ``@human``, ``@machine``, ``@part``;
- ``@list+``: the past forms of the verbs of a list;
- ``x?`` may be missing; ``x*`` comes up to three times; ``..2`` up to two words of any sort;
- ``!x``: the next word is not x (takes no word); ``^``: a clause begins here; ``^^``: the sentence begins here;
  ``$``: the sentence or clause ends here;
- ``<name>``: the elements of that macro.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from secondstory.wording.tokens import Token
from secondstory.wording.words import inflected, past_forms

REPEATS = 3
OPENERS = frozenset(",;:-\u2013\u2014([") | {
    "and",
    "but",
    "because",
    "so",
    "that",
    "if",
    "when",
    "then",
    "or",
    "since",
    "as",
    "until",
}


@dataclass(frozen=True, slots=True)
class Element:
    """One element: the words and kinds that fit it, how often it may come, or a condition that takes no word."""

    words: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    least: int = 1
    most: int = 1
    refused: bool = False
    edge: str = ""

    def fits(self, token: Token) -> bool:
        """Whether the word fits, were it not for the counts."""
        return token.norm in self.words or not self.kinds.isdisjoint(token.kinds)


@dataclass(frozen=True, slots=True)
class Pattern:
    """A compiled pattern, with the words and kinds that it can start with."""

    elements: tuple[Element, ...]
    source: str

    @property
    def needed(self) -> frozenset[str]:
        """Words of which a sentence must hold one, or the pattern cannot match; empty where that says nothing."""
        plain = [
            e.words for e in self.elements if e.least and e.words and not (e.kinds or e.refused or e is self.first)
        ]
        return min(plain, key=len, default=frozenset())

    @property
    def first(self) -> Element:
        """The element that takes the first word."""
        return next(e for e in self.elements if not e.edge and not e.refused)

    def match(self, tokens: Sequence[Token], at: int) -> int | None:
        """Where the pattern ends if it begins at a token, or nothing."""
        return _match(self.elements, 0, tokens, at)


def compile_pattern(source: str, lists: Mapping[str, frozenset[str]], macros: Mapping[str, str]) -> Pattern:
    """Read a pattern; a list that is not known is taken for a kind of word."""
    expanded = source
    while "<" in expanded:
        expanded = re.sub(r"<([\w-]+)>", lambda found: macros[found.group(1)], expanded)
    return Pattern(tuple(_element(part, lists) for part in expanded.split()), source)


def _element(part: str, lists: Mapping[str, frozenset[str]]) -> Element:
    if part in {"^", "^^", "$"}:
        return Element(edge=part)
    if part.startswith(".."):
        return Element(kinds=frozenset({"word", "mask"}), least=0, most=int(part[2:]))
    least, most, refused = 1, 1, part.startswith("!")
    if part.endswith("?"):
        least, part = 0, part[:-1]
    elif part.endswith("*"):
        least, most, part = 0, REPEATS, part[:-1]
    words: set[str] = set()
    kinds: set[str] = set()
    for choice in part.removeprefix("!").split("|"):
        name = choice.removeprefix("@")
        if choice == name:
            words |= inflected(choice)
        elif name.removesuffix("+") in lists and name.endswith("+"):
            words |= {form for word in lists[name[:-1]] for form in past_forms(word)}
        elif name in lists:
            words |= lists[name]
        else:
            kinds.add(name)
    return Element(frozenset(words), frozenset(kinds), least, most, refused)


def _match(elements: tuple[Element, ...], e: int, tokens: Sequence[Token], at: int) -> int | None:
    if e == len(elements):
        return at
    element = elements[e]
    if element.edge or element.refused:
        return _match(elements, e + 1, tokens, at) if _allows(element, tokens, at) else None
    count = 0
    while count < element.most and at + count < len(tokens) and element.fits(tokens[at + count]):
        count += 1
    while count >= element.least:
        end = _match(elements, e + 1, tokens, at + count)
        if end is not None:
            return end
        count -= 1
    return None


def _allows(element: Element, tokens: Sequence[Token], at: int) -> bool:
    if element.edge == "^^":
        return all(token.norm in OPENERS or not token.kinds.isdisjoint({"punct", "num"}) for token in tokens[:at])
    if element.edge == "^":
        return at == 0 or tokens[at - 1].norm in OPENERS or "num" in tokens[at - 1].kinds
    if element.edge == "$":
        return at >= len(tokens) or "punct" in tokens[at].kinds
    return at >= len(tokens) or not element.fits(tokens[at])
