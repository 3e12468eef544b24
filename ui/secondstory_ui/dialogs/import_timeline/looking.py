"""Reading the beginning of files again, after a person chose otherwise, off the window's thread."""

from functools import partial

from PySide6.QtCore import QObject, Signal
from shiboken6 import isValid

from secondstory.model.errors import UserError
from secondstory.services.import_preview import Look, look_at
from secondstory.services.importing import FileToImport
from secondstory_ui.dialogs.import_timeline.candidate import Candidate
from secondstory_ui.jobs.quiet import QuietWork

Question = tuple[FileToImport, str]


class Looking(QObject):
    """Of each file only what was asked last counts: an older answer that comes later is dropped."""

    asked = Signal()
    """Something is being read again."""
    looked = Signal(object)
    """The `Candidate` that was read again."""

    def __init__(self, work: QuietWork, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._work = work
        self._latest: dict[Candidate, Question] = {}

    @property
    def busy(self) -> bool:
        """Whether an answer is being waited for."""
        return bool(self._latest)

    def waits_for(self, candidate: Candidate) -> bool:
        """Whether a file is being read again."""
        return candidate in self._latest

    def ask(self, candidate: Candidate, zone: str) -> None:
        """Read the beginning of a file again with what is chosen for it now; ``zone`` is that of the review."""
        if candidate.bundle:
            return
        question = self._latest[candidate] = (candidate.file, zone)
        self.asked.emit()
        look = partial(self._look, candidate, question)
        self._work.run(look, partial(self._take, candidate, question), partial(self._fail, candidate, question))

    def forget(self, candidate: Candidate) -> None:
        """Drop what was asked of a file that is taken out."""
        self._latest.pop(candidate, None)

    def _look(self, candidate: Candidate, question: Question) -> Look:
        """In the other thread; what was overtaken while it waited is not read at all."""
        return look_at(*question) if self._latest.get(candidate) is question else Look()

    def _take(self, candidate: Candidate, question: Question, look: Look) -> None:
        if isValid(self) and self._latest.get(candidate) is question:  # the dialog may be gone by then
            del self._latest[candidate]
            candidate.take(look)
            self.looked.emit(candidate)

    def _fail(self, candidate: Candidate, question: Question, error: UserError) -> None:
        self._take(candidate, question, Look(candidate.look.format, error=error))
