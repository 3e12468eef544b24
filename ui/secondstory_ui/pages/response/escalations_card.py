"""The escalations and handoffs that the timeline shows."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QFontMetrics, QKeyEvent
from PySide6.QtWidgets import QTableView

from secondstory.model.records import Event
from secondstory.model.snapshot import Snapshot
from secondstory.response.escalations import (
    Escalation,
    Handoff,
    escalations,
    find_handoffs,
    handoffs,
    time_to_first_escalation,
)
from secondstory.timeline.clock import format_duration
from secondstory_ui.jobs.idle import IdleWork
from secondstory_ui.page import StepPage
from secondstory_ui.pages.response.fitting import fit_rows
from secondstory_ui.text import counted, joined, shown_event_time, shown_text, translate
from secondstory_ui.theme.fonts import font
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.buttons import link_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.tables import dress_table

Index = QModelIndex | QPersistentModelIndex
_NOWHERE = QModelIndex()
MANY = 5_000
"""Of more events no handoffs are looked for while somebody waits."""
_LONGEST = ("~2000-00-00 00:00", "Automatic (timeout)", "Incident coordinator")


class EscalationTable(QAbstractTableModel):
    """Time, kind, role and text of each escalation and handoff."""

    def __init__(self) -> None:
        super().__init__()
        self._rows: list[tuple[Event, tuple[str, ...]]] = []

    def show(self, snapshot: Snapshot, escalated: Sequence[Escalation], handed: Sequence[Handoff]) -> None:
        """Show these events of a timeline in its order."""
        found = [(each.event, shown_text(each.name)) for each in escalated]
        found += [(each.event, self._handed(each.to, back=each.back)) for each in handed]
        found.sort(key=lambda row: snapshot.shown_events.place_of(row[0].id) or 0)
        self.beginResetModel()
        self._rows = [
            (event, (shown_event_time(event, snapshot.zone), sort, event.role, event.title)) for event, sort in found
        ]
        self.endResetModel()

    def _handed(self, to: str, *, back: bool) -> str:
        if not to:
            return self.tr("Handoff")
        return (self.tr("Handed back to {to}") if back else self.tr("Handed to {to}")).format(to=to)

    def event_at(self, index: Index) -> Event | None:
        """The event of a row."""
        return self._rows[index.row()][0] if index.isValid() else None

    def rowCount(self, parent: Index = _NOWHERE) -> int:
        """One row each."""
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = _NOWHERE) -> int:
        """Time, kind, role, text."""
        return 0 if parent.isValid() else 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The words of a cell; times in figures of equal width."""
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return self._rows[index.row()][1][index.column()]
        if role == Qt.ItemDataRole.FontRole and index.column() == 0:
            return font("body", tabular=True)
        return None

    def headerData(self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The names of the columns."""
        if orientation is Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (self.tr("Time"), self.tr("Kind"), self.tr("Role"), self.tr("What happened"))[section]
        return None


class EscalationView(QTableView):
    """Enter or a double click leads to the timeline."""

    def __init__(self, page: StepPage, model: EscalationTable) -> None:
        super().__init__()
        self._page, self._model = page, model
        self.setModel(model)
        dress_table(self, self.tr("Escalations and handoffs"), stretch=3)
        metrics = QFontMetrics(font("body", tabular=True))
        for column, longest in enumerate(_LONGEST):
            self.setColumnWidth(column, metrics.horizontalAdvance(longest) + length("gap"))
        self.doubleClicked.connect(self._open)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter leads to the timeline."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        else:
            super().keyPressEvent(event)

    def _open(self, index: QModelIndex) -> None:
        event = self._model.event_at(index)
        if event is not None:
            self._page.navigate.emit("timeline", event.id)


class EscalationsCard(Card):
    """Counts and figures in a sentence, and the table."""

    def __init__(self, page: StepPage) -> None:
        super().__init__()
        self.set_title(self.tr("Escalations"), self.tr("early calls for help are healthy"))
        self.summary = Label("", "body", wrap=True)
        self._idle = IdleWork(self)
        self.table = EscalationTable()
        self.table.setParent(self)
        self.view = EscalationView(page, self.table)
        self.nothing = Label(
            self.tr(
                "The timeline shows no escalation yet. Import the paging log, or give an event the kind “Escalation” "
                "on the timeline: when more help was asked for, the severity was raised, or a supplier was called."
            ),
            "body",
            "muted",
            wrap=True,
        )
        self.go = link_button(self.tr("Add an escalation on the timeline"), "forward")
        self.go.clicked.connect(lambda: page.navigate.emit("timeline", 0))
        for part in (self.summary, self.view, self.nothing):
            self.add(part)
        self.body.addWidget(self.go, 0, Qt.AlignmentFlag.AlignLeft)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Read the timeline; of one that is very long the handoffs come when there is time to look for them."""
        self._idle.stop()
        if len(snapshot.shown_events) <= MANY:
            self._show(snapshot, handoffs(snapshot))
        else:
            self._show(snapshot, None)
            self._idle.run(find_handoffs(snapshot), lambda found: self._show(snapshot, found))

    def _show(self, snapshot: Snapshot, handed: Sequence[Handoff] | None) -> None:
        """Show what there is; nothing is known of handoffs before they were looked for."""
        escalated = escalations(snapshot)
        self.table.show(snapshot, escalated, handed or ())
        any_rows = bool(escalated or handed)
        self.summary.setText(self._words(snapshot, len(escalated), None if handed is None else len(handed)))
        self.summary.setVisible(any_rows or handed is None)
        self.view.setVisible(any_rows)
        self.nothing.setVisible(not escalated)
        self.go.setVisible(not escalated)
        fit_rows(self.view)

    def _words(self, snapshot: Snapshot, found: int, handed: int | None) -> str:
        if handed is None:
            handoffs_told = self.tr("looking for handoffs…")
        else:
            handoffs_told = counted(handed, translate("Response", "1 handoff"), translate("Response", "{n} handoffs"))
        first = time_to_first_escalation(snapshot)
        if first is None:
            lag = self.tr("time to the first: unknown") if found else ""
        elif first.total_seconds() < 0:
            lag = self.tr("the first {time} before acknowledgement").format(time=format_duration(-first))
        else:
            lag = self.tr("the first {time} after acknowledgement").format(time=format_duration(first))
        return joined(
            [
                counted(found, self.tr("1 escalation"), self.tr("{n} escalations")),
                lag,
                handoffs_told,
            ]
        )
