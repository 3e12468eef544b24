"""Actions over all reviews: what is open, whose it is, and when it is due."""

from datetime import date
from pathlib import Path
from typing import Any

from PySide6.QtCore import QStandardPaths, QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QStackedWidget, QVBoxLayout

from secondstory.model.changes import Changes
from secondstory.model.enums import ActionStatus
from secondstory.model.records import Action, ActionCause, Cause, Review
from secondstory.services import actions
from secondstory.services.actions import CLOSED, OpenAction
from secondstory.services.reports import write_tracker_of
from secondstory.services.sharing import shared_actions
from secondstory_ui.copying import copy_later
from secondstory_ui.models.action_delegates import today
from secondstory_ui.models.action_table import ActionTable, Column
from secondstory_ui.page import Page, PageContext
from secondstory_ui.pages.all_actions.action_view import ActionView
from secondstory_ui.pages.all_actions.filter_bar import FilterBar
from secondstory_ui.pages.all_actions.reason_bar import ReasonBar
from secondstory_ui.remembered import remembered_text
from secondstory_ui.text import counted, joined
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.buttons import primary_button, quiet_button, secondary_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.empty_state import EmptyState
from secondstory_ui.widgets.notice import NoticeBar
from secondstory_ui.widgets.sections import SectionHeading

_FOLDER = "export/folder"


