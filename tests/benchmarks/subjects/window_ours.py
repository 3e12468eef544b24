"""Opens the window on a library and says after how many seconds it was ready."""

import time

BEGUN = time.perf_counter()

import os  # noqa: E402 - the clock runs before anything is imported
import sys  # noqa: E402
import tempfile  # noqa: E402
from pathlib import Path  # noqa: E402

from PySide6.QtCore import QSettings, QTimer  # noqa: E402

from secondstory.services.library import open_library  # noqa: E402
from secondstory_ui.main import make_application, make_window  # noqa: E402


def ready() -> None:
    """The event loop has come to rest after the first picture."""
    print(f"ready {time.perf_counter() - BEGUN:.4f}", flush=True)
    application.quit()


with tempfile.TemporaryDirectory() as folder:
    application = make_application()
    settings = QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)
    window = make_window(application, open_library(sys.argv[1]), settings)
    window.show()
    QTimer.singleShot(0, ready)
    application.exec()
    os._exit(0)  # the way out is not measured
