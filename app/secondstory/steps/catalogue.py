"""The eight steps of a review: their order, words, time budget and done-criteria, read from data."""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from secondstory.model.enums import ReviewKind
from secondstory_resources import resource_text

KEYS = ("prepare", "timeline", "impact", "response", "causes", "learnings", "actions", "share")
"""The steps in their order. The keys are part of the command line and of saved files."""


@dataclass(frozen=True, slots=True)
class Criterion:
    """One sentence that is true when a part of a step is done. ``detail`` is a template for when it is not."""

    key: str
    text: str
    detail: str
    attention: bool = False
    groups: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Step:
    """One step as one kind of review sees it. ``minutes`` is its budget; ``terms`` are words that it explains."""

    key: str
    number: int
    title: str
    instruction: str
    minutes: int
    prompts: tuple[str, ...]
    criteria: tuple[Criterion, ...]
    terms: tuple[str, ...]


@cache
def steps(kind: ReviewKind) -> tuple[Step, ...]:
    """The eight steps for a kind of review, in their order; they may be visited in any other."""
    return tuple(_step(tomllib.loads(resource_text(f"steps/{key}.toml")), kind) for key in KEYS)


def step(key: str, kind: ReviewKind) -> Step:
    """One step by its key."""
    return steps(kind)[KEYS.index(key)]


def _step(table: Mapping[str, Any], kind: ReviewKind) -> Step:
    return Step(
        key=table["key"],
        number=table["number"],
        title=table["title"],
        instruction=table.get("instructions", {}).get(kind.value, table["instruction"]),
        minutes=table["minutes"][kind.value],
        prompts=tuple(entry["text"] for entry in _for_kind(table["prompt"], kind)),
        criteria=tuple(_criterion(entry) for entry in _for_kind(table["criterion"], kind)),
        terms=tuple(table["terms"]),
    )


def _for_kind(entries: Iterable[Mapping[str, Any]], kind: ReviewKind) -> list[Mapping[str, Any]]:
    return [entry for entry in entries if kind.value in entry.get("kinds", (kind.value,))]


def _criterion(entry: Mapping[str, Any]) -> Criterion:
    return Criterion(
        entry["key"], entry["text"], entry["detail"], entry.get("attention", False), tuple(entry.get("groups", ()))
    )
