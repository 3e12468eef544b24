"""Imports a large file in the window while its timeline is scrolled, and says how long the window ever stood still.

``figure frame`` is the longest turn of the event loop in milliseconds, from the press on Import to the result.
"""

import os
import sys
import tempfile
import time
from pathlib import Path

from PySide6.QtCore import QSettings, QTimer

from secondstory.services.library import open_library
from secondstory_ui.dialogs.import_timeline import ImportDialog
from secondstory_ui.main import make_application, make_window
from secondstory_ui.pages.timeline.timeline_page import TimelinePage

FRAME_MS = 16

with tempfile.TemporaryDirectory() as folder:
    application = make_application()
    settings = QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)
    window = make_window(application, open_library(str(Path(folder) / "library.db")), settings)
    window.resize(1280, 720)
    window.show()
    window.open_sample()
    window.workspace.show_step("timeline")
    page = window.workspace.page("timeline")
    assert isinstance(page, TimelinePage)
    bar = page.table.view.verticalScrollBar()
    scroll = QTimer(interval=FRAME_MS)
    scroll.timeout.connect(lambda: bar.setValue((bar.value() + 30) % max(1, bar.maximum())))
    scroll.start()
    dialog = ImportDialog(window.context, None, [Path(sys.argv[1])], "", window)
    dialog.show()
    while not dialog.import_button.isEnabled():
        application.processEvents()
    dialog.import_button.click()
    longest, begun = 0.0, time.perf_counter()
    while not dialog.open_button.isVisible():
        application.processEvents()
        now = time.perf_counter()
        longest, begun = max(longest, now - begun), now
    print(f"figure frame {longest * 1000:.3f}", flush=True)
    os._exit(0)  # the way out is not measured
