"""One piece of wording advice: what was found, why it matters, what to write instead."""

from dataclasses import dataclass
from typing import Protocol

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from secondstory_ui.text import shown_text
from secondstory_ui.widgets.buttons import link_button
from secondstory_ui.widgets.labels import Label


class Finding(Protocol):
    """A span of text that the wording coach noticed; ``secondstory.wording.coach.Finding`` fits."""

    @property
    def family(self) -> str: ...  # noqa: D102
    @property
    def start(self) -> int: ...  # noqa: D102
    @property
    def end(self) -> int: ...  # noqa: D102
    @property
    def text(self) -> str: ...  # noqa: D102
    @property
    def why(self) -> str: ...  # noqa: D102
    @property
    def instead(self) -> str: ...  # noqa: D102


@dataclass(frozen=True, slots=True)
class Advice:
    """A finding and where it stands; ``place`` is whatever the page needs to lead there."""

    finding: Finding
    where: str = ""
    place: object = None


class AdviceCard(QFrame):
    """Shows one piece of advice with *Show* and *Keep as is*; both signals carry the `Advice`."""

    keep_requested = Signal(object)
    chosen = Signal(object)

    def __init__(self, advice: Advice, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        finding = advice.finding
        column = QVBoxLayout(self)
        column.setContentsMargins(12, 10, 10, 6)
        column.setSpacing(4)
        column.addWidget(Label(f"“{finding.text}”", "strong", wrap=True))
        if advice.where:
            column.addWidget(Label(advice.where, "small", "muted", wrap=True))
        column.addWidget(Label(shown_text(finding.why), wrap=True))
        if finding.instead:
            column.addWidget(Label(self.tr("Perhaps: {text}").format(text=shown_text(finding.instead)), wrap=True))
        row = QHBoxLayout()
        row.setSpacing(4)
        row.setContentsMargins(0, 0, 0, 0)
        show = link_button(self.tr("Show"))
        show.setAccessibleName(self.tr("Show “{text}”").format(text=finding.text))
        show.clicked.connect(lambda: self.chosen.emit(advice))
        keep = link_button(self.tr("Keep as is"))
        keep.setAccessibleName(self.tr("Keep “{text}” as is").format(text=finding.text))
        keep.clicked.connect(lambda: self.keep_requested.emit(advice))
        row.addWidget(show)
        row.addWidget(keep)
        row.addStretch(1)
        column.addLayout(row)
