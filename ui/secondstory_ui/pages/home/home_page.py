"""Home: find a review, begin one, look into the bin."""

from collections.abc import Sequence
from dataclasses import replace
from functools import partial

from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSplitter, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from secondstory.model.changes import Changes
from secondstory.model.enums import ReviewStatus
from secondstory.model.errors import UserError
from secondstory.model.records import Review
from secondstory.services import reviews
from secondstory.services.reviews import ReviewSummary
from secondstory.services.search import Hit, search, with_lines
from secondstory_ui.models.review_list import ReviewListModel
from secondstory_ui.page import Page, PageContext
from secondstory_ui.pages.home.filter_bar import FilterBar
from secondstory_ui.pages.home.review_list_view import ReviewList
from secondstory_ui.pages.home.search_results import SearchResults
from secondstory_ui.pages.home.selection_bar import SelectionBar
from secondstory_ui.text import counted, joined
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.buttons import Button, primary_button, quiet_button, secondary_button
from secondstory_ui.widgets.empty_state import EmptyState
from secondstory_ui.widgets.sections import SectionHeading
from secondstory_ui.widgets.splitter import SideBySide


class HomePage(Page):
    """The reviews of the library as cards or as a list, with the bin behind a switch."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self._all: tuple[ReviewSummary, ...] = ()
        self._binned: tuple[ReviewSummary, ...] = ()
        self._hits: Sequence[Hit] = ()
        self._sought = ""
        self._waiting = False
        self.model = ReviewListModel(self.bridge, context.jobs.quiet, self)
        self.list = ReviewList(self.model)
        self.results = SearchResults()
        self._found = self._make_found()
        self.filters = FilterBar(context.settings)
        self.selection = SelectionBar()
        self.heading = SectionHeading(self.tr("Reviews"), role="title")
        self.bin = quiet_button(self.tr("&Bin"), "remove")
        self.bin.setCheckable(True)
        self._stack = QStackedWidget()
        self._nothing_yet = self._make_nothing_yet()
        self._no_match = self._make_no_match()
        self._empty_bin = EmptyState(
            "remove",
            self.tr("The bin is empty"),
            self.tr("Reviews that are moved to the bin wait here, with everything in them, until they are restored."),
        )
        self._lay_out()
        self._connect()
        self.list.set_cards(self.filters.cards.isChecked())

    # Building

    def _make_nothing_yet(self) -> EmptyState:
        start = primary_button(self.tr("Start a review"), "add")
        sample = secondary_button(self.tr("Open the sample"), "sample")
        bring = secondary_button(self.tr("Import…"), "import")
        self._lead(start, "new")
        self._lead(sample, "sample")
        self._lead(bring, "import")
        return EmptyState(
            "reviews",
            self.tr("No reviews yet"),
            self.tr(
                "Each incident, near miss or drill that you look back on has its place here. Start one, bring in a "
                "timeline that you have, or look at a finished sample first."
            ),
            start,
            sample,
            bring,
        )

    def _make_found(self) -> QSplitter:
        """The reviews that fit, and beside them what was found inside reviews."""
        found = SideBySide()
        found.setChildrenCollapsible(False)
        found.setHandleWidth(length("gap"))
        found.addWidget(self.list)
        found.addWidget(self.results)
        found.setSizes([400, 600])
        self.results.hide()
        return found

    def _make_no_match(self) -> EmptyState:
        clear = secondary_button(self.tr("Clear filter"), "clear")
        clear.clicked.connect(self.filters.clear)
        words = self.tr(
            "No review fits the search and the filters, and in none of them do these words stand together. Try fewer "
            "words, the beginning of one, or clear the filter."
        )
        return EmptyState("search", self.tr("Nothing matches"), words, clear)

    def _lead(self, button: Button, key: str) -> None:
        button.clicked.connect(lambda: self.navigate.emit(key, 0))

    def _lay_out(self) -> None:
        sample = quiet_button(self.tr("Open the s&ample"), "sample")
        bring = secondary_button(self.tr("I&mport…"), "import")
        start = primary_button(self.tr("&Start a review"), "add")
        for button, key in ((sample, "sample"), (bring, "import"), (start, "new")):
            self._lead(button, key)
            self.heading.add_action(button)
        self._beginnings = (sample, bring, start)
        tools = QHBoxLayout()
        tools.setSpacing(length("unit"))
        tools.addWidget(self.selection)
        tools.addStretch(1)
        tools.addWidget(self.bin)
        for part in (self._found, self._nothing_yet, self._no_match, self._empty_bin):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        page = length("page")
        column.setContentsMargins(page, page, page, length("gap"))
        column.setSpacing(length("unit") + length("half"))
        column.addWidget(self.heading)
        column.addWidget(self.filters)
        column.addLayout(tools)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.filters.changed.connect(self._show)
        self.filters.shown_as.connect(self._show_as)
        self.bin.toggled.connect(self._show)
        self.results.view.opened.connect(self.navigate.emit)
        self.results.view.left.connect(lambda: self.filters.search.setFocus(Qt.FocusReason.OtherFocusReason))
        self.list.opened.connect(lambda review_id: self.navigate.emit("review", review_id))
        self.list.removed.connect(self._move_to_bin)
        self.list.customContextMenuRequested.connect(self._show_menu)
        self.list.selectionModel().selectionChanged.connect(lambda *_: self._show_selection())
        self.model.modelReset.connect(self._show_selection)
        self.selection.open.clicked.connect(self._open)
        self.selection.to_bin.clicked.connect(self._move_to_bin)
        self.selection.restore.clicked.connect(self._restore)
        self.selection.status_chosen.connect(self._set_status)

    # Showing

    def refresh(self, changes: Changes | None) -> None:
        """Read the reviews anew: a few counts, never their timelines."""
        if changes is not None and not changes.rows:
            return
        everywhere = reviews.summaries(self.bridge.library, binned=None)
        self._all = tuple(summary for summary in everywhere if not summary.review.binned)
        self._binned = tuple(summary for summary in everywhere if summary.review.binned)
        self._sought = ""  # words may stand elsewhere by now
        self.filters.set_severities(sorted({s.review.severity for s in everywhere if s.review.severity}))
        self._show()

    def show_record(self, record_id: int) -> None:
        """Select a review."""
        self.list.select(record_id)

    def _show(self) -> None:
        in_bin = self.bin.isChecked()
        everything = self._binned if in_bin else self._all
        wanted = self.filters.value()
        chosen = self.list.current()
        found = wanted.apply(everything)
        self.model.show(found)
        if chosen is not None:
            self.list.select(chosen.review.id)
        self._seek(wanted.text if everything and not in_bin else "")
        within = self._within(replace(wanted, text="").apply(everything), found)
        self.results.show_hits(within)
        self.results.setVisible(bool(within))
        self.list.setVisible(bool(found) or self.results.isHidden())
        if not (self._waiting and not found and self.results.isHidden()):  # else what comes in a moment would flicker
            self._stack.setCurrentWidget(
                self._fitting(bool(everything), bool(found) or not self.results.isHidden(), in_bin)
            )
        self.filters.setVisible(bool(everything))
        self.selection.setVisible(bool(everything))
        for button in self._beginnings:  # while there is nothing, the middle of the page offers the same
            button.setVisible(bool(self._all) or in_bin)
        self.bin.setText(self._bin_words())
        self.bin.setVisible(bool(self._binned) or in_bin)
        self._show_heading(len(found), in_bin)
        self._show_selection()

    def _fitting(self, anything: bool, found: bool, in_bin: bool) -> QWidget:
        if found:
            return self._found
        if anything:
            return self._no_match
        return self._empty_bin if in_bin else self._nothing_yet

    # Searching inside reviews

    def _seek(self, text: str) -> None:
        """Look for words beside the window; what was typed last counts."""
        if text == self._sought:
            return
        self._sought, self._waiting = text, bool(text)
        if not text:
            self._hits = ()
            return
        self.context.jobs.prompt.run(
            partial(self._look_inside, text), partial(self._take_hits, text), partial(self._give_up, text)
        )

    def _look_inside(self, text: str) -> Sequence[Hit]:
        """In the other thread; what was overtaken while it waited is not looked for at all."""
        return with_lines(search(self.bridge.library, text), text) if text == self._sought else ()

    def _take_hits(self, text: str, hits: Sequence[Hit]) -> None:
        if isValid(self) and text == self._sought:  # the window may be gone by then
            self._hits, self._waiting = hits, False
            self._show()

    def _give_up(self, text: str, error: UserError) -> None:
        self._take_hits(text, ())
        self.bridge.failed.emit(error)

    def _within(self, passing: Sequence[ReviewSummary], listed: Sequence[ReviewSummary]) -> list[Hit]:
        """What was found in reviews that pass the other filters, without the reviews that are listed themselves."""
        wanted = {summary.review.id for summary in passing}
        there = {summary.review.id for summary in listed}
        return [
            hit
            for hit in self._hits
            if hit.review.id in wanted and not (isinstance(hit.record, Review) and hit.review.id in there)
        ]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down leads from the search to what was found."""
        if event.key() != Qt.Key.Key_Down or not self.filters.search.hasFocus():
            super().keyPressEvent(event)
        elif not self.results.isHidden():
            self.results.view.begin()
        else:
            self.list.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_heading(self, shown: int, in_bin: bool) -> None:
        there = self._binned if in_bin else self._all
        note = counted(shown, self.tr("1 review"), self.tr("{n} reviews")) if there else ""
        if in_bin:
            self.heading.set_text(self.tr("Bin"), note or self.tr("Nothing of a review in the bin is lost."))
            return
        waiting = sum(summary.open_actions for summary in self._all if not summary.review.sample)
        actions = counted(waiting, self.tr("1 open action"), self.tr("{n} open actions")) if waiting else ""
        self.heading.set_text(self.tr("Reviews"), joined([note, actions]))

    def _bin_words(self) -> str:
        return self.tr("&Bin ({n})").format(n=len(self._binned)) if self._binned else self.tr("&Bin")

    def _show_as(self, cards: bool) -> None:
        chosen = self.list.current()
        self.list.set_cards(cards)
        if chosen is not None:
            self.list.select(chosen.review.id)

    def _show_selection(self) -> None:
        self.selection.show_for(self.list.current())

    # Acting

    def _open(self) -> None:
        summary = self.list.current()
        if summary is not None:
            self.navigate.emit("review", summary.review.id)

    def _move_to_bin(self) -> None:
        summary = self.list.current()
        if summary is None or summary.review.binned:
            return
        if self.bridge.act(reviews.bin_review, summary.review.id) is not None:
            words = self.tr("{ref} is in the bin. Restore it from there, or undo.")
            self.notice.emit(words.format(ref=summary.review.ref))

    def _restore(self) -> None:
        summary = self.list.current()
        if summary is not None and self.bridge.act(reviews.restore_review, summary.review.id) is not None:
            self.notice.emit(self.tr("{ref} is back among the reviews.").format(ref=summary.review.ref))

    def _set_status(self, status: ReviewStatus) -> None:
        summary = self.list.current()
        if summary is not None and summary.review.status is not status:
            self.bridge.act(reviews.set_status, summary.review.id, status)

    def _show_menu(self, where: QPoint) -> None:
        summary = self.list.current()
        if summary is None:
            return
        menu = QMenu(self)
        menu.setAccessibleName(summary.review.ref)
        self.selection.fill_menu(menu, summary)
        menu.aboutToHide.connect(menu.deleteLater)
        item = self.list.visualRect(self.list.currentIndex())  # the menu key asks from elsewhere
        menu.popup(self.list.viewport().mapToGlobal(where if item.contains(where) else item.center()))
