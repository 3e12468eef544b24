"""The open review: header, step list, the page of a step, and its guide."""

from collections.abc import Mapping
from importlib import import_module

from PySide6.QtCore import QSize, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QStackedWidget, QVBoxLayout, QWidget

from secondstory.model import records as r
from secondstory.model.changes import Changes
from secondstory.model.snapshot import Snapshot
from secondstory.steps.catalogue import KEYS
from secondstory.steps.event_prompts import prompts_for
from secondstory.steps.progress import StepProgress, StepState, progress
from secondstory.timeline.clock import format_duration, format_instant
from secondstory_ui.coaching import advice_on, keep_finding
from secondstory_ui.page import PageContext, StepPage
from secondstory_ui.remembered import remembered_flag
from secondstory_ui.text import shown_text
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.advice_card import Advice
from secondstory_ui.widgets.buttons import primary_button, secondary_button
from secondstory_ui.widgets.chip import Chip, chip_for, severity_chip
from secondstory_ui.widgets.guide_panel import GuidePanel
from secondstory_ui.widgets.review_header import ReviewHeader
from secondstory_ui.widgets.step_list import StepList, StepRow
from secondstory_ui.widgets.text_fields import TextField

STEP_OF: Mapping[type[r.Record], str] = {
    r.Review: "prepare",
    r.Participant: "prepare",
    r.Source: "timeline",
    r.Event: "timeline",
    r.Unread: "timeline",
    r.Moment: "timeline",
    r.Note: "timeline",
    r.Impact: "impact",
    r.Answer: "response",
    r.Cause: "causes",
    r.Evidence: "causes",
    r.Learning: "learnings",
    r.Idea: "actions",
    r.Action: "actions",
    r.ActionCause: "actions",
}
POINTS_AT = {
    r.Evidence: "cause_id",
    r.ActionCause: "action_id",
    r.Note: "event_id",
    r.Moment: "event_id",
    r.Answer: "event_id",
}
"""Records that a page shows on another record: the field with the id of that one."""
HAVE_NO_ROW = (r.Review, r.Source, r.Unread, r.Idea)
PROGRESS_DELAY_MS = 120
ROOM_FOR_GUIDE, USUAL_LINE = 1080, 17
"""From this width on, at the usual height of a line, the work area has room enough beside the open guide."""


