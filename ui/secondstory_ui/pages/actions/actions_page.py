"""The Actions step: ideas above; the matrix, the ranked list and the selected action below, always in step."""

from functools import partial

from PySide6.QtCore import QPoint, QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QMenu, QStackedWidget, QVBoxLayout, QWidget

from secondstory.model.changes import Changes
from secondstory.model.enums import ActionStatus
from secondstory.model.records import Action, ActionCause, Cause, Idea, Review
from secondstory.priority.quality import plan_hints
from secondstory.services.actions import add_action, new_action, place_action, remove_action, set_status
from secondstory_ui.coaching import coach_field
from secondstory_ui.page import PageContext, StepPage
from secondstory_ui.pages.actions.details import Details
from secondstory_ui.pages.actions.ideas_card import SHORT, IdeasCard
from secondstory_ui.pages.actions.panes import Pane, Panes
from secondstory_ui.pages.actions.plan import PlanItem, dropped_items, ranked_items
from secondstory_ui.pages.actions.plan_card import PlanCard
from secondstory_ui.text import shown_name
from secondstory_ui.widgets.buttons import primary_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.empty_state import EmptyState
from secondstory_ui.widgets.matrix_canvas import MatrixCanvas
from secondstory_ui.widgets.tab_order import order_tabs

_SHOWN = (Action, ActionCause, Cause, Review)


