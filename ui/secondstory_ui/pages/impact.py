"""Impact: who and what was affected, from when to when, how much, and how severe it looked then and looks now."""

from datetime import datetime
from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QVBoxLayout, QWidget

from secondstory.model.changes import Changes
from secondstory.model.records import Impact, Moment, Review
from secondstory.services.editing import add_record, change_record, remove_record
from secondstory.services.reviews import change_review
from secondstory.timeline.clock import format_duration
from secondstory_ui.coaching import coach_field
from secondstory_ui.page import Page, PageContext, StepPage
from secondstory_ui.times import time_field
from secondstory_ui.widgets.buttons import IconButton, secondary_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.empty_state import EmptyState
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.row_list import Row, RowList
from secondstory_ui.widgets.sections import FormRow, form_line, scroll_column
from secondstory_ui.widgets.spin import AmountSpin
from secondstory_ui.widgets.tab_order import order_tabs
from secondstory_ui.widgets.text_fields import LineField, TextField


class ImpactPage(StepPage):
    """The Impact step."""

    STEP = "impact"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        column = scroll_column(self)
        column.add(self._severity_card())
        column.add(self._affected_card())
        column.add(self._summary_card())

    def _severity_card(self) -> Card:
        card = Card(self.tr("Severity"), self.tr("as it looked then, and as it looks now"))
        self._then, self._now, self._why = LineField(), LineField(), TextField()
        self._then.setPlaceholderText(self.tr("for example SEV-1"))
        self._now.setPlaceholderText(self.tr("for example SEV-1"))
        for field, name in ((self._then, "severity"), (self._now, "severity_hindsight"), (self._why, "severity_note")):
            field.committed.connect(partial(self._change_review, name))
        coach_field(self, self._why)
        card.body.addLayout(
            form_line(FormRow(self.tr("&At the time"), self._then), FormRow(self.tr("In hi&ndsight"), self._now))
        )
        card.add(FormRow(self.tr("&What made the difference"), self._why))
        return card

    def _affected_card(self) -> Card:
        self._card = Card(self.tr("Who and what was affected"))
        add = secondary_button(self.tr("Add an impa&ct"), "add")
        add.clicked.connect(self._add)
        self._card.add_action(add)
        first = secondary_button(self.tr("Add the first impact"), "add")
        first.clicked.connect(self._add)
        self._empty = EmptyState(
            "impact",
            self.tr("Nobody is listed yet"),
            self.tr(
                "Name customers, teams and systems, and say with numbers and units what they felt and for how long."
            ),
            first,
        )
        self._rows: RowList[Impact] = RowList(partial(ImpactRow, self), 25, lined=True)
        self._card.add(self._empty)
        self._card.add(self._rows)
        return self._card

    def _summary_card(self) -> Card:
        card = Card(self.tr("Summary"), self.tr("what a reader should know after three sentences"))
        self._summary = TextField(lines=(3, 14))
        self._summary.committed.connect(partial(self._change_review, "summary"))
        coach_field(self, self._summary)
        card.add(FormRow(self.tr("In &plain words"), self._summary))
        return card

    def refresh(self, changes: Changes | None) -> None:
        """Show the impacts and severities."""
        review, impacts = self.snapshot.review, self.snapshot.impacts
        if changes is None or changes.touches(Review):
            self._then.set_text(review.severity)
            self._now.set_text(review.severity_hindsight)
            self._why.set_text(review.severity_note)
            self._summary.set_text(review.summary)
        if changes is None or changes.touches(Impact, Review, Moment):
            self._rows.show_records(impacts)
            order_tabs(self)
            self._empty.setVisible(not impacts)
            self._card.set_title(self.tr("Who and what was affected"), str(len(impacts)) if impacts else "")

    def show_record(self, record_id: int) -> None:
        """Go to an impact."""
        self._rows.reveal(record_id)

    def _change_review(self, name: str, text: str) -> None:
        values: dict[str, Any] = {name: text}
        self.bridge.act(change_review, self.snapshot.review.id, **values)

    def _add(self) -> None:
        snapshot = self.snapshot
        times = {m.kind.value: m.at for m in snapshot.all(Moment)}
        impact = Impact(
            review_id=snapshot.review.id,
            who="",
            started_at=times.get("started"),
            ended_at=times.get("mitigated") or times.get("resolved"),
        )
        changes = self.bridge.act(add_record, impact)
        if changes:
            self._rows.reveal(changes.created(Impact)[0])


