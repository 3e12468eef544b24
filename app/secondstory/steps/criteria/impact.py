"""When the Impact step is done."""

from collections.abc import Mapping

from secondstory.model.snapshot import Snapshot
from secondstory.steps.catalogue import Criterion
from secondstory.steps.criteria.counting import Check, Unmet, none_of, require


def _who(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return require(any(row.who.strip() for row in snapshot.impacts))


def _times(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return none_of(snapshot.impacts, lambda row: row.started_at is None or row.ended_at is None)


def _amounts(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return require(any(row.amount is not None and row.unit.strip() for row in snapshot.impacts))


def _hindsight(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return require(snapshot.review.severity_hindsight.strip())


CHECKS: Mapping[str, Check] = {"who": _who, "times": _times, "amounts": _amounts, "hindsight": _hindsight}
