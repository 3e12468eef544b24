"""What people choose between when they plan an action: the meaning of scores, kinds and strengths."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from math import ceil, floor
from typing import Any

from secondstory.model.enums import ActionKind, Strength
from secondstory_resources import resource_text


@dataclass(frozen=True, slots=True)
class Anchor:
    """What a whole score stands for, on both axes."""

    score: int
    impact: str
    effort: str


@cache
def anchors() -> tuple[Anchor, ...]:
    """The five whole scores, lowest first."""
    return tuple(Anchor(**entry) for entry in _guidance()["anchor"])


def anchors_at(score: float) -> tuple[Anchor, ...]:
    """The anchor of a whole score, or the two that a half score lies between."""
    return tuple(anchor for anchor in anchors() if floor(score) <= anchor.score <= ceil(score))


def meaning_of(value: ActionKind | Strength) -> str:
    """What a kind does, or how a strength works, in one sentence."""
    meaning: str = _guidance()[type(value).__name__][value.value]
    return meaning


def must_do_meaning() -> str:
    """When an action counts as *must do*, and what follows from it."""
    meaning: str = _guidance()["must_do"]
    return meaning


@cache
def _guidance() -> Mapping[str, Any]:
    return tomllib.loads(resource_text("priority/guidance.toml"))
