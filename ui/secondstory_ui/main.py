"""Starting the window."""

import sys

import platformdirs
from PySide6.QtCore import QSettings, QTimer
from PySide6.QtWidgets import QApplication, QMessageBox

from secondstory import __version__
from secondstory.model.errors import UserError
from secondstory.services.library import Library, open_library
from secondstory_ui.bridge import Bridge
from secondstory_ui.failures import show_unexpected_with
from secondstory_ui.garbage import WindowGarbage
from secondstory_ui.jobs.runner import JobRunner
from secondstory_ui.page import PageContext
from secondstory_ui.remembered import remembered_text
from secondstory_ui.text import shown_error
from secondstory_ui.theme.controller import ThemeController
from secondstory_ui.window import MainWindow

NOT_DONE = 2
TURN = 0.0002
"""Seconds that the thread of a job keeps Python to itself: a frame waits for several turns, and has 16 ms in all."""


def main() -> int:
    """Start the window on the default library: the entry point ``secondstory-gui``."""
    return run("")


def run(place: str) -> int:
    """Open the window on a library and wait until it is closed; returns the exit code."""
    application = make_application()
    try:
        library = open_library(place or remembered_place(make_settings()))
    except UserError as error:
        QMessageBox.critical(None, "Second Story", shown_error(error))
        return NOT_DONE
    window = make_window(application, library, make_settings())
    window.watch_application(application)
    show_unexpected_with(window.show_error)
    window.show()
    QTimer.singleShot(0, window.reopen_last)
    code = application.exec()
    library.close()
    return code


def make_application() -> QApplication:
    """The application object; the one that is there, where there is one."""
    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    application = QApplication(sys.argv[:1])
    application.setApplicationName("secondstory")
    application.setApplicationDisplayName("Second Story")
    application.setApplicationVersion(__version__)
    application.setDesktopFileName("secondstory")
    WindowGarbage(application)
    sys.setswitchinterval(TURN)
    return application


def make_settings() -> QSettings:
    """What the window remembers, in the platform's folder for settings."""
    path = platformdirs.user_config_path("secondstory", appauthor=False) / "window.ini"
    return QSettings(str(path), QSettings.Format.IniFormat)


def remembered_place(settings: QSettings) -> str:
    """The library that was chosen in Settings; empty for the default one."""
    return remembered_text(settings, "library/place")


def make_window(application: QApplication, library: Library, settings: QSettings) -> MainWindow:
    """The main window on a library, not shown yet."""
    themes = ThemeController(application, settings)
    bridge, jobs = Bridge(library), JobRunner()
    window = MainWindow(PageContext(bridge, jobs, themes, settings))
    bridge.setParent(window)
    jobs.setParent(window)
    return window