class Workspace(QWidget):
    """Shows one review. Steps can be visited in any order; a page is made when it is first visited."""

    step_changed = Signal(str)
    import_requested = Signal()
    navigate = Signal(str, int)
    notice = Signal(str)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.context = context
        self._bridge = context.bridge
        self._pages: dict[str, StepPage] = {}
        self.header = ReviewHeader()
        self.steps = StepList()
        self.guide = GuidePanel()
        self._stack = QStackedWidget()
        self._progress: tuple[StepProgress, ...] = ()
        self._roomy = True
        self._fitting = False
        self._soon = QTimer(self, singleShot=True, interval=PROGRESS_DELAY_MS)
        self._soon.timeout.connect(self._show_progress)
        self._advice_soon = QTimer(self, singleShot=True, interval=PROGRESS_DELAY_MS)
        self._advice_soon.timeout.connect(self._show_advice)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        middle = QHBoxLayout()
        margin, tight = length("gap"), length("gap") - length("half")
        middle.setContentsMargins(margin, tight, margin, tight)
        middle.setSpacing(margin)
        middle.addWidget(self.steps)
        middle.addWidget(self._stack, 1)
        middle.addWidget(self.guide)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.header)
        column.addLayout(middle, 1)
        importer = secondary_button(self.tr("&Import…"), "import")
        importer.clicked.connect(self.import_requested)
        self.header.add_action(importer)
        share = primary_button(self.tr("Share"), "export")
        share.clicked.connect(lambda: self.show_step("share"))
        self.header.add_action(share)

    def _connect(self) -> None:
        self.steps.step_chosen.connect(self.show_step)
        self.guide.keep_requested.connect(self._keep)
        self.guide.advice_chosen.connect(self._show_place)
        self.guide.collapsed.connect(self._remember_fold)
        self.guide.set_collapsed(self._wants_folded())
        self._bridge.changed.connect(self._on_changed)
        self._bridge.review_switched.connect(self._on_switched)

    @property
    def current_step(self) -> str:
        """The key of the step that is shown."""
        return self.steps.current()

    def page(self, key: str) -> StepPage:
        """The page of a step, made on the first visit."""
        if key not in self._pages:
            module = import_module(f"secondstory_ui.pages.{key}")
            page: StepPage = module.page(self.context)
            page.navigate.connect(self._go)
            page.notice.connect(self.notice)
            page.findings_changed.connect(self._advice_soon.start)
            page.record_selected.connect(self._show_prompts)
            self._pages[key] = page
            self._stack.addWidget(page)
        return self._pages[key]

    def show_step(self, key: str, record_id: int = 0) -> None:
        """Go to a step, and there to a record."""
        if self._bridge.snapshot is None:
            return
        self._commit_fields()
        page = self.page(key)
        self.steps.set_current(key)
        self._stack.setCurrentWidget(page)
        page.catch_up()
        if record_id:
            page.show_record(record_id)
        self._show_guide()
        self._advice_soon.start()
        self.step_changed.emit(key)

    def show_next(self, offset: int) -> None:
        """Go some steps on, or back."""
        place = KEYS.index(self.current_step or KEYS[0]) + offset
        if 0 <= place < len(KEYS):
            self.show_step(KEYS[place])

    def show_changed(self, changes: Changes) -> None:
        """Lead to what an undo or redo changed."""
        for change in changes.rows:
            step = STEP_OF.get(type(change.record))
            if step:
                self.show_step(step, shown_id(change.after) if change.after else 0)
                return

    def commit_fields(self) -> None:
        """Store what was typed and not stored yet: before the window closes or another review opens."""
        self._commit_fields()

    def _commit_fields(self) -> None:
        page = self._stack.currentWidget()
        if page is not None:
            for field in page.findChildren(TextField):
                field.commit()

    def _go(self, key: str, record_id: int) -> None:
        if key in KEYS:
            self.show_step(key, record_id)
        else:
            self.navigate.emit(key, record_id)

    def _on_switched(self, snapshot: Snapshot | None) -> None:
        if snapshot is not None:
            self._show_header(snapshot)
            self._show_progress()

    def _on_changed(self, _changes: Changes) -> None:
        if self._bridge.snapshot is not None:
            self._show_header(self._bridge.snapshot)
            self._soon.start()

    def _show_header(self, snapshot: Snapshot) -> None:
        review = snapshot.review
        chips: list[Chip] = [severity_chip(review.severity)] if review.severity else []
        chips.append(chip_for(review.kind))
        chips.append(chip_for(review.status))
        if review.sample:
            chips.append(Chip(self.tr("SAMPLE"), "accent"))
        self.header.set_review(review.title, chips, self._facts(snapshot))

    def _facts(self, snapshot: Snapshot) -> list[str]:
        review = snapshot.review
        facts = []
        start = review.window_start or (snapshot.shown_events[0].occurred_at if snapshot.shown_events else None)
        if start:
            end = review.window_end
            same_day = end and start.astimezone(snapshot.zone).date() == end.astimezone(snapshot.zone).date()
            span = format_instant(start, snapshot.zone)
            if end:
                span += "–" + format_instant(end, snapshot.zone, date=not same_day)
            facts.append(f"{span} {review.timezone}")
            if end:
                facts.append(format_duration(end - start))
        if review.facilitator:
            facts.append(self.tr("Facilitator: {who}").format(who=review.facilitator))
        return facts

    def _show_progress(self) -> None:
        snapshot = self._bridge.snapshot
        if snapshot is None:
            return
        self._progress = progress(snapshot)
        rows = [
            StepRow(p.step.key, p.step.number, shown_text(p.step.title), p.step.minutes, p.state.value)
            for p in self._progress
        ]
        self.steps.set_steps(rows)
        self._show_criteria()

    def _show_guide(self) -> None:
        found = next((p for p in self._progress if p.step.key == self.current_step), None)
        if found is not None:
            step = found.step
            self.guide.set_step(step.key, step.minutes, step.instruction, step.prompts)
            self._show_criteria()

    def _show_criteria(self) -> None:
        found = next((p for p in self._progress if p.step.key == self.current_step), None)
        if found is not None:
            self.guide.set_criteria(found.criteria, begun=found.state is not StepState.NOT_STARTED)

    def _show_prompts(self, record: object) -> None:
        found = next((p for p in self._progress if p.step.key == self.current_step), None)
        if found is not None:
            prompts = prompts_for(record.kind) if isinstance(record, r.Event) else found.step.prompts
            self.guide.set_step(found.step.key, found.step.minutes, found.step.instruction, prompts)

    def _show_advice(self) -> None:
        page = self._stack.currentWidget()
        self.guide.set_advice(advice_on(page) if page is not None else [])

    def _keep(self, advice: Advice) -> None:
        page = self._stack.currentWidget()
        if isinstance(page, StepPage) and isinstance(advice.place, TextField):
            keep_finding(page, advice.place, advice.finding)  # type: ignore[arg-type]  # the coach made it

    def _show_place(self, advice: Advice) -> None:
        if isinstance(advice.place, TextField):
            advice.place.select_finding(advice.finding)

    # Room

    def _wants_folded(self) -> bool:
        return remembered_flag(self.context.settings, "window/guide_folded")

    def _remember_fold(self, folded: bool) -> None:
        if not self._fitting:
            self.context.settings.setValue("window/guide_folded", folded)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """In a small window the guide folds, for the work comes first; it can be opened there all the same."""
        super().resizeEvent(event)
        roomy = event.size().width() >= ROOM_FOR_GUIDE * self.fontMetrics().height() / USUAL_LINE
        if roomy != self._roomy:
            self._roomy, self._fitting = roomy, True
            self.guide.set_collapsed(not roomy or self._wants_folded())
            self._fitting = False

    def sizeHint(self) -> QSize:
        """Room for three columns."""
        return QSize(1360, 860)


def shown_id(record: r.Record) -> int:
    """The id by which the page of a record's step reveals it; 0 where it has no row of its own there."""
    if isinstance(record, HAVE_NO_ROW):
        return 0
    return getattr(record, POINTS_AT.get(type(record), "id")) or 0