class AllActionsPage(Page):
    """The actions of all reviews in one table that can be filtered, sorted and kept up to date."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._all: tuple[OpenAction, ...] = ()
        self.table = ActionTable(self)
        self.view = ActionView(self.table)
        self.filters = FilterBar(context.settings)
        self.reason = ReasonBar()
        self.heading = SectionHeading(self.tr("Actions"), role="title")
        self.export = primary_button(self.tr("E&xport tracker…"), "workbook")
        self.open = quiet_button(self.tr("&Open in its review"), "forward")
        self.copy = quiet_button(self.tr("&Copy rows"), "copy")
        self.written = NoticeBar()
        self._written_to = Path()
        self._stack = QStackedWidget()
        self._card = Card()
        self._nothing_yet = self._make_nothing_yet()
        self._no_match = self._make_no_match()
        self._lay_out()
        self._connect()

    def _make_nothing_yet(self) -> EmptyState:
        reviews = secondary_button(self.tr("Go to the reviews"), "reviews")
        reviews.clicked.connect(lambda: self.navigate.emit("home", 0))
        return EmptyState(
            "actions",
            self.tr("No actions yet"),
            self.tr(
                "What a review decides to change is an action. The Actions step of each review adds them; here they "
                "are followed up together, over all reviews."
            ),
            reviews,
        )

    def _make_no_match(self) -> EmptyState:
        clear = secondary_button(self.tr("Clear filter"), "clear")
        clear.clicked.connect(self.filters.clear)
        words = self.tr("There are actions, but none that fits the search and the filters.")
        return EmptyState("search", self.tr("Nothing matches"), words, clear)

    def _lay_out(self) -> None:
        for button in (self.open, self.copy, self.export):
            self.heading.add_action(button)
        half = length("half")
        self._card.set_margins(half, half, half, half)
        self._card.add(self.view, 1)
        for part in (self._card, self._nothing_yet, self._no_match):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        page = length("page")
        column.setContentsMargins(page, page, page, length("gap"))
        column.setSpacing(length("unit") + half)
        column.addWidget(self.heading)
        column.addWidget(self.written)
        column.addWidget(self.filters)
        column.addWidget(self.reason)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.filters.changed.connect(self._show)
        self.table.edit_asked.connect(self._edit)
        self.view.opened.connect(self._go_to)
        self.view.copy_asked.connect(self._put_on_clipboard)
        self.view.refused.connect(self.notice)
        self.view.selectionModel().selectionChanged.connect(lambda *_: self._show_selection())
        self.table.modelReset.connect(self._show_selection)
        self.open.clicked.connect(self._open)
        self.copy.clicked.connect(self._copy)
        self.reason.given.connect(self._not_doing)
        self.reason.left.connect(self.view.setFocus)
        self.export.clicked.connect(self._export)
        self.written.acted.connect(self._show_folder)

    # Showing

    def refresh(self, changes: Changes | None) -> None:
        """Read the actions anew where they, their causes or their reviews changed."""
        if changes is None or changes.touches(Action, ActionCause, Cause, Review):
            self._read(changes.review_id if changes is not None else None)
            reviews = {item.review.id: item.review for item in self._all}
            self.filters.set_reviews(reviews[key] for key in sorted(reviews, reverse=True))
            self._show()

    def _read(self, review_id: int | None) -> None:
        """Read the actions of one review anew, or of all."""
        fresh = actions.all_actions(self.bridge.library, review_id=review_id)
        others = () if review_id is None else tuple(item for item in self._all if item.review.id != review_id)
        self._all = others + fresh

    def show_record(self, record_id: int) -> None:
        """Select an action."""
        self.view.select(record_id)

    def _show(self) -> None:
        day = today()
        found = self.filters.value().apply(self._all, day)
        chosen, column = self.view.current(), self.view.currentIndex().column()
        self.table.show(found, day)
        if chosen is not None:
            self.view.select(chosen.action.id, max(column, 0))
        fitting = self._card if found else self._no_match if self._all else self._nothing_yet
        self._stack.setCurrentWidget(fitting)
        for part in (self.filters, self.open, self.copy):
            part.setVisible(bool(self._all))
        self.export.setEnabled(bool(self._all))
        self.heading.set_text(self.tr("Actions"), self._note(day))
        self._show_selection()

    def _note(self, day: date) -> str:
        counting = [item for item in self._all if not item.review.sample] or list(self._all)
        waiting = sum(item.action.status not in CLOSED for item in counting)
        late = sum(item.overdue(day) for item in counting)
        if not counting:
            return ""
        return joined(
            [
                counted(waiting, self.tr("1 open action"), self.tr("{n} open actions")),
                counted(late, self.tr("1 overdue"), self.tr("{n} overdue")) if late else "",
                self.tr("from the sample") if counting[0].review.sample else "",
            ]
        )

    def _show_selection(self) -> None:
        for button in (self.open, self.copy):
            button.setEnabled(self.view.current() is not None)

    # Changing

    def _edit(self, item: OpenAction, column: int, value: Any) -> None:
        action = item.action
        if column == Column.OWNER and value.strip() != action.owner:
            self.bridge.act(actions.change_action, action.id, owner=value.strip())
        elif column == Column.DUE and value != action.due:
            self.bridge.act(actions.change_action, action.id, due=value)
        elif column == Column.STATUS and value is not action.status:
            if value is ActionStatus.NOT_DOING:
                self.reason.ask(item)
            else:
                self.bridge.act(actions.set_status, action.id, value)

    def _not_doing(self, item: OpenAction, reason: str) -> None:
        self.bridge.act(actions.set_status, item.action.id, ActionStatus.NOT_DOING, reason)
        self.view.setFocus()

    def _open(self) -> None:
        item = self.view.current()
        if item is not None:
            self._go_to(item)

    def _go_to(self, item: OpenAction) -> None:
        self.navigate.emit(f"review/actions/{item.action.id}", item.review.id)

    def _copy(self) -> None:
        self.view.copy_rows()

    def _put_on_clipboard(self, rows: tuple[OpenAction, ...]) -> None:
        library = self.bridge.library
        copy_later(self.context, lambda: self.table.as_text(shared_actions(library, rows)))
        self.notice.emit(self.tr("The selected rows are on the clipboard."))

    # Exporting

    def _export(self) -> None:
        folder = remembered_text(self.context.settings, _FOLDER)
        folder = folder or QStandardPaths.writableLocation(QStandardPaths.StandardLocation.DocumentsLocation)
        suggested = str(Path(folder) / f"{today().isoformat()}_actions.xlsx")
        name, _ = QFileDialog.getSaveFileName(
            self, self.tr("Export tracker"), suggested, self.tr("Excel workbook (*.xlsx)")
        )
        if name:
            self.export_to(Path(name))

    def export_to(self, path: Path) -> None:
        """Write the tracker of the chosen review, or of all but the sample."""
        path = path if path.suffix else path.with_suffix(".xlsx")
        self.context.settings.setValue(_FOLDER, str(path.parent))
        library, ids = self.bridge.library, self._review_ids()
        started = self.context.jobs.start(
            self.tr("Writing the tracker…"),
            lambda: write_tracker_of(library, path, ids),
            lambda count: self._exported(path, count),
        )
        if not started:
            self.notice.emit(self.tr("Something else is still being written. Try again when it is done."))

    def _review_ids(self) -> list[int]:
        """The reviews whose actions go into the tracker: those that the list is about."""
        chosen = self.filters.value().review_id
        real = {item.review.id for item in self._all if not item.review.sample}
        return [chosen] if chosen else sorted(real or {item.review.id for item in self._all})

    def _exported(self, path: Path, count: int) -> None:
        self._written_to = path
        words = self.tr("{name} is written, with {count}.")
        number = counted(count, self.tr("1 action"), self.tr("{n} actions"))
        text = words.format(name=path.name, count=number)
        self.written.show_notice(text, action=self.tr("Show in folder"), tone="ok", seconds=20)

    def _show_folder(self) -> None:
        QDesktopServices.openUrl(QUrl.fromLocalFile(str(self._written_to.parent)))
