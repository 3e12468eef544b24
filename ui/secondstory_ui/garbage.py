"""Collects Python's garbage in the window's thread only.

Python collects wherever it happens to allocate. In the thread of a job it would destroy widgets that belong to the
thread of the window, and the program with them.
"""

import gc

from PySide6.QtCore import QObject, QTimer

EVERY_MS = 1000


class WindowGarbage(QObject):
    """Stands in for the automatic collection while the application lives."""

    def __init__(self, parent: QObject) -> None:
        super().__init__(parent)
        self._thresholds = gc.get_threshold()
        gc.disable()
        timer = QTimer(self, interval=EVERY_MS)
        timer.timeout.connect(self.collect)
        timer.start()
        QTimer.singleShot(EVERY_MS, self, self.set_aside)

    def set_aside(self) -> None:
        """Leave out what the program is made of from now on: looking through all of it takes longer than a frame."""
        gc.collect()
        gc.freeze()

    def collect(self) -> None:
        """Collect the oldest generation that is due, as the automatic collection would."""
        due = [count > threshold for count, threshold in zip(gc.get_count(), self._thresholds, strict=True)]
        if due[0]:
            gc.collect(2 if due[2] else 1 if due[1] else 0)
