"""The done-criteria as small pure functions: nothing is returned where one is met, else what its detail names."""

from collections.abc import Mapping

from secondstory.model.snapshot import Snapshot
from secondstory.steps.catalogue import Criterion
from secondstory.steps.criteria import actions, causes, impact, learnings, prepare, response, share, timeline
from secondstory.steps.criteria.counting import Check, Unmet

CHECKS: Mapping[str, Mapping[str, Check]] = {
    "prepare": prepare.CHECKS,
    "timeline": timeline.CHECKS,
    "impact": impact.CHECKS,
    "response": response.CHECKS,
    "causes": causes.CHECKS,
    "learnings": learnings.CHECKS,
    "actions": actions.CHECKS,
    "share": share.CHECKS,
}
"""One function for each criterion in the data, by step and key."""


def check(step_key: str, criterion: Criterion, snapshot: Snapshot) -> Unmet | None:
    """What is missing for a criterion, as parameters of its detail; None where it is met."""
    return CHECKS[step_key][criterion.key](snapshot, criterion)
