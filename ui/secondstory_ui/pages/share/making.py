"""Makes the pages that the preview shows, with the writer that makes the file, a little after the last change."""

import tempfile
from dataclasses import dataclass
from pathlib import Path
from threading import Event

from PySide6.QtCore import QObject, QTimer, Signal

from secondstory.model.errors import UserError
from secondstory.model.snapshot import Snapshot
from secondstory.services.library import Library
from secondstory.services.reports import write_report_of
from secondstory.services.sharing import (
    OpenWording,
    PossibleName,
    SharedText,
    open_wording,
    possible_names,
    texts_with_names,
)
from secondstory_ui.jobs.quiet import QuietWork

PAUSE_MS = 600


@dataclass(frozen=True, slots=True)
class Made:
    """The pages of a review as it stood, and what its texts leave to look at. ``pdf`` is empty where it is outdated."""

    pdf: bytes
    wording: tuple[OpenWording, ...] = ()
    names: tuple[SharedText, ...] = ()
    possible: tuple[PossibleName, ...] = ()


class Making(QObject):
    """Makes pages in the background. A change while they are being made begins anew; only the latest are told."""

    begun = Signal()
    made = Signal(object)
    failed = Signal(object)

    def __init__(self, quiet: QuietWork, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._quiet, self._library = quiet, library
        self._outdated = Event()
        self._wanted: Snapshot | None = None
        self._pause = QTimer(self, singleShot=True, interval=PAUSE_MS)
        self._pause.timeout.connect(self._begin)

    def want(self, snapshot: Snapshot, *, now: bool = False) -> None:
        """Make the pages of a review as it stands, soon or at once."""
        self._outdated.set()
        self._wanted = snapshot
        if now:
            self._pause.stop()
            self._begin()
        else:
            self._pause.start()

    def _begin(self) -> None:
        snapshot, outdated = self._wanted, Event()
        if snapshot is None:
            return
        self._outdated = outdated
        self.begun.emit()
        self._quiet.run(
            lambda: make(self._library, snapshot, outdated),
            lambda made: None if outdated.is_set() else self.made.emit(made),
            lambda error: None if outdated.is_set() else self.failed.emit(error),
        )


def make(library: Library, snapshot: Snapshot, outdated: Event) -> Made:
    """Write the report to a temporary file and read it back; stops early where nobody wants it any more."""
    try:
        pdf = _pages(library, snapshot.review.id, outdated)
    except OSError as error:
        raise UserError(
            f"The preview could not be made: {error.strerror or error}.",
            "Check that there is room for temporary files, then try again.",
        ) from error
    if not pdf:
        return Made(b"")
    return Made(pdf, open_wording(snapshot), texts_with_names(snapshot), possible_names(snapshot))


def _pages(library: Library, review_id: int, outdated: Event) -> bytes:
    with tempfile.TemporaryDirectory(prefix="secondstory-") as folder:
        path = Path(folder) / "preview.pdf"
        work = write_report_of(library, review_id, path)
        for _progress in work:
            if outdated.is_set():
                work.close()
                return b""
        return path.read_bytes()
