"""Window tests run in the light theme, as a person would see it."""

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
