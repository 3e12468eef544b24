"""Small readings in the background: what a page shows when it is there, without a progress bar."""

from collections.abc import Callable
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThread, Signal

from secondstory.model.errors import UserError
from secondstory_ui.failures import unexpected

T = TypeVar("T")
Callback = Callable[[Any], None]


class _Reading(QThread):
    """Runs one reading and hands over what came out."""

    succeeded = Signal(object)
    failed = Signal(object)

    def __init__(self, read: Callable[[], Any], parent: QObject) -> None:
        super().__init__(parent)
        self._read = read

    def run(self) -> None:
        try:
            result = self._read()
        except UserError as error:
            self.failed.emit(error)
        except Exception as error:  # noqa: BLE001 - a fault of ours must not end in silence
            self.failed.emit(unexpected(error))
        else:
            self.succeeded.emit(result)


class QuietWork(QObject):
    """Runs readings one after another, the one asked for last first: that is what the person looks at now."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._waiting: list[tuple[Callable[[], Any], Callback, Callback]] = []
        self._running: tuple[_Reading, Callback, Callback] | None = None

    @property
    def busy(self) -> bool:
        """Whether something is being read or waits for it."""
        return self._running is not None or bool(self._waiting)

    def run(self, read: Callable[[], T], on_done: Callable[[T], None], on_failed: Callable[[UserError], None]) -> None:
        """Read soon, in another thread; the callbacks run in the thread of the window."""
        self._waiting.append((read, on_done, on_failed))
        self._start_next()

    def stop(self) -> None:
        """Drop what waits, and wait for what runs: for closing the window."""
        self._waiting.clear()
        if self._running is not None:
            self._running[0].wait()

    def _start_next(self) -> None:
        if self._running is not None or not self._waiting:
            return
        read, on_done, on_failed = self._waiting.pop()
        thread = _Reading(read, self)
        self._running = (thread, on_done, on_failed)
        # Through methods of this object, which lives in the window's thread: the callbacks then run there too.
        thread.succeeded.connect(self._succeed)
        thread.failed.connect(self._fail)
        thread.finished.connect(self._finish)
        thread.start(QThread.Priority.LowPriority)

    def _succeed(self, result: Any) -> None:
        if self._running is not None:
            self._running[1](result)

    def _fail(self, error: UserError) -> None:
        if self._running is not None:
            self._running[2](error)

    def _finish(self) -> None:
        if self._running is not None:
            self._running[0].deleteLater()
            self._running = None
        self._start_next()
