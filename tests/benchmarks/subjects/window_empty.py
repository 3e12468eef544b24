"""The floor of the start: an empty PySide6 main window."""

import time

BEGUN = time.perf_counter()

import os  # noqa: E402 - the clock runs before anything is imported

from PySide6.QtCore import QTimer  # noqa: E402
from PySide6.QtWidgets import QApplication, QMainWindow  # noqa: E402


def ready() -> None:
    """The event loop has come to rest after the first picture."""
    print(f"ready {time.perf_counter() - BEGUN:.4f}", flush=True)
    application.quit()


application = QApplication([])
window = QMainWindow()
window.resize(1360, 860)
window.show()
QTimer.singleShot(0, ready)
application.exec()
os._exit(0)
