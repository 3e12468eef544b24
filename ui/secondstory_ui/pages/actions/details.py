"""One action in full: its words, scores, kind, strength, owner, dates, causes and history."""

from functools import partial
from typing import Any

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QCheckBox, QStackedLayout, QVBoxLayout, QWidget

from secondstory.model.changes import Changes
from secondstory.model.enums import ActionKind, ActionStatus, Quadrant, Strength
from secondstory.model.records import Action
from secondstory.priority.guidance import meaning_of, must_do_meaning
from secondstory.priority.quality import action_hints
from secondstory.services.actions import change_action, link_causes, place_action, set_status
from secondstory.services.journal import history
from secondstory_ui.coaching import coach_field
from secondstory_ui.page import StepPage
from secondstory_ui.pages.actions.hinted import Hinted
from secondstory_ui.pages.actions.history import History
from secondstory_ui.pages.actions.linked_causes import LinkedCauses
from secondstory_ui.pages.actions.plan import PlanItem
from secondstory_ui.pages.actions.scores import Scores
from secondstory_ui.text import shown_label, shown_text
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.buttons import IconButton
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.chip import chip_for
from secondstory_ui.widgets.date_field import DateField
from secondstory_ui.widgets.enum_combo import EnumCombo
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import FormRow, ScrollColumn
from secondstory_ui.widgets.text_fields import LineField, TextField

TWO_COLUMNS = 320


