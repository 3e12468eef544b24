"""Bringing timelines in: choose, look, import, and see what became of it."""

from collections.abc import Callable, Sequence
from functools import partial
from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShowEvent
from PySide6.QtWidgets import QDialog, QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from secondstory.model.errors import CancelledError, UserError
from secondstory.model.progress import Work
from secondstory.model.records import Review
from secondstory.services.bundles import import_bundle
from secondstory.services.importing import FileError, ImportReport, import_files, import_into_new_review, preview_import
from secondstory_ui.dialogs.import_timeline.candidate import Candidate, ready
from secondstory_ui.dialogs.import_timeline.choose_page import ChoosePage
from secondstory_ui.dialogs.import_timeline.forecast import Forecast
from secondstory_ui.dialogs.import_timeline.remembered_mappings import RememberedMappings
from secondstory_ui.dialogs.import_timeline.result_page import ResultPage
from secondstory_ui.dialogs.import_timeline.running_page import RunningPage
from secondstory_ui.local_files import copied
from secondstory_ui.page import PageContext
from secondstory_ui.text import counted, shown_error
from secondstory_ui.widgets.buttons import primary_button, quiet_button, secondary_button
from secondstory_ui.widgets.drop_veil import DropVeil
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.notice import NoticeBar

WIDE, LOW, TALL, FRAME = 1160, 680, 860, 120
"""The width, the least and the greatest height of the dialog, and how much of the screen it leaves free in between.

With every choice shown, what a low window has left for the records themselves is two rows.
"""


