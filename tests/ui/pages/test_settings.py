"""Settings: zone, theme, guide, library and sample."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from secondstory.services import reviews
from secondstory.services.bundles import open_sample
from secondstory_ui.main import remembered_place
from secondstory_ui.page import PageContext
from secondstory_ui.pages.settings import page as settings
from secondstory_ui.pages.settings.settings_page import SettingsPage
from secondstory_ui.theme.controller import ThemeChoice
from secondstory_ui.window import MainWindow
from secondstory_ui.zones import zone_for_new_review
from support.spoken import unclear_names
from support.windows import show_page


@pytest.fixture
def shown(qtbot: QtBot, context: PageContext) -> SettingsPage:
    page = settings(context)
    assert isinstance(page, SettingsPage)
    show_page(qtbot, page, height=1100)
    return page


def test_a_theme_is_worn_at_once(shown: SettingsPage) -> None:
    shown.theme.setCurrentIndex(shown.theme.findData("dark"))
    shown.theme.activated.emit(shown.theme.currentIndex())
    assert shown.context.themes.theme.dark
    shown.context.themes.choose(ThemeChoice.LIGHT)


def test_a_zone_for_new_reviews_wins_over_that_of_the_last_one(shown: SettingsPage) -> None:
    shown.own_zone.click()
    shown.zone.setCurrentText("Europe/Madrid")
    shown.zone.activated.emit(shown.zone.currentIndex())
    assert zone_for_new_review(shown.context.settings, []) == "Europe/Madrid"
    shown.own_zone.click()
    assert zone_for_new_review(shown.context.settings, []) == "UTC"


def test_another_library_is_opened_at_the_next_start_and_the_page_says_so(shown: SettingsPage, tmp_path: Path) -> None:
    shown.library.use(str(tmp_path / "team.db"))
    assert remembered_place(shown.context.settings) == str(tmp_path / "team.db")
    assert "team.db" in shown.library.next.text()
    assert shown.library.next.isVisible()
    shown.library.default.click()
    assert remembered_place(shown.context.settings) == ""


def test_the_place_of_the_library_can_be_copied(shown: SettingsPage) -> None:
    shown.library.copy.click()
    assert QApplication.clipboard().text() == shown.bridge.library.place


def test_restoring_the_sample_leaves_one_and_bins_the_earlier_one(shown: SettingsPage) -> None:
    open_sample(shown.bridge.library)
    shown.restore.click()
    assert len(reviews.summaries(shown.bridge.library)) == 1
    assert len(reviews.summaries(shown.bridge.library, binned=True)) == 1


def test_the_guide_folds_in_the_open_window(qtbot: QtBot, window: MainWindow) -> None:
    window.show_place("settings")
    page = window.stack.currentWidget()
    assert isinstance(page, SettingsPage)
    page.guide.click()
    assert window.workspace.guide.is_collapsed()


def test_every_control_has_a_name_of_its_own(shown: SettingsPage) -> None:
    assert unclear_names(shown) == []
