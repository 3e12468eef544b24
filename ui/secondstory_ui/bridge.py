"""Between the services and the window: every edit goes through here, and every change is told from here."""

from collections.abc import Callable
from datetime import datetime
from typing import Concatenate, ParamSpec

from PySide6.QtCore import QObject, Signal

from secondstory.model.changes import Changes, Label
from secondstory.model.errors import ConflictError, UserError
from secondstory.model.snapshot import Snapshot
from secondstory.services import journal, reviews
from secondstory.services.library import Library

P = ParamSpec("P")


class Bridge(QObject):
    """The open library and the open review.

    Pages read `snapshot`, act through `act`, and refresh on `changed`. They never hold the library's rows themselves.
    """

    changed = Signal(object)
    """`Changes`: what an act changed. The snapshot is already the new one."""
    review_switched = Signal(object)
    """`Snapshot` of the review that was opened, or nothing where it was closed."""
    failed = Signal(object)
    """`UserError`: something was not done."""
    saved = Signal(object)
    """`datetime`: when the last change was stored, in local time."""

    def __init__(self, library: Library, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._library = library
        self._snapshot: Snapshot | None = None

    @property
    def library(self) -> Library:
        """The open library, for services that only read."""
        return self._library

    @property
    def snapshot(self) -> Snapshot | None:
        """The open review as it stands now."""
        return self._snapshot

    @property
    def review_id(self) -> int | None:
        """The id of the open review."""
        return self._snapshot.review.id if self._snapshot else None

    def open_review(self, review_id: int) -> None:
        """Open a review; `review_switched` follows."""
        self._switch(self._read(review_id))

    def close_review(self) -> None:
        """Go back to no review."""
        self._switch(None)

    def _switch(self, snapshot: Snapshot | None) -> None:
        self._snapshot = snapshot
        self.review_switched.emit(snapshot)

    def act(
        self, operation: Callable[Concatenate[Library, P], Changes | None], *args: P.args, **kwargs: P.kwargs
    ) -> Changes | None:
        """Run a service that changes the library. Nothing comes back where it failed: `failed` has said why."""
        try:
            changes = operation(self._library, *args, **kwargs)
        except UserError as error:
            if isinstance(error, ConflictError):
                self._reload()
            self.failed.emit(error)
            return None
        if changes is not None:
            self.tell(changes)
        return changes

    def tell(self, changes: Changes) -> None:
        """Take in changes that came about elsewhere, for example in a job, and tell everybody."""
        if self._snapshot is not None:
            if changes.reloaded and changes.review_id == self._snapshot.review.id:
                self._snapshot = self._read(self._snapshot.review.id)
            else:
                self._snapshot = self._snapshot.with_changes(changes)
        if changes.rows:
            self.saved.emit(datetime.now().astimezone())
        self.changed.emit(changes)

    def _reload(self) -> None:
        if self._snapshot is not None:
            self._switch(self._read(self._snapshot.review.id))

    def _read(self, review_id: int) -> Snapshot:
        return reviews.snapshot(self._library, review_id, texts_later=True)

    def undo(self) -> Changes | None:
        """Take back the last act: of the open review, else of the library."""
        return self.act(journal.undo, self.review_id)

    def redo(self) -> Changes | None:
        """Do again what was undone last."""
        return self.act(journal.redo, self.review_id)

    def undo_labels(self) -> tuple[Label | None, Label | None]:
        """What undo and redo would do now."""
        return journal.labels(self._library, self.review_id)
