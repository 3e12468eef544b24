"""What to import, and into which review: the first page of the import dialog."""

import tempfile
from collections.abc import Callable, Sequence
from pathlib import Path

from PySide6.QtCore import Qt, QTemporaryDir, QTimeZone, Signal
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QFileDialog,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from secondstory.model.errors import CancelledError, UserError
from secondstory.model.records import Source
from secondstory.model.snapshot import Snapshot
from secondstory.model.timeline_file import FORMAT as OWN_FORMAT
from secondstory.services.importing import FileToImport
from secondstory.timeline.clock import in_zone
from secondstory_ui.dialogs.import_timeline.candidate import Candidate, ready
from secondstory_ui.dialogs.import_timeline.candidate_list import CandidateList
from secondstory_ui.dialogs.import_timeline.file_panel import FilePanel
from secondstory_ui.dialogs.import_timeline.gathering import Gathering
from secondstory_ui.dialogs.import_timeline.looking import Looking
from secondstory_ui.dialogs.import_timeline.remembered_mappings import RememberedMappings
from secondstory_ui.jobs.quiet import QuietWork
from secondstory_ui.text import shown_error
from secondstory_ui.widgets.buttons import IconButton, primary_button, secondary_button
from secondstory_ui.widgets.empty_state import EmptyState
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.splitter import SideBySide
from secondstory_ui.widgets.zone_combo import ZoneCombo

MOST_TITLE = 60


