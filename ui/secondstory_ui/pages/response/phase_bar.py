"""How the time of an incident went: the phases between its moments as one bar."""

from dataclasses import dataclass
from datetime import datetime, timedelta

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QWidget

from secondstory.model.enums import MomentKind
from secondstory.model.snapshot import Snapshot
from secondstory.timeline.clock import format_duration, format_instant
from secondstory_ui.text import translate
from secondstory_ui.theme.controller import current_theme
from secondstory_ui.theme.fonts import font
from secondstory_ui.widgets.labels import Label

NARROWEST = 6.0
_BAR = 14
_COLOURS = {
    MomentKind.DETECTED: "lane_alert",
    MomentKind.ACKNOWLEDGED: "lane_acknowledgement",
    MomentKind.MITIGATED: "accent",
    MomentKind.RESOLVED: "lane_recovery",
}


@dataclass(frozen=True, slots=True)
class Phase:
    """The time from one known moment to the next."""

    until: MomentKind
    start: datetime
    end: datetime

    @property
    def span(self) -> timedelta:
        """How long it lasted."""
        return self.end - self.start

    @property
    def name(self) -> str:
        """What was waited for."""
        return {
            MomentKind.DETECTED: translate("Response", "until detected"),
            MomentKind.ACKNOWLEDGED: translate("Response", "until acknowledged"),
            MomentKind.MITIGATED: translate("Response", "until mitigated"),
            MomentKind.RESOLVED: translate("Response", "until resolved"),
        }[self.until]


def phases(snapshot: Snapshot) -> tuple[Phase, ...]:
    """The phases between the known moments, in their order; moments that lie out of order are passed over."""
    found: list[Phase] = []
    last = snapshot.moment_at(MomentKind.STARTED)
    for kind in _COLOURS:
        at = snapshot.moment_at(kind)
        if at is None or (last is not None and at < last):
            continue
        if last is not None and at > last:
            found.append(Phase(kind, last, at))
        last = at
    return tuple(found)


class PhaseBar(QWidget):
    """The phases in proportion, with the first and the last time below them; short ones keep a visible width."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._phases: tuple[Phase, ...] = ()
        self._ends = ("", "")
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.setFont(font("small"))

    def show_phases(self, found: tuple[Phase, ...], snapshot: Snapshot) -> None:
        """Show these phases in the zone of the review."""
        self._phases = found
        if found:
            first, last = found[0].start, found[-1].end
            zone = snapshot.review.timezone
            self._ends = (format_instant(first, snapshot.zone), f"{format_instant(last, snapshot.zone)} {zone}")
        self.setAccessibleName(", ".join(f"{phase.name}: {format_duration(phase.span)}" for phase in found))
        self.setVisible(bool(found))
        self.update()

    def sizeHint(self) -> QSize:
        """The bar and a line of text."""
        return QSize(320, _BAR + 6 + self.fontMetrics().height())

    def widths(self, room: float) -> list[float]:
        """How wide each phase is drawn."""
        whole = sum((phase.span for phase in self._phases), timedelta())
        raw = [max(NARROWEST, room * (phase.span / whole)) for phase in self._phases]
        return [width * room / sum(raw) for width in raw]

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """Draw the bar and its two ends."""
        if not self._phases:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setLayoutDirection(Qt.LayoutDirection.LeftToRight)  # time runs as on the timeline
        theme = current_theme()
        rounded = QPainterPath()
        rounded.addRoundedRect(QRectF(0, 0, self.width(), _BAR), 4, 4)
        painter.setClipPath(rounded)
        x = 0.0
        for phase, width in zip(self._phases, self.widths(self.width()), strict=True):
            painter.fillRect(QRectF(x, 0, width - 1, _BAR), theme.color(_COLOURS[phase.until]))
            x += width
        painter.setClipping(False)
        painter.setPen(theme.color("text_muted"))
        below = QRectF(0, _BAR + 4, self.width(), self.fontMetrics().height() + 2)
        painter.drawText(below, Qt.AlignmentFlag.AlignLeft, self._ends[0])
        painter.drawText(below, Qt.AlignmentFlag.AlignRight, self._ends[1])


class PhaseKey(QWidget):
    """A swatch with the name of a phase and its length."""

    def __init__(self, phase: Phase) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 8, 0)
        line.setSpacing(6)
        line.addWidget(_Swatch(_COLOURS[phase.until]))
        line.addWidget(Label(phase.name, "small", "muted"))
        line.addWidget(Label(format_duration(phase.span), "small_strong", tabular=True))


class _Swatch(QWidget):
    def __init__(self, role: str) -> None:
        super().__init__()
        self._role = role
        self.setFixedSize(10, 10)

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(current_theme().color(self._role))
        painter.drawRoundedRect(self.rect(), 2, 2)
