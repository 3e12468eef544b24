"""All sources of a review in one list, and what can be done with each: look, correct its clock, withdraw it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QDialog, QHBoxLayout, QStackedWidget, QTableView, QVBoxLayout, QWidget
from shiboken6 import isValid

from secondstory.model.changes import Changes
from secondstory.model.records import Event, Source, Unread
from secondstory.services.sources import first_told, withdraw
from secondstory.timeline.clock import format_instant
from secondstory_ui.models.source_table import Column, SourceTableModel
from secondstory_ui.models.text_table import ShortInTheMiddle
from secondstory_ui.page import StepPage
from secondstory_ui.pages.timeline.clock_correction import ClockCorrection
from secondstory_ui.text import counted, joined
from secondstory_ui.widgets.buttons import danger_button, primary_button, quiet_button, secondary_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.empty_state import EmptyState
from secondstory_ui.widgets.labels import ElidedLabel, Label
from secondstory_ui.widgets.notice import NoticeBar
from secondstory_ui.widgets.tab_order import order_tabs
from secondstory_ui.widgets.tables import dress_table

WIDTHS = {
    Column.FORMAT: 128, Column.IMPORTED: 142, Column.FIRST: 142, Column.LAST: 142, Column.ZONE: 84, Column.CLOCK: 70,
    Column.ADDED: 66, Column.UPDATED: 72, Column.DUPLICATES: 88, Column.UNREAD: 66,
}  # fmt: skip
LEAST_FILE = 160


class SourceView(QTableView):
    """Enter and a double click open the records of a source."""

    opened = Signal()

    def __init__(self, model: SourceTableModel) -> None:
        super().__init__()
        self.setModel(model)
        dress_table(self, self.tr("Sources of this review"), stretch=Column.FILE)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setItemDelegateForColumn(Column.FILE, ShortInTheMiddle(self))
        unit = self.fontMetrics().height() / 17
        for column, width in WIDTHS.items():
            self.setColumnWidth(column, round(width * unit))
        self.doubleClicked.connect(lambda _index: self.opened.emit())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In little room the names of the files come first; what goes is told of the selected one below."""
        super().resizeEvent(event)
        room = event.size().width() - self.fontMetrics().height() / 17 * sum(WIDTHS.values())
        for column in (Column.FORMAT, Column.IMPORTED):
            self.setColumnHidden(column, room < LEAST_FILE)
            room += WIDTHS[column]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens; the default button of the dialog does not hear of it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit()
        else:
            super().keyPressEvent(event)


