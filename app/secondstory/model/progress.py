"""How long work reports itself: a plain generator yields `Progress` and returns its result."""

from collections.abc import Generator
from dataclasses import dataclass
from typing import TypeVar

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Progress:
    """Work done so far. ``total`` is 0 while it is not known."""

    done: int
    total: int
    text: str


Work = Generator[Progress, None, T]
"""Long work that yields progress and returns a result. Closing the generator cancels it and leaves nothing behind."""


def finish(work: Work[T]) -> T:
    """Run long work to its end without looking at its progress."""
    try:
        while True:
            next(work)
    except StopIteration as end:
        result: T = end.value
        return result
