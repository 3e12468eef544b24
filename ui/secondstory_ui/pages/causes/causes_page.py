"""The Causes step: a tray of unclassified cards over two equal columns, systemic and external."""

from functools import partial
from itertools import pairwise

from PySide6.QtCore import Qt, QTimer
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from secondstory.causes.companion import lone_externals
from secondstory.model.changes import Changes
from secondstory.model.enums import CauseLabel
from secondstory.model.records import Action, ActionCause, Cause, Event, Evidence, Review
from secondstory_ui.coaching import coach_field
from secondstory_ui.page import PageContext, StepPage
from secondstory_ui.pages.causes.acts import CauseActs
from secondstory_ui.pages.causes.area import CauseArea
from secondstory_ui.pages.causes.cause_card import CauseCard
from secondstory_ui.pages.causes.evidence_panel import EvidencePanel
from secondstory_ui.pages.causes.heading import CausesHeading
from secondstory_ui.pages.causes.nothing_to_change import NothingToChange
from secondstory_ui.pages.causes.walking import next_card
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.access import announce
from secondstory_ui.widgets.buttons import primary_button
from secondstory_ui.widgets.empty_state import EmptyState

WIDE = 1000
TRAY_SHARE = 0.5
EVIDENCE_SHARE = 0.42
WIDEST_EVIDENCE = 360
ORDER = (CauseLabel.UNCLASSIFIED, CauseLabel.SYSTEMIC, CauseLabel.EXTERNAL)


