"""Home: finding, beginning, opening and binning reviews."""

from datetime import UTC, datetime
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QApplication, QMenu, QPushButton
from pytestqt.qtbot import QtBot

from secondstory.model.enums import ReviewKind, ReviewStatus
from secondstory.services import reviews
from secondstory.services.bundles import open_sample
from secondstory_ui.models.review_list import STATES_ROLE
from secondstory_ui.page import PageContext
from secondstory_ui.pages.home import page as home
from secondstory_ui.pages.home.home_page import HomePage
from secondstory_ui.window import MainWindow
from support.spoken import unclear_names
from support.windows import show_page, stored


def started(context: PageContext, title: str, kind: ReviewKind = ReviewKind.INCIDENT, **values: Any) -> int:
    return reviews.start_review(context.bridge.library, title, kind, **values).rows[0].record.id


@pytest.fixture
def two(context: PageContext) -> PageContext:
    started(context, "Order sync stopped", severity="SEV-1", window_start=datetime(2026, 3, 1, tzinfo=UTC))
    started(context, "Vendor drill", ReviewKind.DRILL, window_start=datetime(2026, 2, 1, tzinfo=UTC))
    return context


@pytest.fixture
def shown(qtbot: QtBot, two: PageContext) -> HomePage:
    page = home(two)
    assert isinstance(page, HomePage)
    show_page(qtbot, page)
    return page


def titles(page: HomePage) -> list[str]:
    return [page.model.index(row).data() for row in range(page.model.rowCount())]


def test_a_new_library_offers_three_ways_to_begin(qtbot: QtBot, context: PageContext) -> None:
    page = home(context)
    show_page(qtbot, page)
    asked = []
    page.navigate.connect(lambda key, _: asked.append(key))
    for button in page.findChildren(QPushButton):
        if button.isVisible():
            button.click()
    assert asked == ["new", "sample", "import"]


def test_reviews_are_listed_latest_first(shown: HomePage) -> None:
    assert titles(shown) == ["Order sync stopped", "Vendor drill"]


def test_the_search_looks_into_titles_and_says_when_nothing_matches(qtbot: QtBot, shown: HomePage) -> None:
    qtbot.keyClicks(shown.filters.search, "vendor")
    qtbot.keyClick(shown.filters.search, Qt.Key.Key_Return)
    assert titles(shown) == ["Vendor drill"]
    qtbot.keyClicks(shown.filters.search, " zebra")
    qtbot.keyClick(shown.filters.search, Qt.Key.Key_Return)
    assert titles(shown) == []
    qtbot.waitUntil(shown._no_match.isVisible)
    assert shown.heading._note.text() == "0 reviews"  # gone, everything below would jump
    (clear,) = (b for b in shown.findChildren(QPushButton) if b.isVisible() and b.text() == "Clear filter")
    clear.click()
    assert len(titles(shown)) == 2


def test_the_kind_narrows_the_list(qtbot: QtBot, shown: HomePage) -> None:
    shown.filters.kind.setFocus()
    for _ in range(3):
        qtbot.keyClick(shown.filters.kind, Qt.Key.Key_Down)
    assert titles(shown) == ["Vendor drill"]


def test_enter_and_a_double_click_open_a_review(qtbot: QtBot, shown: HomePage) -> None:
    opened = []
    shown.navigate.connect(lambda key, review_id: opened.append((key, review_id)))
    qtbot.keyClick(shown.list, Qt.Key.Key_Down)
    qtbot.keyClick(shown.list, Qt.Key.Key_Return)
    place = shown.list.visualRect(shown.model.index(0)).center()
    qtbot.mouseClick(shown.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    qtbot.mouseDClick(shown.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert ("review", 1) in opened
    assert {key for key, _ in opened} == {"review"}


def test_delete_moves_a_review_to_the_bin_and_undo_brings_it_back(qtbot: QtBot, shown: HomePage) -> None:
    shown.list.select(1)
    qtbot.keyClick(shown.list, Qt.Key.Key_Delete)
    assert stored(shown.context, 1).review.binned
    assert titles(shown) == ["Vendor drill"]
    shown.bridge.undo()
    assert titles(shown) == ["Order sync stopped", "Vendor drill"]


def test_the_bin_shows_its_reviews_and_restores_them(qtbot: QtBot, shown: HomePage) -> None:
    shown.list.select(1)
    shown.selection.to_bin.click()
    shown.bin.click()
    assert titles(shown) == ["Order sync stopped"]
    shown.list.select(1)
    shown.selection.restore.click()
    assert titles(shown) == []
    assert not stored(shown.context, 1).review.binned


def test_the_context_menu_sets_the_status(qtbot: QtBot, shown: HomePage) -> None:
    shown.list.select(1)
    shown.list.customContextMenuRequested.emit(QPoint(5, 5))
    menu = next(m for m in shown.findChildren(QMenu) if m.accessibleName() == "R-1")
    statuses = next(action.menu() for action in menu.actions() if action.menu())
    statuses.actions()[1].trigger()
    menu.close()
    assert stored(shown.context, 1).review.status is ReviewStatus.IN_PROGRESS


def test_progress_comes_in_after_the_reviews_are_shown(qtbot: QtBot, shown: HomePage) -> None:
    assert shown.model.index(0).data(STATES_ROLE) == ()
    qtbot.waitUntil(lambda: len(shown.model.index(0).data(STATES_ROLE)) == 8)
    words = shown.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert "of 8 steps done" in words
    assert words.startswith("R-1 Order sync stopped")


def test_showing_hundreds_of_reviews_reads_only_what_is_visible(qtbot: QtBot, context: PageContext) -> None:
    for number in range(60):
        started(context, f"Review {number}")
    page = home(context)
    assert isinstance(page, HomePage)
    show_page(qtbot, page)
    qtbot.waitUntil(lambda: len(page.model.index(0).data(STATES_ROLE)) == 8)
    assert 0 < len(page.model._asked) < 30


def test_cards_or_rows_is_remembered(qtbot: QtBot, two: PageContext, shown: HomePage) -> None:
    shown.filters.rows.click()
    again = home(two)
    assert isinstance(again, HomePage)
    qtbot.addWidget(again)
    assert again.filters.rows.isChecked()


def test_the_sample_says_that_it_is_one(qtbot: QtBot, context: PageContext) -> None:
    open_sample(context.bridge.library)
    page = home(context)
    assert isinstance(page, HomePage)
    show_page(qtbot, page)
    assert ", sample," in page.model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)


def test_every_control_has_a_name_of_its_own(shown: HomePage) -> None:
    assert unclear_names(shown) == []


def test_a_review_opens_in_the_window(qtbot: QtBot, window: MainWindow) -> None:
    _, review_id = open_sample(window.bridge.library)
    window.show_place("home")
    page = window.stack.currentWidget()
    assert isinstance(page, HomePage)
    page.refresh(None)
    page.list.select(review_id)
    assert page.list.current() is not None
    assert QApplication.activeModalWidget() is None
