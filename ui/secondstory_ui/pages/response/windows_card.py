"""The response windows: kept, missed or not measurable, with the events that show it."""

from functools import partial

from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from secondstory.model.records import Event
from secondstory.model.snapshot import Snapshot
from secondstory.response.defaults import Target, targets
from secondstory.response.windows import WindowResult, window_results
from secondstory.services.response import remove_window, set_window
from secondstory.timeline.clock import format_duration, format_instant
from secondstory_ui.page import StepPage
from secondstory_ui.text import shown_label, shown_name, shown_text
from secondstory_ui.widgets.access import name
from secondstory_ui.widgets.buttons import link_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.chip import Chip
from secondstory_ui.widgets.event_link import EventLink
from secondstory_ui.widgets.flow import FlowLayout
from secondstory_ui.widgets.labels import Label, Separator
from secondstory_ui.widgets.sections import clear_layout
from secondstory_ui.widgets.spin import WholeSpin

LONGEST_MINUTES = 10_080
SIDE_WIDTH = 32


class WindowsCard(Card):
    """One row for each response target."""

    def __init__(self, page: StepPage) -> None:
        super().__init__()
        self.set_title(self.tr("Response windows"), self.tr("a finding about the system, not about people"))
        self.rows = {target.key: WindowRow(page, target) for target in targets()}
        for place, row in enumerate(self.rows.values()):
            if place:
                self.add(Separator())
            self.add(row)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Measure the review."""
        for result in window_results(snapshot):
            self.rows[result.target].show_result(result, snapshot)


class WindowRow(QWidget):
    """What was allowed, what it took, and where to look."""

    def __init__(self, page: StepPage, target: Target) -> None:
        super().__init__()
        self._page, self._target = page, target
        self._severity = ""
        self.verdict = Chip("")
        self.took = Label("", "body", wrap=True)
        self._for = Label("", "body", "muted")
        self.minutes = WholeSpin(1, LONGEST_MINUTES, self.tr(" min"))
        self.minutes.committed.connect(self._set)
        self.default = link_button(self.tr("Use the default"))
        self.default.clicked.connect(lambda: page.bridge.act(remove_window, self._severity, target.key))
        name(self.default, self.tr("Use the default window for {target}").format(target=shown_text(target.name)))
        self._shown: WindowResult | None = None
        self._events = QVBoxLayout()
        self._events.setSpacing(0)
        self._lay_out()

    def _lay_out(self) -> None:
        top = QWidget()
        groups = FlowLayout(top, 24)
        for group in (
            (Label(shown_text(self._target.name), "subheading"), self.verdict),
            (self._for, self.minutes, self.default),
        ):
            holder = QWidget()
            line = QHBoxLayout(holder)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(8)
            for part in group:
                line.addWidget(part)
            groups.addWidget(holder)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(top)
        column.addWidget(self.took)
        column.addWidget(Label(shown_text(self._target.definition), "small", "muted", wrap=True))
        column.addLayout(self._events)

    def show_result(self, result: WindowResult, snapshot: Snapshot) -> None:
        """Show a measurement."""
        self._severity = snapshot.review.severity.strip()
        who = self._severity or self.tr("every severity")
        self._for.setText(self.tr("allowed for {severity}").format(severity=who))
        spoken = self.tr("{target}: minutes allowed for {severity}")
        self.minutes.setAccessibleName(spoken.format(target=shown_text(result.name), severity=who))
        self.minutes.set_value(result.minutes)
        own = any(w.target == result.target and w.severity == self._severity for w in snapshot.windows)
        self.default.setVisible(bool(self._severity) and own)
        self._show_verdict(result)
        if result != self._shown:
            self._shown = result
            self._show_events(result, snapshot)

    def _show_verdict(self, result: WindowResult) -> None:
        if result.took is None:
            self.verdict.set(self.tr("Not measurable"), "neutral", "ring")
            self.took.setText(shown_label(result.note_label, "Resources") if result.note_label else "")
            return
        took, allowed = format_duration(result.took), result.minutes
        if result.kept:
            self.verdict.set(self.tr("Kept"), "ok", "dot")
        else:
            self.verdict.set(self.tr("Missed"), "accent", "triangle")
        self.took.setText(self.tr("Took {took}; {allowed} min were allowed.").format(took=took, allowed=allowed))

    def _show_events(self, result: WindowResult, snapshot: Snapshot) -> None:
        clear_layout(self._events)
        ends = (
            (self.tr("from"), result.start_event, result.start, self._target.start),
            (self.tr("to"), result.end_event, result.end, self._target.end),
        )
        for word, event, at, moment in ends:
            if at is None:
                continue
            line = QHBoxLayout()
            line.setSpacing(4)
            side = Label(word, "small", "muted")
            side.setMinimumWidth(SIDE_WIDTH)
            line.addWidget(side)
            if event is None:
                words = self.tr("{time}  the moment “{moment}”, without an event near it")
                told = words.format(time=format_instant(at, snapshot.zone), moment=shown_name(moment))
                line.addWidget(Label(told, "small", "muted", wrap=True), 1)
            else:
                line.addWidget(self._link(event, word, snapshot))
                line.addStretch(1)
            self._events.addLayout(line)

    def _link(self, event: Event, word: str, snapshot: Snapshot) -> EventLink:
        link = EventLink(event, snapshot.zone, f"{shown_text(self._target.name)} {word}", date=True)
        link.clicked.connect(partial(self._page.navigate.emit, "timeline", event.id))
        return link

    def _set(self, minutes: int) -> None:
        self._page.bridge.act(set_window, self._severity, self._target.key, minutes)