class Details(Card):
    """The form of the selected action. Every change is one act; the same fields serve one action after another."""

    removal_asked = Signal(int)
    stepped = Signal(int)
    """To the next action (1) or the one before (-1)."""

    def __init__(self, page: StepPage) -> None:
        super().__init__()
        self._page = page
        self._id = 0
        self._texts: dict[str, TextField] = {
            "text": TextField(lines=(2, 8)),
            "owner": LineField("", self.tr("A role or team alias")),
            "effect_check": TextField("", self.tr("How and when we will see that it worked"), lines=(1, 6)),
            "effect_seen": TextField("", self.tr("Filled in once somebody has looked"), lines=(1, 6)),
            "reason": TextField(lines=(1, 6)),
        }
        self.scores = Scores()
        self.must_do = QCheckBox(self.tr("Mus&t do"))
        self.kind: EnumCombo[ActionKind] = EnumCombo(ActionKind, self.tr("not chosen"))
        self.strength: EnumCombo[Strength] = EnumCombo(Strength, self.tr("not chosen"))
        self.status: EnumCombo[ActionStatus] = EnumCombo(ActionStatus)
        self.due = DateField()
        self.causes = LinkedCauses()
        self.history = History(self._acts, lambda: page.snapshot.zone)
        self._must_do_help = Label(shown_text(must_do_meaning()), "small", "muted", wrap=True)
        self._fields = {quadrant: chip_for(quadrant) for quadrant in Quadrant}
        self._rows = self._make_rows()
        self._lay_out()
        self._connect()
        self.show_nothing()

    def _make_rows(self) -> dict[str, Hinted]:
        rows = {
            "text": FormRow(self.tr("&What will be done"), self._texts["text"]),
            "kind": FormRow(self.tr("Ki&nd"), self.kind),
            "strength": FormRow(self.tr("Stren&gth"), self.strength),
            "owner": FormRow(self.tr("Owner"), self._texts["owner"]),
            "due": FormRow(self.tr("D&ue"), self.due),
            "status": FormRow(self.tr("&Status"), self.status),
            "reason": FormRow(self.tr("Not doing, &because"), self._texts["reason"]),
            "effect_check": FormRow(self.tr("Effect check"), self._texts["effect_check"]),
            "effect_seen": FormRow(self.tr("Effect seen"), self._texts["effect_seen"]),
            "causes": FormRow(self.tr("Causes that it changes"), self.causes),
        }
        return {name: Hinted(row) for name, row in rows.items()}

    # Layout ----------------------------------------------------------------------------------------------------

    def _lay_out(self) -> None:
        self.set_margins(16, 12, 6, 12)
        for chip in self._fields.values():
            self.add_action(chip)
        for icon_name, words, step in (
            ("previous", self.tr("Previous action"), -1),
            ("next", self.tr("Next action"), 1),
        ):
            button = IconButton(icon_name, words)
            button.clicked.connect(partial(self.stepped.emit, step))
            self.add_action(button)
        self.remove = IconButton("remove", self.tr("Remove this action"))
        self.remove.clicked.connect(lambda: self.removal_asked.emit(self._id))
        self.add_action(self.remove)
        self._form = ScrollColumn(spacing=14)
        self._fill_form()
        self._nothing = Label(
            self.tr("Select an action in the matrix or in the list: here it is told in full."),
            "body",
            "muted",
            wrap=True,
        )
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedLayout()
        self._stack.addWidget(self._nothing)
        self._stack.addWidget(self._form)
        self.body.addLayout(self._stack)

    def _fill_form(self) -> None:
        must = QVBoxLayout()
        must.setSpacing(2)
        must.addWidget(self.must_do, 0, Qt.AlignmentFlag.AlignLeft)
        must.addWidget(self._must_do_help)
        body = self._form.body
        body.addWidget(self._rows["text"])
        body.addWidget(self._rows["status"])
        body.addWidget(self._rows["reason"])
        body.addWidget(self.scores)
        body.addLayout(must)
        for pair in (("owner", "due"), ("kind", "strength")):
            body.addWidget(_Pair(*(self._rows[name] for name in pair)))
        for name in ("causes", "effect_check", "effect_seen"):
            body.addWidget(self._rows[name])
        body.addWidget(self.history)

    def _connect(self) -> None:
        for name, field in self._texts.items():
            field.committed.connect(partial(self._change_text, name))
            if name != "owner":
                coach_field(self._page, field)
        self.scores.placed.connect(self._place)
        self.scores.confidence_chosen.connect(partial(self._change, "confidence"))
        self.must_do.clicked.connect(lambda on: self._change("must_do", on))
        self.kind.chosen.connect(partial(self._change, "kind"))
        self.strength.chosen.connect(partial(self._change, "strength"))
        self.due.committed.connect(partial(self._change, "due"))
        self.status.chosen.connect(self._set_status)
        self.causes.linked.connect(self._link)

    # Showing ---------------------------------------------------------------------------------------------------

    @property
    def action_id(self) -> int:
        """The action that is shown; 0 for none."""
        return self._id

    def show_nothing(self) -> None:
        """No action is selected."""
        self._id = 0
        self.set_title(self.tr("Details"))
        self._show_field(None)
        self.remove.setEnabled(False)
        self._stack.setCurrentWidget(self._nothing)

    def commit(self) -> None:
        """Store what was typed and not stored yet."""
        for field in self._texts.values():
            field.commit()
        self.due.commit()

    def show_item(self, item: PlanItem) -> None:
        """Show an action as it is now."""
        action = item.action
        if action.id != self._id:
            self.commit()
            self._id = action.id
            for name, field in self._texts.items():
                field.reset_text(getattr(action, name))
            self._form.verticalScrollBar().setValue(0)
        for name, field in self._texts.items():
            field.set_text(getattr(action, name))
        self._show_head(item)
        self.scores.show_action(action)
        self.must_do.setChecked(action.must_do)
        self.kind.set_value(action.kind)
        self.strength.set_value(action.strength)
        self.status.set_value(action.status)
        self.due.set_value(action.due)
        snapshot = self._page.snapshot
        self.causes.show_causes(snapshot.causes, snapshot.causes_of(action.id))
        self._rows["reason"].setVisible(action.status is ActionStatus.NOT_DOING)
        self._show_advice(action)
        self.history.update_acts()
        self._stack.setCurrentWidget(self._form)

    def _show_head(self, item: PlanItem) -> None:
        self.set_title(item.action.ref or self.tr("Details"))
        self._show_field(item.quadrant)
        self.remove.setEnabled(True)

    def _show_field(self, quadrant: Quadrant | None) -> None:
        for key, chip in self._fields.items():
            chip.setVisible(key is quadrant)

    def _show_advice(self, action: Action) -> None:
        self._rows["kind"].set_help(shown_text(meaning_of(action.kind)) if action.kind else "")
        self._rows["strength"].set_help(shown_text(meaning_of(action.strength)) if action.strength else "")
        hints = action_hints(action, self._page.snapshot)
        for name, row in self._rows.items():
            row.set_hints([shown_label(hint.label, "Resources") for hint in hints if hint.field == name])

    def focus_text(self) -> None:
        """Give the focus to the sentence of the action."""
        self._texts["text"].setFocus(Qt.FocusReason.OtherFocusReason)

    # Changing --------------------------------------------------------------------------------------------------

    def _act(self, changes: Changes | None) -> None:
        """Show what is stored where an act was refused."""
        action = self._page.snapshot.get(Action, self._id)
        if changes is None and action is not None:
            for name, field in self._texts.items():
                field.reset_text(getattr(action, name))

    def _change(self, name: str, value: object) -> None:
        if not self._id:
            return
        values: dict[str, Any] = {name: value}
        self._act(self._page.bridge.act(change_action, self._id, **values))

    def _change_text(self, name: str, text: str) -> None:
        self._change(name, text.strip())

    def _place(self, impact: float | None, effort: float | None) -> None:
        self._act(self._page.bridge.act(place_action, self._id, impact, effort))

    def _set_status(self, status: ActionStatus) -> None:
        self._act(self._page.bridge.act(set_status, self._id, status))
        if status is ActionStatus.NOT_DOING:
            self._texts["reason"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _link(self, cause_ids: tuple[int, ...]) -> None:
        self._act(self._page.bridge.act(link_causes, self._id, cause_ids))

    def _acts(self) -> tuple[Any, ...]:
        return history(self._page.bridge.library, Action, self._id) if self._id else ()


class _Pair(QWidget):
    """Two rows side by side where there is room for both, else one below the other."""

    def __init__(self, first: QWidget, second: QWidget) -> None:
        super().__init__()
        self._rows = (first, second)
        self._box = QBoxLayout(QBoxLayout.Direction.TopToBottom, self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(length("gap"))
        for row in (first, second):
            self._box.addWidget(row, 1, Qt.AlignmentFlag.AlignTop)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Choose by the width."""
        super().resizeEvent(event)
        wide = event.size().width() >= TWO_COLUMNS
        direction = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        if self._box.direction() != direction:
            self._box.setDirection(direction)

    def minimumSizeHint(self) -> QSize:
        """As narrow as the wider row: with less room for two, they stand below one another."""
        return QSize(max(row.minimumSizeHint().width() for row in self._rows), super().minimumSizeHint().height())
