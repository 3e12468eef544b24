"""Matrix, list and details beside one another where there is room, else with buttons that choose what is shown."""

from enum import IntEnum
from functools import partial

from PySide6.QtCore import QSettings, QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QVBoxLayout, QWidget

from secondstory_ui.remembered import remembered_text
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.buttons import quiet_button
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.splitter import SideBySide

THREE = 980
TWO = 600
_HANDLE = 12


class Pane(IntEnum):
    """The three views of the plan, from left to right."""

    MATRIX = 0
    LIST = 1
    DETAILS = 2


_SHARES = {3: (40, 29, 31), 2: (56, 44, 44), 1: (1, 1, 1)}


class Panes(QWidget):
    """Three panes side by side, two (the list and the details take turns) or one, as the width allows.

    Where people drag the edges is remembered for each of these arrangements.
    """

    pane_chosen = Signal(int)
    """`Pane`: what a person asked for with the buttons."""
    arranged = Signal(int)
    """How many panes are side by side now."""

    def __init__(self, title: str, panes: tuple[QWidget, QWidget, QWidget], settings: QSettings) -> None:
        super().__init__()
        self._title = Label(title, "heading")
        self._panes, self._settings = panes, settings
        self._many = 0
        self._current = Pane.LIST
        self._splitter = SideBySide()
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(_HANDLE)
        for pane in panes:
            self._splitter.addWidget(pane)
        self._splitter.splitterMoved.connect(self._remember)
        self._bar = QWidget()
        self._buttons = QButtonGroup(self)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(length("unit"))
        column.addWidget(self._bar)
        column.addWidget(self._splitter, 1)
        self._make_bar()

    def _make_bar(self) -> None:
        line = QHBoxLayout(self._bar)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(length("half"))
        names = {
            Pane.MATRIX: (self.tr("Matrix"), "matrix"),
            Pane.LIST: (self.tr("Ranked list"), "list"),
            Pane.DETAILS: (self.tr("Details"), "edit"),
        }
        line.addWidget(self._title)
        line.addStretch(1)
        for pane, (words, icon_name) in names.items():
            button = quiet_button(words, icon_name)
            button.setCheckable(True)
            button.clicked.connect(partial(self._choose, pane))
            self._buttons.addButton(button, pane)
            line.addWidget(button)

    @property
    def current(self) -> Pane:
        """Which pane takes the place that panes share."""
        return self._current

    def shown(self, pane: Pane) -> bool:
        """Whether a pane can be seen."""
        return not self._panes[pane].isHidden()

    def show_pane(self, pane: Pane) -> None:
        """Bring a pane into view."""
        if pane is not Pane.MATRIX or self._many == 1:
            self._current = pane
        self._arrange()

    def _choose(self, pane: Pane, _checked: bool = False) -> None:
        self.show_pane(pane)
        self.pane_chosen.emit(pane)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width may have room for another number of panes."""
        super().resizeEvent(event)
        width = event.size().width()
        many = 3 if width >= THREE else 2 if width >= TWO else 1
        if many != self._many:
            self._many = many
            if many == 2 and self._current is Pane.MATRIX:
                self._current = Pane.LIST
            self._arrange()
            self._restore()
            self.arranged.emit(many)

    def _arrange(self) -> None:
        for pane in Pane:
            beside = self._many == 3 or (self._many == 2 and pane is Pane.MATRIX)
            self._panes[pane].setVisible(beside or pane is self._current)
            button = self._buttons.button(pane)
            button.setVisible(self._many == 1 or pane is not Pane.MATRIX)
            button.setChecked(pane is self._current)
        self._title.setVisible(self._many == 2)
        self._bar.setVisible(self._many < 3)

    def _restore(self) -> None:
        saved = remembered_text(self._settings, f"actions/panes_{self._many}").split()
        shares = [int(part) for part in saved] if len(saved) == 3 and all(p.isdigit() for p in saved) else []
        width = self._splitter.width()
        self._splitter.setSizes(shares or [share * width // 100 for share in _SHARES[self._many]])

    def _remember(self) -> None:
        sizes = self._splitter.sizes()
        if self._many == 2:
            sizes[Pane.LIST] = sizes[Pane.DETAILS] = max(sizes[Pane.LIST], sizes[Pane.DETAILS])
        self._settings.setValue(f"actions/panes_{self._many}", " ".join(map(str, sizes)))

    def minimumSizeHint(self) -> QSize:
        """One pane: with less room than three want, this widget shows fewer."""
        return QSize(360, 240)
