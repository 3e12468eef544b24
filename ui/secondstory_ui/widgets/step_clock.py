"""The clock of a step: how much of its time budget is left, in words."""

import time
from collections.abc import Callable

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QProgressBar, QVBoxLayout, QWidget

from secondstory_ui.widgets.access import set_mark
from secondstory_ui.widgets.buttons import IconButton
from secondstory_ui.widgets.labels import Label


class StepClock(QWidget):
    """Counts a step's minutes while it runs and remembers them for each step. It never rings and never turns red.

    ``now`` gives seconds from any fixed point; tests pass their own.
    """

    ticked = Signal(str)

    def __init__(self, now: Callable[[], float] = time.monotonic, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._now = now
        self._key = ""
        self._budgets: dict[str, float] = {}
        self._spent: dict[str, float] = {}
        self._since: float | None = None
        self._timer = QTimer(self)
        self._timer.setInterval(500)
        self._timer.timeout.connect(self.refresh)
        self._words = Label("", "subheading", tabular=True)
        self._toggle = IconButton("start", self.tr("Start the clock"))
        self._more = IconButton("add", self.tr("Add 3 minutes"))
        self._bar = QProgressBar()
        self._bar.setTextVisible(False)
        self._bar.setRange(0, 1000)
        self._bar.setValue(0)
        self._bar.setAccessibleName(self.tr("Time used"))
        self._toggle.clicked.connect(self.toggle)
        self._more.clicked.connect(self.add_time)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        row = QHBoxLayout()
        row.setSpacing(2)
        row.addWidget(self._words, 1)
        row.addWidget(self._more)
        row.addWidget(self._toggle)
        column.addLayout(row)
        column.addWidget(self._bar)

    def set_step(self, key: str, minutes: int) -> None:
        """Show the clock of a step; a running clock goes on with the new step."""
        running = self._since is not None
        self.pause()
        self._key = key
        self._budgets.setdefault(key, minutes * 60.0)
        if running:
            self.start()
        self.refresh()

    def reset(self) -> None:
        """Forget every step's time, for another review."""
        self.pause()
        self._budgets.clear()
        self._spent.clear()
        self.refresh()

    def running(self) -> bool:
        """Whether time is being counted."""
        return self._since is not None

    def start(self) -> None:
        """Begin or go on counting."""
        if self._since is None:
            self._since = self._now()
            self._timer.start()
        self.refresh()

    def pause(self) -> None:
        """Stop counting; what was counted stays."""
        if self._since is not None:
            self._spent[self._key] = self.spent()
            self._since = None
            self._timer.stop()
        self.refresh()

    def toggle(self) -> None:
        """Start or pause."""
        if self.running():
            self.pause()
        else:
            self.start()

    def add_time(self) -> None:
        """Give the step three more minutes."""
        self._budgets[self._key] = self._budgets.get(self._key, 0.0) + 180
        self.refresh()

    def spent(self) -> float:
        """Seconds counted for this step."""
        return self._spent.get(self._key, 0.0) + (self._now() - self._since if self._since is not None else 0.0)

    def words(self) -> str:
        """The state as it is shown: ``9:42 left``, ``over by 2 min`` or, before the start, ``15 min``."""
        budget = self._budgets.get(self._key, 0.0)
        left = budget - self.spent()
        if not self.spent():
            return self.tr("{minutes} min").format(minutes=round(budget / 60))
        if left < 0:
            return self.tr("over by {minutes} min").format(minutes=int(-left // 60) + 1)
        return self.tr("{minutes}:{seconds:02d} left").format(minutes=int(left) // 60, seconds=int(left) % 60)

    def refresh(self) -> None:
        """Show the time as it is now."""
        words = self.words()
        self._words.setText(words)
        budget = self._budgets.get(self._key, 0.0)
        over = self.spent() > budget
        self._words.set_tone("warn" if over else "text")
        value = min(1000, round(1000 * self.spent() / budget)) if budget else 0
        if value != self._bar.value():  # it would paint the window at once
            self._bar.setValue(value)
        set_mark(self._bar, over=over)
        running = self.running()
        self._toggle.set_icon("pause" if running else "start")
        self._toggle.set_words(self.tr("Pause the clock") if running else self.tr("Start the clock"))
        self.ticked.emit(words)