class ChoosePage(QWidget):
    """Files and pasted texts on the left, the chosen one on the right, the review they go into above."""

    changed = Signal()
    """Something that decides what the import will do is another."""

    def __init__(
        self, snapshot: Snapshot | None, mappings: RememberedMappings, work: QuietWork, parent: QWidget | None = None
    ) -> None:
        """``work`` reads files again, out of the way of the window."""
        super().__init__(parent)
        self._mappings = mappings
        self._sources = snapshot.sources if snapshot else ()
        self._then: Callable[[], None] | None = None
        self._review = snapshot.review if snapshot else None
        start = self._review.window_start if self._review else None
        self._day = in_zone(start, snapshot.zone).date() if snapshot and start else None
        self.candidates: list[Candidate] = []
        self._folder = QTemporaryDir()
        self._make_target()
        self._make_list()
        self.panel = FilePanel(mappings.saved, self._clock_before)
        self.looking = Looking(work, self)
        self.looking.asked.connect(self._show_reading)
        self.looking.looked.connect(self._show_looked)
        self.gathering = Gathering(self)
        self.gathering.found.connect(self._take_found)
        self.gathering.failed.connect(self._tell_failure)
        self.gathering.busy_changed.connect(self._busy_changed)
        self.panel.changed.connect(self._look_again)
        self.panel.corrected.connect(self._show_corrected)
        self.panel.pasted.connect(self._take_text)
        self._lay_out()

    # The review

    def _make_target(self) -> None:
        review = self._review
        self.into_present = QRadioButton(
            self.tr("Into &this review: {ref} {title}").format(ref=review.ref, title=_short(review.title))
            if review
            else self.tr("Into &this review")
        )
        if review:
            self.into_present.setToolTip(review.title)
        self.into_new = QRadioButton(self.tr("Into a &new review:"))
        self.title = QLineEdit()
        self.title.setAccessibleName(self.tr("Title of the new review"))
        self.title.setPlaceholderText(self.tr("Title of the new review"))
        self.zone = ZoneCombo(self.tr("Time zone of the new review"))
        self.zone.set_zone(review.timezone if review else _system_zone())
        self.into_present.setVisible(review is not None)
        (self.into_present if review else self.into_new).setChecked(True)
        self.title.textEdited.connect(lambda: self.into_new.setChecked(True))
        self.into_new.toggled.connect(self._target_changed)
        self.zone.chosen.connect(lambda _zone: self._target_changed())
        self._show_target()

    def _target_changed(self) -> None:
        self._show_target()
        for candidate in self.candidates:
            self.looking.ask(candidate, self.review_zone)
        self._show_current()
        self.changed.emit()

    def _show_target(self) -> None:
        new = self.into_new.isChecked()
        self.zone.setVisible(new)
        if new and self.isVisible() and not self.title.text():
            self.title.setFocus()

    @property
    def review_id(self) -> int | None:
        """The review to import into; none for a new one."""
        return self._review.id if self._review is not None and self.into_present.isChecked() else None

    @property
    def review_zone(self) -> str:
        """The zone of the review that the files go into."""
        return self._review.timezone if self._review and self.review_id is not None else self.zone.zone()

    @property
    def new_title(self) -> str:
        """The title of a new review: what was typed, else the name of the first file."""
        files = ready(self.candidates)
        return self.title.text().strip() or (Path(files[0].name).stem if files else "")

    # The files

    def _make_list(self) -> None:
        self.list = CandidateList()
        self.list.currentRowChanged.connect(lambda _row: self._show_current())
        delete = QShortcut(QKeySequence(QKeySequence.StandardKey.Delete), self.list)
        delete.setContext(Qt.ShortcutContext.WidgetShortcut)
        delete.activated.connect(self._take_out)
        self._adders = QHBoxLayout()
        self._adders.setSpacing(4)
        for icon_name, words, act in (
            ("file", self.tr("Add files…"), self._choose_files),
            ("open", self.tr("Add a folder…"), self._choose_folder),
            ("note", self.tr("Add pasted text"), self.paste),
            ("remove", self.tr("Take out of the list (Delete)"), self._take_out),
        ):
            button = IconButton(icon_name, words)
            button.clicked.connect(lambda _checked=False, act=act: act())
            self._adders.addWidget(button)
        self._adders.addStretch(1)

    def _lay_out(self) -> None:
        left = QWidget()
        column = QVBoxLayout(left)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.list, 1)
        column.addLayout(self._adders)
        split = SideBySide()
        split.setHandleWidth(16)
        split.setChildrenCollapsible(False)
        split.addWidget(left)
        split.addWidget(self.panel)
        split.setSizes([220, 760])
        split.setStretchFactor(1, 1)
        files, folder, text = (
            primary_button(self.tr("Choose &files…"), "file"),
            secondary_button(self.tr("Choose a f&older…"), "open"),
            secondary_button(self.tr("&Paste text"), "note"),
        )
        self.first_focus = files
        files.clicked.connect(self._choose_files)
        folder.clicked.connect(self._choose_folder)
        text.clicked.connect(lambda _checked=False: self.paste())
        self._empty = EmptyState("import", *self._invitation(), files, folder, text)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty)
        self._stack.addWidget(split)
        target = QHBoxLayout()
        target.setSpacing(12)
        target.addWidget(self.into_present)
        target.addWidget(self.into_new)
        target.addWidget(self.title, 1)
        target.addWidget(self.zone)
        self.fault = Label("", "body", "danger", wrap=True)
        self.fault.hide()
        page = QVBoxLayout(self)
        page.setContentsMargins(0, 0, 0, 0)
        page.setSpacing(12)
        page.addLayout(target)
        page.addWidget(self.fault)
        page.addWidget(self.gathering.progress)
        page.addWidget(self._stack, 1)

    def _choose_files(self) -> None:
        self._choose(self.tr("Choose timelines to import"), QFileDialog.FileMode.ExistingFiles)

    def _choose_folder(self) -> None:
        self._choose(self.tr("Choose a folder of exports"), QFileDialog.FileMode.Directory)

    def _choose(self, title: str, mode: QFileDialog.FileMode) -> None:
        dialog = QFileDialog(self, title)
        dialog.setFileMode(mode)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly, mode is QFileDialog.FileMode.Directory)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.filesSelected.connect(lambda names: self.add_files([Path(name) for name in names]))
        dialog.open()

    def add_files(self, paths: Sequence[Path]) -> None:
        """Put files, and all files in folders, on the list; those that are on it already are left alone."""
        self._say("")
        self.gathering.add(paths, self._unpacked(), self.review_zone, self._day)
        self._show_list()

    def _take_found(self, found: list[Candidate]) -> None:
        known = {(candidate.path, candidate.name) for candidate in self.candidates}
        self._add([candidate for candidate in found if (candidate.path, candidate.name) not in known])

    def _busy_changed(self) -> None:
        self._show_list()
        self.changed.emit()

    def _unpacked(self) -> Path:
        """A new folder for what is in archives; it goes with the dialog."""
        return Path(tempfile.mkdtemp(dir=self._folder.path()))

    def paste(self, text: str = "") -> None:
        """Put a text on the list, to be pasted or typed."""
        present = sum(candidate.pasted for candidate in self.candidates)
        name = self.tr("Pasted text") + (f" {present + 1}" if present else "")
        path = Path(self._folder.filePath(f"pasted-{present + 1}.txt"))
        path.write_text(text, encoding="utf-8", errors="replace")
        pasted = Candidate(path, name, pasted=True)
        pasted.look_again(self.review_zone, self._day)
        self._add([pasted])
        self.panel.text.setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, candidates: list[Candidate]) -> None:
        for candidate in candidates:
            if mapping := self._mappings.of(candidate.columns):
                candidate.recall(mapping, self.review_zone)
            self.candidates.append(candidate)
        self._show_list()
        if candidates:
            self.list.setCurrentRow(len(self.candidates) - len(candidates))
        self.changed.emit()

    def _take_out(self) -> None:
        row = self.list.currentRow()
        if 0 <= row < len(self.candidates):
            self.looking.forget(self.candidates.pop(row))
            self.list.takeItem(row)
            self._show_list()
            self._show_current()
            if not self.candidates:
                self.first_focus.setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit()

    def say_broken(self, file: FileToImport, error: UserError) -> int:
        """Say of a file why it could not be read to its end; it is passed over from now on. Returns its row, or -1."""
        same = (c for c in self.candidates if (c.path, c.name) == (file.path, file.shown_name))
        candidate = next(same, None)
        if candidate is None:
            return -1
        candidate.break_off(error)
        self._show_list()
        if candidate is self.current():
            self._show_current()
        self.changed.emit()
        return self.candidates.index(candidate)

    def clear(self) -> None:
        """Begin with an empty list; the review stays chosen."""
        for candidate in self.candidates:
            self.looking.forget(candidate)
        self.candidates.clear()
        self.list.clear()
        self._show_list()
        self.changed.emit()

    # Showing

    def current(self) -> Candidate | None:
        """The candidate that is shown."""
        row = self.list.currentRow()
        return self.candidates[row] if 0 <= row < len(self.candidates) else None

    def _show_list(self) -> None:
        self.list.show_candidates(self.candidates)
        self._stack.setCurrentIndex(1 if self.candidates else 0)
        self._empty.set_text(*(self._said_while_looking() if self.gathering.busy else self._invitation()))

    def _invitation(self) -> tuple[str, str]:
        return self.tr("Bring in what was written down"), self.tr(
            "Drop exports here: tables and workbooks, what paging, chat, monitoring and ticket tools write, logs, "
            "mails, notes. Nothing is imported before you have seen how it will be read."
        )

    def _said_while_looking(self) -> tuple[str, str]:
        return self.tr("Looking at your files"), self.tr(
            "They are listed here in a moment. More can be added meanwhile."
        )

    def _show_current(self) -> None:
        candidate = self.current()
        if candidate is None:
            return
        if candidate.pasted and self.panel.shown is not candidate:
            self.panel.show_text(candidate.path.read_text(encoding="utf-8"))
        self.panel.show_candidate(candidate, self.review_zone)
        self._show_reading()

    def _show_reading(self) -> None:
        candidate = self.current()
        if candidate is not None and self.looking.waits_for(candidate):
            self.panel.show_reading()

    def _look_again(self) -> None:
        candidate = self.current()
        if candidate is not None:
            self.looking.ask(candidate, self.review_zone)
            self.changed.emit()

    def _show_looked(self, candidate: Candidate) -> None:
        if candidate is self.current():
            self._show_current()
        self._show_list()
        self.changed.emit()
        if not self.looking.busy and self._then is not None:
            then, self._then = self._then, None
            then()

    def when_settled(self, then: Callable[[], None]) -> None:
        """Take what was typed and not handed on yet, and go on once all files were read as they are chosen now."""
        self._then = None
        self.panel.commit()
        if self.looking.busy:
            self._then = then
        else:
            then()

    def stop(self) -> None:
        """Drop what is being read, and wait for what is being looked for to end: for closing the dialog."""
        self._then = None
        for candidate in self.candidates:
            self.looking.forget(candidate)
        self.gathering.stop()

    def _show_corrected(self) -> None:
        self._show_list()
        self.changed.emit()

    def _clock_before(self, candidate: Candidate) -> Source | None:
        """The source of that name and format whose clock was corrected before, in the review that it goes into."""
        info = candidate.look.format
        if self.review_id is None or info is None or info.name == OWN_FORMAT:
            return None  # our own exports tell times that are corrected already
        same = (s for s in reversed(self._sources) if (s.file_name, s.format) == (candidate.name, info.name))
        return next(same, None)

    def _take_text(self, text: str) -> None:
        candidate = self.current()
        if candidate is not None and candidate.pasted:
            candidate.path.write_text(text, encoding="utf-8", errors="replace")
            self._look_again()

    def _tell_failure(self, error: UserError) -> None:
        self._say(shown_error(error), "muted" if isinstance(error, CancelledError) else "danger")

    def _say(self, text: str, tone: str = "danger") -> None:
        self.fault.set_tone(tone)
        self.fault.setText(text)
        self.fault.setVisible(bool(text))


def _short(title: str) -> str:
    """A title as a part of a button; an ampersand in it marks no key."""
    short = title if len(title) <= MOST_TITLE else f"{title[: MOST_TITLE - 1].rstrip()}…"
    return short.replace("&", "&&")


def _system_zone() -> str:
    """The zone of this computer, where it has a name that everybody knows."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    return name if "/" in name and not name.startswith("Etc/") else "UTC"
