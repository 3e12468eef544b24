"""When the Actions step is done. A review without any action can be a good review."""

from collections.abc import Mapping

from secondstory.model.enums import ActionStatus, CauseLabel, IdeaState
from secondstory.model.records import ActionCause
from secondstory.model.snapshot import Snapshot
from secondstory.priority.quality import kept_limit
from secondstory.priority.ranking import quadrant_of
from secondstory.steps.catalogue import Criterion
from secondstory.steps.criteria.counting import Check, Unmet, none_of


def _ideas(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return none_of(snapshot.ideas, lambda idea: idea.state is IdeaState.PARKED)


def _scored(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return none_of(snapshot.kept_actions, lambda action: quadrant_of(action) is None)


def _owned(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return none_of(snapshot.kept_actions, lambda action: not action.owner.strip() or action.due is None)


def _linked(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    linked = {link.action_id for link in snapshot.all(ActionCause)}
    return none_of(snapshot.kept_actions, lambda action: action.id not in linked)


def _effect_check(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return none_of(snapshot.kept_actions, lambda action: not action.effect_check.strip())


def _systemic_answered(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    kept = {action.id for action in snapshot.kept_actions}
    answered = {link.cause_id for link in snapshot.all(ActionCause) if link.action_id in kept}
    systemic = [cause for cause in snapshot.causes if cause.label is CauseLabel.SYSTEMIC]
    return none_of(systemic, lambda cause: cause.id not in answered and not cause.accepted_because.strip())


def _few(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    kept = len(snapshot.kept_actions)
    return {"count": str(kept)} if kept > kept_limit() else None


def _not_doing(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    dropped = [action for action in snapshot.actions if action.status is ActionStatus.NOT_DOING]
    return none_of(dropped, lambda action: not action.reason.strip())


CHECKS: Mapping[str, Check] = {
    "ideas": _ideas,
    "scored": _scored,
    "owned": _owned,
    "linked": _linked,
    "effect-check": _effect_check,
    "systemic-answered": _systemic_answered,
    "few": _few,
    "not-doing": _not_doing,
}
