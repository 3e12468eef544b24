"""Several unread rows at once: read again with another answer, made events together, or put aside."""

from collections import Counter
from collections.abc import Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget
from shiboken6 import isValid

from secondstory.model.draft import Draft
from secondstory.model.errors import UserError
from secondstory.model.records import Source, Unread
from secondstory.services.import_preview import event_of
from secondstory.services.unread import (
    ImportOptions,
    Reread,
    columns_of,
    dismiss_unread,
    read_again,
    repair_unread,
)
from secondstory.timeline.clock import in_zone
from secondstory_ui.models.text_table import TextTableModel, text_table
from secondstory_ui.page import StepPage
from secondstory_ui.text import counted, shown_error, shown_event_time, shown_name, shown_text
from secondstory_ui.times import beginning_of
from secondstory_ui.widgets.access import announce
from secondstory_ui.widgets.answer_combos import changed_hour_combo, order_combo
from secondstory_ui.widgets.buttons import primary_button, secondary_button
from secondstory_ui.widgets.date_field import DateField
from secondstory_ui.widgets.enum_combo import QuietCombo
from secondstory_ui.widgets.flow import FlowLayout
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import FormRow, ScrollColumn
from secondstory_ui.widgets.zone_combo import ZoneCombo

MOST_REASONS, MOST_ASKED_FOR_COLUMNS = 3, 20
LEAST_TABLE, BOX_WIDTH = 150, 190


