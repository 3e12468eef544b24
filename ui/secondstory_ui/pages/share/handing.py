"""The card that hands the report out: for whom it is, the files it can become, and what became of the last one."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, Qt, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QHBoxLayout, QMenu, QWidget

from secondstory.model.enums import ReviewStatus
from secondstory.model.errors import CancelledError, UserError
from secondstory.model.progress import Work
from secondstory.model.snapshot import Snapshot
from secondstory.services.reports import write_report_of, write_timeline_of, write_tracker_of
from secondstory.services.sharing import file_name
from secondstory_ui.page import PageContext
from secondstory_ui.remembered import remembered_text
from secondstory_ui.text import counted, shown_error
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.access import announce
from secondstory_ui.widgets.buttons import link_button, primary_button, secondary_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.chip import Chip
from secondstory_ui.widgets.labels import Label

FOLDER = "export/folder"
EDITION = "internal"


class Handing(Card):
    """Saves files by way of the system's file dialog; the writing is a job with progress and Cancel."""

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Hand out"))
        self._context = context
        self._written = Path()
        self.add_action(Chip(self.tr("Internal"), "accent"))
        self.add(
            Label(
                self.tr("For people inside the organisation. People appear as roles; names stay in the library."),
                "small",
                "muted",
                wrap=True,
            )
        )
        self._draft = Label(
            self.tr("Marked DRAFT on every page until the review's status is “Done”."), "small", "muted", wrap=True
        )
        self.add(self._draft)
        self._add_buttons()
        self._add_outcome()

    def _add_buttons(self) -> None:
        self.pdf = primary_button(self.tr("Save &PDF…"), "pdf")
        self.pdf.clicked.connect(lambda: self._ask(".pdf", self.tr("PDF document (*.pdf)")))
        self.tracker = secondary_button(self.tr("Save &tracker (.xlsx)…"), "workbook")
        self.tracker.clicked.connect(self._ask_tracker)
        self.more = secondary_button(self.tr("&More formats"), "file")
        menu = QMenu(self.more)
        for text, suffix, kind in (
            (self.tr("Web page (&HTML)…"), ".html", self.tr("Web page (*.html)")),
            (self.tr("&Markdown…"), ".md", self.tr("Markdown text (*.md)")),
            (self.tr("&JSON, to move the review…"), ".json", self.tr("Second Story review (*.json)")),
        ):
            menu.addAction(text, partial(self._ask, suffix, kind))
        menu.addSeparator()
        for text, suffix, kind, form in (
            (self.tr("Timeline as &CSV…"), ".csv", self.tr("Table (*.csv)"), "csv"),
            (self.tr("Timeline for &Timesketch…"), ".jsonl", self.tr("Lines of JSON (*.jsonl)"), "timesketch"),
            (self.tr("Timeline as a Markdown &list…"), ".md", self.tr("Markdown text (*.md)"), "markdown"),
        ):
            menu.addAction(text, partial(self._ask, suffix, kind, form))
        self.more.set_menu(menu)
        self.body.addSpacing(length("half"))
        for button in (self.pdf, self.tracker, self.more):
            self.add(button)

    def _add_outcome(self) -> None:
        self.outcome = Label("", "small", wrap=True)
        self._links = QWidget()
        line = QHBoxLayout(self._links)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(length("half"))
        for text, icon_name, act in (
            (self.tr("Open"), "external_link", lambda: self._written),
            (self.tr("Show in folder"), "open", lambda: self._written.parent),
        ):
            button = link_button(text, icon_name)
            button.clicked.connect(partial(self._open, act))
            line.addWidget(button)
        line.addStretch(1)
        self.add(self.outcome)
        self.add(self._links)
        self._say("")

    def show_review(self, snapshot: Snapshot) -> None:
        """Say whether the pages are marked as a draft."""
        self._draft.setVisible(snapshot.review.status is not ReviewStatus.DONE)

    def forget(self) -> None:
        """Another review: what became of the last file is no news here."""
        self._say("")

    # Asking where ----------------------------------------------------------------------------------------------

    def _ask_tracker(self) -> None:
        self._ask(".xlsx", self.tr("Excel workbook (*.xlsx)"))

    def _ask(self, suffix: str, kind: str, form: str = "") -> None:
        what = "timeline" if form else "actions" if suffix == ".xlsx" else EDITION
        dialog = QFileDialog(self, self.tr("Save {name}").format(name=suffix.removeprefix(".").upper()))
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.setNameFilter(kind)
        dialog.setDefaultSuffix(suffix)
        dialog.setDirectory(self._folder())
        dialog.selectFile(file_name(self._snapshot(), what, suffix))
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.fileSelected.connect(lambda name: self.save_to(Path(name), form))
        dialog.open()

    def _folder(self) -> str:
        documents = QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        return remembered_text(self._context.settings, FOLDER) or documents

    def _snapshot(self) -> Snapshot:
        snapshot = self._context.bridge.snapshot
        if snapshot is None:
            raise RuntimeError("there is no review to hand out")
        return snapshot

    # Writing ---------------------------------------------------------------------------------------------------

    def save_to(self, path: Path, form: str = "") -> None:
        """Write the file of that name: the timeline in a form, else what the suffix says. The outcome is told here."""
        self._context.settings.setValue(FOLDER, str(path.parent))
        library, review_id = self._context.bridge.library, self._snapshot().review.id
        if form:
            self._start(path, lambda: write_timeline_of(library, review_id, path, form), self._events)
        elif path.suffix.lower() == ".xlsx":
            self._start(path, lambda: write_tracker_of(library, path, [review_id]), self._actions)
        else:
            self._start(path, lambda: write_report_of(library, review_id, path), self._pages)

    def _start(self, path: Path, work: Callable[[], Work[Any]], size: Callable[[Any], str]) -> None:
        title = self.tr("Writing {name}…").format(name=path.name)
        if self._context.jobs.start(title, work, partial(self._done, path, size), partial(self._failed, path)):
            self._say(title)
        else:
            self._say(self.tr("Something else is still being written. Try again when it is done."), "warn")

    def _pages(self, report: Any) -> str:
        return counted(report.pages, self.tr("1 page"), self.tr("{n} pages")) if report.pages else ""

    def _actions(self, amount: int) -> str:
        return counted(amount, self.tr("1 action"), self.tr("{n} actions"))

    def _events(self, amount: int) -> str:
        return counted(amount, self.tr("1 event"), self.tr("{n} events"))

    def _done(self, path: Path, size_of: Callable[[Any], str], result: Any) -> None:
        self._written = path
        text, size = self.tr("{name} is saved").format(name=path.name), size_of(result)
        self._say(f"{text} ({size})." if size else f"{text}.", "ok")
        self._links.show()

    def _failed(self, _path: Path, error: UserError) -> None:
        self._say(shown_error(error), "muted" if isinstance(error, CancelledError) else "warn")

    def _say(self, text: str, tone: str = "muted") -> None:
        self.outcome.setText(text)
        self.outcome.set_tone(tone)
        self.outcome.setVisible(bool(text))
        self._links.hide()
        announce(self.outcome, text)

    def _open(self, target: Callable[[], Path], _checked: bool = False) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(target())))
