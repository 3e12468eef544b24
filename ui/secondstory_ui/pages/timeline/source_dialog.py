"""The verbatim records of a source, one after another, each with the event that was read from it."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QKeySequence, QShortcut
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from secondstory.model.records import Event, Source, Unread
from secondstory.services.sharing import in_roles
from secondstory.services.sources import told_by
from secondstory.services.timeline import raw_of
from secondstory.timeline.clock import format_instant
from secondstory_ui.copying import copy_later
from secondstory_ui.page import StepPage
from secondstory_ui.pages.timeline.clock_correction import ClockCorrection
from secondstory_ui.text import figure
from secondstory_ui.widgets.access import announce
from secondstory_ui.widgets.buttons import IconButton, primary_button, secondary_button
from secondstory_ui.widgets.labels import Label


class SourceDialog(QDialog):
    """File, place, checksum and the record as it stood there; to read and to copy, never to change.

    Where the clock of the file was off, that can be said here.
    """

    def __init__(self, page: StepPage, event: Event, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._source = page.snapshot.get(Source, event.source_id)
        self._told = told_by(page.snapshot, self._source.id) if self._source else [event.id]
        self._place = self._told.index(event.id)
        self.setWindowTitle(self.tr("Source of the event"))
        self.resize(720, 580)
        self._title = Label("", "heading", wrap=True)
        self._facts = QGridLayout()
        self._facts.setHorizontalSpacing(16)
        self._facts.setVerticalSpacing(6)
        self._facts.setColumnStretch(1, 1)
        self.record = QPlainTextEdit()
        self.record.setReadOnly(True)
        self.record.setTabChangesFocus(True)
        self.record.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        self.record.setAccessibleName(self.tr("The record as it was written"))
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(self._title)
        column.addLayout(self._facts)
        column.addWidget(self.record, 1)
        if self._source is not None:
            self.clock = ClockCorrection(page, self._source, event)
            column.addWidget(self.clock)
        column.addLayout(self._buttons())
        self._show()
        self.record.setFocus()

    def _copy(self) -> None:
        snapshot, record = self._page.snapshot, self.record.toPlainText()
        copy_later(self._page.context, lambda: in_roles(snapshot, [record])[0])

    def _buttons(self) -> QHBoxLayout:
        copy = secondary_button(self.tr("&Copy the record"), "copy")
        copy.clicked.connect(self._copy)
        close = primary_button(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        self.previous = IconButton("previous", self.tr("Previous record (Alt+Left)"))
        self.next = IconButton("next", self.tr("Next record (Alt+Right)"))
        self._of = Label("", "small", "muted", tabular=True)
        line = QHBoxLayout()
        line.addWidget(copy)
        line.addStretch(1)
        for button, step, keys in ((self.previous, -1, "Alt+Left"), (self.next, 1, "Alt+Right")):
            button.clicked.connect(lambda _checked=False, step=step: self._step(step))
            button.setVisible(len(self._told) > 1)
            QShortcut(QKeySequence(keys), self, button.click)
        line.addWidget(self.previous)
        line.addWidget(self._of)
        line.addWidget(self.next)
        line.addStretch(1)
        line.addWidget(close)
        return line

    def _step(self, step: int) -> None:
        self._place += step
        self._show()
        announce(self, f"{self._of.text()}. {self._title.text()}")

    def _show(self) -> None:
        """Show the record at the place that was reached."""
        event = self._page.snapshot.get(Event, self._told[self._place])
        if event is None:  # it was removed while its record was looked at
            return
        self._title.setText(event.title)
        self._show_facts(event)
        self.record.setPlainText(_record(self._page, event) or self.tr("No record is kept for this event."))
        self.previous.setEnabled(self._place > 0)
        self.next.setEnabled(self._place + 1 < len(self._told))
        words = self.tr("Record {n} of {all}").format(n=figure(self._place + 1), all=figure(len(self._told)))
        self._of.setText(words if len(self._told) > 1 else "")

    def _show_facts(self, event: Event) -> None:
        source, snapshot = self._source, self._page.snapshot
        facts = [(self.tr("Place"), event.locator), (self.tr("Time as written"), event.time_as_written)]
        if source is not None:
            imported = format_instant(source.imported_at, snapshot.zone)
            facts = [
                (self.tr("File"), source.file_name),
                *facts,
                (self.tr("Imported"), f"{imported} {snapshot.review.timezone}"),
                (self.tr("SHA-256 of the file"), source.sha256),
            ]
        while (item := self._facts.takeAt(0)) is not None:
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for row, (name, value) in enumerate((name, value) for name, value in facts if value):
            self._facts.addWidget(Label(name, "body", "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            told = Label(value, wrap=True)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            self._facts.addWidget(told, row, 1)


def _record(page: StepPage, event: Event) -> str:
    """The record of an event, or of the unread row that it was made of."""
    repaired = next((row for row in page.snapshot.all(Unread) if row.event_id == event.id), None)
    return raw_of(page.bridge.library, event.id) or (repaired.raw if repaired else "")
