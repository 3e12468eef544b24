"""Window tests run in the light theme, as a person would see it, and collect no garbage in the threads of jobs."""

import gc
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from PySide6.QtWidgets import QApplication

from secondstory_ui.theme.controller import ThemeChoice, ThemeController


@pytest.fixture(scope="session", autouse=True)
def dressed(qapp: QApplication, own_folders: Path) -> ThemeController:
    """The application in its style sheet, so that sizes are those of the program."""
    settings = QSettings(str(own_folders / "theme.ini"), QSettings.Format.IniFormat)
    controller = ThemeController(qapp, settings)
    controller.choose(ThemeChoice.LIGHT)
    return controller


@pytest.fixture(autouse=True)
def garbage_of_the_window() -> Iterator[None]:
    """As in the program: what belongs to the window is never destroyed in the thread of a job."""
    gc.disable()
    yield
    gc.enable()
