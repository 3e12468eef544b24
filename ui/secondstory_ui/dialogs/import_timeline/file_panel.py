"""One file: how it is read, what has to be asked, and each of its first records beside the event it becomes."""

from collections.abc import Callable
from dataclasses import replace
from datetime import timedelta
from zoneinfo import ZoneInfo

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.errors import UserError
from secondstory.model.records import Event, Source
from secondstory.services.import_preview import SHEET, Topic, event_of, formats, read_start, show_start
from secondstory.services.saved_mappings import SavedMappings
from secondstory.timeline.clock_offset import format_offset, moved
from secondstory_ui.dialogs.import_timeline.candidate import Candidate
from secondstory_ui.dialogs.import_timeline.mapping_form import MappingForm
from secondstory_ui.models.text_table import ShortInTheMiddle, TextTableModel, narrow_columns, text_table
from secondstory_ui.text import counted, shown_error, shown_event_time, shown_name, shown_text
from secondstory_ui.widgets.access import announce
from secondstory_ui.widgets.answer_combos import changed_hour_combo, order_combo
from secondstory_ui.widgets.buttons import quiet_button
from secondstory_ui.widgets.clock_fields import ClockFields
from secondstory_ui.widgets.date_field import DateField
from secondstory_ui.widgets.enum_combo import QuietCombo
from secondstory_ui.widgets.flow import FlowLayout
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import FormRow, ScrollColumn
from secondstory_ui.widgets.time_field import TimeField
from secondstory_ui.widgets.zone_combo import ZoneCombo

PASTE_PAUSE_MS = 500
FEWEST_ROWS = 3.5
"""How many rows of records stay in view, the heading counted, before the form of the columns scrolls."""
WIDTHS = (136, 164, 152, 104, 124, 0)
"""Of the columns of the records; what happened takes the rest."""
KIND = 3
"""The column from which on a row that is not read has its reason."""