class ImpactRow(Row[Impact]):
    """One impact: who, what, from, to, how much."""

    def __init__(self, page: ImpactPage, impact: Impact) -> None:
        super().__init__()
        self._page, self._id = page, impact.id
        who = self.tr("Who or what, impact {number}").format(number=impact.id)
        self._who = LineField(who, self.tr("Customers who paid by card"))
        self._what = TextField(self.tr("What they felt, impact {number}").format(number=impact.id), lines=(1, 8))
        self._from = time_field(page, self.tr("From, impact {number}").format(number=impact.id))
        self._to = time_field(page, self.tr("To, impact {number}").format(number=impact.id))
        self._span = Label("", "small", "muted")
        self._amount = AmountSpin()
        self._amount.setAccessibleName(self.tr("How many, impact {number}").format(number=impact.id))
        self._unit = LineField(self.tr("Unit, impact {number}").format(number=impact.id), self.tr("orders"))
        self._estimated = QCheckBox(self.tr("Estimated"))
        self._estimated.setAccessibleName(self.tr("Estimated, impact {number}").format(number=impact.id))
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        remove = IconButton("remove", self.tr("Remove impact {number}").format(number=self._id))
        remove.clicked.connect(lambda: self._page.bridge.act(remove_record, Impact, self._id))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        top = QHBoxLayout()
        top.addWidget(FormRow(self.tr("Who or what"), self._who), 1)
        top.addWidget(remove, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(top)
        column.addWidget(FormRow(self.tr("What they felt"), self._what))
        column.addLayout(form_line(FormRow(self.tr("From"), self._from), FormRow(self.tr("To"), self._to)))
        column.addWidget(self._span)
        amount = QHBoxLayout()
        amount.addWidget(FormRow(self.tr("How many"), self._amount))
        amount.addWidget(FormRow(self.tr("Unit"), self._unit), 1)
        amount.addWidget(self._estimated, 0, Qt.AlignmentFlag.AlignBottom)
        column.addLayout(amount)

    def _connect(self) -> None:
        coach_field(self._page, self._what)
        self._who.committed.connect(partial(self._change, "who"))
        self._what.committed.connect(partial(self._change, "what"))
        self._unit.committed.connect(partial(self._change, "unit"))
        self._from.committed.connect(partial(self._change, "started_at"))
        self._to.committed.connect(partial(self._change, "ended_at"))
        self._amount.committed.connect(partial(self._change, "amount"))
        self._estimated.clicked.connect(lambda checked: self._change("estimated", checked))

    def show_record(self, record: Impact) -> None:
        """Show the impact as it is now."""
        zone = self._page.snapshot.review.timezone
        self._who.set_text(record.who)
        self._what.set_text(record.what)
        self._unit.set_text(record.unit)
        for field, at in ((self._from, record.started_at), (self._to, record.ended_at)):
            field.set_zone(zone)
            field.set_value(at)
        self._span.setText(self._lasting(record.started_at, record.ended_at))
        self._span.setVisible(bool(self._span.text()))
        self._amount.set_amount(record.amount)
        self._estimated.setChecked(record.estimated)

    def _lasting(self, start: datetime | None, end: datetime | None) -> str:
        return self.tr("Lasted {time}").format(time=format_duration(end - start)) if start and end else ""

    def _change(self, name: str, value: object) -> None:
        values: dict[str, Any] = {name: value}
        self._page.bridge.act(change_record, Impact, self._id, **values)


def page(context: PageContext) -> Page:
    """The Impact step."""
    return ImpactPage(context)
