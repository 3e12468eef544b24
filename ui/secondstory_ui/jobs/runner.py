"""Runs the long work of the services in a thread of its own; the window stays free."""

from collections.abc import Callable
from threading import Event
from time import monotonic
from typing import Any, TypeVar

from PySide6.QtCore import QObject, QThread, Signal

from secondstory.model.errors import CancelledError, UserError
from secondstory.model.progress import Progress, Work
from secondstory_ui.failures import unexpected
from secondstory_ui.jobs.quiet import QuietWork

T = TypeVar("T")

TELL_EVERY = 0.05
"""Seconds between two reports of progress: more often nobody can see, and the window would drown in them."""


class _Thread(QThread):
    """Steps through one generator. Cancel closes it between two steps, and the generator cleans up after itself.

    What came of it is kept until somebody asks: it is handed over when the thread has ended.
    """

    progressed = Signal(object)

    def __init__(self, start_work: Callable[[], Work[Any]], parent: QObject) -> None:
        super().__init__(parent)
        self._start_work = start_work
        self._cancel = Event()
        self.result: Any = None
        self.failure: UserError | None = UserError("This did not finish.", "Try again.")

    def cancel(self) -> None:
        self._cancel.set()

    def run(self) -> None:
        try:
            self.result = self._step_through(self._start_work())
        except UserError as error:
            self.failure = error
        except OSError as error:
            name = error.filename or "a file"
            message = f"{name} could not be read or written: {error.strerror or error}."
            self.failure = UserError(message, "Check that it is there and that there is room, then try again.")
        except Exception as error:  # noqa: BLE001 - a fault of ours must not end in silence
            self.failure = unexpected(error)
        else:
            self.failure = None

    def _step_through(self, work: Work[Any]) -> Any:
        told = 0.0
        try:
            while True:
                progress = next(work)
                if self._cancel.is_set():
                    work.close()
                    raise CancelledError("Cancelled. Everything is as it was before.")
                if monotonic() - told >= TELL_EVERY:
                    told = monotonic()
                    self.progressed.emit(progress)
        except StopIteration as end:
            return end.value


class JobRunner(QObject):
    """Runs one job at a time, which is what one progress bar can show.

    ``quiet`` is for what needs no bar; ``prompt`` for what somebody waits for, who must not wait for the other as well.
    """

    started = Signal(str)
    """What the job is called."""
    progressed = Signal(object)
    """`Progress`."""
    ended = Signal()
    """The job is over, whichever way; what came of it is handed over right behind."""
    failed = Signal(object)
    """`UserError`: why the job did not finish."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.quiet, self.prompt = QuietWork(self), QuietWork(self)
        self._thread: _Thread | None = None
        self._on_done: Callable[[Any], None] = _nothing
        self._on_failed: Callable[[UserError], None] = _nothing

    @property
    def busy(self) -> bool:
        """Whether a job is running."""
        return self._thread is not None

    def start(
        self,
        title: str,
        start_work: Callable[[], Work[T]],
        on_done: Callable[[T], None],
        on_failed: Callable[[UserError], None] | None = None,
    ) -> bool:
        """Begin a job. False where another is still running; the caller says so where the person is looking.

        ``start_work`` makes the generator; it runs in the thread of the job, the callbacks in that of the window. One
        of the callbacks is always called, after `ended`: it may start the next job.
        """
        if self._thread is not None:
            return False
        thread = _Thread(start_work, self)
        self._thread = thread
        self._on_done, self._on_failed = on_done, on_failed or self.failed.emit
        # Through methods of this object, which lives in the window's thread: the callbacks then run there too.
        thread.progressed.connect(self.progressed)
        thread.finished.connect(self._finish)
        self.started.emit(title)
        self.progressed.emit(Progress(0, 0, title))
        thread.start()
        return True

    def cancel(self) -> None:
        """Ask the running job to stop and leave everything as it was."""
        if self._thread is not None:
            self._thread.cancel()

    def stop(self) -> None:
        """Cancel and wait: for closing the window."""
        self.quiet.stop()
        self.prompt.stop()
        if self._thread is not None:
            self._thread.cancel()
            self._thread.wait()

    def _finish(self) -> None:
        thread, self._thread = self._thread, None
        if thread is None:
            return
        # Held here, for whoever hears that this job has ended may start another.
        on_done, on_failed = self._on_done, self._on_failed
        self._on_done, self._on_failed = _nothing, _nothing
        thread.deleteLater()
        self.ended.emit()
        if thread.failure is None:
            on_done(thread.result)
        else:
            on_failed(thread.failure)


def _nothing(_outcome: Any) -> None:
    """What is called where there is no job."""
