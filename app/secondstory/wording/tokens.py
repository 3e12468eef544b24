"""Cuts text into sentences and sentences into words that know what they stand for."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from secondstory.wording.masking import BLANK
from secondstory.wording.words import Kinds, Lexicon

_END = re.compile(  # each run of signs or spaces is tried once, so that long runs take no longer than words
    r"(?<![.!?])[.!?]++[\"')\]\u201d\u2019]*+(?=\s+[\"'(\[\u201c\u2018]?[^\sa-z]|\s*\Z)"
    r"|\n+|(?<![^\S\n])\s++[\u2013\u2014]{2,}\s+"
)
_SHORT = re.compile(
    r"(?:\b(?:[A-Za-z]|Dr|Mr|Mrs|Ms|Prof|St|No|vs|approx|ca|incl|etc|e\.g|i\.e|Inc|Ltd|dept|min|max))\.\Z"
)
_WORD = re.compile(rf"{BLANK}+|[^\W_]+(?:[-_][^\W_]+)*(?:'[^\W\d_]+)*|'[a-z]+\b|[^\w\s]")
_ENDINGS = {"n't": "not", "'ve": "have", "'s": "'s", "'d": "'d", "'ll": "will", "'re": "are", "'m": "am"}
_STEMS = {"ca": "can", "wo": "will", "sha": "shall", "ai": "is"}
_NEGATED = ("do", "does", "did", "is", "was", "were", "has", "had", "have", "could", "would", "should")
_RUN_TOGETHER = {
    "cannot": ("can", "not"),
    "oughta": ("ought", "to"),
    **{f"{verb}a": (verb, "have") for verb in ("should", "could", "would", "might")},
    **{f"{verb}nt": (verb, "not") for verb in _NEGATED},
}
PUNCTUATION: Kinds = frozenset({"punct"})
MASKED: Kinds = frozenset({"mask"})


@dataclass(frozen=True, slots=True)
class Token:
    """A word or sign: its plain form, its place in the text, and what it may stand for."""

    norm: str
    start: int
    end: int
    kinds: Kinds


def sentences(blanked: str) -> Iterator[tuple[int, int]]:
    """The places of the sentences of a text, without surrounding white space."""
    start = 0
    for found in _END.finditer(blanked):
        if found.group()[0] == "." and _SHORT.search(blanked, max(0, found.start() - 8), found.start() + 1):
            continue
        yield from _trimmed(blanked, start, found.end())
        start = found.end()
    yield from _trimmed(blanked, start, len(blanked))


def _trimmed(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    piece = text[start:end]
    if piece.strip():
        yield start + len(piece) - len(piece.lstrip()), start + len(piece.rstrip())


def tokenise(blanked: str, start: int, end: int, lexicon: Lexicon, extra: dict[str, Kinds]) -> list[Token]:
    """The tokens of one sentence; ``extra`` holds the names of this review in lower case."""
    tokens: list[Token] = []
    for found in _WORD.finditer(blanked, start, end):
        word = found.group()
        if word[0] == BLANK:
            tokens.append(Token(BLANK, found.start(), found.end(), MASKED))
        elif word[0].isalnum() or word[0] == "'":
            tokens.extend(_parts(word, found.start(), lexicon, extra, first=_opens(tokens)))
        else:
            tokens.append(Token(word, found.start(), found.end(), PUNCTUATION))
    _spell_out_had(tokens)
    _join_phrases(tokens, lexicon)
    _place_names(tokens, lexicon)
    return tokens


def _opens(tokens: list[Token]) -> bool:
    return not tokens or tokens[-1].norm in ":.!?-\u2013\u2014([" or "num" in tokens[-1].kinds


def _parts(word: str, start: int, lexicon: Lexicon, extra: dict[str, Kinds], *, first: bool) -> Iterator[Token]:
    lower = word.lower()
    if len(lower) != len(word):
        lower = word
    tail: list[Token] = []
    end = start + len(word)
    while "'" in lower[1:]:
        ending = next((e for e in _ENDINGS if lower.endswith(e) and len(e) < len(lower)), None)
        if ending is None:
            break
        norm = _ENDINGS[ending]
        tail.insert(0, Token(norm, end - len(ending), end, lexicon.kinds(norm)))
        end -= len(ending)
        lower = lower[: -len(ending)]
    if lower in _RUN_TOGETHER:
        one, two = _RUN_TOGETHER[lower]
        yield Token(one, start, end, lexicon.kinds(one))
        yield Token(two, start, end, lexicon.kinds(two))
    else:
        norm = _STEMS.get(lower, lower) if tail else lower
        kinds = extra.get(norm) or lexicon.kinds(norm)
        yield Token(norm, start, end, kinds | _name_kinds(word, norm, kinds, lexicon, first=first))
    yield from tail


def _name_kinds(word: str, norm: str, kinds: Kinds, lexicon: Lexicon, *, first: bool) -> Kinds:
    """Whether a capitalised word may be the name of a person."""
    if not word[0].isupper() or kinds & {"machine", "org", "role", "pronoun", "data"}:
        return frozenset()
    if norm in lexicon.given:
        return frozenset({"human", "name"})
    if (
        norm in lexicon.not_names
        or any(c.isupper() for c in word[1:])
        or any(c.isdigit() for c in word)
        or len(norm) < 3
    ):
        return frozenset()
    if kinds & {"adv", "part", "ing", "det", "prep", "aside", "mod"} or norm.endswith(lexicon.thing_endings):
        return frozenset()
    return frozenset({"maybe-first"}) if first else frozenset({"human", "maybe"})


def _spell_out_had(tokens: list[Token]) -> None:
    """Read ``they'd been told`` as ``they had been told``."""
    for i, token in enumerate(tokens[:-1]):
        if token.norm == "'d" and (tokens[i + 1].norm == "better" or "part" in tokens[i + 1].kinds):
            tokens[i] = replace(token, norm="had")


def _join_phrases(tokens: list[Token], lexicon: Lexicon) -> None:
    """Give the last word of a known phrase the kind of the phrase, and the others none of their own."""
    for i, token in enumerate(tokens):
        matches = [
            (len(words), kind)
            for words, kind in lexicon.phrases.get(token.norm, ())
            if tuple(t.norm for t in tokens[i : i + len(words)]) == words
        ]
        if not matches:
            continue
        length = max(matches)[0]
        kinds = frozenset(kind for n, kind in matches if n == length) | {"word"}
        for j in range(i, i + length - 1):
            tokens[j] = Token(tokens[j].norm, tokens[j].start, tokens[j].end, frozenset({"word", "filler", "mod"}))
        last = tokens[i + length - 1]
        tokens[i + length - 1] = Token(last.norm, last.start, last.end, kinds | (last.kinds & {"part"}))


def _place_names(tokens: list[Token], lexicon: Lexicon) -> None:
    """Take the person out of storms, places and hosts that carry people's names."""
    for i, token in enumerate(tokens):
        if not token.kinds & {"name", "maybe"}:
            continue
        before = tokens[i - 1].norm if i else ""
        after = tokens[i + 1].norm if i + 1 < len(tokens) else ""
        if before in lexicon.forces or after in lexicon.places:
            tokens[i] = Token(token.norm, token.start, token.end, frozenset({"word", "machine"}))
        elif before in lexicon.titles or (i and "name" in tokens[i - 1].kinds):
            tokens[i] = Token(token.norm, token.start, token.end, token.kinds | {"human", "name"})
