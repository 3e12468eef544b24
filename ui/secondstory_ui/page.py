"""What every page has in common."""

from dataclasses import dataclass
from typing import ClassVar

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QWidget

from secondstory.model.changes import Changes
from secondstory.model.snapshot import Snapshot
from secondstory_ui.bridge import Bridge
from secondstory_ui.jobs.runner import JobRunner
from secondstory_ui.theme.controller import ThemeController


@dataclass(frozen=True)
class PageContext:
    """What a page works with; handed to its constructor, so that no page reaches for globals."""

    bridge: Bridge
    jobs: JobRunner
    themes: ThemeController
    settings: QSettings


class Page(QWidget):
    """A destination of the window.

    `refresh` is called when the page is shown and after every change while it is visible; ``changes`` is empty when
    everything may be different. A hidden page catches up when it is shown.
    """

    navigate = Signal(str, int)
    """Ask the window to go to a destination or step by its key, and there to a record (0: none)."""
    notice = Signal(str)
    """A short message for the notice bar."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self.bridge = context.bridge
        self._stale = True
        self.bridge.changed.connect(self._on_changed)
        self.bridge.review_switched.connect(self._on_switched)

    def refresh(self, changes: Changes | None) -> None:
        """Show the present state. Pages override this."""

    def show_record(self, record_id: int) -> None:
        """Bring a record into view and select it. Pages with records override this."""

    def catch_up(self) -> None:
        """Refresh where something changed while the page was hidden."""
        if self._stale:
            self._stale = False
            self.refresh(None)

    def _on_changed(self, changes: Changes) -> None:
        if self.isVisible():
            self.refresh(None if changes.reloaded else changes)
        else:
            self._stale = True

    def _on_switched(self, _snapshot: object) -> None:
        self._stale = True


class StepPage(Page):
    """The work area of one step of the open review."""

    STEP: ClassVar[str]
    """The key of the step in the step catalogue."""

    findings_changed = Signal()
    """The wording findings of a field on this page changed."""
    record_selected = Signal(object)
    """The record that is selected (an event, a cause, an action) or nothing: the guide shows fitting prompts."""

    @property
    def snapshot(self) -> Snapshot:
        """The open review. Step pages are only shown while there is one."""
        snapshot = self.bridge.snapshot
        if snapshot is None:
            raise RuntimeError("a step page was shown without a review")
        return snapshot

    def catch_up(self) -> None:
        """Refresh where something changed while the page was hidden, and a review is open."""
        if self.bridge.snapshot is not None:
            super().catch_up()
