"""The main window: places on the left, one of them in the middle, menus above, the state of saving below."""

from collections.abc import Sequence
from datetime import datetime
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QMainWindow, QStackedWidget, QVBoxLayout, QWidget

from secondstory.model.changes import Changes
from secondstory.model.errors import CancelledError, UserError
from secondstory.services.bundles import open_sample
from secondstory_ui.menus import Menus
from secondstory_ui.page import Page, PageContext
from secondstory_ui.remembered import remembered_bytes, remembered_flag, remembered_number, remembered_text
from secondstory_ui.text import shown_error, shown_label
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.drop_veil import DropVeil
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.notice import NoticeBar
from secondstory_ui.widgets.progress_strip import ProgressStrip
from secondstory_ui.widgets.rail import Rail
from secondstory_ui.widgets.tab_order import move_focus

if TYPE_CHECKING:
    from secondstory_ui.workspace import Workspace

PLACES = ("home", "all_actions", "insights", "playbook", "settings")


class MainWindow(QMainWindow):
    """Holds the places and the open review, and leads from one to another."""

    def __init__(self, context: PageContext) -> None:
        super().__init__()
        self.context = context
        self.bridge = context.bridge
        self._pages: dict[str, Page] = {}
        self._undoing = False
        self._last_review = self._remembered_review()
        self.setMinimumSize(1024, 640)
        self.rail = Rail(
            [
                ("home", "reviews", self.tr("Reviews")),
                ("all_actions", "actions", self.tr("Actions")),
                ("insights", "insights", self.tr("Insights")),
                ("playbook", "playbook", self.tr("Playbook")),
            ],
            [("settings", "settings", self.tr("Settings"))],
        )
        self.stack = QStackedWidget()
        self.notices = NoticeBar()
        self._workspace: Workspace | None = None
        self._lay_out()
        self._make_status_bar()
        self.menus = Menus(self)
        self.veil = DropVeil(self, self._drop_words)
        self.veil.dropped.connect(self.import_files)
        self._connect()
        self._restore()

    def _lay_out(self) -> None:
        middle = QWidget()
        column = QVBoxLayout(middle)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.notices)
        column.addWidget(self.stack, 1)
        central = QWidget()
        row = QHBoxLayout(central)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.rail)
        row.addWidget(middle, 1)
        self.setCentralWidget(central)

    def _make_status_bar(self) -> None:
        self.saved = Label(self.tr("Everything is saved as you go"), "small", "muted")
        self.saved.setAccessibleName(self.tr("Saving"))
        self.progress = ProgressStrip()
        self.statusBar().setContentsMargins(length("gap"), 0, length("gap"), 0)
        self.statusBar().setSizeGripEnabled(False)  # the frame of the window is there for it
        self.statusBar().addWidget(self.saved)
        self.statusBar().addPermanentWidget(self.progress)

    def _connect(self) -> None:
        self.rail.chosen.connect(self.show_place)
        self.bridge.failed.connect(self.show_error)
        self.bridge.saved.connect(self._show_saved)
        self.bridge.changed.connect(self._on_changed)
        self.bridge.review_switched.connect(self._on_switched)
        jobs = self.context.jobs
        jobs.started.connect(self.progress.start)
        jobs.progressed.connect(self.progress.report)
        jobs.ended.connect(self.progress.finish)
        jobs.failed.connect(self.show_error)
        self.progress.cancelled.connect(jobs.cancel)

    @property
    def workspace(self) -> "Workspace":
        """The place of the open review, made when the first one is opened."""
        if self._workspace is None:
            from secondstory_ui.workspace import Workspace  # noqa: PLC0415 - a tenth of a second that the start saves

            self._workspace = Workspace(self.context)
            self._workspace.import_requested.connect(self.import_files)
            self._workspace.navigate.connect(self.go)
            self._workspace.notice.connect(self.notices.show_notice)
            self._workspace.step_changed.connect(lambda key: self._remember("window/step", key))
            self.stack.addWidget(self._workspace)
        return self._workspace

    def _commit_fields(self) -> None:
        if self._workspace is not None:
            self._workspace.commit_fields()

    # Going places

    def show_place(self, key: str) -> None:
        """Go to one of the places of the rail."""
        self._commit_fields()
        if key not in self._pages:
            page: Page = import_module(f"secondstory_ui.pages.{key}").page(self.context)
            page.navigate.connect(self.go)
            page.notice.connect(self.notices.show_notice)
            self._pages[key] = page
            self.stack.addWidget(page)
        self.bridge.close_review()
        self.rail.set_current(key)
        self.stack.setCurrentWidget(self._pages[key])
        self._pages[key].catch_up()
        self.menus.refresh()

    def open_review(self, review_id: int, step: str = "", record_id: int = 0) -> None:
        """Open a review at a step (the first one where none is named), and there at a record."""
        self._commit_fields()
        workspace = self.workspace
        try:
            self.bridge.open_review(review_id)
        except UserError as error:
            self.show_error(error)
            return
        self.rail.set_current("home")
        self.stack.setCurrentWidget(workspace)
        workspace.show_step(step or "prepare", record_id)
        self._remember("window/review", review_id)
        self.menus.refresh()

    def go(self, key: str, record_id: int) -> None:
        """Follow a link of a page: an act, a place, or ``review/STEP/RECORD`` as far as known, with the review's id."""
        acts = {
            "new": self.new_review,
            "sample": self.open_sample,
            "import": self.import_files,
        }
        place, step, record = [*key.split("/"), "", ""][:3]
        if key in acts:
            acts[key]()
        elif place == "review":
            self.open_review(record_id, step, int(record or 0))
        else:
            self.show_place(key)

    def open_sample(self) -> None:
        """Open the sample; a fresh copy where there is none."""
        opened: list[int] = []
        changes = self.bridge.act(lambda library: _remembering(open_sample(library), opened))
        if changes is not None:
            self.open_review(opened[0], "timeline")

    def new_review(self) -> None:
        """Ask for a title and kind, and start a review."""
        from secondstory_ui.dialogs.new_review import NewReviewDialog  # noqa: PLC0415 - dialogs load when asked for

        dialog = NewReviewDialog(self.context, self)
        dialog.started.connect(self.open_review)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def import_files(self, files: Sequence[Path] = (), text: str = "") -> None:
        """Open the import dialog, with files that were dropped or text that was pasted."""
        from secondstory_ui.dialogs.import_timeline import ImportDialog  # noqa: PLC0415 - dialogs load when asked for

        dialog = ImportDialog(self.context, self.bridge.review_id, tuple(files or ()), text, self)
        dialog.imported.connect(self._show_imported)
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_imported(self, review_id: int) -> None:
        """Open the timeline of a review, with the keyboard in its events."""
        self.open_review(review_id, "timeline")
        if self.bridge.review_id == review_id:
            self.workspace.page("timeline").setFocus(Qt.FocusReason.OtherFocusReason)

    # Telling

    def show_error(self, error: UserError) -> None:
        """Say what was not done and what to do."""
        tone = "info" if isinstance(error, CancelledError) else "warn"
        self.notices.show_notice(shown_error(error), tone=tone, seconds=0 if tone == "warn" else 10)

    def _show_saved(self, at: datetime) -> None:
        self.saved.setText(self.tr("Saved {time}").format(time=f"{at:%H:%M}"))

    def _on_changed(self, changes: Changes) -> None:
        self.statusBar().clearMessage()  # what was undone before is no longer the last thing that happened
        removed = any(change.after is None for change in changes.rows)
        if removed and not self._undoing:
            self.notices.show_notice(shown_label(changes.label), action=self.tr("Undo"))
            self.notices.acted.connect(self.undo, Qt.ConnectionType.SingleShotConnection)
        self.menus.refresh()
        self._show_title()

    def _on_switched(self, snapshot: object) -> None:
        self._remember("window/in_review", snapshot is not None)
        self.statusBar().clearMessage()
        self._show_title()
        self.menus.refresh()

    def _show_title(self) -> None:
        snapshot = self.bridge.snapshot
        name = "Second Story"
        self.setWindowTitle(f"{snapshot.review.ref} {snapshot.review.title} – {name}" if snapshot else name)

    # Undo and redo

    def undo(self) -> None:
        """Take back the last act and lead to what changed."""
        self._step_back(self.bridge.undo, self.tr("Undone: {act}"))

    def redo(self) -> None:
        """Do again what was undone and lead to what changed."""
        self._step_back(self.bridge.redo, self.tr("Redone: {act}"))

    def _step_back(self, act: object, template: str) -> None:
        self._commit_fields()
        self._undoing = True
        try:
            changes = act()  # type: ignore[operator]  # a bound method of the bridge
        finally:
            self._undoing = False
        if changes is None:
            return
        self.statusBar().showMessage(template.format(act=shown_label(changes.label)), 8000)
        if self.bridge.snapshot is None:
            page = self.stack.currentWidget()
            if isinstance(page, Page):
                page.refresh(None)
        elif self.bridge.snapshot.review.binned:
            self.show_place("home")  # what was undone is the start of the review itself
        else:
            self.workspace.show_changed(changes)

    # Remembering

    def _remember(self, key: str, value: object) -> None:
        self.context.settings.setValue(key, value)

    def _restore(self) -> None:
        geometry = remembered_bytes(self.context.settings, "window/geometry")
        if geometry.isEmpty() or not self.restoreGeometry(geometry):
            self.resize(1360, 860)
        self.show_place("home")
        self.stack.setFocus()  # else the first button of the rail would stand out from the start

    def _remembered_review(self) -> int:
        """The review that was open when the program ended, also when nobody closed it."""
        settings = self.context.settings
        return remembered_number(settings, "window/review") if remembered_flag(settings, "window/in_review") else 0

    def reopen_last(self) -> None:
        """Go back to the review and step of the last time, where they are still there."""
        if self._last_review:
            self.open_review(self._last_review, remembered_text(self.context.settings, "window/step", "prepare"))

    def closeEvent(self, event: QCloseEvent) -> None:
        """Store what was typed, stop what runs, remember how the window was."""
        self._commit_fields()
        self.context.jobs.stop()
        self._remember("window/geometry", self.saveGeometry())
        self.context.settings.sync()
        event.accept()

    # Drag and drop, focus

    def focusNextPrevChild(self, forward: bool) -> bool:
        """Tab follows what people read."""
        return move_focus(self, forward=forward) or super().focusNextPrevChild(forward)

    def showEvent(self, event: QShowEvent) -> None:
        """Take files that are dragged over any part of the window."""
        super().showEvent(event)
        self.veil.watch()

    def _drop_words(self) -> tuple[str, str]:
        """What becomes of files that are dropped now."""
        snapshot = self.bridge.snapshot
        review = f"{snapshot.review.ref} {snapshot.review.title}" if snapshot is not None else ""
        title = (
            self.tr("Drop to import into {review}").format(review=review)
            if review
            else self.tr("Drop to start a review with these files")
        )
        return title, self.tr("Nothing is imported before you have seen how it will be read.")

    def watch_application(self, application: QApplication) -> None:
        """Store what was typed when the program loses the focus.

        By a signal: a filter in Python on all events would also see widgets that are not yet made to the end, which
        PySide does not survive.
        """
        application.applicationStateChanged.connect(self._on_state)

    def _on_state(self, state: Qt.ApplicationState) -> None:
        if state is not Qt.ApplicationState.ApplicationActive:
            self._commit_fields()


def _remembering(result: tuple[Changes, int], into: list[int]) -> Changes:
    changes, review_id = result
    into.append(review_id)
    return changes
