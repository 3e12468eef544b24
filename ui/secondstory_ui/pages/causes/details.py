"""The details of a cause: its group, why it is on its side, the events that support it, why it is accepted."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from secondstory.causes.taxonomy import groups
from secondstory.model.enums import CauseLabel
from secondstory.model.records import Cause, Event
from secondstory_ui.coaching import coach_field
from secondstory_ui.pages.causes.acts import CauseActs
from secondstory_ui.text import shown_text
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.access import name
from secondstory_ui.widgets.buttons import IconButton, link_button
from secondstory_ui.widgets.enum_combo import QuietCombo
from secondstory_ui.widgets.event_link import EventLink
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import FormRow, clear_layout
from secondstory_ui.widgets.text_fields import TextField


class GroupCombo(QuietCombo):
    """The groups of one side of the taxonomy; each tells in its tooltip what it covers."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._label: CauseLabel | None = None
        self.setSizeAdjustPolicy(QuietCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(4)

    def show_group(self, label: CauseLabel, key: str) -> None:
        """Offer the groups of a label, and choose one of them."""
        if label is not self._label:
            self._label = label
            self.clear()
            self.addItem(self.tr("No group yet"), "")
            for group in groups(label):
                self.addItem(shown_text(group.title), group.key)
                self.setItemData(self.count() - 1, shown_text(group.covers), Qt.ItemDataRole.ToolTipRole)
        self.setCurrentIndex(max(0, self.findData(key)))
        self.setToolTip(str(self.currentData(Qt.ItemDataRole.ToolTipRole) or ""))


class CauseDetails(QWidget):
    """What a card shows below its text when it is opened."""

    def __init__(self, acts: CauseActs, cause: Cause, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._acts, self._id, self._ref = acts, cause.id, cause.ref
        self._shown: tuple[Event, ...] | None = None
        self.group = GroupCombo()
        self.group.activated.connect(lambda _row: acts.change(self._id, group=self.group.currentData()))
        self.reason = self._field("reason")
        self.accepted = self._field("accepted_because")
        self._group_row = FormRow(self.tr("Group"), self.group)
        self._covers = Label("", "small", "muted", wrap=True)
        self._reason_row = FormRow(self.tr("Why here"), self.reason)
        self._accepted_row = FormRow(self.tr("Accepted, because"), self.accepted)
        self._name_fields()
        self._events = QVBoxLayout()
        self._events.setSpacing(0)
        self.attach = link_button(self.tr("Attach…"), "attach")
        self.attach.setAccessibleName(self.tr("Attach events to {ref}").format(ref=cause.ref))
        self.attach.clicked.connect(lambda: acts.evidence_asked.emit(self._id))
        self._actions = Label("", "small", "muted", wrap=True)
        self._lay_out()

    def _name_fields(self) -> None:
        """The labels are the same on every card; what is spoken names the card too."""
        for field, spoken in (
            (self.group, self.tr("Group of {ref}")),
            (self.reason, self.tr("Why {ref} belongs here")),
            (self.accepted, self.tr("{ref} is accepted, because")),
        ):
            name(field, spoken.format(ref=self._ref))

    def _field(self, key: str) -> TextField:
        field = TextField(lines=(1, 8))
        coach_field(self._acts.page, field)
        field.committed.connect(lambda text: self._acts.change(self._id, **{key: text.strip()}))
        return field

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, length("half"), 0, 0)
        column.setSpacing(length("unit"))
        column.addWidget(self._group_row)
        column.addWidget(self._covers)
        column.addWidget(self._reason_row)
        column.addWidget(Label(self.tr("Evidence"), "body", "muted"))
        column.addLayout(self._events)
        column.addWidget(self.attach, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._actions)
        column.addWidget(self._accepted_row)

    def show_cause(self, cause: Cause, evidence: tuple[Event, ...], actions: str) -> None:
        """Show the details as they are now; ``actions`` are the refs of those that change this cause."""
        classified = cause.label is not CauseLabel.UNCLASSIFIED
        self._group_row.setVisible(classified)
        self._covers.setVisible(classified)
        if classified:
            self.group.show_group(cause.label, cause.group)
            self._covers.setText(self.group.toolTip())
            self._covers.setVisible(bool(self._covers.text()))
        self.reason.setPlaceholderText(
            self.tr("One line on why it belongs here") if classified else self.tr("What would settle it?")
        )
        self.reason.set_text(cause.reason)
        self.accepted.set_text(cause.accepted_because)
        self._accepted_row.setVisible(not actions or bool(cause.accepted_because))
        self.accepted.setPlaceholderText(self.tr("No action changes it, because…"))
        self._actions.setText(self.tr("Changed by {actions}").format(actions=actions))
        self._actions.setVisible(bool(actions))
        if evidence != self._shown:
            self._shown = evidence
            self._show_evidence(evidence)

    def _show_evidence(self, evidence: tuple[Event, ...]) -> None:
        clear_layout(self._events)
        if not evidence:
            text = self.tr("Nothing yet. Attach the events that show it.")
            self._events.addWidget(Label(text, "small", "muted", wrap=True))
        spoken = self.tr("Evidence of {ref}:").format(ref=self._ref)
        for event in evidence:
            link = EventLink(event, self._acts.snapshot.zone, spoken)
            link.clicked.connect(partial(self._acts.page.navigate.emit, "timeline", event.id))
            remove = IconButton(
                "dismiss", self.tr("Detach from {ref}: {event}").format(ref=self._ref, event=event.title)
            )
            remove.clicked.connect(partial(self._acts.detach, self._id, event.id))
            line = QHBoxLayout()
            line.setSpacing(0)
            line.addWidget(link, 1)
            line.addWidget(remove)
            self._events.addLayout(line)
