"""The blameless-wording coach: says where a text blames people, why that matters, and what to write or ask instead."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cache

from secondstory.wording.actors import ORGANISATION, PERSON, UNKNOWN, actor_before, is_attribute
from secondstory.wording.masking import blank_out
from secondstory.wording.rules import Rule, RuleBook, load_rules
from secondstory.wording.tokens import MASKED, Token, sentences, tokenise
from secondstory.wording.words import Kinds, Lexicon

_ALLOWED = {
    "person": {PERSON},
    "agent": {PERSON, ORGANISATION},
    "liable": {PERSON, ORGANISATION, UNKNOWN},
    "unknown": {ORGANISATION, UNKNOWN, PERSON},
}


@dataclass(frozen=True, slots=True)
class Finding:
    """Words that blame, their place in the text, the reason in a sentence, and an alternative wording or question."""

    family: str
    start: int
    end: int
    text: str
    why: str
    instead: str


@dataclass(frozen=True, slots=True)
class _Hit:
    rule: Rule
    first: int
    last: int


class Coach:
    """Checks texts against the rules. It never changes a text, counts nothing per person, and knows no network."""

    def __init__(self, book: RuleBook, lexicon: Lexicon) -> None:
        self._book = book
        self._lexicon = lexicon
        self._order = {key: place for place, key in enumerate(book.families)}

    @staticmethod
    @cache
    def load() -> "Coach":
        """The coach with the shipped rules; they are read once."""
        return Coach(load_rules(), Lexicon())

    @property
    def families(self) -> tuple[str, ...]:
        """The keys of the families, the weightiest first."""
        return tuple(self._book.families)

    def family_name(self, key: str) -> str:
        """What people read for a family, for example ``Hindsight``."""
        return self._book.families[key].name

    def check(self, text: str, people: Iterable[str] = (), machines: Iterable[str] = ()) -> tuple[Finding, ...]:
        """The findings in a text, in its order; positions count characters of the text as it was given.

        ``people`` are names of participants, ``machines`` names of tools, hosts or storms that sound like people.
        """
        extra = self._names(people, machines)
        blanked = blank_out(text)
        findings: list[Finding] = []
        for start, end in sentences(blanked):
            tokens = self._without_mentions(tokenise(blanked, start, end, self._lexicon, extra))
            findings += [self._finding(hit, tokens, text) for hit in self._chosen(self._hits(tokens))]
        return tuple(findings)

    def _names(self, people: Iterable[str], machines: Iterable[str]) -> dict[str, Kinds]:
        person: Kinds = frozenset({"word", "filler", "human", "name"})
        machine: Kinds = frozenset({"word", "machine"})
        extra = {part.lower(): person for name in people for part in name.split() if len(part) > 1}
        return extra | {part.lower(): machine for name in machines for part in name.split()}

    def _without_mentions(self, tokens: list[Token]) -> list[Token]:
        """Mask words that are named and not used, as in: the word careless was taken out."""
        book = self._book
        for i, token in enumerate(tokens):
            if token.norm not in book.mentions or "mask" in token.kinds:
                continue
            for j in range(i + 1, min(i + 1 + book.mention_length, len(tokens))):
                word = tokens[j]
                if "punct" in word.kinds or word.norm in book.mention_enders:
                    break
                if word.norm not in book.mention_skipped:
                    tokens[j] = replace(word, norm="", kinds=MASKED)
        return tokens

    def _hits(self, tokens: Sequence[Token]) -> list[_Hit]:
        hits: list[_Hit] = []
        asks = any(token.norm == "?" for token in tokens[-3:])
        for first, last, rule in self._book.index.matches(tokens):
            if isinstance(rule, Rule) and (asks or not rule.question) and _actor_fits(rule, tokens, first):
                hits.append(_Hit(rule, first, last))
        return [hit for hit in hits if not any(g.holds(tokens, hit.first) for g in hit.rule.guards)]

    def _chosen(self, hits: list[_Hit]) -> list[_Hit]:
        """One hit for each stretch of words: the weightier family, then the longer match; questions silence others."""
        found = {hit.rule.family for hit in hits}
        silenced = {name for key in found for name in self._book.silences.get(key, ())}
        kept: list[_Hit] = []
        for hit in sorted(hits, key=lambda h: (self._order[h.rule.family], h.first - h.last, h.first)):
            overlaps = any(hit.first < k.last and k.first < hit.last for k in kept)
            if not overlaps and hit.rule.family not in silenced:
                kept.append(hit)
        return sorted(kept, key=lambda h: h.first)

    def _finding(self, hit: _Hit, tokens: Sequence[Token], text: str) -> Finding:
        start, end = tokens[hit.first].start, tokens[hit.last - 1].end
        words = text[start:end]
        instead = hit.rule.instead[sum(map(ord, words)) % len(hit.rule.instead)]
        return Finding(hit.rule.family, start, end, words, hit.rule.why, instead.replace("{words}", words))


def _actor_fits(rule: Rule, tokens: Sequence[Token], first: int) -> bool:
    if rule.actor == "any":
        return True
    if rule.actor == "undata":
        subject = _subject_of_passive(tokens, first)
        return subject is None or subject.kinds.isdisjoint({"data"})
    if rule.actor == "maybe":
        return first > 0 and "maybe-first" in tokens[first - 1].kinds
    return not is_attribute(tokens, first) and actor_before(tokens, first) in _ALLOWED[rule.actor]


def _subject_of_passive(tokens: Sequence[Token], first: int) -> Token | None:
    for token in reversed(tokens[:first]):
        if "word" in token.kinds and not token.kinds & {"aux", "adv", "aside", "passive"}:
            return token
    return None


def sentence_of(text: str, start: int) -> str:
    """The sentence of a text in which a position lies."""
    for first, last in sentences(blank_out(text)):
        if start < last:
            return text[first:last]
    return text.strip()
