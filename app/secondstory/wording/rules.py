"""Reads the rules of the seven families and compiles their patterns once."""

import tomllib
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from secondstory.wording.patterns import Pattern, compile_pattern
from secondstory.wording.tokens import Token
from secondstory.wording.words import word_lists
from secondstory_resources import resource_text

IN_FRONT = 3  # how many words may stand between a guard in front and the cue that it silences


Entry = tuple[Pattern, frozenset[str], object]


class PatternIndex:
    """Patterns by the words and kinds that they can begin with, so that most words cost one lookup."""

    def __init__(self, patterns: Iterable[tuple[Pattern, object]]) -> None:
        self.by_word: dict[str, list[Entry]] = defaultdict(list)
        self.by_kind: dict[str, list[Entry]] = defaultdict(list)
        for pattern, owner in patterns:
            for word in pattern.first.words:
                self.by_word[word].append((pattern, pattern.needed, owner))
            for kind in pattern.first.kinds:
                self.by_kind[kind].append((pattern, pattern.needed, owner))
        self._kinds = frozenset(self.by_kind)

    def matches(self, tokens: Sequence[Token]) -> Iterator[tuple[int, int, object]]:
        """Every match in a sentence: first token, token behind the last, owner of the pattern."""
        said = {token.norm for token in tokens}
        for at, token in enumerate(tokens):
            candidates = list(self.by_word.get(token.norm, ()))
            for kind in self._kinds & token.kinds:
                candidates += self.by_kind[kind]
            for pattern, needed, owner in candidates:
                if needed and needed.isdisjoint(said):
                    continue
                end = pattern.match(tokens, at)
                if end is not None and end > at:
                    yield at, end, owner


@dataclass(frozen=True, slots=True)
class Guard:
    """What keeps a rule quiet, by where it stands: in front of the match, behind it, or anywhere in the sentence."""

    before: PatternIndex
    after: PatternIndex
    anywhere: PatternIndex

    def holds(self, tokens: Sequence[Token], start: int) -> bool:
        """Whether the guard silences a match that begins at a token."""
        return (
            any(start - IN_FRONT <= e <= start for _, e, _ in self.before.matches(tokens[:start]))
            or any(s >= start for s, _, _ in self.after.matches(tokens))
            or any(True for _ in self.anywhere.matches(tokens))
        )


@dataclass(frozen=True, slots=True)
class Family:
    """One of the families of blame, as people read it."""

    key: str
    name: str
    why: str
    instead: tuple[str, ...]


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """Some patterns of a family, who must be the actor, what silences them, and what the reader is told."""

    family: str
    actor: str
    guards: tuple[Guard, ...]
    why: str
    instead: tuple[str, ...]
    question: bool


@dataclass(frozen=True, slots=True)
class RuleBook:
    """All families and rules, ready to be matched."""

    families: Mapping[str, Family]
    index: PatternIndex
    silences: Mapping[str, frozenset[str]]
    mentions: frozenset[str]
    mention_skipped: frozenset[str]
    mention_enders: frozenset[str]
    mention_length: int


def load_rules() -> RuleBook:
    """Read every rule file."""
    common = _read("common")
    overview = _read("families")
    families: dict[str, Family] = {}
    patterns: list[tuple[Pattern, object]] = []
    for key in overview["order"]:
        source = _read(key)
        families[key] = Family(key, source["name"], source["why"], tuple(source["instead"]))
        lists = word_lists(common["lists"] | source.get("lists", {}))
        guards = {
            name: _guard(parts, lists, common["macros"])
            for name, parts in (common["guards"] | source.get("guards", {})).items()
        }
        for entry in source["rules"]:
            rule = Rule(
                key,
                entry.get("actor", "any"),
                tuple(guards[name] for name in (*source.get("quiet", ()), *entry.get("unless", ()))),
                entry.get("why", source["why"]),
                tuple(entry.get("instead", source["instead"])),
                entry.get("question", False),
            )
            patterns += [(compile_pattern(p, lists, common["macros"]), rule) for p in entry["patterns"]]
    mentions = overview["mentions"]
    return RuleBook(
        families,
        PatternIndex(patterns),
        {key: frozenset(names) for key, names in overview["silences"].items()},
        frozenset(mentions["nouns"].split()),
        frozenset(mentions["skipped"].split()),
        frozenset(mentions["enders"].split()),
        mentions["length"],
    )


def _read(name: str) -> dict[str, Any]:
    return tomllib.loads(resource_text(f"wording/{name}.toml"))


def _guard(parts: Mapping[str, list[str]], lists: Mapping[str, frozenset[str]], macros: Mapping[str, str]) -> Guard:
    def index(scope: str) -> PatternIndex:
        return PatternIndex((compile_pattern(p, lists, macros), None) for p in parts.get(scope, ()))

    return Guard(index("before"), index("after"), index("anywhere"))
