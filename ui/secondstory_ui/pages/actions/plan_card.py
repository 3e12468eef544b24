"""The ranked list with its rule, the line for a new action, what the plan may lack, and what is not being done."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secondstory.model.changes import Label as Words
from secondstory.priority.ranking import ranking_rule
from secondstory_ui.pages.actions.plan import PlanItem
from secondstory_ui.pages.actions.plan_view import PlanView
from secondstory_ui.text import counted, joined, shown_label, shown_text
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.buttons import secondary_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.disclosure import Disclosure
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import clear_layout
from secondstory_ui.widgets.text_fields import LineField

DROPPED_HEIGHT = 190


class AddLine(LineField):
    """The line for a new action. Esc on an empty line puts it away."""

    left = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Esc goes back to the list where nothing was typed."""
        if event.key() == Qt.Key.Key_Escape and not self.text().strip():
            self.left.emit()
        else:
            super().keyPressEvent(event)


class PlanCard(Card):
    """Shows the plan in the one order there is; tells what people choose, add and remove."""

    chosen = Signal(int)
    opened = Signal(int)
    removal_asked = Signal(int)
    menu_asked = Signal(int, QPoint)
    added = Signal(str)
    """The sentence of a new action."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Ranked"))
        self.add_button = secondary_button(self.tr("&Add action"), "add")
        self.add_button.clicked.connect(self.ask_for_action)
        self.add_action(self.add_button)
        self.line = AddLine(self.tr("New action: what will be done"), self.tr("What will be done? Then press Enter"))
        self.line.hide()
        self.ranked = PlanView(self.tr("Ranked actions"))
        self.dropped = PlanView(self.tr("Actions that are not being done"))
        self._hints_shown: list[str] = []
        self._hints = QVBoxLayout()
        self._hints.setSpacing(length("half"))
        self._rule = Disclosure(self.tr("How is this ran&ked?"), self._rule_words())
        self._not_doing = Disclosure("", self.dropped)
        self._lay_out()
        self._connect()

    def _rule_words(self) -> Label:
        rule = shown_text(ranking_rule())
        self.ranked.setToolTip(rule)
        return Label(rule, "small", "muted", wrap=True)

    def _lay_out(self) -> None:
        self.set_margins(16, 12, 12, 12)
        self.body.setSpacing(6)
        self.add(self.line)
        self.add(self.ranked, 1)
        self.body.addLayout(self._hints)
        self.add(self._not_doing)
        self.add(self._rule)

    def _connect(self) -> None:
        for view in (self.ranked, self.dropped):
            view.chosen.connect(self.chosen)
            view.opened.connect(self.opened)
            view.removal_asked.connect(self.removal_asked)
            view.menu_asked.connect(self.menu_asked)
        self._not_doing.toggled.connect(lambda _open: self._fit_dropped())
        self.line.committed.connect(self._add_typed)
        self.line.left.connect(self._put_line_away)

    def show_plan(self, ranked: Sequence[PlanItem], dropped: Sequence[PlanItem], hints: Sequence[Words]) -> None:
        """Show the plan as it is now."""
        self.ranked.show_items(ranked)
        self.dropped.show_items(dropped)
        self.set_title(self.tr("Ranked"), str(len(ranked)) if ranked else "")
        self._not_doing.set_text(self.tr("Not &doing") + f" ({len(dropped)})")
        self._not_doing.setVisible(bool(dropped))
        self._rule.setVisible(bool(ranked))
        self._show_hints([shown_label(hint, "Resources") for hint in hints])
        self._fit_dropped()
        self.ranked.setAccessibleDescription(self._told(len(ranked), len(dropped)))

    def _told(self, ranked: int, dropped: int) -> str:
        return joined(
            [
                counted(ranked, self.tr("1 action"), self.tr("{n} actions")),
                counted(dropped, self.tr("1 not being done"), self.tr("{n} not being done")) if dropped else "",
            ]
        )

    def _show_hints(self, hints: list[str]) -> None:
        if hints == self._hints_shown:
            return
        self._hints_shown = hints
        clear_layout(self._hints)
        for hint in hints:
            self._hints.addWidget(Label(hint, "small", "muted", wrap=True))

    def select(self, action_id: int | None) -> None:
        """Select an action in the list where it is; the other list has no selection then."""
        self.ranked.select(action_id)
        if self.dropped.select(action_id):
            self._not_doing.set_open(True)
            self._fit_dropped()

    def ask_for_action(self) -> None:
        """Show the line for a new action and give it the focus."""
        self.line.show()
        self.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def _put_line_away(self) -> None:
        self.line.hide()
        (self.ranked if self.ranked.items else self.add_button).setFocus(Qt.FocusReason.OtherFocusReason)

    def _add_typed(self, text: str) -> None:
        if text.strip():
            self.line.reset_text("")
            self.added.emit(text.strip())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Rows wrap anew."""
        super().resizeEvent(event)
        self._fit_dropped()

    def _fit_dropped(self) -> None:
        self.dropped.setFixedHeight(min(self.dropped.height_of_rows(), DROPPED_HEIGHT))
