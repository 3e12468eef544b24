"""The verbatim record that an event was read from."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontDatabase, QGuiApplication
from PySide6.QtWidgets import QDialog, QGridLayout, QHBoxLayout, QPlainTextEdit, QVBoxLayout, QWidget

from secondstory.model.records import Event, Source, Unread
from secondstory.services.timeline import raw_of
from secondstory.timeline.clock import format_instant
from secondstory_ui.page import StepPage
from secondstory_ui.pages.timeline.clock_correction import ClockCorrection
from secondstory_ui.widgets.buttons import primary_button, secondary_button
from secondstory_ui.widgets.labels import Label


class SourceDialog(QDialog):
    """File, place, checksum and the record as it stood there; to read and to copy, never to change.

    Where the clock of the file was off, that can be said here.
    """

    def __init__(self, page: StepPage, event: Event, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(self.tr("Source of the event"))
        self.resize(720, 580)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(Label(event.title, "heading", wrap=True))
        column.addLayout(self._facts(page, event))
        text = QPlainTextEdit(_record(page, event) or self.tr("No record is kept for this event."))
        text.setReadOnly(True)
        text.setTabChangesFocus(True)
        text.setFont(QFontDatabase.systemFont(QFontDatabase.SystemFont.FixedFont))
        text.setAccessibleName(self.tr("The record as it was written"))
        column.addWidget(text, 1)
        source = page.snapshot.get(Source, event.source_id)
        if source is not None:
            self.clock = ClockCorrection(page, source, event)
            column.addWidget(self.clock)
        buttons = QHBoxLayout()
        copy = secondary_button(self.tr("&Copy the record"), "copy")
        copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(text.toPlainText()))
        close = primary_button(self.tr("Close"))
        close.setDefault(True)
        close.clicked.connect(self.accept)
        buttons.addWidget(copy)
        buttons.addStretch(1)
        buttons.addWidget(close)
        column.addLayout(buttons)
        text.setFocus()

    def _facts(self, page: StepPage, event: Event) -> QGridLayout:
        source = page.snapshot.get(Source, event.source_id)
        facts = [(self.tr("Place"), event.locator), (self.tr("Time as written"), event.time_as_written)]
        if source is not None:
            imported = format_instant(source.imported_at, page.snapshot.zone)
            facts = [
                (self.tr("File"), source.file_name),
                *facts,
                (self.tr("Imported"), f"{imported} {page.snapshot.review.timezone}"),
                (self.tr("SHA-256 of the file"), source.sha256),
            ]
        grid = QGridLayout()
        grid.setHorizontalSpacing(16)
        grid.setVerticalSpacing(6)
        grid.setColumnStretch(1, 1)
        for row, (name, value) in enumerate((name, value) for name, value in facts if value):
            grid.addWidget(Label(name, "body", "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            told = Label(value, wrap=True)
            told.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
            grid.addWidget(told, row, 1)
        return grid


def _record(page: StepPage, event: Event) -> str:
    """The record of an event, or of the unread row that it was made of."""
    repaired = next((row for row in page.snapshot.all(Unread) if row.event_id == event.id), None)
    return raw_of(page.bridge.library, event.id) or (repaired.raw if repaired else "")
