"""The durations between the moments, each with its definition."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QVBoxLayout, QWidget

from secondstory.metrics.durations import Duration, durations
from secondstory.model.enums import MomentKind, ReviewKind
from secondstory.model.snapshot import Snapshot
from secondstory.timeline.clock import format_duration
from secondstory_ui.page import StepPage
from secondstory_ui.pages.response.phase_bar import PhaseBar, PhaseKey, phases
from secondstory_ui.text import shown_label, shown_name, shown_text
from secondstory_ui.widgets.buttons import link_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.flow import FlowLayout
from secondstory_ui.widgets.labels import Label

FIGURE_WIDTH = 160


class DurationsCard(Card):
    """A strip of figures, the bar of the phases, and links for the moments that are still to be set."""

    def __init__(self, page: StepPage) -> None:
        super().__init__()
        self.set_title(self.tr("Time between moments"))
        self.figures = FigureGrid()
        self.bar = PhaseBar()
        self._keys_holder = QWidget()
        self._keys = FlowLayout(self._keys_holder, 8)
        self.unset = Label("", "body", wrap=True)
        self.set_moments = link_button(self.tr("Set them on the timeline"), "forward")
        self.set_moments.clicked.connect(lambda: page.navigate.emit("timeline", 0))
        for part in (self.figures, self.bar, self._keys_holder, self.unset):
            self.add(part)
        self.body.addWidget(self.set_moments, 0, Qt.AlignmentFlag.AlignLeft)
        self.body.setSpacing(12)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Measure the review."""
        near_miss = snapshot.review.kind is ReviewKind.NEAR_MISS
        self.figures.show_durations(durations(snapshot), near_miss=near_miss)
        found = phases(snapshot)
        self.bar.show_phases(found, snapshot)
        self._keys.clear()
        for phase in found:
            self._keys.addWidget(PhaseKey(phase))
        self._keys_holder.setVisible(bool(found))
        self._show_unset(snapshot)

    def _show_unset(self, snapshot: Snapshot) -> None:
        missing = [shown_name(kind) for kind in MomentKind if kind not in snapshot.moments]
        self.unset.setText(self.tr("Not set yet: {moments}.").format(moments=", ".join(missing)))
        self.unset.setVisible(bool(missing))
        self.set_moments.setVisible(bool(missing))


class FigureGrid(QWidget):
    """Figures side by side, in as many columns as there is room for."""

    def __init__(self) -> None:
        super().__init__()
        self._figures: list[Figure] = []
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(0, 0, 0, 0)
        self._grid.setHorizontalSpacing(16)
        self._grid.setVerticalSpacing(12)
        self._columns = 0

    def show_durations(self, found: tuple[Duration, ...], *, near_miss: bool) -> None:
        """Show these durations."""
        while len(self._figures) < len(found):
            self._figures.append(Figure())
            self._columns = 0
        for figure, duration in zip(self._figures, found, strict=True):
            figure.show_duration(duration, near_miss=near_miss)
        self._arrange()

    def figures(self) -> tuple["Figure", ...]:
        """The figures, in their order."""
        return tuple(self._figures)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Take as many columns as fit."""
        super().resizeEvent(event)
        self._arrange()

    def _arrange(self) -> None:
        columns = max(1, min(len(self._figures) or 1, self.width() // FIGURE_WIDTH))
        if columns == self._columns:
            return
        for column in range(self._grid.columnCount()):
            self._grid.setColumnStretch(column, 0)
        for place, figure in enumerate(self._figures):
            self._grid.addWidget(figure, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
        for column in range(columns):
            self._grid.setColumnStretch(column, 1)
        self._columns = columns


class Figure(QWidget):
    """One duration: its name, its value, and how it is defined."""

    def __init__(self) -> None:
        super().__init__()
        self._name = Label("", "small_strong", "muted", wrap=True)
        self.value = Label("", "heading", tabular=True, wrap=True)
        self.note = Label("", "small", wrap=True)
        self._definition = Label("", "small", "muted", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(2)
        for label in (self._name, self.value, self.note, self._definition):
            column.addWidget(label)

    def show_duration(self, duration: Duration, *, near_miss: bool) -> None:
        """Show the value, or why there is none."""
        self._name.setText(shown_text(duration.name))
        self._definition.setText(shown_text(duration.kind.definition))
        note = duration.note_label
        self.note.setText(shown_label(note, "Resources") if note else "")
        self.note.setVisible(note is not None)
        if duration.span is not None:
            self.value.setText(format_duration(duration.span))
        elif near_miss and duration.kind.harm:
            self.value.setText(self.tr("Not applicable"))
        else:
            self.value.setText(self.tr("Unknown"))
        self.value.set_tone("text" if duration.span is not None else "muted")
