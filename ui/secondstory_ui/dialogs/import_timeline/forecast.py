"""What an import would do, worked out in the background while people look at the files."""

from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import QObject, QTimer, Signal
from shiboken6 import isValid

from secondstory.model.errors import UserError
from secondstory.model.progress import finish
from secondstory.services.importing import FileError, FileToImport, ImportReport, preview_import
from secondstory_ui.page import PageContext
from secondstory_ui.text import counted

PAUSE_MS = 250
MOST_BYTES = 4 * 1024 * 1024
"""Larger files are counted when they are imported, or when a person asks for it."""
Question = tuple[tuple[FileToImport, ...], int | None, str]


class Forecast(QObject):
    """Counts what is new, what the review has already, and what cannot be read."""

    told = Signal(str)
    """The figures as a sentence; empty while they are not known."""
    worked_out = Signal(object)
    """`ImportReport`: what would be new, changed, known and unread; None while it is not known."""
    broken = Signal(object)
    """`FileError`: one of the files cannot be read to its end."""

    def __init__(self, context: PageContext, parent: QObject) -> None:
        super().__init__(parent)
        self._context = context
        self._question: Question = ((), None, "UTC")
        self._soon = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._soon.timeout.connect(self._work_out)

    def ask(self, files: Sequence[FileToImport], review_id: int | None, zone: str) -> None:
        """Work out what importing these files would do, and tell it soon."""
        self._question = (tuple(files), review_id, zone)
        self.told.emit("")
        self.worked_out.emit(None)
        self._soon.start()

    def _work_out(self) -> None:
        question = files, review_id, zone = self._question
        if not files or sum(file.path.stat().st_size for file in files if file.path.exists()) > MOST_BYTES:
            return
        library = self._context.bridge.library

        def show(report: ImportReport) -> None:
            if isValid(self) and question is self._question:  # the dialog may be gone by then
                self.told.emit(self._words(report))
                self.worked_out.emit(report)

        def work() -> ImportReport:
            return finish(preview_import(library, files, review_id, zone=zone))

        self._context.jobs.quiet.run(work, show, partial(self._give_up, question))

    def _give_up(self, question: Question, error: UserError) -> None:
        """Say only which file breaks in the middle: what is wrong with its beginning the file says itself."""
        if isValid(self) and question is self._question and isinstance(error, FileError):
            self.broken.emit(error)

    def _words(self, report: ImportReport) -> str:
        new = sum(source.added for source in report.sources)
        changed = sum(source.updated for source in report.sources)
        known = sum(source.duplicates for source in report.sources)
        unread = sum(len(source.unread) for source in report.sources)
        parts = [counted(new, self.tr("Adds 1 event"), self.tr("Adds {n} events"))]
        if changed:
            parts.append(counted(changed, self.tr("brings 1 up to date"), self.tr("brings {n} up to date")))
        if known:
            parts.append(counted(known, self.tr("1 is there already"), self.tr("{n} are there already")))
        if unread:
            parts.append(counted(unread, self.tr("1 row cannot be read yet"), self.tr("{n} rows cannot be read yet")))
        return "; ".join(parts) + "."
