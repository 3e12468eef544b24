"""Pairs of events that are likely one, side by side: merge them, or keep both."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QVBoxLayout, QWidget

from secondstory.model.records import Event, Source
from secondstory.services.timeline import merge_events
from secondstory.timeline.duplicates import DuplicatePair
from secondstory_ui.page import StepPage
from secondstory_ui.pages.timeline.findings import TimelineFindings
from secondstory_ui.tellings import differences
from secondstory_ui.text import counted, joined, shown_event_time, shown_name, shown_text
from secondstory_ui.widgets.access import announce
from secondstory_ui.widgets.buttons import primary_button, quiet_button, secondary_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import ScrollColumn

Focus = Qt.FocusPolicy


class DuplicatesDialog(QDialog):
    """One pair after another. Nothing is merged without somebody saying so; every merge can be undone."""

    def __init__(self, page: StepPage, findings: TimelineFindings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page, self._findings = page, findings
        self._pairs = list(findings.pairs)
        self._place = 0
        self.setWindowTitle(self.tr("Likely duplicates"))
        self.resize(820, 420)
        self._heading, self._reason = Label("", "heading"), Label("", "body", "muted", wrap=True)
        self._sides = (Card(self.tr("First")), Card(self.tr("Second")))
        self._texts = [self._fill(card) for card in self._sides]
        self.first = primary_button(self.tr("&Merge, keep the first"), "merge")
        self.second = secondary_button(self.tr("Merge, keep the &second"), "merge")
        self.apart = secondary_button(self.tr("&Keep both"))
        later = quiet_button(self.tr("&Later"))
        self._close = quiet_button(self.tr("Close"))
        self.first.clicked.connect(lambda: self._merge(keep_first=True))
        self.second.clicked.connect(lambda: self._merge(keep_first=False))
        self.apart.clicked.connect(self._keep_apart)
        later.clicked.connect(self._show_next)
        self._close.clicked.connect(self.accept)
        self._acts = (self.first, self.second, self.apart, later)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(12)
        column.addWidget(self._heading)
        column.addWidget(self._reason)
        sides = QHBoxLayout()
        sides.setSpacing(16)
        for card in self._sides:
            sides.addWidget(card, 1)
        column.addLayout(sides, 1)
        buttons = QHBoxLayout()
        buttons.setSpacing(8)
        for button in self._acts:
            buttons.addWidget(button)
        buttons.addStretch(1)
        buttons.addWidget(self._close)
        column.addLayout(buttons)
        self._show()

    @staticmethod
    def _fill(card: Card) -> tuple[Label, ...]:
        """The texts of a side, which scrolls where a long one has no room; only then it takes the keys."""
        labels = (Label("", "strong", tabular=True), Label("", wrap=True), Label("", "small", "muted", wrap=True))
        column = ScrollColumn(spacing=8)
        column.setAccessibleName(card.accessibleName())
        for label in (labels[0], labels[2], labels[1]):
            column.add(label)
        column.verticalScrollBar().rangeChanged.connect(
            lambda _least, most: column.setFocusPolicy(Focus.TabFocus if most else Focus.NoFocus)
        )
        card.add(column, 1)
        return labels

    def _show(self) -> None:
        left = self._pairs[self._place :]
        for widget in (*self._sides, *self._acts):
            widget.setVisible(bool(left))
        if not left:
            self._heading.setText(self.tr("Every pair has been looked at"))
            self._reason.setText(self.tr("What was merged can be separated again in the details of an event."))
            announce(self, self._heading.text())
            self._close.setFocus()
            return
        words = counted(len(left), self.tr("1 pair may be told twice"), self.tr("{n} pairs may be told twice"))
        self._heading.setText(words)
        self._reason.setText(joined([shown_text(left[0].reason), self._differences(left[0])]))
        for labels, event in zip(self._texts, (left[0].first, left[0].second), strict=True):
            self._show_event(labels, event)
        self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def _differences(self, pair: DuplicatePair) -> str:
        found = differences(pair.first, [pair.second])
        return self.tr("they differ in: {aspects}").format(aspects=found) if found else ""

    def _show_event(self, labels: tuple[Label, ...], event: Event) -> None:
        snapshot = self._page.snapshot
        source = snapshot.get(Source, event.source_id)
        time = shown_event_time(event, snapshot.zone, seconds=True)
        labels[0].setText(f"{time} {snapshot.review.timezone}")
        labels[1].setText("\n".join(part for part in (event.title, event.body[:600]) if part))
        origin = source.file_name if source else self.tr("Added by hand")
        labels[2].setText(joined([shown_name(event.kind), event.role, origin, event.locator]))

    def _pair(self) -> DuplicatePair:
        return self._pairs[self._place]

    def _merge(self, *, keep_first: bool) -> None:
        pair = self._pair()
        kept, other = (pair.first, pair.second) if keep_first else (pair.second, pair.first)
        if self._page.bridge.act(merge_events, kept.id, [other.id]) is not None:
            self._findings.drop([other.id])
            self._pairs = [
                p for p in self._pairs if p is pair or other.id not in (p.first.id, p.second.id)
            ]  # the merged event is in no further pair
        self._show_next()

    def _keep_apart(self) -> None:
        self._findings.keep_apart(self._pair())
        self._show_next()

    def _show_next(self) -> None:
        self._place += 1
        self._show()
