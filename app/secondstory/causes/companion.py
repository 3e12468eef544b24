"""Never stop at external: finds external causes without a systemic companion, and asks for one."""

import tomllib
from functools import cache

from secondstory.model.enums import CauseLabel
from secondstory.model.records import Cause
from secondstory.model.snapshot import Snapshot
from secondstory_resources import resource_text


def lone_externals(snapshot: Snapshot) -> tuple[Cause, ...]:
    """The external causes that have no systemic half, unless a reason is kept for why there is nothing to change.

    The reason is that of the review, or the one for which this cause was accepted.
    """
    if snapshot.review.nothing_to_change.strip():
        return ()
    paired = _paired(snapshot.causes)
    return tuple(
        cause
        for cause in snapshot.causes
        if cause.label is CauseLabel.EXTERNAL and cause.id not in paired and not cause.accepted_because.strip()
    )


def _paired(causes: tuple[Cause, ...]) -> set[int]:
    """The ids of external causes that are linked, from either side, to a systemic cause that is still there."""
    systemic = {cause.id for cause in causes if cause.label is CauseLabel.SYSTEMIC}
    linked = {cause.pair_id for cause in causes if cause.id in systemic and cause.pair_id is not None}
    return linked | {cause.id for cause in causes if cause.pair_id in systemic}


@cache
def companion_prompts() -> tuple[str, ...]:
    """The questions that lead from an outside cause to the conditions on our side that met it."""
    return tuple(tomllib.loads(resource_text("taxonomy/companion.toml"))["prompts"])
