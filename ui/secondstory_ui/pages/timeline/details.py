"""The selected event with all its fields, its questions, its source, its duplicates and what it is evidence for."""

from collections.abc import Callable
from functools import partial
from typing import Any

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from secondstory.model.enums import EventKind, Precision
from secondstory.model.records import Cause, Event, Evidence, Source
from secondstory.services.timeline import change_event
from secondstory_ui.coaching import coach_field
from secondstory_ui.page import StepPage
from secondstory_ui.pages.timeline.details_origin import OriginSection
from secondstory_ui.pages.timeline.details_prompts import PromptSection
from secondstory_ui.text import joined
from secondstory_ui.times import read_time, show_time
from secondstory_ui.widgets.buttons import IconButton
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.enum_combo import EnumCombo
from secondstory_ui.widgets.event_link import ElidedLink
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import FormRow, ScrollColumn, SectionHeading, clear_layout, form_line
from secondstory_ui.widgets.text_fields import LineField, TextField
from secondstory_ui.widgets.time_field import TimeField


class EventDetails(Card):
    """One event. Every field is one act; nothing is lost when another event is shown."""

    closed = Signal()
    stepped = Signal(int)
    """Another event is asked for: 1 is the next, -1 the one before."""
    source_requested = Signal(int)

    def __init__(self, page: StepPage) -> None:
        super().__init__(page.tr("Event"))
        self._page = page
        self._event: Event | None = None
        self.set_margins(16, 12, 8, 12)
        self._make_header()
        column = ScrollColumn(margins=0, spacing=12)
        self._column = column
        column.body.setContentsMargins(0, 0, 12, 0)
        self._make_fields(column)
        self._prompts = PromptSection(page)
        self._origin = OriginSection(page)
        self._origin.source_requested.connect(self.source_requested)
        self._evidence = QWidget()
        self._evidence_line = _column(self._evidence)
        for section in (self._prompts, self._origin, self._evidence):
            column.add(section)
        self._nothing = Label(
            self.tr("Select an event in the picture or in the table to see all that is known of it."),
            "body",
            "muted",
            wrap=True,
        )
        self.add(self._nothing)
        self.add(column, 1)
        self.installEventFilter(self)

    def _make_header(self) -> None:
        for icon_name, words, step in (
            ("up", self.tr("Previous event"), -1),
            ("down", self.tr("Next event"), 1),
        ):
            button = IconButton(icon_name, words)
            button.clicked.connect(partial(self._step, step))
            self.add_action(button)
        close = IconButton("close", self.tr("Close the details"))
        close.clicked.connect(self.closed)
        self.add_action(close)

    def _make_fields(self, column: ScrollColumn) -> None:
        self.title = TextField(lines=(1, 5))
        self.body_text = TextField(lines=(2, 12))
        self.at = self._time_field(self.tr("At"), near=None)
        self.until = self._time_field(self.tr("Until"), near=lambda: self._event.occurred_at if self._event else None)
        self.precision: EnumCombo[Precision] = EnumCombo(Precision)
        self.kind: EnumCombo[EventKind] = EnumCombo(EventKind)
        for combo in (self.precision, self.kind):
            combo.setSizeAdjustPolicy(combo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            combo.setMinimumContentsLength(8)
        self.role, self.tags = LineField(), LineField("", self.tr("apart by commas"))
        self.key = QCheckBox(self.tr("&Key event"))
        self.hidden = QCheckBox(self.tr("Hidden"))
        self._time_note = Label("", "small", "muted", wrap=True)
        for field in (self.title, self.body_text, self.role):
            coach_field(self._page, field)
        column.add(FormRow(self.tr("&What happened"), self.title))
        column.body.addLayout(form_line(FormRow(self.tr("&At"), self.at), FormRow(self.tr("&Until"), self.until)))
        known = FormRow(self.tr("How the time is known"), self.precision)
        column.body.addLayout(form_line(known, FormRow(self.tr("Ki&nd"), self.kind)))
        column.add(self._time_note)
        column.body.addLayout(form_line(FormRow(self.tr("Ro&le"), self.role), FormRow(self.tr("&Tags"), self.tags)))
        marks = QHBoxLayout()
        marks.setSpacing(16)
        marks.addWidget(self.key)
        marks.addWidget(self.hidden)
        marks.addStretch(1)
        column.body.addLayout(marks)
        column.add(FormRow(self.tr("M&ore about it"), self.body_text))
        self._connect()

    def _connect(self) -> None:
        self.title.committed.connect(lambda text: self._change(title=" ".join(text.split())))
        self.body_text.committed.connect(lambda text: self._change(body=text.strip()))
        self.role.committed.connect(lambda text: self._change(role=text.strip()))
        self.tags.committed.connect(lambda text: self._change(tags=_tags(text)))
        self.at.committed.connect(lambda at: self._change(occurred_at=at))
        self.until.committed.connect(lambda at: self._change(occurred_until=at))
        self.precision.chosen.connect(self._choose_precision)
        self.kind.chosen.connect(lambda kind: self._change(kind=kind))
        self.key.clicked.connect(lambda on: self._change(key=on))
        self.hidden.clicked.connect(lambda on: self._change(hidden=on))

    def _time_field(self, name: str, near: Callable[[], Any] | None) -> TimeField:
        def read(text: str) -> Any:
            own = self._event.occurred_at if self._event else None
            return read_time(self._page, text, near() if near else own)

        return TimeField(name, read, lambda at: show_time(self._page, at))

    # Showing

    @property
    def event_id(self) -> int:
        """The id of the event that is shown; 0 for none."""
        return self._event.id if self._event else 0

    def show_event(self, event: Event | None) -> None:
        """Show an event; what was typed for the one before is stored first."""
        another = self.event_id != (event.id if event else 0)
        if another:
            self.commit()
        self._event = event
        self._column.setVisible(event is not None)
        self._nothing.setVisible(event is None)
        if event is None:
            return
        for field, text in (
            (self.title, event.title),
            (self.body_text, event.body),
            (self.role, event.role),
            (self.tags, ", ".join(event.tags)),
        ):
            (field.reset_text if another else field.set_text)(text)
        self._show_time(event)
        self.kind.set_value(event.kind)
        self.key.setChecked(event.key)
        self.hidden.setChecked(event.hidden)
        self._prompts.show_event(event)
        self._origin.show_event(event)
        self._show_evidence(event)
        if another:
            self._column.verticalScrollBar().setValue(0)

    def _show_time(self, event: Event) -> None:
        for field, at in ((self.at, event.occurred_at), (self.until, event.occurred_until)):
            field.set_value(at)
        self.until.setEnabled(event.occurred_at is not None)
        self.precision.set_value(event.precision)
        source = self._page.snapshot.get(Source, event.source_id)
        notes = [self.tr("All times in {zone}.").format(zone=self._page.snapshot.review.timezone)]
        if event.time_as_written:
            notes.append(self.tr("Written as “{text}”.").format(text=event.time_as_written))
        if event.zone_assumed:
            words = self.tr("{file} names no zone; {zone} was assumed.")
            notes.append(words.format(file=source.file_name if source else "", zone=event.zone_assumed))
        self._time_note.setText(" ".join(notes))

    def _show_evidence(self, event: Event) -> None:
        clear_layout(self._evidence_line)
        snapshot = self._page.snapshot
        used = {link.cause_id for link in snapshot.all(Evidence) if link.event_id == event.id}
        self._evidence.setVisible(bool(used))
        if used:
            self._evidence_line.addWidget(SectionHeading(self.tr("Evidence for")))
        for cause_id in sorted(used):
            cause = snapshot.get(Cause, cause_id)
            if cause is not None:
                link = ElidedLink(joined([cause.ref, cause.text]), "causes")
                link.clicked.connect(partial(self._page.navigate.emit, "causes", cause.id))
                self._evidence_line.addWidget(link, 0, Qt.AlignmentFlag.AlignLeft)

    # Acting

    def commit(self) -> None:
        """Store everything that was typed and not stored yet."""
        for field in self.findChildren(TextField):
            field.commit()
        for time in (self.at, self.until):
            time.commit()

    def _change(self, **values: Any) -> None:
        if self._event is not None and self._page.bridge.act(change_event, self._event.id, **values) is None:
            self.show_event(self._page.snapshot.get(Event, self._event.id))

    def _choose_precision(self, precision: Precision) -> None:
        event = self._event
        if event is None:
            return
        if precision is Precision.UNKNOWN:
            self._change(occurred_at=None)
        elif event.occurred_at is None:
            self.precision.set_value(event.precision)
            self.at.setFocus(Qt.FocusReason.OtherFocusReason)
            self._page.notice.emit(self.tr("Type the time first."))
        else:
            self._change(precision=precision)

    def _step(self, step: int, *_: object) -> None:
        self.stepped.emit(step)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc stores what was typed and closes the details."""
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and event.key() == Qt.Key.Key_Escape:
            self.commit()
            self.closed.emit()
            return True
        return super().eventFilter(watched, event)


def _tags(text: str) -> tuple[str, ...]:
    return tuple(dict.fromkeys(part.strip() for part in text.split(",") if part.strip()))


def _column(widget: QWidget) -> QVBoxLayout:
    column = QVBoxLayout(widget)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(4)
    return column
