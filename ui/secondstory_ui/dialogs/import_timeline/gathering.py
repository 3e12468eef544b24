"""What was dropped or chosen, made ready: folders are walked and archives unpacked off the window's thread."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QObject, Signal

from secondstory.model.errors import UserError
from secondstory.model.progress import Progress, Work, finish
from secondstory.services.files_to_import import find_files, is_quickly_found
from secondstory_ui.dialogs.import_timeline.candidate import Candidate
from secondstory_ui.jobs.runner import JobRunner
from secondstory_ui.text import translate
from secondstory_ui.widgets.progress_strip import ProgressStrip


class Gathering(QObject):
    """Gathers one batch after another. Plain files are there at once; the rest shows progress and can be cancelled."""

    found = Signal(list)
    """Candidates that were looked at."""
    failed = Signal(object)
    """`UserError`: why nothing of a batch was found, or that it was cancelled."""
    busy_changed = Signal()

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._jobs = JobRunner(self)
        self._waiting: list[tuple[Sequence[Path], Path, str, dt.date | None]] = []
        self.progress = ProgressStrip()
        self._jobs.started.connect(self.progress.start)
        self._jobs.progressed.connect(self.progress.report)
        self._jobs.ended.connect(self._next)
        self.progress.cancelled.connect(self._cancel)
        if (application := QCoreApplication.instance()) is not None:
            application.aboutToQuit.connect(self.stop)

    @property
    def busy(self) -> bool:
        """Whether something is being gathered or waits for it."""
        return self._jobs.busy or bool(self._waiting)

    def add(self, paths: Sequence[Path], folder: Path, zone: str, day: dt.date | None) -> None:
        """Gather what these paths lead to; archives are unpacked into the folder."""
        if not self.busy and is_quickly_found(paths):
            try:
                self.found.emit(finish(gather(paths, folder, zone, day)))
            except UserError as error:
                self.failed.emit(error)
            return
        self._waiting.append((paths, folder, zone, day))
        if not self._jobs.busy:
            self._next()

    def stop(self) -> None:
        """Drop what waits and wait for what runs to end: for closing the dialog."""
        self._waiting.clear()
        self._jobs.stop()

    def _cancel(self) -> None:
        self._waiting.clear()
        self._jobs.cancel()

    def _next(self) -> None:
        if self._waiting:
            work = partial(gather, *self._waiting.pop(0))
            self._jobs.start(translate("Import", "Looking for files…"), work, self.found.emit, self.failed.emit)
        else:
            self.progress.finish()
        self.busy_changed.emit()


def gather(paths: Sequence[Path], folder: Path, zone: str, day: dt.date | None) -> Work[list[Candidate]]:
    """The files that paths lead to, each looked at. Raises `UserError` as `find_files` does."""
    found = yield from find_files(paths, folder)
    candidates = []
    for number, file in enumerate(found):
        yield Progress(number, len(found), translate("Import", "Looking at {file}…").format(file=file.name))
        candidate = Candidate.of(file)
        candidate.look_again(zone, day)
        candidates.append(candidate)
    return candidates