class SeveralRows(QWidget):
    """Nothing is stored before *Add* or *Put aside* is pressed, and each of them is one act with one undo."""

    settled = Signal()
    """Some of the rows were made events, or put aside."""

    def __init__(self, page: StepPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._rows: Sequence[Unread] = ()
        self._read: list[Reread] = []
        self._zone, self._are_tables = "", False
        self._heading, self._reasons = Label("", "subheading"), Label("", "small", "muted", wrap=True)
        self._make_answers()
        self.again = secondary_button("", "refresh")
        self.again.clicked.connect(self._read_again)
        self._said = Label("", "body", wrap=True)
        headings = (self.tr("Place"), self.tr("Time"), self.tr("Kind"), self.tr("What happened, or why it is not read"))
        self.found = TextTableModel(headings, self)
        self.table = text_table(self.found, self.tr("What the rows give now"), (92, 164, 110, 0), 3)
        self.table.setMinimumHeight(LEAST_TABLE)
        self.add = primary_button("", "add")
        self.add.clicked.connect(self._add)
        self.because = QLineEdit()
        self.because.setPlaceholderText(self.tr("headings, not events"))
        self.because.returnPressed.connect(self._dismiss)
        self.dismiss = secondary_button("")
        self.dismiss.clicked.connect(self._dismiss)
        self._lay_out()

    def _make_answers(self) -> None:
        as_before = self.tr("As before")
        self.zone, self.day = ZoneCombo(), DateField()
        self.zone.chosen.connect(self._choose_zone)
        self.order, self.hour = order_combo(as_before), changed_hour_combo()
        self.time_column, self.title_column = QuietCombo(), QuietCombo()
        for box in (self.time_column, self.title_column):
            box.setEditable(True)
            box.setInsertPolicy(QuietCombo.InsertPolicy.NoInsert)
        for widget in (self.zone, self.order, self.hour, self.time_column, self.title_column):
            widget.setMinimumWidth(BOX_WIDTH)
        self._columns = (
            FormRow(self.tr("Colum&n of the time"), self.time_column),
            FormRow(self.tr("Column of &what happened"), self.title_column),
        )

    def _lay_out(self) -> None:
        answers = QWidget()
        flow = FlowLayout(answers, spacing=16)
        flow.addWidget(FormRow(self.tr("&Day of times without one"), self.day))
        flow.addWidget(FormRow(self.tr("&Zone of times that name none"), self.zone))
        flow.addWidget(FormRow(self.tr("&Order in dates"), self.order))
        flow.addWidget(FormRow(self.tr("Hour in which clocks were &changed"), self.hour))
        for row in self._columns:
            flow.addWidget(row)
        form = ScrollColumn(spacing=12, flows=True)
        form.add(self._heading)
        form.add(self._reasons)
        form.add(answers)
        form.body.addWidget(self.again, 0, Qt.AlignmentFlag.AlignLeft)
        form.add(self._said)
        form.add(self.table)
        form.body.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        line = QHBoxLayout()
        line.setSpacing(8)
        line.addWidget(FormRow(self.tr("No events, &because"), self.because), 1)
        line.addWidget(self.dismiss, 0, Qt.AlignmentFlag.AlignBottom)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(form, 1)
        column.addLayout(line)

    # Showing

    def show_rows(self, rows: Sequence[Unread]) -> None:
        """Show what these rows have in common, and ask."""
        self._rows, self._read = rows, []
        count = len(rows)
        self._heading.setText(counted(count, self.tr("1 row is selected"), self.tr("{n} rows are selected")))
        reasons = Counter(shown_text(row.reason) for row in rows)
        lines = [f"{number} × {reason}" for reason, number in reasons.most_common(MOST_REASONS)]
        if len(reasons) > MOST_REASONS:
            more = len(reasons) - MOST_REASONS
            lines.append(counted(more, self.tr("and 1 other reason"), self.tr("and {n} other reasons")))
        self._reasons.setText("\n".join(lines))
        self.again.setText(counted(count, self.tr("Read it &again"), self.tr("Read all {n} &again")))
        self.dismiss.setText(counted(count, self.tr("&Put it aside"), self.tr("&Put all {n} aside")))
        if self.day.value() is None:
            self.day.set_value(in_zone(beginning_of(self._page), self._page.snapshot.zone).date())
        self._show_zone()
        self._show_columns()
        self._show_found()

    def _show_zone(self) -> None:
        zones = {source.zone for row in self._rows if (source := self._source(row)) is not None}
        common = zones.pop() if len(zones) == 1 else ""
        self.zone.set_zone(self._zone or common or self._page.snapshot.review.timezone)

    def _source(self, row: Unread) -> Source | None:
        return self._page.snapshot.get(Source, row.source_id)

    def _show_columns(self) -> None:
        some = [row.id for row in self._rows[:MOST_ASKED_FOR_COLUMNS]]
        columns = columns_of(self._page.bridge.library, some)
        self._are_tables = bool(columns)
        for row, box in zip(self._columns, (self.time_column, self.title_column), strict=True):
            row.setVisible(bool(columns))
            chosen = box.currentText()
            box.clear()
            box.addItems([self.tr("As before"), *columns])
            box.setCurrentText(chosen if chosen and columns else self.tr("As before"))

    def _show_found(self) -> None:
        drafts = sum(isinstance(each.found, Draft) for each in self._read)
        for widget in (self.table, self._said):
            widget.setVisible(bool(self._read))
        self.add.setVisible(drafts > 0)
        self.add.setText(counted(drafts, self.tr("Add &1 event"), self.tr("Add {n} &events")))
        unread = frozenset(place for place, each in enumerate(self._read) if not isinstance(each.found, Draft))
        self.found.set_rows([self._cells(each) for each in self._read], unread)
        if self._read:
            words = counted(drafts, self.tr("1 row reads now"), self.tr("{n} rows read now"))
            if unread:
                words += counted(len(unread), self.tr(", 1 still does not"), self.tr(", {n} still do not"))
            if not drafts:
                words = counted(
                    len(unread), self.tr("It still cannot be read"), self.tr("None of them can be read that way")
                )
            self._say(f"{words}. " + self.tr("Nothing is added yet.") if drafts else f"{words}.")

    def _cells(self, each: Reread) -> tuple[str, ...]:
        if not isinstance(each.found, Draft):
            return (each.row.locator, self.tr("not read"), "", shown_text(each.found.reason))
        event = event_of(each.found, each.row.review_id)
        seconds = bool(event.occurred_at and event.occurred_at.second)
        time = shown_event_time(event, self._page.snapshot.zone, seconds=seconds)
        return (each.row.locator, time, shown_name(event.kind), event.title)

    def _say(self, words: str, tone: str = "text") -> None:
        self._said.setText(words)
        self._said.set_tone(tone)
        self._said.setVisible(bool(words))
        announce(self, words)

    # Acts

    def _choose_zone(self, zone: str) -> None:
        self._zone = zone

    def _options(self) -> ImportOptions:
        boxes = {"occurred_at": self.time_column, "title": self.title_column}
        typed = {field: box.currentText().strip() for field, box in boxes.items() if self._are_tables}
        mapping = {field: column for field, column in typed.items() if column not in ("", self.tr("As before"))}
        return ImportOptions(
            self._zone or None, self.day.value(), mapping, self.order.currentData(), self.hour.currentData()
        )

    def _read_again(self) -> None:
        self.day.commit()
        if self.day.error():
            self.day.setFocus()
            return
        rows = self._rows
        work = partial(read_again, self._page.bridge.library, [row.id for row in rows], self._options())

        def show(read: tuple[Reread, ...]) -> None:
            if isValid(self):  # the dialog may be gone by then
                self.again.setEnabled(True)
                if rows is self._rows:
                    self._read = list(read)
                    self._show_found()

        def fail(error: UserError) -> None:
            if isValid(self):
                self.again.setEnabled(True)
                self._say(shown_error(error), "danger")

        self.again.setEnabled(False)
        self._say(self.tr("Reading…"), "muted")
        self._page.context.jobs.prompt.run(work, show, fail)

    def _add(self) -> None:
        review_id = self._page.snapshot.review.id
        events = [
            (each.row.id, event_of(each.found, review_id)) for each in self._read if isinstance(each.found, Draft)
        ]
        if events and self._page.bridge.act(repair_unread, events) is not None:
            self.settled.emit()

    def _dismiss(self) -> None:
        reason = self.because.text().strip()
        if not reason:
            self.because.setPlaceholderText(self.tr("a few words, so that others know why"))
            self.because.setFocus()
            return
        if self._page.bridge.act(dismiss_unread, [row.id for row in self._rows], reason) is not None:
            self.because.clear()
            self.settled.emit()
