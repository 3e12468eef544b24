"""The one order in which actions stand, wherever they are listed."""

import tomllib
from collections import Counter
from dataclasses import dataclass
from datetime import date, datetime
from functools import cache

from secondstory.model.enums import Quadrant, Strength
from secondstory.model.records import SCORE_MAX, SCORE_MIN, Action, ActionCause
from secondstory.model.snapshot import Snapshot
from secondstory.priority.quadrants import quadrant
from secondstory_resources import resource_text

RankKey = tuple[bool, bool, int, float, float, int, int, date, datetime, int, str]

_QUADRANTS = {field: place for place, field in enumerate(Quadrant)}
_STRENGTHS = {strength: place for place, strength in enumerate(Strength)}


@dataclass(frozen=True, slots=True)
class Ranked:
    """An action and its place in the plan, counted from 1; the quadrant is empty until both scores are there."""

    rank: int
    action: Action
    quadrant: Quadrant | None


def rank(snapshot: Snapshot) -> tuple[Ranked, ...]:
    """The actions that the group means to do, in the order of `ranking_rule`."""
    causes = Counter(link.action_id for link in snapshot.all(ActionCause))
    ordered = sorted(snapshot.kept_actions, key=lambda action: _rank_key(action, causes[action.id]))
    return tuple(Ranked(place, action, quadrant_of(action)) for place, action in enumerate(ordered, 1))


def quadrant_of(action: Action) -> Quadrant | None:
    """The field of an action in the matrix, or nothing until both scores are there."""
    if action.impact is None or action.effort is None:
        return None
    return quadrant(action.impact, action.effort)


@cache
def ranking_rule() -> str:
    """The rule of the order in one sentence, to be shown beside the list."""
    rule: str = tomllib.loads(resource_text("priority/ranking.toml"))["rule"]
    return rule


def _rank_key(action: Action, causes: int) -> RankKey:
    """What an action is sorted by. A missing value stands behind every known one; the id and uid settle the rest."""
    field = quadrant_of(action)
    return (
        not action.must_do,
        field is None,
        len(_QUADRANTS) if field is None else _QUADRANTS[field],
        -(action.impact or SCORE_MIN - 1),
        action.effort or SCORE_MAX + 1,
        len(_STRENGTHS) if action.strength is None else _STRENGTHS[action.strength],
        -causes,
        action.due or date.max,
        action.created_at,
        action.id,
        action.uid,
    )