class CausesPage(StepPage):
    """Cards are kept by the id of their cause and moved between the columns."""

    STEP = "causes"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self.acts = CauseActs(self)
        self._cards: dict[int, CauseCard] = {}
        self._chosen = 0
        self.heading = CausesHeading()
        self.areas = {
            CauseLabel.UNCLASSIFIED: CauseArea(
                CauseLabel.UNCLASSIFIED, self.tr("Nothing waits. Drop a card here to leave it open."), tray=True
            ),
            CauseLabel.SYSTEMIC: CauseArea(
                CauseLabel.SYSTEMIC, self.tr("What we design, run, staff or buy, and could change. Nothing here yet.")
            ),
            CauseLabel.EXTERNAL: CauseArea(
                CauseLabel.EXTERNAL, self.tr("What began outside and was beyond our control. Nothing here yet.")
            ),
        }
        self.evidence = EvidencePanel(self.acts)
        self.nothing_to_change = NothingToChange(self)
        self.areas[CauseLabel.EXTERNAL].foot.addWidget(self.nothing_to_change)
        self._tabs = QTimer(self, singleShot=True, interval=0)
        self._tabs.timeout.connect(self._settle)
        self._lay_out()
        self._connect()

    def _lay_out(self) -> None:
        self._columns = QWidget()
        columns = QHBoxLayout(self._columns)
        columns.setContentsMargins(0, 0, 0, 0)
        columns.setSpacing(length("unit"))
        self._board = QSplitter(Qt.Orientation.Vertical)
        self._work = QSplitter(Qt.Orientation.Vertical)
        for splitter in (self._board, self._work):
            splitter.setChildrenCollapsible(False)
            splitter.setHandleWidth(length("unit"))
        for label in ORDER[1:]:
            columns.addWidget(self.areas[label], 1)
        self._board.addWidget(self.areas[CauseLabel.UNCLASSIFIED])
        self._board.addWidget(self._columns)
        self._board.setStretchFactor(1, 1)
        self._stack = QStackedWidget()
        self._stack.addWidget(self._board)
        self._stack.addWidget(self._nothing_yet())
        self._work.addWidget(self._stack)
        self._work.addWidget(self.evidence)
        self.evidence.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(length("unit"))
        column.addWidget(self.heading)
        line = QHBoxLayout()
        line.addWidget(self._work, 1)
        column.addLayout(line, 1)

    def _nothing_yet(self) -> EmptyState:
        first = primary_button(self.tr("Name the first cause"), "add")
        first.clicked.connect(lambda: self.heading.entry.setFocus(Qt.FocusReason.OtherFocusReason))
        why = self.tr(
            "A cause is a condition that had to be there for this to happen, get worse or last. Incidents have "
            "several: name them, say which lie inside our system, and attach the events that show them."
        )
        return EmptyState("causes", self.tr("No causes yet"), why, first)

    def _connect(self) -> None:
        coach_field(self, self.heading.entry)
        self.heading.entry.entered.connect(self._add)
        self.heading.evidence.clicked.connect(self._toggle_evidence)
        self.heading.all_details.clicked.connect(self._open_all)
        for area in self.areas.values():
            area.dropped.connect(self.acts.place)
        self.acts.evidence_asked.connect(self._ask_evidence)
        self.acts.reveal_asked.connect(self.show_record)
        self.evidence.closed.connect(self._close_evidence)
        app = QApplication.instance()
        if isinstance(app, QApplication):
            app.focusChanged.connect(self._focus_moved)

    # What is shown

    def refresh(self, changes: Changes | None) -> None:
        """Show the cards, each in its column."""
        if changes is None or changes.touches(Cause, Evidence, Event, Action, ActionCause, Review):
            self._show_cards()
        if changes is None or changes.touches(Event):
            self.evidence.refresh()
        self.evidence.show_target(self.snapshot.get(Cause, self._chosen))
        self._tabs.start()

    def _show_cards(self) -> None:
        snapshot = self.snapshot
        focus = QApplication.focusWidget()
        had = next((i for i, card in self._cards.items() if focus and (card is focus or card.isAncestorOf(focus))), 0)
        place = next((i for i, key in enumerate(self._cards) if key == had), 0)
        self._remove_gone({cause.id for cause in snapshot.causes})
        lone = {cause.id for cause in lone_externals(snapshot)}
        for cause in snapshot.causes:
            self._card_of(cause).show_cause(cause, lone=cause.id in lone)
        for label, area in self.areas.items():
            area.show_cards([self._cards[c.id] for c in snapshot.causes if c.label is label])
        self.nothing_to_change.show_review()
        self._stack.setCurrentIndex(0 if snapshot.causes else 1)
        self.heading.set_empty(not snapshot.causes)
        self._fit()
        if had:
            self._give_focus_back(had, place, focus)

    def _remove_gone(self, wanted: set[int]) -> None:
        for gone in [key for key in self._cards if key not in wanted]:
            card = self._cards.pop(gone)
            card.hide()
            card.setParent(None)
            card.deleteLater()
            self._chosen = 0 if self._chosen == gone else self._chosen

    def _card_of(self, cause: Cause) -> CauseCard:
        if cause.id not in self._cards:
            card = CauseCard(self.acts, cause)
            card.walked.connect(self._walk)
            card.set_open(self.heading.all_details.isChecked())
            self._cards[cause.id] = card
        return self._cards[cause.id]

    def _give_focus_back(self, had: int, place: int, focus: QWidget | None) -> None:
        """Moving or removing a card takes the focus away: give it back to the card, or to its neighbour."""
        card = self._cards.get(had)
        if card is None:
            keys = list(self._cards)
            if keys:
                self._focus_card(self._cards[keys[min(place, len(keys) - 1)]])
            else:
                self.heading.entry.setFocus(Qt.FocusReason.OtherFocusReason)
        elif QApplication.focusWidget() is not focus:
            target = focus if focus is not None and focus.isVisible() and card.isAncestorOf(focus) else card
            target.setFocus(Qt.FocusReason.OtherFocusReason)
            self.areas[card.cause.label].reveal(card)

    def card(self, cause_id: int) -> CauseCard | None:
        """The card of a cause."""
        return self._cards.get(cause_id)

    # Choosing

    def show_record(self, record_id: int) -> None:
        """Go to a cause, or to the cause that a piece of evidence belongs to."""
        card = self._cards.get(record_id)
        if card is not None:
            card.set_open(True)
            self._focus_card(card)

    def _focus_card(self, card: CauseCard) -> None:
        self._choose(card.cause.id)
        card.setFocus(Qt.FocusReason.OtherFocusReason)
        self.areas[card.cause.label].reveal(card)

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        if now is None or self.bridge.snapshot is None or not self.isAncestorOf(now):
            return
        holder = next((i for i, card in self._cards.items() if card is now or card.isAncestorOf(now)), 0)
        if holder:
            self._choose(holder)

    def _choose(self, cause_id: int) -> None:
        if cause_id == self._chosen:
            return
        self._chosen = cause_id
        for key, card in self._cards.items():
            card.set_chosen(key == cause_id)
        cause = self.snapshot.get(Cause, cause_id)
        self.evidence.show_target(cause)
        self.record_selected.emit(cause)
        self._fit()
        self._tabs.start()

    def _walk(self, cause_id: int, key: Qt.Key) -> None:
        columns = [[c.id for c in self.snapshot.causes if c.label is label] for label in ORDER]
        target = next_card(columns, cause_id, key)
        if target:
            self._focus_card(self._cards[target])

    def _settle(self) -> None:
        """One Tab stop for all cards, the chosen one's controls behind it, then the evidence."""
        if self._chosen not in self._cards and self._cards:
            first = min(self._cards.values(), key=lambda card: (ORDER.index(card.cause.label), card.cause.id))
            self._chosen = first.cause.id
            first.set_chosen(True)
            self.evidence.show_target(first.cause)
        card = self._cards.get(self._chosen)
        stops: list[QWidget] = [*self.heading.stops()]
        if card is not None:
            stops += [card, *card.stops()]
        stops += [self.nothing_to_change.field, self.evidence.search, self.evidence.view]
        for before, after in pairwise(stops):
            QWidget.setTabOrder(before, after)

    # Acts

    def _add(self, text: str) -> None:
        added = self.acts.add(text)
        if added:
            self.areas[CauseLabel.UNCLASSIFIED].reveal(self._cards[added])
            self._choose(added)
            announce(self, self.tr("Added {ref}").format(ref=self._cards[added].cause.ref))

    def _open_all(self, opened: bool) -> None:
        for card in self._cards.values():
            card.set_open(opened)
        self._fit()
        self._tabs.start()

    # Evidence

    def _ask_evidence(self, cause_id: int) -> None:
        self._choose(cause_id)
        self._show_evidence(True)
        self.evidence.search.setFocus(Qt.FocusReason.OtherFocusReason)
        card = self._cards.get(cause_id)
        if card is not None:
            QTimer.singleShot(0, card, partial(self.areas[card.cause.label].reveal, card))

    def _toggle_evidence(self, shown: bool) -> None:
        self._show_evidence(shown)
        if shown:
            self.evidence.search.setFocus(Qt.FocusReason.OtherFocusReason)

    def _show_evidence(self, shown: bool) -> None:
        self.evidence.setVisible(shown)
        self.heading.evidence.setChecked(shown)
        self._fit()

    def _close_evidence(self) -> None:
        self._show_evidence(False)
        card = self._cards.get(self._chosen)
        (card or self.heading.entry).setFocus(Qt.FocusReason.OtherFocusReason)

    # Room

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Narrow: the tray above the columns, the evidence below. Wide: all of them side by side."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self.width() >= WIDE
        shown = not self.evidence.isHidden()
        chosen = self._cards.get(self._chosen)
        in_tray = chosen is not None and chosen.cause.label is CauseLabel.UNCLASSIFIED
        tight = shown and not wide
        self.heading.set_tight(tight)
        self.areas[CauseLabel.UNCLASSIFIED].setVisible(not tight or in_tray)
        self._columns.setVisible(not tight or not in_tray)
        self._work.setOrientation(Qt.Orientation.Horizontal if wide else Qt.Orientation.Vertical)
        whole = self._work.width() if wide else self._work.height()
        panel = 0
        if shown:
            panel = min(WIDEST_EVIDENCE, whole // 3) if wide else int(whole * EVIDENCE_SHARE)
            self._work.setSizes([whole - panel, panel])
        self._fit_board(whole - panel if wide else self.width())

    def _fit_board(self, width: int) -> None:
        """Share the room between the tray and the two columns."""
        tray = self.areas[CauseLabel.UNCLASSIFIED]
        waiting = any(card.cause.label is CauseLabel.UNCLASSIFIED for card in self._cards.values())
        if waiting and width >= WIDE:
            self._board.setOrientation(Qt.Orientation.Horizontal)
            self._board.setSizes([width // 3, 2 * width // 3])
            return
        self._board.setOrientation(Qt.Orientation.Vertical)
        room = self._board.height()
        wanted = min(tray.content_height(), int(room * TRAY_SHARE)) if waiting else tray.minimumSizeHint().height()
        self._board.setSizes([wanted, max(1, room - wanted)])