class ImportDialog(QDialog):
    """Three pages: choose and look, the running import, the result. Until *Import* is pressed nothing is stored."""

    imported = Signal(int)
    """The id of the review whose timeline is to be opened."""

    def __init__(
        self,
        context: PageContext,
        review_id: int | None,
        files: Sequence[Path] = (),
        text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._context, self._bridge = context, context.bridge
        self._review_id = review_id
        self._bundles: list[Review] = []
        self._leaving = False
        self._report: ImportReport | None = None
        self._again: Callable[[], None] = self._import
        self.setWindowTitle(self.tr("Import timelines"))
        screen = self.screen().availableSize()
        self.resize(min(WIDE, screen.width()), min(max(screen.height() - FRAME, LOW), TALL))
        snapshot = self._bridge.snapshot
        self._mappings = RememberedMappings(context.settings)
        here = snapshot if snapshot is not None and snapshot.review.id == review_id else None
        self.choose = ChoosePage(here, self._mappings, context.jobs.prompt)
        self.running, self.expected, self.outcome = RunningPage(context.jobs), ResultPage(), ResultPage()
        self.notices = NoticeBar()
        self.notices.acted.connect(lambda: self.choose.when_settled(self._again))
        self.forecast = Forecast(context, self)
        self.forecast.told.connect(self._show_forecast)
        self.forecast.worked_out.connect(self._expect)
        self.forecast.broken.connect(lambda error: self.choose.say_broken(error.file, error.reason))
        self._make_buttons()
        self._lay_out()
        self.choose.changed.connect(self._show_state)
        self.choose.panel.changed.connect(self.notices.dismiss)  # it may be about the file that is read otherwise now
        self.running.hidden.connect(self.hide)
        self._show_page(self.choose)
        self.veil = DropVeil(self, self._drop_words)
        self.veil.dropped.connect(self.choose.add_files)
        if files:
            self.choose.add_files(files)
        if text.strip():
            self.choose.paste(text)
        if not self.choose.candidates:
            self.choose.first_focus.setFocus(Qt.FocusReason.OtherFocusReason)

    def paste(self) -> None:
        """Make room for a text, where none is there yet."""
        if not any(candidate.pasted for candidate in self.choose.candidates):
            self.choose.paste()

    def _make_buttons(self) -> None:
        self._told = Label("", "body", "muted", wrap=True)
        self.cancel = quiet_button(self.tr("Cancel"))
        self.cancel.clicked.connect(self.reject)
        self.look = secondary_button(self.tr("See &what changes…"), "table")
        self.look.clicked.connect(lambda: self.choose.when_settled(self._look))
        self.back = quiet_button(self.tr("&Back"))
        self.back.clicked.connect(self._go_back)
        self.import_button = primary_button(self.tr("Import"), "import")
        self.import_button.setDefault(True)
        self.import_button.clicked.connect(lambda: self.choose.when_settled(self._import))
        self.more = secondary_button(self.tr("Import &more…"))
        self.more.clicked.connect(self._start_over)
        self.open_button = primary_button(self.tr("Open the timeline"), "timeline")
        self.open_button.clicked.connect(self._open)
        self.close_button = quiet_button(self.tr("Close"))
        self.close_button.clicked.connect(self.accept)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        for page in (self.choose, self.running, self.expected, self.outcome):
            self._stack.addWidget(page)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(self._told, 100)
        row.addStretch(1)
        for button in (
            self.close_button,
            self.more,
            self.open_button,
            self.cancel,
            self.back,
            self.look,
            self.import_button,
        ):
            row.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(16)
        column.addWidget(self.notices)
        column.addWidget(self._stack, 1)
        column.addLayout(row)

    def _show_page(self, page: QWidget) -> None:
        self._stack.setCurrentWidget(page)
        choosing, expecting, done = page is self.choose, page is self.expected, page is self.outcome
        for button in (self.cancel, self.look):
            button.setVisible(choosing)
        self.back.setVisible(expecting)
        self.import_button.setVisible(choosing or expecting)
        for button in (self.close_button, self.more, self.open_button):
            button.setVisible(done)
        (self.open_button if done else self.import_button).setDefault(True)
        self._told.setVisible(choosing)
        if choosing:
            self._show_state()
        elif expecting:
            self.import_button.setFocus(Qt.FocusReason.OtherFocusReason)
        elif done:
            self.open_button.setFocus(Qt.FocusReason.OtherFocusReason)

    # Choosing

    def _show_state(self) -> None:
        self._leaving = False
        able = ready(self.choose.candidates)
        busy = self.choose.gathering.busy or self.choose.looking.busy
        self.import_button.setEnabled(bool(able) and not busy)
        left_out = len(self.choose.candidates) - len(able)
        files = [candidate.file_as_shown for candidate in able if not candidate.bundle]
        self.look.setEnabled(bool(files) and not busy)
        words = counted(len(able), self.tr("Import 1 file"), self.tr("Import {n} files"))
        self.import_button.setText(words if len(able) > 1 or (able and left_out) else self.tr("Import"))
        self.forecast.ask(files, self.choose.review_id, self.choose.review_zone)

    def _show_forecast(self, words: str) -> None:
        able = ready(self.choose.candidates)
        left_out = len(self.choose.candidates) - len(able)
        told = [words]
        if left_out:
            told.append(counted(left_out, self.tr("1 file is left out."), self.tr("{n} files are left out.")))
        self._told.setText(" ".join(part for part in told if part))

    def _expect(self, report: ImportReport | None) -> None:
        self._report = report
        for file, error in report.left_out if report else ():
            self.choose.say_broken(file, error)

    def _look(self) -> None:
        """Show what would be new, changed, known and unread; large files are read for that first."""
        if self._report is not None:
            self._show_expected(self._report)
            return
        files = [candidate.file_as_shown for candidate in ready(self.choose.candidates) if not candidate.bundle]
        library, review_id, zone = self._bridge.library, self.choose.review_id, self.choose.review_zone
        work = partial(preview_import, library, files, review_id, zone=zone)
        self._again = self._look
        self._run(self.tr("Reading without importing…"), work, self._show_expected)

    def _run(self, title: str, work: Callable[[], Work[ImportReport]], show: Callable[[ImportReport], None]) -> None:
        if self._context.jobs.busy:
            self.notices.show_notice(self.tr("Something else is running. Import when it is done."), tone="warn")
            return
        self._show_page(self.running)
        self._context.jobs.start(title, work, show, self._fail)

    def _show_expected(self, report: ImportReport) -> None:
        self.expected.show_report(report, expected=True)
        self._show_page(self.expected)
        if not self.isVisible():
            self.open()

    def _go_back(self) -> None:
        self._show_page(self.choose)
        self.look.setFocus(Qt.FocusReason.OtherFocusReason)

    def _is_untouched(self) -> bool:
        """Whether nothing would be lost: no text that was typed or pasted here."""
        return not any(c.pasted and c.path.exists() and c.path.stat().st_size for c in self.choose.candidates)

    def reject(self) -> None:
        """Esc and Cancel: leave a running import to the status bar; ask once more where text would be lost."""
        if self._stack.currentWidget() is self.running:
            self.hide()
        elif self._stack.currentWidget() is self.expected:
            self._go_back()
        elif self._stack.currentWidget() is self.choose and not self._is_untouched() and not self._leaving:
            self._leaving = True
            self.notices.show_notice(
                self.tr("The pasted text is not imported yet. Cancel once more to leave it behind."), tone="warn"
            )
        else:
            super().reject()

    def done(self, result: int) -> None:
        """Stop what is still being looked for, then close."""
        self.choose.stop()
        super().done(result)

    # Importing

    def _import(self) -> None:
        candidates = ready(self.choose.candidates)
        if not candidates:
            return
        self.notices.dismiss()
        files = [candidate for candidate in candidates if not candidate.bundle]
        if files and self._context.jobs.busy:
            self.notices.show_notice(self.tr("Something else is running. Import when it is done."), tone="warn")
            return
        bundles = [candidate for candidate in candidates if candidate.bundle]
        if not files:
            self._bundles = self._import_bundles(bundles)
            if self._bundles:
                self.imported.emit(self._bundles[-1].id)
                self.accept()
            return
        self._again = self._import
        title = counted(len(files), self.tr("Importing 1 file…"), self.tr("Importing {n} files…"))
        self._run(title, partial(self._work, files), partial(self._finish, files, bundles))

    def _import_bundles(self, candidates: list[Candidate]) -> list[Review]:
        found = []
        for candidate in candidates:
            changes = self._bridge.act(import_bundle, candidate.path)
            if changes is None:
                self.notices.show_notice(self.tr("{file} was not added.").format(file=candidate.name), tone="warn")
                continue
            found += [change.after for change in changes.rows if isinstance(change.after, Review)]
        return found

    def _work(self, candidates: list[Candidate]) -> Work[ImportReport]:
        files = [candidate.file for candidate in candidates]
        library, review_id = self._bridge.library, self.choose.review_id
        if review_id is not None:
            return import_files(library, review_id, files)
        return import_into_new_review(library, self.choose.new_title, files, zone=self.choose.review_zone)

    def _finish(self, candidates: list[Candidate], bundles: list[Candidate], report: ImportReport) -> None:
        """Take in what was imported; the reviews come last, so that none is added twice where a file breaks."""
        for candidate in candidates:
            if candidate.columns and (candidate.mapping or candidate.recalled):
                self._mappings.keep(candidate.columns, candidate.mapping)
        for changes in report.changes:
            self._bridge.tell(changes)
        self._review_id = report.review.id
        self._bundles = self._import_bundles(bundles)
        self.outcome.show_report(report, [review.title for review in self._bundles])
        self._show_page(self.outcome)
        if not self.isVisible():
            self.open()

    def _fail(self, error: UserError) -> None:
        self._show_page(self.choose)
        tone = "info" if isinstance(error, CancelledError) else "warn"
        row = self.choose.say_broken(error.file, error.reason) if isinstance(error, FileError) else -1
        if row >= 0:
            self.choose.list.setCurrentRow(row)
        self.choose.list.setFocus(Qt.FocusReason.OtherFocusReason)
        others = self.tr("Import the others") if self._again == self._import else self.tr("Look at the others")
        offer = row >= 0 and any(not c.bundle for c in ready(self.choose.candidates))
        words = f"{shown_error(error)} {self.tr('Nothing is imported yet.')}" if offer else shown_error(error)
        self.notices.show_notice(words, others if offer else "", tone=tone, seconds=0)
        if not self.isVisible():
            self.open()

    def _start_over(self) -> None:
        self.choose.clear()
        self._show_page(self.choose)

    def _open(self) -> None:
        if self._review_id is not None:
            self.imported.emit(self._review_id)
        self.accept()

    # Dropping and pasting

    def showEvent(self, event: QShowEvent) -> None:
        """Take files and folders that are dragged over any part of the dialog."""
        super().showEvent(event)
        self.veil.watch()

    def _drop_words(self) -> tuple[str, str]:
        """What becomes of files that are dropped now; nothing while an import runs or is told of."""
        takes = self._stack.currentWidget() is self.choose
        return self.tr("Drop to put them on the list") if takes else "", self.tr("Files, folders and archives.")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V where no field takes it: put what was copied on the list."""
        if self._stack.currentWidget() is not self.choose or not event.matches(QKeySequence.StandardKey.Paste):
            super().keyPressEvent(event)
            return
        files, text = copied()
        if files:
            self.choose.add_files(files)
        elif text:
            self.choose.paste(text)
