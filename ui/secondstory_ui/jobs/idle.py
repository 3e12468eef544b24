"""Work that nobody waits for, done in the window's own thread while nothing else is to be done.

A thread would share Python with every frame, which asks for it hundreds of times.
"""

from collections.abc import Callable
from time import perf_counter
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QTimer

from secondstory.model.progress import Work

T = TypeVar("T")
EVERY_MS, FOR_SECONDS = 20, 0.005
"""How often some of it is done, and how long at a time."""
QUIET_MS = 300
"""So long nothing may have moved before it goes on."""


class IdleWork(QObject):
    """Steps through one work at a time; another one takes the place of what is not done."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work: Work[Any] | None = None
        self._on_done: Callable[[Any], None] = lambda _result: None
        self._timer = QTimer(self, interval=EVERY_MS)
        self._timer.timeout.connect(self._step)

    def run(self, work: Work[T], on_done: Callable[[T], None]) -> None:
        """Do this work soon, and say what came out."""
        self.stop()
        self._work, self._on_done = work, on_done
        self._timer.start(EVERY_MS)

    def wait(self) -> None:
        """Leave the next frames to somebody who scrolls, zooms or searches just now."""
        if self._timer.isActive():
            self._timer.start(QUIET_MS)

    def stop(self) -> None:
        """Leave off."""
        self._timer.stop()
        if self._work is not None:
            self._work.close()
            self._work = None

    def _step(self) -> None:
        work, end = self._work, perf_counter() + FOR_SECONDS
        if work is None:
            return
        self._timer.setInterval(EVERY_MS)
        try:
            while perf_counter() < end:
                next(work)
        except StopIteration as done:
            self.stop()
            self._on_done(done.value)
