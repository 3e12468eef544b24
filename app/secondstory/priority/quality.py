"""Hints that help to word and plan actions. They ask and never block; what they look for is data."""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from secondstory.model.changes import Label
from secondstory.model.enums import ActionStatus, CauseLabel, Quadrant, Strength
from secondstory.model.records import Action
from secondstory.model.snapshot import Snapshot
from secondstory.priority.ranking import quadrant_of
from secondstory_resources import resource_text

_SEVERAL_OWNERS = re.compile(r",|;|/|&|\+|\b(?:and|or)\b", re.IGNORECASE)
_WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


@dataclass(frozen=True, slots=True)
class Hint:
    """A question about an action or a plan. ``field`` names the attribute it is about; empty for a whole plan."""

    key: str
    label: Label
    field: str = ""

    @property
    def text(self) -> str:
        """The hint in English."""
        return str(self.label)


def action_hints(action: Action, snapshot: Snapshot) -> tuple[Hint, ...]:
    """What would make this action easier to finish, in the order of the form."""
    if action.status is ActionStatus.NOT_DOING:
        return () if action.reason.strip() else (_hint("no-reason"),)
    return (*_text_hints(action.text), *_field_hints(action, snapshot))


def plan_hints(snapshot: Snapshot) -> tuple[Hint, ...]:
    """What the plan as a whole may lack. A review without any action is a good review and gets no hint."""
    actions = snapshot.kept_actions
    if not actions:
        return ()
    return tuple(_plan_hint(key, **params) for key, params in _plan_findings(snapshot, actions))


def kept_limit() -> int:
    """How many actions a group usually finishes; more than these are kept against a hint."""
    limit: int = _rules()["limits"]["kept_actions"]
    return limit


def _plan_findings(snapshot: Snapshot, actions: tuple[Action, ...]) -> Iterator[tuple[str, dict[str, str]]]:
    limits = _rules()["limits"]
    strengths = {a.strength for a in actions}
    fields = [quadrant_of(a) for a in actions]
    if len(actions) > kept_limit():
        yield "too-many", {"count": str(len(actions)), "limit": str(kept_limit())}
    if strengths == {Strength.WEAK}:
        yield "all-weak", {}
    elif Strength.STRONG not in strengths and any(c.label is CauseLabel.SYSTEMIC for c in snapshot.causes):
        yield "no-strong", {}
    if None not in fields and Quadrant.QUICK_WIN not in fields:
        yield "no-quick-wins", {}
    majors = fields.count(Quadrant.MAJOR_PROJECT)
    if majors >= limits["major_projects"]:
        yield "major-projects", {"count": str(majors)}


def _text_hints(text: str) -> Iterator[Hint]:
    if not _starts_with_verb(text):
        yield _hint("verb-first")
    if found := _patterns().person.search(text):
        yield _hint("person-fix", phrase=found.group())
    for weak in _patterns().weak:
        found = weak.phrase.search(text)
        if found and not (weak.unless and weak.unless.search(text)):
            yield _hint("weak-phrase", phrase=found["phrase"], ask=weak.ask)
    if _patterns().outside.search(text):
        yield _hint("not-ours")
    short = len(text.split()) < _rules()["limits"]["shortest_text"]
    if short or _patterns().open_ended.search(text):
        yield _hint("not-bounded")


def _field_hints(action: Action, snapshot: Snapshot) -> Iterator[Hint]:
    if not action.owner.strip():
        yield _hint("no-owner")
    elif _SEVERAL_OWNERS.search(action.owner):
        yield _hint("several-owners")
    if action.due is None:
        yield _hint("no-due")
    if not snapshot.causes_of(action.id):
        yield _hint("no-cause")
    if not action.effect_check.strip():
        yield _hint("no-effect-check")
    if action.kind is None:
        yield _hint("no-kind")
    if action.strength is None:
        yield _hint("no-strength")


def _starts_with_verb(text: str) -> bool:
    """Whether the first word may be a verb: no list of verbs is complete, so only clear non-verbs are refused."""
    found = _WORD.search(text)
    if found is None:
        return False
    word, verbs = found.group().casefold(), _rules()["verbs"]
    if word in verbs["not_first"]:
        return False
    return word in verbs["verbs_after_all"] or not word.endswith(tuple(verbs["noun_endings"]))


def _hint(key: str, **params: str) -> Hint:
    entry = _rules()["hints"][key]
    return Hint(key, Label(entry["text"], params), entry["field"])


def _plan_hint(key: str, **params: str) -> Hint:
    return Hint(key, Label(_rules()["plan"][key]["text"], params))


@dataclass(frozen=True, slots=True)
class _Weak:
    """A phrase that cannot be finished, what to ask instead, and what makes it acceptable after all."""

    phrase: re.Pattern[str]
    ask: str
    unless: re.Pattern[str] | None


@dataclass(frozen=True, slots=True)
class _Patterns:
    """The rules that look at the text, compiled."""

    weak: tuple[_Weak, ...]
    person: re.Pattern[str]
    open_ended: re.Pattern[str]
    outside: re.Pattern[str]


@cache
def _rules() -> Mapping[str, Any]:
    return tomllib.loads(resource_text("priority/quality.toml"))


@cache
def _patterns() -> _Patterns:
    rules = _rules()
    return _Patterns(
        tuple(_weak(entry, rules["heads"]["opening"]) for entry in rules["weak"]),
        _words("|".join(rules["person"]["phrases"])),
        _words("|".join(rules["bounds"]["open_ended"])),
        re.compile(rules["ours"]["outside_subject"], re.IGNORECASE),
    )


def _weak(entry: Mapping[str, Any], opening: str) -> _Weak:
    before = opening if entry.get("head") else r"(?<!\w)"
    phrase = re.compile(rf"(?:{before})(?P<phrase>{entry['phrase']})(?!\w)", re.IGNORECASE)
    unless = re.compile(entry["unless"], re.IGNORECASE | re.DOTALL) if "unless" in entry else None
    return _Weak(phrase, entry["ask"], unless)


def _words(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?<!\w)(?:{pattern})(?!\w)", re.IGNORECASE)
