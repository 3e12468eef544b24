"""When the Causes step is done."""

from collections.abc import Mapping

from secondstory.causes.companion import lone_externals
from secondstory.model.enums import CauseLabel
from secondstory.model.records import Evidence
from secondstory.model.snapshot import Snapshot
from secondstory.steps.catalogue import Criterion
from secondstory.steps.criteria.counting import Check, Unmet, at_least, none_of, require


def _two(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return at_least(2, len(snapshot.causes))


def _detection_or_recovery(snapshot: Snapshot, criterion: Criterion) -> Unmet | None:
    return require(any(cause.group in criterion.groups for cause in snapshot.causes))


def _classified(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return none_of(snapshot.causes, lambda c: c.label is CauseLabel.UNCLASSIFIED or not c.reason.strip())


def _grouped(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return none_of(snapshot.causes, lambda cause: not cause.group)


def _evidence(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    supported = {evidence.cause_id for evidence in snapshot.all(Evidence)}
    return none_of(snapshot.causes, lambda cause: cause.id not in supported)


def _companion(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    alone = len(lone_externals(snapshot))
    return {"count": str(alone)} if alone else None


CHECKS: Mapping[str, Check] = {
    "two": _two,
    "detection-or-recovery": _detection_or_recovery,
    "classified": _classified,
    "grouped": _grouped,
    "evidence": _evidence,
    "companion": _companion,
}
