"""Prepare: what is reviewed, when it happened, who takes part, the ground rules, and what earlier reviews left open."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from secondstory.model.changes import Changes
from secondstory.model.enums import ReviewKind, ReviewStatus
from secondstory.model.records import Action, Participant, Review, RoleDescription
from secondstory.services.actions import earlier_open_actions
from secondstory.services.editing import add_record, change_record, remove_record
from secondstory.services.reviews import add_participants, change_review
from secondstory.steps.grounds import ground_rules
from secondstory.timeline.clock import format_duration
from secondstory_ui.coaching import coach_field
from secondstory_ui.page import Page, PageContext, StepPage
from secondstory_ui.text import joined, shown_text
from secondstory_ui.times import time_field
from secondstory_ui.widgets.buttons import IconButton, link_button, secondary_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.chip import chip_for
from secondstory_ui.widgets.date_field import DateField
from secondstory_ui.widgets.enum_combo import EnumCombo
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.row_list import Row, RowList
from secondstory_ui.widgets.sections import FormRow, clear_layout, form_line, scroll_column
from secondstory_ui.widgets.tab_order import order_tabs
from secondstory_ui.widgets.text_fields import LineField
from secondstory_ui.widgets.zone_combo import ZoneCombo

SHOWN_EARLIER = 8


class PreparePage(StepPage):
    """The Prepare step."""

    STEP = "prepare"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        column = scroll_column(self)
        for card in (self._what_card(), self._when_card(), self._who_card(), self._rules_card(), self._earlier_card()):
            column.add(card)

    def _what_card(self) -> Card:
        card = Card(self.tr("What is reviewed"))
        self._title, self._severity, self._service = (
            LineField(),
            LineField("", self.tr("for example SEV-1")),
            LineField(),
        )
        self._kind: EnumCombo[ReviewKind] = EnumCombo(ReviewKind)
        self._status: EnumCombo[ReviewStatus] = EnumCombo(ReviewStatus)
        for field, name in ((self._title, "title"), (self._severity, "severity"), (self._service, "service")):
            field.committed.connect(partial(self._change, name))
        coach_field(self, self._title)
        self._kind.chosen.connect(partial(self._change, "kind"))
        self._status.chosen.connect(partial(self._change, "status"))
        card.add(FormRow(self.tr("&Title"), self._title))
        card.body.addLayout(
            form_line(
                FormRow(self.tr("&Kind"), self._kind),
                FormRow(self.tr("Severit&y"), self._severity),
                FormRow(self.tr("Stat&us"), self._status),
                stretches=(1, 1, 1),
            )
        )
        card.add(FormRow(self.tr("&Service"), self._service))
        return card

    def _when_card(self) -> Card:
        card = Card(self.tr("When"))
        self._start, self._end = time_field(self, self.tr("Window starts")), time_field(self, self.tr("Window ends"))
        self._start.committed.connect(partial(self._change, "window_start"))
        self._end.committed.connect(partial(self._change, "window_end"))
        self._zone = ZoneCombo()
        self._zone.chosen.connect(partial(self._change, "timezone"))
        self._held_on = DateField()
        self._held_on.committed.connect(partial(self._change, "held_on"))
        self._lasting = Label("", "small", "muted")
        card.body.addLayout(
            form_line(FormRow(self.tr("&Window starts"), self._start), FormRow(self.tr("Window e&nds"), self._end))
        )
        card.add(self._lasting)
        card.body.addLayout(
            form_line(
                FormRow(self.tr("Time &zone of the report"), self._zone),
                FormRow(self.tr("Review hel&d on"), self._held_on),
            )
        )
        return card

    def _who_card(self) -> Card:
        card = Card(self.tr("Who takes part"), self.tr("roles leave the room, names never do"))
        add = secondary_button(self.tr("&Add a role"), "add")
        self._roles_menu = QMenu(self)
        self._roles_menu.aboutToShow.connect(self._fill_roles)
        add.set_menu(self._roles_menu)
        card.add_action(add)
        self._facilitator, self._owner = LineField(), LineField()
        self._facilitator.committed.connect(partial(self._change, "facilitator"))
        self._owner.committed.connect(partial(self._change, "owner"))
        card.body.addLayout(
            form_line(
                FormRow(self.tr("Fa&cilitator"), self._facilitator, self.tr("Somebody from outside the incident")),
                FormRow(self.tr("Review &owner"), self._owner, self.tr("The team that chases the follow-up")),
            )
        )
        self._participants: RowList[Participant] = RowList(partial(ParticipantRow, self))
        self._nobody = Label(
            self.tr("Nobody is listed yet. Add the roles that saw a part of it."), "body", "muted", wrap=True
        )
        card.add(self._nobody)
        card.add(self._participants)
        return card

    def _rules_card(self) -> Card:
        card = Card(self.tr("Ground rules"), self.tr("half a minute, on screen, at the start"))
        for number, rule in enumerate(ground_rules(), start=1):
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(Label(f"{number}.", "body", "muted", tabular=True), 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(Label(shown_text(rule), wrap=True), 1)
            card.body.addLayout(line)
        self._agreed = QCheckBox(self.tr("The &group has seen the rules and agrees"))
        self._agreed.clicked.connect(lambda checked: self._change("rules_agreed", checked))
        card.add(self._agreed)
        return card

    def _earlier_card(self) -> Card:
        self._earlier_card_widget = Card(self.tr("Open actions of earlier reviews"))
        self._earlier = QVBoxLayout()
        self._earlier.setSpacing(8)
        self._earlier_card_widget.body.addLayout(self._earlier)
        self._checked = QCheckBox(self.tr("We &looked at what is still open"))
        self._checked.clicked.connect(lambda checked: self._change("earlier_actions_checked", checked))
        self._earlier_card_widget.add(self._checked)
        return self._earlier_card_widget

    def refresh(self, changes: Changes | None) -> None:
        """Show the facts, the participants and the earlier actions."""
        if changes is None or changes.touches(Review):
            self._show_review()
        if changes is None or changes.touches(Participant):
            self._participants.show_records(self.snapshot.participants)
            order_tabs(self)
            self._nobody.setVisible(not self.snapshot.participants)
        if changes is None or changes.touches(Action):
            self._show_earlier()

    def _show_review(self) -> None:
        review = self.snapshot.review
        texts = (
            (self._title, review.title),
            (self._severity, review.severity),
            (self._service, review.service),
            (self._facilitator, review.facilitator),
            (self._owner, review.owner),
        )
        for field, text in texts:
            field.set_text(text)
        self._kind.set_value(review.kind)
        self._status.set_value(review.status)
        for time, at in ((self._start, review.window_start), (self._end, review.window_end)):
            time.set_zone(review.timezone)
            time.set_value(at)
        self._zone.set_zone(review.timezone)
        self._held_on.set_value(review.held_on)
        start, end = review.window_start, review.window_end
        self._lasting.setText(self.tr("{time} long").format(time=format_duration(end - start)) if start and end else "")
        self._lasting.setVisible(bool(self._lasting.text()))
        self._agreed.setChecked(review.rules_agreed)
        self._checked.setChecked(review.earlier_actions_checked)

    def _show_earlier(self) -> None:
        clear_layout(self._earlier)
        found = earlier_open_actions(self.bridge.library, self.snapshot.review.id)
        if not found:
            text = self.tr("Earlier reviews in this library left nothing open.")
            self._earlier.addWidget(Label(text, "body", "muted", wrap=True))
        for item in found[:SHOWN_EARLIER]:
            line = QHBoxLayout()
            line.addWidget(chip_for(item.action.status))
            line.addWidget(Label(item.action.text, wrap=True), 1)
            due = item.action.due.isoformat() if item.action.due else ""
            line.addWidget(Label(joined([item.review.ref, item.action.owner, due]), "small", "muted"))
            self._earlier.addLayout(line)
        rest = len(found) - SHOWN_EARLIER
        if rest > 0:
            more = link_button(self.tr("and {count} more on the Actions page").format(count=rest), "forward")
            more.clicked.connect(lambda: self.navigate.emit("all_actions", 0))
            self._earlier.addWidget(more, 0, Qt.AlignmentFlag.AlignLeft)

    def show_record(self, record_id: int) -> None:
        """Go to a participant."""
        self._participants.reveal(record_id)

    def _fill_roles(self) -> None:
        self._roles_menu.clear()
        present = {participant.role for participant in self.snapshot.participants}
        for role in self.snapshot.all(RoleDescription):
            if role.name not in present:
                add = partial(self.bridge.act, add_participants, self.snapshot.review.id, (role.name,))
                self._roles_menu.addAction(shown_text(role.name)).triggered.connect(
                    lambda _checked=False, add=add: add()
                )
        self._roles_menu.addSeparator()
        self._roles_menu.addAction(self.tr("Another role…")).triggered.connect(self._add_other)

    def _add_other(self) -> None:
        role = Participant(review_id=self.snapshot.review.id, role=self.tr("Participant"))
        changes = self.bridge.act(add_record, role)
        if changes:
            self._participants.reveal(changes.created(Participant)[0])

    def _change(self, name: str, value: object) -> None:
        values: dict[str, Any] = {name: value}
        if self.bridge.act(change_review, self.snapshot.review.id, **values) is None:
            self._title.reset_text(self.snapshot.review.title)  # a review keeps its title when it is emptied


class ParticipantRow(Row[Participant]):
    """One participant: role and team, the name for the room only, and whether they responded."""

    def __init__(self, page: PreparePage, participant: Participant) -> None:
        super().__init__()
        self._page, self._id = page, participant.id
        number = participant.id
        self._role = LineField(self.tr("Role of participant {number}").format(number=number), self.tr("Role"))
        self._team = LineField(self.tr("Team of participant {number}").format(number=number), self.tr("Team"))
        self._name = LineField(
            self.tr("Name of participant {number}").format(number=number), self.tr("Name, stays in the library")
        )
        self._responder = QCheckBox(self.tr("Responded"))
        self._responder.setAccessibleName(self.tr("Participant {number} responded").format(number=number))
        for field, name in ((self._role, "role"), (self._team, "team"), (self._name, "name")):
            field.committed.connect(partial(self._change, name))
        self._responder.clicked.connect(lambda checked: self._change("responder", checked))
        remove = IconButton("remove", self.tr("Remove participant {number}").format(number=number))
        remove.clicked.connect(lambda: page.bridge.act(remove_record, Participant, self._id))
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(self._role, 3)
        line.addWidget(self._team, 2)
        line.addWidget(self._name, 3)
        line.addWidget(self._responder)
        line.addWidget(remove)

    def show_record(self, record: Participant) -> None:
        """Show the participant as it is now."""
        self._role.set_text(record.role)
        self._team.set_text(record.team)
        self._name.set_text(record.name)
        self._responder.setChecked(record.responder)

    def _change(self, name: str, value: object) -> None:
        values: dict[str, Any] = {name: value}
        self._page.bridge.act(change_record, Participant, self._id, **values)


def page(context: PageContext) -> Page:
    """The Prepare step."""
    return PreparePage(context)