class SourcesDialog(QDialog):
    """The list above, the selected source below it. Withdrawing is one act, and its undo is one press away."""

    events_requested = Signal(int)
    """The events of a source are to be shown in the table."""
    import_requested = Signal()

    def __init__(self, page: StepPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._withdrawing = False
        self._first: dict[int, int] = {}
        self._standing: frozenset[int] = frozenset()
        self.setWindowTitle(self.tr("Sources"))
        self.resize(1240, 640)
        self.model = SourceTableModel(self)
        self.view = SourceView(self.model)
        self.view.selectionModel().currentRowChanged.connect(lambda *_: self._show_source())
        self._heading, self._figures = Label(self.tr("Sources"), "heading"), Label("", "body", "muted")
        self.notices = NoticeBar()
        self.notices.acted.connect(self._undo)
        self._make_details()
        self._lay_out()
        page.bridge.changed.connect(self._on_changed)
        self._fill()

    def _make_details(self) -> None:
        self._name, self._facts = ElidedLabel("", "subheading"), Label("", "small", "muted", wrap=True)
        self.records = secondary_button(self.tr("Show its &records"), "file")
        self.records.clicked.connect(self._show_records)
        self.view.opened.connect(self.records.click)
        self.events = secondary_button(self.tr("Show its &events in the table"), "filter")
        self.events.clicked.connect(self._show_events)
        self.unread = secondary_button("", "attention")
        self.unread.clicked.connect(self._show_unread)
        self.withdraw = danger_button(self.tr("&Withdraw the import"), "remove")
        self.withdraw.clicked.connect(self._withdraw)
        self._details = Card()
        self._details.add(self._name)
        self._details.add(self._facts)
        self.clock: ClockCorrection | None = None
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in (self.records, self.events, self.unread):
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self.withdraw)
        self._details.body.addLayout(buttons)

    def _lay_out(self) -> None:
        bring = primary_button(self.tr("&Import a timeline…"), "import")
        bring.clicked.connect(self._import)
        why = self.tr("Each file that is imported into this review is listed here, with what became of it.")
        self._stack = QStackedWidget()
        self._stack.addWidget(self.view)
        self._stack.addWidget(EmptyState("file", self.tr("No sources"), why, bring))
        close = quiet_button(self.tr("Close"))
        close.setAccessibleName(self.tr("Close the sources"))
        close.clicked.connect(self.accept)
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self._heading)
        head.addWidget(self._figures, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 16)
        column.setSpacing(12)
        column.addLayout(head)
        column.addWidget(self.notices)
        column.addWidget(self._stack, 1)
        column.addWidget(self._details)
        column.addWidget(close, 0, Qt.AlignmentFlag.AlignRight)

    # Showing

    def current(self) -> Source | None:
        """The source that is selected."""
        return self.model.source_at(self.view.currentIndex().row())

    def _on_changed(self, changes: Changes) -> None:
        if isValid(self) and changes.touches(Source, Event, Unread):
            if not self._withdrawing:
                self.notices.dismiss()  # its undo would take back something else by now
            self._fill()

    def _fill(self) -> None:
        source, row = self.current(), self.view.currentIndex().row()
        snapshot = self._page.snapshot
        self._first, self._standing = first_told(snapshot), frozenset(snapshot.events.sources)
        self.model.show_sources(snapshot)
        count = self.model.rowCount()
        self._figures.setText(counted(count, self.tr("1 file"), self.tr("{n} files")) if count else "")
        self._stack.setCurrentIndex(0 if count else 1)
        self._details.setVisible(count > 0)
        if count:
            again = self.model.row_of(source.id) if source is not None else -1
            self.view.selectRow(again if again >= 0 else min(max(row, 0), count - 1))
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)
        self._show_source()

    def _show_source(self) -> None:
        source = self.current()
        if source is None:
            return
        self._name.setText(source.file_name)
        self._facts.setText(joined([self.model.format_of(source), *self._words(source)]))
        self.records.setEnabled(source.id in self._first)
        self.events.setEnabled(source.id in self._standing)
        waiting = self.model.waiting(source.id)
        self.unread.setVisible(waiting > 0)
        self.unread.setText(counted(waiting, self.tr("Its &unread row"), self.tr("Its {n} &unread rows")))
        example = self._page.snapshot.get(Event, self._first.get(source.id))
        if self.clock is None:
            self.clock = ClockCorrection(self._page, source, example)
            self._details.body.insertWidget(2, self.clock)
            order_tabs(self)  # made late, it would come after Close
        else:
            self.clock.show_source(source, example)

    def _words(self, source: Source) -> list[str]:
        read = counted(source.read, self.tr("1 record read"), self.tr("{n} records read"))
        because = self.tr("clock corrected: {why}").format(why=source.clock_reason) if source.clock_reason else ""
        at = format_instant(source.imported_at, self._page.snapshot.zone)
        return [
            read,
            self.tr("imported {time}").format(time=at),
            because,
            self.tr("SHA-256 {sum}").format(sum=source.sha256),
        ]

    # Acts

    def _show_records(self) -> None:
        from secondstory_ui.pages.timeline.source_dialog import SourceDialog  # noqa: PLC0415 - loaded when asked for

        source = self.current()
        event = self._page.snapshot.get(Event, self._first.get(source.id)) if source is not None else None
        if event is not None:
            self._open(SourceDialog(self._page, event, self))

    def _show_unread(self) -> None:
        from secondstory_ui.pages.timeline.unread_dialog import UnreadDialog  # noqa: PLC0415 - as above

        source = self.current()
        if source is not None:
            self._open(UnreadDialog(self._page, self, source_id=source.id))

    @staticmethod
    def _open(dialog: QDialog) -> None:
        dialog.finished.connect(dialog.deleteLater)
        dialog.open()

    def _show_events(self) -> None:
        source = self.current()
        if source is not None:
            self.accept()
            self.events_requested.emit(source.id)

    def _import(self) -> None:
        self.accept()
        self.import_requested.emit()

    def _withdraw(self) -> None:
        source = self.current()
        if source is None:
            return
        self._withdrawing = True
        changes = self._page.bridge.act(withdraw, source.id)
        self._withdrawing = False
        if changes is None:
            return
        self.notices.show_notice(self._withdrawn(source), self.tr("Undo"), seconds=0)

    def _withdrawn(self, source: Source) -> str:
        """What withdrawing it did, and what to do about events that other files told as well."""
        if not source.added:
            return self.tr("{file} is withdrawn.").format(file=source.file_name)
        events = counted(source.added, self.tr("its event is"), self.tr("its {n} events are"))
        words = self.tr("{file} is withdrawn, and {events} out of the timeline.")
        words = words.format(file=source.file_name, events=events)
        if any(other.duplicates and other.id > source.id for other in self._page.snapshot.sources):
            words += " " + self.tr("What later files told as well comes back when they are imported again.")
        return words

    def _undo(self) -> None:
        self._page.bridge.undo()
