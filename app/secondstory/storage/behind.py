"""Transactions that end in the background, while the next portion of an import is read."""

from collections.abc import Callable, Iterator
from concurrent.futures import Future, ThreadPoolExecutor
from contextlib import ExitStack, contextmanager
from typing import TypeVar

from secondstory.storage.library import Library
from secondstory.storage.unit_of_work import UnitOfWork

T = TypeVar("T")


class Behind:
    """Prepares rows in transactions of which each is ended in a thread: a database needs no Python to write its pages.

    They follow one another all the same. What goes wrong at the end of one is raised when the next one begins, or by
    `close`, after which nothing is open any more.
    """

    def __init__(self, library: Library) -> None:
        self._library = library
        self._thread = ThreadPoolExecutor(1, "commit")
        self._ending: Future[None] | None = None

    @contextmanager
    def preparing(self, last: Callable[[UnitOfWork], None] = lambda _unit: None) -> Iterator[UnitOfWork]:
        """A transaction as `Library.preparing` gives it, that ends behind the caller's back.

        ``last`` is done before its end, in the thread.
        """
        self._wait()
        with ExitStack() as stack:
            unit = stack.enter_context(self._library.preparing())
            yield unit
            stack.callback(last, unit)
            self._ending = self._thread.submit(stack.pop_all().close)

    def doing(self, act: Callable[[], T]) -> "Future[T]":
        """What an act will have given that needs neither the library nor Python, done before what comes after it."""
        return self._thread.submit(act)

    def close(self) -> None:
        """Wait until all is in the library. Raises what went wrong there."""
        try:
            self._wait()
        finally:
            self._thread.shutdown()

    def _wait(self) -> None:
        ending, self._ending = self._ending, None
        if ending is not None:
            ending.result()
