"""The few shapes that most criteria have."""

from collections.abc import Callable, Iterable, Mapping
from typing import TypeVar

from secondstory.model.snapshot import Snapshot
from secondstory.steps.catalogue import Criterion

T = TypeVar("T")
Unmet = Mapping[str, str]
"""The parameters of the detail of a criterion that is not met."""
Check = Callable[[Snapshot, Criterion], Unmet | None]


def require(met: object) -> Unmet | None:
    """Met where the value is true; its detail takes no parameters."""
    return None if met else {}


def none_of(rows: Iterable[T], lacks: Callable[[T], object]) -> Unmet | None:
    """Met where no row lacks something; else how many do, and of how many."""
    verdicts = [bool(lacks(row)) for row in rows]
    return {"count": str(sum(verdicts)), "total": str(len(verdicts))} if any(verdicts) else None


def at_least(wanted: int, found: int) -> Unmet | None:
    """Met where enough were found; else how many there are."""
    return None if found >= wanted else {"count": str(found)}