class FilePanel(QWidget):
    """Shows a candidate and reports what a person chooses for it."""

    changed = Signal()
    """The candidate has another option: look at it again."""
    pasted = Signal(str)
    """The pasted text is another one."""
    corrected = Signal()
    """Something else was said about the clock of the candidate: its records are the same, their times are others."""

    def __init__(
        self, saved: SavedMappings, clock_before: Callable[[Candidate], Source | None], parent: QWidget | None = None
    ) -> None:
        """``clock_before`` finds the source whose clock a candidate is corrected like, unless somebody says else."""
        super().__init__(parent)
        self._candidate: Candidate | None = None
        self._clock_before = clock_before
        self._zone_name = "UTC"
        self._make_text()
        self._make_questions()
        self.mapping = MappingForm(saved)
        self.mapping.saved.chosen.connect(self._use_mapping)
        self.mapping.changed.connect(self._map)
        self.columns = quiet_button(self.tr("&Columns"), "table")
        self.columns.setCheckable(True)
        self._mapping_area = ScrollColumn()
        self._mapping_area.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Maximum)
        self._mapping_area.add(self.mapping)
        self.columns.toggled.connect(self._mapping_area.setVisible)
        self.clock_fields = ClockFields()
        self.clock_fields.edited.connect(self._correct)
        self.clock = quiet_button("", "clock")
        self.clock.setCheckable(True)
        self.clock.setToolTip(self.tr("Say that the clock of this file was off, and by how much"))
        self.clock.toggled.connect(self.clock_fields.setVisible)
        self.about = quiet_button(self.tr("&About this format"), "info")
        self.about.clicked.connect(self._tell_about)
        self._error = Label("", "body", "danger", wrap=True)
        self._figures = Label("", "body", "muted", wrap=True)
        headings = (
            self.tr("Place"),
            self.tr("As it is written"),
            self.tr("Time"),
            self.tr("Kind"),
            self.tr("Role"),
            self.tr("What happened"),
        )
        self.rows = TextTableModel(headings, self)
        self.table = text_table(self.rows, self.tr("First records and their events"), WIDTHS, 5)
        self.table.setItemDelegateForColumn(0, ShortInTheMiddle(self.table))
        self.table.setMinimumHeight(round(FEWEST_ROWS * self.table.verticalHeader().defaultSectionSize()))
        self._lay_out()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With little room every column of the records gives way, not only what happened."""
        super().resizeEvent(event)
        narrow_columns(self.table, WIDTHS, self.width())

    def _make_text(self) -> None:
        self.text = QPlainTextEdit()
        self.text.setPlaceholderText(self.tr("14:05 UTC - alert fired\n14:09 on-call engineer acknowledges"))
        self.text.setTabChangesFocus(True)
        self.text.setMaximumHeight(170)
        self._text_row = FormRow(self.tr("&Pasted text"), self.text)
        self._pause = QTimer(self, singleShot=True, interval=PASTE_PAUSE_MS)
        self._pause.timeout.connect(self.take_text)
        self.text.textChanged.connect(self._pause.start)

    def _make_questions(self) -> None:
        self.format = QuietCombo()
        self.format.setPlaceholderText(self.tr("not recognised"))
        for info in sorted(formats(), key=lambda info: info.title.casefold()):
            self.format.addItem(info.title, info.name)
        self.format.activated.connect(self._choose_format)
        self.zone = ZoneCombo()
        self.zone.chosen.connect(lambda zone: self._set(zone=zone))
        self.date = DateField()
        self.date.committed.connect(lambda day: self._set(date=day))
        self.start = TimeField(self.tr("Start of the story"), read_start, show_start, hint=self.tr("2026-05-04 14:05"))
        self.start.committed.connect(lambda at: self._set(start=at))
        self.order, self.changed_hour = order_combo(), changed_hour_combo()
        self.order.activated.connect(lambda _place: self._set(day_first=bool(self.order.currentData())))
        self.changed_hour.activated.connect(lambda _place: self._set(changed_hour=self.changed_hour.currentData()))
        self.part = QuietCombo()
        self.part.setMinimumWidth(240)
        self.part.activated.connect(lambda _place: self._choose_part())
        self._part_row = FormRow(self.tr("&Sheet or list"), self.part)
        self._rows_of = {
            Topic.ZONE: FormRow(self.tr("&Zone of times that name none"), self.zone),
            Topic.DATE: FormRow(self.tr("&Day of the first time"), self.date),
            Topic.START: FormRow(self.tr("S&tart that times count from"), self.start),
            Topic.ORDER: FormRow(self.tr("&Order in dates"), self.order),
            Topic.CHANGED_HOUR: FormRow(self.tr("Hour in which clocks were &changed"), self.changed_hour),
        }
        self._reasons = Label("", "small", "muted", wrap=True)

    def _lay_out(self) -> None:
        questions = QWidget()
        flow = FlowLayout(questions, spacing=16)
        self._format_row = FormRow(self.tr("&Format"), self.format)
        flow.addWidget(self._format_row)
        flow.addWidget(self._part_row)
        for row in self._rows_of.values():
            flow.addWidget(row)
        self._questions = questions
        line = QHBoxLayout()
        line.addWidget(self._figures, 1)
        for button in (self.about, self.clock, self.columns):
            line.addWidget(button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        for widget in (self._text_row, questions, self._reasons, self._error):
            column.addWidget(widget)
        column.addLayout(line)
        column.addWidget(self.clock_fields)
        column.addWidget(self._mapping_area)
        for widget in (
            self.clock_fields,
            self._mapping_area,
            *self._rows_of.values(),
            self._part_row,
            self._text_row,
            self._error,
        ):
            widget.hide()  # until there is something to show: hidden from the start they make the dialog no taller
        column.addWidget(self.table, 1)
        self._filler = QWidget()
        column.addWidget(self._filler, 1)

    # Showing

    def show_candidate(self, candidate: Candidate, zone: str) -> None:
        """Show a candidate; ``zone`` is that of the review."""
        another = candidate is not self._candidate
        self._candidate, self._zone_name = candidate, zone
        look = candidate.look
        self._text_row.setVisible(candidate.pasted)
        self._questions.setVisible(not candidate.bundle)
        self.about.setVisible(not candidate.bundle and look.format is not None)
        if look.format is not None:
            self.format.setCurrentIndex(self.format.findData(look.format.name))
        elif another:
            self.format.setCurrentIndex(-1)
        for topic, row in self._rows_of.items():
            row.setVisible(topic in candidate.asked)
        self.zone.set_zone(candidate.zone or zone)
        self.date.set_value(candidate.date)
        self.start.set_value(candidate.start)
        self.order.setCurrentIndex(1 if candidate.day_first is False else 0)
        self.changed_hour.setCurrentIndex(self.changed_hour.findData(candidate.changed_hour))
        reasons = [shown_text(reason) for topic, reason in candidate.asked.items() if topic is not Topic.MAPPING]
        self._reasons.setText(" ".join(reasons))
        self._reasons.setVisible(bool(reasons))
        lacks_day = Topic.DATE in candidate.asked and candidate.date is None
        lacks_start = Topic.START in candidate.asked and candidate.start is None
        self._reasons.set_tone("warn" if lacks_day or lacks_start else "muted")
        self._show_parts(candidate)
        self._show_columns(candidate, another=another)
        self._show_clock(candidate, another=another)
        self._show_rows(candidate)

    def show_reading(self) -> None:
        """Say that the candidate is being read again; what was found before stays to be seen until then."""
        self._figures.setText(self.tr("Reading it again…"))

    def _show_parts(self, candidate: Candidate) -> None:
        self._part_row.setVisible(bool(candidate.parts))
        self.part.clear()
        if candidate.all_parts:
            self.part.addItem(self.tr("All sheets that hold times"), candidate.all_parts)
        for part in candidate.parts:
            rows = counted(part.size, self.tr("1 row"), self.tr("{n} rows"))
            self.part.addItem(self.tr("{name}, {rows}").format(name=part.name, rows=rows), part.name)
        read = [part.name for part in candidate.parts if part.is_read]
        chosen = candidate.mapping.get(SHEET) or (candidate.all_parts if read[1:] else next(iter(read), ""))
        self.part.setCurrentIndex(self.part.findData(chosen))

    def _show_columns(self, candidate: Candidate, *, another: bool) -> None:
        self.columns.setVisible(bool(candidate.columns))
        if another:
            self.columns.setChecked(Topic.MAPPING in candidate.asked)
        self._mapping_area.setVisible(bool(candidate.columns) and self.columns.isChecked())
        self.mapping.show_candidate(candidate)

    def _show_clock(self, candidate: Candidate, *, another: bool) -> None:
        offset = self._offset(candidate)
        words = self.tr("C&lock {offset}").format(offset=format_offset(offset)) if offset else self.tr("C&lock")
        self.clock.setText(words)
        self.clock.setVisible(bool(candidate.look.rows) and not candidate.bundle)
        untouched = candidate.clock_offset is None and candidate.clock_fault is None
        if another or untouched:
            before = self._clock_before(candidate) if untouched else None
            self.clock_fields.show_correction(offset, before.clock_reason if before else candidate.clock_reason)
        if another:
            self.clock.setChecked(candidate.clock_fault is not None)
        self.clock_fields.setVisible(self.clock.isChecked() and not self.clock.isHidden())
        if candidate.clock_fault is not None:
            self.clock_fields.say_fault(candidate.clock_fault)
            return
        if not offset:
            self.clock_fields.say_nothing()
            return
        written = next((r.occurred_at for r in candidate.look.rows if isinstance(r, Draft) and r.occurred_at), None)
        self.clock_fields.say_effect(offset, self.tr("all events of this file"), written, self.zone_info())

    def _offset(self, candidate: Candidate) -> timedelta:
        """What is added to the times of a candidate."""
        if candidate.clock_offset is not None:
            return candidate.clock_offset
        before = self._clock_before(candidate)
        return timedelta(seconds=before.clock_offset) if before else timedelta(0)

    def _show_rows(self, candidate: Candidate) -> None:
        look = candidate.look
        error = shown_error(look.error) if look.error and not self._waits_for_text() else ""
        self._error.setText(error)
        self._error.setVisible(bool(error))
        announce(self, error)
        offset = self._offset(candidate)
        rows = [self._row(row, offset) for row in look.rows]
        unread = frozenset(n for n, row in enumerate(look.rows) if isinstance(row, UnreadRow))
        self.rows.set_rows(rows, unread)
        self.table.clearSpans()
        for n in unread:
            self.table.setSpan(n, KIND, 1, len(rows[n]) - KIND)  # the reason takes the room of what it has not
        self.table.setVisible(bool(rows))
        self._filler.setVisible(not rows)  # what is wrong with the file stands right below its name and format
        self._figures.setText(self._words(candidate, len(rows), len(unread)))

    def _waits_for_text(self) -> bool:
        return self._candidate is not None and self._candidate.pasted and not self.text.toPlainText().strip()

    def _words(self, candidate: Candidate, rows: int, unread: int) -> str:
        if candidate.bundle:
            return self.tr("A whole review in the format of Second Story: it is added as a review of its own.")
        if not rows:
            return ""
        mapping = candidate.asked.get(Topic.MAPPING, "")
        words = counted(rows, self.tr("The first record"), self.tr("The first {n} records"))
        if unread == rows:
            words += counted(unread, self.tr(": it cannot be read yet"), self.tr(": none of them can be read yet"))
        elif unread:
            words += counted(
                unread, self.tr(", 1 of them cannot be read yet"), self.tr(", {n} of them cannot be read yet")
            )
        if candidate.recalled:
            mapping = self.tr("The columns are mapped as you chose before.")
        return f"{words}. {shown_text(mapping)}".strip()

    def _row(self, row: Draft | UnreadRow, offset: timedelta) -> tuple[str, ...]:
        if isinstance(row, UnreadRow):
            return (row.locator, row.raw, self.tr("not read"), shown_text(row.reason), "", "")
        event = _corrected(event_of(row, 0), offset)
        seconds = bool(event.occurred_at and event.occurred_at.second)
        time = shown_event_time(event, self.zone_info(), seconds=seconds)
        return (row.locator, row.raw, time, shown_name(row.kind), row.role or row.actor, row.title)

    def zone_info(self) -> ZoneInfo:
        """The zone that times are shown in."""
        return ZoneInfo(self._zone_name)

    def _tell_about(self) -> None:
        from secondstory_ui.dialogs.formats_help import FormatsDialog  # noqa: PLC0415 - dialogs load when asked for

        FormatsDialog(self.format.currentData() or "", self.window()).open()

    # Choosing

    @property
    def shown(self) -> Candidate | None:
        """The candidate that is shown."""
        return self._candidate

    def show_text(self, text: str) -> None:
        """Show the text of another candidate in the area for pasting; sends no signal."""
        self.text.blockSignals(True)
        self.text.setPlainText(text)
        self.text.blockSignals(False)

    def take_text(self) -> None:
        """Hand on what is in the area for pasting now."""
        self._pause.stop()
        self.pasted.emit(self.text.toPlainText())

    def commit(self) -> None:
        """Take what was typed and not handed on yet."""
        if self._pause.isActive():
            self.take_text()
        self.date.commit()
        self.start.commit()

    def _choose_format(self) -> None:
        if self._candidate is not None:
            self._candidate.choose_format(str(self.format.currentData()))
            self.changed.emit()

    def _choose_part(self) -> None:
        if self._candidate is not None:
            self._candidate.choose_part(str(self.part.currentData()))
            self.changed.emit()

    def _use_mapping(self, mapping: dict[str, str]) -> None:
        self._set(mapping=mapping, recalled=False)

    def _set(self, **values: object) -> None:
        if self._candidate is not None:
            for name, value in values.items():
                setattr(self._candidate, name, value)
            self.changed.emit()

    def _correct(self) -> None:
        """Take what is typed about the clock, letter by letter: the file need not be read again for it."""
        candidate = self._candidate
        if candidate is None:
            return
        try:
            candidate.clock_offset, candidate.clock_fault = self.clock_fields.value(), None
        except UserError as error:
            candidate.clock_fault = error
        candidate.clock_reason = self.clock_fields.because()
        self._show_clock(candidate, another=False)
        self._show_rows(candidate)
        self.corrected.emit()

    def _map(self, field: str, columns: str) -> None:
        if self._candidate is not None:
            self._candidate.mapping[field] = columns
            self._candidate.recalled = False
            self.changed.emit()


def _corrected(event: Event, offset: timedelta) -> Event:
    """An event as the import would store it; a time that would leave the calendar stays as it is, as there."""
    at = moved(event.occurred_at, offset)
    return replace(event, occurred_at=at, occurred_until=moved(event.occurred_until, offset)) if at else event