class ActionsPage(StepPage):
    """The Actions step."""

    STEP = "actions"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._selected: int | None = None
        self._items: dict[int, PlanItem] = {}
        self.ideas = IdeasCard(self)
        self.matrix = MatrixCanvas()
        self.plan = PlanCard()
        coach_field(self, self.plan.line)
        self.details = Details(self)
        self._title = self.tr("Impact and effort")
        self._matrix_card = Card()
        self._matrix_card.set_margins(16, 12, 12, 10)
        self._matrix_card.add(self.matrix, 1)
        self.panes = Panes(self._title, (self._matrix_card, self.plan, self.details), context.settings)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._empty())
        self._stack.addWidget(self.panes)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(self.ideas)
        column.addWidget(self._stack, 1)
        column.addStretch(0)
        self._connect()

    def _empty(self) -> Card:
        add = primary_button(self.tr("Add an action"), "add")
        add.clicked.connect(self._add_first)
        card = Card()
        card.add(
            EmptyState(
                "actions",
                self.tr("No actions yet"),
                self.tr(
                    "What the group commits to stands here, scored by impact and effort and ranked. Commit a parked "
                    "idea, or add an action. Few and strong ones get done; a review without any can be a good review."
                ),
                add,
            ),
            1,
        )
        return card

    def _connect(self) -> None:
        self.ideas.opened.connect(lambda _shown: self._share_height())
        self.matrix.selected.connect(self.select)
        self.matrix.activated.connect(self._open)
        self.matrix.point_moved.connect(self._place)
        self.plan.chosen.connect(self.select)
        self.plan.opened.connect(self._open)
        self.plan.removal_asked.connect(self._remove)
        self.plan.menu_asked.connect(self._show_menu)
        self.plan.added.connect(self._add)
        self.details.removal_asked.connect(self._remove)
        self.details.stepped.connect(self._step)
        self.panes.pane_chosen.connect(self._on_pane)
        self.panes.arranged.connect(lambda many: self._matrix_card.set_title(self._title if many == 3 else ""))

    # Showing ---------------------------------------------------------------------------------------------------

    def refresh(self, changes: Changes | None) -> None:
        """Show ideas and plan; what is selected stays selected."""
        if changes is None or changes.touches(Idea):
            self.ideas.show_ideas(self.snapshot.ideas)
        if changes is None or changes.touches(*_SHOWN):
            self._show_plan()
        if changes is None or changes.touches(Idea, ActionCause):
            order_tabs(self)

    def _show_plan(self) -> None:
        ranked, dropped = ranked_items(self.snapshot), dropped_items(self.snapshot)
        self._items = {item.action.id: item for item in (*ranked, *dropped)}
        self.matrix.set_points([item.point for item in ranked])
        self.plan.show_plan(ranked, dropped, [hint.label for hint in plan_hints(self.snapshot)])
        if self._items or self.plan.line.isVisible():
            self._stack.setCurrentIndex(1)
        else:
            self._stack.setCurrentIndex(0)
        if self._selected not in self._items:
            self._selected = ranked[0].action.id if ranked else None
        self._show_selected()

    def _show_selected(self) -> None:
        item = self._items.get(self._selected or 0)
        self.matrix.select(self._selected)
        self.plan.select(self._selected)
        if item is None:
            self.details.show_nothing()
        else:
            self.details.show_item(item)

    def select(self, action_id: int) -> None:
        """Select an action everywhere."""
        if action_id != self._selected:
            self._selected = action_id
            self._show_selected()
            order_tabs(self.details)
            self.record_selected.emit(self._items[action_id].action)

    def show_record(self, record_id: int) -> None:
        """Select an action; or go to a parked idea, where there is no action of that id."""
        if record_id in self._items:
            self.select(record_id)
            self.plan.ranked.setFocus(Qt.FocusReason.OtherFocusReason)
        elif self.snapshot.get(Idea, record_id):
            self.ideas.reveal(record_id)

    def _on_pane(self, pane: int) -> None:
        if pane == Pane.DETAILS:
            self.details.focus_text()
        else:
            (self.matrix if pane == Pane.MATRIX else self.plan.ranked).setFocus(Qt.FocusReason.OtherFocusReason)

    def _open(self, action_id: int) -> None:
        self.select(action_id)
        self.panes.show_pane(Pane.DETAILS)
        self.details.focus_text()

    def _step(self, step: int) -> None:
        ids = list(self._items)
        place = ids.index(self._selected) + step if self._selected in self._items else 0
        if ids:
            self.select(ids[min(max(place, 0), len(ids) - 1)])

    # Changing --------------------------------------------------------------------------------------------------

    def _add_first(self) -> None:
        self._stack.setCurrentIndex(1)
        self.panes.show_pane(Pane.LIST)
        self.plan.ask_for_action()

    def _add(self, text: str) -> None:
        changes = self.bridge.act(add_action, new_action(self.snapshot.review.id, text))
        if changes:
            self.select(changes.created(Action)[0])

    def _place(self, action_id: int, impact: float | None, effort: float | None) -> None:
        self.bridge.act(place_action, action_id, impact, effort)

    def _remove(self, action_id: int) -> None:
        self._step_away(action_id)
        self.bridge.act(remove_action, action_id)

    def _step_away(self, action_id: int) -> None:
        """Select a neighbour of an action that is about to go."""
        ids = list(self._items)
        place = ids.index(action_id)
        others = ids[place + 1 :] + ids[:place][::-1]
        if others:
            self.select(others[0])

    def _show_menu(self, action_id: int, where: QPoint) -> None:
        menu = QMenu(self)
        menu.addAction(self.tr("&Open"), partial(self._open, action_id))
        statuses = menu.addMenu(self.tr("&Status"))
        for status in ActionStatus:
            chosen = statuses.addAction(shown_name(status), partial(self._set_status, action_id, status))
            chosen.setCheckable(True)
            chosen.setChecked(self._items[action_id].action.status is status)
        menu.addSeparator()
        menu.addAction(self.tr("&Remove"), partial(self._remove, action_id))
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(where)

    def _set_status(self, action_id: int, status: ActionStatus) -> None:
        self.bridge.act(set_status, action_id, status)
        if status is ActionStatus.NOT_DOING:
            self.panes.show_pane(Pane.DETAILS)  # where the reason is written

    # Qt --------------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list of ideas takes no more than its part of the height."""
        super().resizeEvent(event)
        self.ideas.fit(event.size())
        self._share_height()

    def _share_height(self) -> None:
        """A short page has room for the open list of ideas or for the plan."""
        self._stack.setVisible(not (self.ideas.is_open() and self.height() < SHORT))

    def minimumSizeHint(self) -> QSize:
        """Small windows show fewer panes."""
        return QSize(360, 400)
