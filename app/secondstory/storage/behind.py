"""Rows that are written in the background, while the next portion of an import is read."""

from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from typing import Any, TypeVar

from secondstory.storage.library import Library
from secondstory.storage.unit_of_work import UnitOfWork

T = TypeVar("T")
MOST_WAITING = 2
"""So many transactions may wait to be written: more would only fill the memory."""


class Behind:
    """Writes in a thread, in one transaction after the other: a database needs no Python to write its pages.

    What goes wrong in one is raised when a later one is asked for, or by `close`, after which nothing is open any more.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._thread = ThreadPoolExecutor(1, "write")
        self._waiting: deque[Future[Any]] = deque()

    def write(self, act: Callable[[UnitOfWork], T]) -> "Future[T]":
        """What an act will have given that is done in a transaction as `Library.preparing` gives it."""
        while len(self._waiting) >= MOST_WAITING:
            self._waiting.popleft().result()

        def transaction() -> T:
            with self._library.preparing() as unit:
                return act(unit)

        written = self._thread.submit(transaction)
        self._waiting.append(written)
        return written

    def doing(self, act: Callable[[], T]) -> "Future[T]":
        """What an act will have given that needs neither the library nor Python, done before what comes after it."""
        return self._thread.submit(act)

    def close(self) -> None:
        """Wait until all is in the library. Raises what went wrong there; what would have come after it is left out."""
        try:
            while self._waiting:
                self._waiting.popleft().result()
        finally:
            self._thread.shutdown(cancel_futures=True)
