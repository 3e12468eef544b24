"""The communications: their rhythm, and each of them against the five questions."""

from datetime import datetime
from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from secondstory.model.enums import AnswerValue, EventKind, MomentKind
from secondstory.model.records import Answer
from secondstory.model.snapshot import Snapshot
from secondstory.response.cadence import Silence, cadence, longest_silence, promises
from secondstory.response.communications import communications
from secondstory.services.editing import remove_record
from secondstory.services.response import answer
from secondstory.timeline.clock import format_duration, format_instant
from secondstory.timeline.kinds import events_of
from secondstory_ui.page import StepPage
from secondstory_ui.pages.response.answer_detail import AnswerDetail
from secondstory_ui.pages.response.communication_table import Column, CommunicationTable
from secondstory_ui.pages.response.communication_view import CommunicationView
from secondstory_ui.pages.response.fitting import fit_rows
from secondstory_ui.text import counted, joined, shown_name
from secondstory_ui.widgets.buttons import link_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.event_link import EventLink
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import clear_layout

MOST_ROWS = 7


class CommunicationsCard(Card):
    """The figures in words, the grid, and the answer of the current cell."""

    def __init__(self, page: StepPage) -> None:
        super().__init__()
        self._page = page
        self.silence = Label("", "body", wrap=True)
        self.cadence = Label("", "small", "muted", wrap=True)
        self._sides = QVBoxLayout()
        self._sides.setSpacing(0)
        self.table = CommunicationTable(self)
        self.table.answer_asked.connect(self._keep)
        self.view = CommunicationView(self.table)
        self.view.opened.connect(lambda event_id: page.navigate.emit("timeline", event_id))
        self.view.current_moved.connect(self._show_detail)
        self._keys = Label(
            self.tr("Click or Space confirms a suggestion, then changes it. Y, P, N, U answer; Delete goes back."),
            "small",
            "muted",
            wrap=True,
        )
        self.detail = AnswerDetail(page)
        self.detail.answered.connect(self._keep_detail)
        self.detail.taken_back.connect(lambda: self.table.set_answer(self.view.currentIndex(), None))
        self._full = QWidget()
        self._lay_out()
        self._empty = self._nothing_yet()
        self.add(self._full)
        self.add(self._empty)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self._full)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(self.silence)
        column.addLayout(self._sides)
        column.addWidget(self.cadence)
        column.addWidget(self.view)
        column.addWidget(self._keys)
        column.addWidget(self.detail)

    def _nothing_yet(self) -> QWidget:
        holder = QWidget()
        column = QVBoxLayout(holder)
        column.setContentsMargins(0, 0, 0, 0)
        words = self.tr(
            "The timeline holds no communication yet. Import the status posts or the chat, or give an event the kind "
            "“Communication” on the timeline. Each is then checked against the five questions that every update "
            "should answer, and the longest silence is measured."
        )
        column.addWidget(Label(words, "body", "muted", wrap=True))
        go = link_button(self.tr("Add a communication on the timeline"), "forward")
        go.clicked.connect(lambda: self._page.navigate.emit("timeline", 0))
        column.addWidget(go, 0, Qt.AlignmentFlag.AlignLeft)
        return holder

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Read the timeline and the answers."""
        checks = communications(snapshot)
        self.table.show_checks(checks, snapshot)
        fit_rows(self.view, MOST_ROWS)
        self._full.setVisible(bool(checks))
        self._empty.setVisible(not checks)
        confirmed = sum(not each.suggested for check in checks for each in check.answers.values())
        note = counted(len(checks), self.tr("1 update"), self.tr("{n} updates"))
        all_answers = sum(len(check.answers) for check in checks)
        if checks:
            note = joined([note, self.tr("{done} of {all} answers confirmed").format(done=confirmed, all=all_answers)])
        self.set_title(self.tr("Communications"), note if checks else "")
        self._show_rhythm(snapshot)
        if checks and not self.view.currentIndex().isValid():
            self.view.setCurrentIndex(self.table.index(0, Column.FIRST_QUESTION))
        self._show_detail()

    def reveal(self, event_id: int, question: str) -> None:
        """Go to a cell."""
        index = self.table.place_of(event_id, question)
        if index.isValid():
            self.view.setCurrentIndex(index)
            self.view.scrollTo(index)
            self.view.setFocus(Qt.FocusReason.OtherFocusReason)

    # The rhythm

    def _show_rhythm(self, snapshot: Snapshot) -> None:
        quiet = longest_silence(snapshot)
        clear_layout(self._sides)
        self.silence.setVisible(quiet is not None)
        if quiet is not None:
            words = self.tr("Longest silence: {time}, from {start} to {end}.")
            start, end = (format_instant(at, snapshot.zone) for at in (quiet.start, quiet.end))
            self.silence.setText(words.format(time=format_duration(quiet.span), start=start, end=end))
            self._show_sides(quiet, snapshot)
        self.cadence.setText(self._cadence_words(snapshot))
        self.cadence.setVisible(bool(self.cadence.text()))

    def _show_sides(self, quiet: Silence, snapshot: Snapshot) -> None:
        told = events_of(snapshot, EventKind.COMMUNICATION)
        last = next((event for event in reversed(told) if event.occurred_at == quiet.start), None)
        first = next((event for event in told if event.occurred_at == quiet.end), None)
        sides = ((self.tr("last told"), last, quiet.start), (self.tr("next told"), first, quiet.end))
        for word, event, at in sides:
            line = QHBoxLayout()
            line.setSpacing(8)
            line.addWidget(Label(word, "small", "muted"))
            if event is None:
                line.addWidget(Label(self._edge(at, snapshot), "small"))
            else:
                link = EventLink(event, snapshot.zone, self.tr("Longest silence, {side}:").format(side=word))
                link.clicked.connect(partial(self._page.navigate.emit, "timeline", event.id))
                line.addWidget(link)
            line.addStretch(1)
            self._sides.addLayout(line)

    def _edge(self, at: datetime, snapshot: Snapshot) -> str:
        """What a silence begins or ends with, where that is no communication."""
        moment = next((kind for kind in MomentKind if snapshot.moment_at(kind) == at), None)
        return self.tr("none; it is the moment “{moment}”").format(moment=shown_name(moment)) if moment else "–"

    def _cadence_words(self, snapshot: Snapshot) -> str:
        rhythm, kept = cadence(snapshot), promises(snapshot)
        due = [promise for promise in kept if promise.kept is not None]
        met = sum(promise.kept is True for promise in due)
        return joined(
            [
                self.tr("first update {time} after detection").format(time=format_duration(rhythm.first_lag))
                if rhythm.first_lag is not None
                else "",
                self.tr("usual gap {time} (median of {n})").format(
                    time=format_duration(rhythm.median), n=len(rhythm.gaps)
                )
                if rhythm.median is not None
                else "",
                self.tr("{met} of {all} promised times for the next update met").format(met=met, all=len(due))
                if due
                else self.tr("no update promised a time for the next one"),
            ]
        )

    # Answers

    def _show_detail(self) -> None:
        index = self.view.currentIndex()
        check, question = self.table.check(index), self.table.question(index)
        shown = check is not None and question is not None
        self.detail.setVisible(shown)
        if check is not None and question is not None:
            self.detail.show_answer(check, question)

    def _keep(self, event_id: int, question: str, value: AnswerValue | None) -> None:
        snapshot = self._page.snapshot
        own = next((a for a in snapshot.answers if (a.event_id, a.question) == (event_id, question)), None)
        if value is not None:
            text = own.text if own else ""
            self._page.bridge.act(answer, snapshot.review.id, question, value, event_id=event_id, text=text)
        elif own is not None:
            self._page.bridge.act(remove_record, Answer, own.id)

    def _keep_detail(self, value: AnswerValue, text: str) -> None:
        place = self.detail.place()
        if place is not None:
            event_id, question = place
            review_id = self._page.snapshot.review.id
            self._page.bridge.act(answer, review_id, question, value, event_id=event_id, text=text.strip())
