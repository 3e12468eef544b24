"""Insights: what all reviews together show so far."""

from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from secondstory.metrics.library import KindMetrics
from secondstory.model.changes import Changes
from secondstory.model.errors import UserError
from secondstory.model.progress import finish
from secondstory.services import reviews
from secondstory.services.insights import LibraryMetrics, metrics_of
from secondstory_ui.page import Page, PageContext
from secondstory_ui.pages.insights import figures
from secondstory_ui.text import counted, joined, shown_error
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.buttons import primary_button, secondary_button
from secondstory_ui.widgets.empty_state import EmptyState
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import ScrollColumn, SectionHeading, clear_layout

AT_ONCE = 20_000
"""Up to so many events the figures are worked out at once; beyond that in the background, with progress."""
_WIDEST = 1180
_LINES_FOR_TWO = 60  # two cards need the width of so many heights of a line


class InsightsPage(Page):
    """Durations, causes, escalations and follow-through of all reviews; the sample is left out, drills stand apart."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.heading = SectionHeading(self.tr("Insights"), role="title")
        self._pairs: list[QBoxLayout] = []
        self._stack = QStackedWidget()
        self._empty = self._make_empty()
        self._waiting = EmptyState(
            "insights", self.tr("Working out the figures"), self.tr("Every review is read once; this takes a moment.")
        )
        self._failed = self._make_failed()
        self._scroll = ScrollColumn(spacing=length("page"))
        for part in (self._empty, self._waiting, self._failed, self._scroll):
            self._stack.addWidget(part)
        column = QVBoxLayout(self)
        page = length("page")
        column.setContentsMargins(page, page, page, length("gap"))
        column.setSpacing(length("gap"))
        column.addWidget(self.heading)
        column.addWidget(self._stack, 1)

    def _make_empty(self) -> EmptyState:
        start = primary_button(self.tr("&Start a review"), "add")
        start.clicked.connect(lambda: self.navigate.emit("new", 0))
        bring = secondary_button(self.tr("I&mport…"), "import")
        bring.clicked.connect(lambda: self.navigate.emit("import", 0))
        return EmptyState("insights", self.tr("Figures appear with the first review"), "", start, bring)

    def _make_failed(self) -> EmptyState:
        retry = secondary_button(self.tr("&Try again"), "refresh")
        retry.clicked.connect(lambda: self.refresh(None))
        return EmptyState("warning", self.tr("The figures could not be worked out"), "", retry)

    def refresh(self, changes: Changes | None) -> None:
        """Work the figures out anew."""
        if changes is not None and not changes.rows:
            return
        library = self.bridge.library
        events = sum(summary.events for summary in reviews.summaries(library))
        if events <= AT_ONCE:
            self.show_metrics(finish(metrics_of(library)))
            return
        self._stack.setCurrentWidget(self._waiting)
        title = self.tr("Working out the figures…")
        started = self.context.jobs.start(title, lambda: metrics_of(library), self.show_metrics, self._show_failure)
        if not started:
            self._show_failure(UserError(self.tr("Something else is still running."), self.tr("Try again after it.")))

    def _show_failure(self, error: UserError) -> None:
        self._failed.set_text(self.tr("The figures could not be worked out"), shown_error(error))
        self._stack.setCurrentWidget(self._failed)

    def show_metrics(self, metrics: LibraryMetrics) -> None:
        """Show the figures, or why there are none yet."""
        self.heading.set_text(self.tr("Insights"), self._note(metrics))
        if not metrics.reviews.n:
            self._empty.set_text(self.tr("Figures appear with the first review"), self._why_empty(metrics.samples))
            self._stack.setCurrentWidget(self._empty)
            return
        place = self._scroll.verticalScrollBar().value()
        clear_layout(self._scroll.body)
        self._pairs.clear()
        body = QWidget()
        body.setMaximumWidth(_WIDEST)
        self._fill(QVBoxLayout(body), metrics)
        self._arrange()
        self._scroll.add(body)
        self._stack.setCurrentWidget(self._scroll)
        self._scroll.verticalScrollBar().setValue(place)

    def _note(self, metrics: LibraryMetrics) -> str:
        if not metrics.reviews.n:
            return ""
        number = counted(metrics.reviews.n, self.tr("from 1 review"), self.tr("from {n} reviews"))
        left_out = self.tr("the sample is left out") if metrics.samples else ""
        return joined([number, left_out, self.tr("no targets, and no comparison of teams or people")])

    def _why_empty(self, samples: int) -> str:
        why = self.tr(
            "How long detection and recovery took, which causes recur, and whether actions are followed through: all "
            "of it is worked out from your own reviews."
        )
        return f"{why} {self.tr('The sample is left out.')}" if samples else why

    def _fill(self, column: QVBoxLayout, metrics: LibraryMetrics) -> None:
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(length("gap"))
        for kind in (metrics.incidents, metrics.near_misses, metrics.drills):
            if kind.reviews:
                self._add_kind(column, kind)
        column.addSpacing(length("unit"))
        column.addWidget(Label(self.tr("Actions of all reviews"), "heading"))
        cards = (figures.follow_through_card(metrics.actions), figures.ages_card(metrics.actions))
        self._add_pair(column, *cards)

    def _add_kind(self, column: QVBoxLayout, kind: KindMetrics) -> None:
        number = counted(kind.reviews, self.tr("1 review"), self.tr("{n} reviews"))
        column.addWidget(SectionHeading(figures.kind_heading(kind), number, role="heading"))
        column.addWidget(figures.durations_card(kind))
        self._add_pair(column, figures.causes_card(kind), figures.escalations_card(kind))

    def _add_pair(self, column: QVBoxLayout, *cards: QWidget) -> None:
        row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(length("gap"))
        for card in cards:
            row.addWidget(card, 1)
        self._pairs.append(row)
        column.addLayout(row)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cards stand side by side where there is room for both."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        wide = self.width() > _LINES_FOR_TWO * self.fontMetrics().height()
        way = QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom
        for pair in self._pairs:
            pair.setDirection(way)
