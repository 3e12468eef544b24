"""When the Prepare step is done."""

from collections.abc import Mapping

from secondstory.model.snapshot import Snapshot
from secondstory.steps.catalogue import Criterion
from secondstory.steps.criteria.counting import Check, Unmet, at_least, require


def _severity(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return require(snapshot.review.severity.strip())


def _service(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return require(snapshot.review.service.strip())


def _window(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return require(snapshot.review.window_start and snapshot.review.window_end)


def _facilitator(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return require(snapshot.review.facilitator.strip())


def _facilitator_outside(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    facilitator = snapshot.review.facilitator.strip()
    responders = {_folded(p.name) for p in snapshot.participants if p.responder}
    return {"name": facilitator} if facilitator and _folded(facilitator) in responders else None


def _owner(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return require(snapshot.review.owner.strip())


def _participants(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return at_least(2, sum(bool(p.role.strip()) for p in snapshot.participants))


def _held_on(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return require(snapshot.review.held_on)


def _rules(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return require(snapshot.review.rules_agreed)


def _earlier_actions(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return require(snapshot.review.earlier_actions_checked)


def _folded(name: str) -> str:
    return " ".join(name.casefold().split())


CHECKS: Mapping[str, Check] = {
    "severity": _severity,
    "service": _service,
    "window": _window,
    "facilitator": _facilitator,
    "facilitator-outside": _facilitator_outside,
    "owner": _owner,
    "participants": _participants,
    "held-on": _held_on,
    "rules": _rules,
    "earlier-actions": _earlier_actions,
}
