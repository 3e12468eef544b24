"""The theme follows the person's choice and reaches every widget."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QSettings, QSize
from PySide6.QtGui import QColor, QIcon, QPalette
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QLabel,
    QPushButton,
    QScrollArea,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)
from pytestqt.qtbot import QtBot

from secondstory_ui.theme.controller import ThemeChoice, ThemeController, current_theme
from secondstory_ui.theme.fonts import FAMILY, font
from secondstory_ui.theme.icons import icon


@pytest.fixture
def settings(tmp_path: Path) -> QSettings:
    return QSettings(str(tmp_path / "settings.ini"), QSettings.Format.IniFormat)


@pytest.fixture
def controller(qapp: QApplication, settings: QSettings) -> Iterator[ThemeController]:
    made = ThemeController(qapp, settings)
    yield made
    made.choose(ThemeChoice.LIGHT)


def test_a_choice_dresses_the_application(qapp: QApplication, controller: ThemeController) -> None:
    controller.choose(ThemeChoice.DARK)
    assert current_theme().name == "dark"
    assert qapp.palette().color(QPalette.ColorRole.Window) == current_theme().color("ground")


def test_a_choice_is_remembered(qapp: QApplication, controller: ThemeController, settings: QSettings) -> None:
    controller.choose(ThemeChoice.HIGH_CONTRAST)
    assert ThemeController(qapp, settings).choice is ThemeChoice.HIGH_CONTRAST


def test_a_damaged_setting_falls_back_to_the_system(qapp: QApplication, settings: QSettings) -> None:
    settings.setValue("window/theme", "mauve")
    assert ThemeController(qapp, settings).choice is ThemeChoice.SYSTEM


def test_changing_the_theme_is_told_once(qtbot: QtBot, controller: ThemeController) -> None:
    controller.choose(ThemeChoice.LIGHT)
    with qtbot.waitSignal(controller.changed):
        controller.choose(ThemeChoice.DARK)
    with qtbot.assertNotEmitted(controller.changed):
        controller.choose(ThemeChoice.DARK)


def test_a_page_that_was_hidden_during_the_change_wears_the_new_theme(
    qtbot: QtBot, controller: ThemeController
) -> None:
    controller.choose(ThemeChoice.LIGHT)
    pages, hidden = QStackedWidget(), _page(buttons=1)
    qtbot.addWidget(pages)
    pages.addWidget(hidden)
    pages.addWidget(QLabel("Another page"))
    pages.show()
    assert _ground(hidden) == current_theme().color("accent")
    pages.setCurrentIndex(1)
    for choice in (ThemeChoice.DARK, ThemeChoice.LIGHT, ThemeChoice.DARK):
        controller.choose(choice)
    pages.setCurrentWidget(hidden)
    assert current_theme().name == "dark"
    assert _ground(hidden) == current_theme().color("accent")


def test_a_widget_is_dressed_once_however_deep_it_lies(qtbot: QtBot, controller: ThemeController) -> None:
    controller.choose(ThemeChoice.LIGHT)
    window = inner = QWidget()
    qtbot.addWidget(window)
    for _ in range(12):
        inner = QFrame(inner)
    counted = _Counted(inner)
    window.show()
    counted.dressed = 0
    controller.choose(ThemeChoice.DARK)
    assert counted.dressed == 1


def test_a_page_stays_where_it_was_scrolled_to(qtbot: QtBot, controller: ThemeController) -> None:
    controller.choose(ThemeChoice.LIGHT)
    area = QScrollArea()
    qtbot.addWidget(area)
    area.setWidgetResizable(True)
    area.setWidget(_page(buttons=30))
    area.resize(200, 200)
    area.show()
    bar = area.verticalScrollBar()
    bar.setValue(bar.maximum())
    before = bar.value()
    controller.choose(ThemeChoice.DARK)
    qtbot.wait(0)
    assert before == bar.value() == bar.maximum()


def test_icons_take_the_colour_of_the_theme_without_being_made_again(controller: ThemeController) -> None:
    made = icon("done", "text")
    controller.choose(ThemeChoice.LIGHT)
    light = _darkest(made)
    controller.choose(ThemeChoice.DARK)
    assert light < 80
    assert _darkest(made) > 150


def test_an_icon_is_sharp_on_a_dense_screen(controller: ThemeController) -> None:
    picture = icon("add").pixmap(QSize(18, 18), 2.0)
    assert picture.size() == QSize(36, 36)
    assert picture.devicePixelRatio() == 2.0


def test_a_copied_icon_still_draws(controller: ThemeController) -> None:
    copy = QIcon(icon("add"))
    copy.setIsMask(True)
    assert not copy.pixmap(18, 18).isNull()


def test_text_is_set_in_inter_with_a_real_weight(controller: ThemeController) -> None:
    title = font("title")
    assert title.family() == FAMILY
    assert not title.bold()


class _Counted(QLabel):
    """Counts how often it is told of another style."""

    dressed = 0

    def changeEvent(self, event: QEvent) -> None:
        self.dressed += event.type() is QEvent.Type.StyleChange
        super().changeEvent(event)


def _page(*, buttons: int) -> QWidget:
    page = QWidget()
    column = QVBoxLayout(page)
    for number in range(buttons):
        button = QPushButton(f"{number}")
        button.setDefault(True)
        column.addWidget(button)
    return page


def _ground(page: QWidget) -> QColor:
    """The colour of the page's button as it is painted, beside its label."""
    button = page.findChild(QPushButton)
    assert button is not None
    return button.grab().toImage().pixelColor(8, button.height() // 2)


def _darkest(made: QIcon) -> int:
    image = made.pixmap(18, 18).toImage()
    pixels = (image.pixelColor(x, y) for x in range(18) for y in range(18))
    return min(pixel.lightness() for pixel in pixels if pixel.alpha() > 250)
