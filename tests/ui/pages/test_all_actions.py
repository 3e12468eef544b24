"""Actions over all reviews: filter, sort, change in place, copy, export."""

from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import QModelIndex, Qt
from PySide6.QtWidgets import QApplication, QComboBox, QLineEdit
from pytestqt.qtbot import QtBot

from secondstory.model.enums import ActionStatus
from secondstory.model.records import Action
from secondstory.services import actions, reviews
from secondstory.services.bundles import open_sample
from secondstory_ui.models.action_delegates import today
from secondstory_ui.models.action_table import Column
from secondstory_ui.page import PageContext
from secondstory_ui.pages.all_actions import page as all_actions
from secondstory_ui.pages.all_actions.all_actions_page import AllActionsPage
from support.spoken import unclear_names
from support.windows import show_page, stored

TODAY = today()


@pytest.fixture
def shown(qtbot: QtBot, context: PageContext) -> AllActionsPage:
    """Two reviews: an overdue alert and a finished limit in the first, a call list in the second."""
    library = context.bridge.library
    for title in ("Order sync stopped", "Payments delayed"):
        reviews.start_review(library, title)
    for review_id, text, values in (
        (1, "Add an alert", {"owner": "Platform", "due": TODAY - timedelta(days=3)}),
        (1, "Limit the queue", {"owner": "Guild", "status": ActionStatus.DONE}),
        (2, "Keep a call list", {"owner": "Service desk", "due": TODAY + timedelta(days=9)}),
    ):
        actions.add_action(library, actions.new_action(review_id, text, **values))
    page = all_actions(context)
    assert isinstance(page, AllActionsPage)
    show_page(qtbot, page)
    return page


def texts(page: AllActionsPage) -> list[str]:
    return [page.table.index(row, Column.TEXT).data() for row in range(page.table.rowCount())]


def cell(page: AllActionsPage, action_id: int, column: Column) -> QModelIndex:
    page.view.select(action_id, column)
    return page.view.currentIndex()


def stored_action(page: AllActionsPage, review_id: int, action_id: int) -> Action:
    action = stored(page.context, review_id).get(Action, action_id)
    assert action is not None
    return action


def choose(page: AllActionsPage, show: str) -> None:
    box = page.filters.show_box
    box.setCurrentIndex(box.findData(show))
    box.activated.emit(box.currentIndex())


def test_open_actions_of_all_reviews_come_first_by_due_date(shown: AllActionsPage) -> None:
    assert texts(shown) == ["Add an alert", "Keep a call list"]


def test_what_is_overdue_says_so_in_words(shown: AllActionsPage) -> None:
    choose(shown, "overdue")
    assert texts(shown) == ["Add an alert"]
    assert shown.table.index(0, Column.DUE).data().endswith("overdue")


def test_the_owner_filter_finds_mine(qtbot: QtBot, shown: AllActionsPage) -> None:
    qtbot.keyClicks(shown.filters.owner, "desk")
    qtbot.keyClick(shown.filters.owner, Qt.Key.Key_Return)
    assert texts(shown) == ["Keep a call list"]


def test_a_click_on_a_heading_sorts(shown: AllActionsPage) -> None:
    choose(shown, "all")
    shown.view.sortByColumn(Column.TEXT, Qt.SortOrder.DescendingOrder)
    assert texts(shown) == ["Limit the queue", "Keep a call list", "Add an alert"]


def test_the_status_changes_in_place_by_keyboard(qtbot: QtBot, shown: AllActionsPage) -> None:
    cell(shown, 1, Column.STATUS)
    qtbot.keyClick(shown.view, Qt.Key.Key_Return)
    box = shown.view.findChild(QComboBox)
    assert box is not None
    box.hidePopup()
    qtbot.keyClick(box, Qt.Key.Key_Down)
    assert stored_action(shown, 1, 1).status is ActionStatus.IN_PROGRESS
    shown.bridge.undo()
    assert stored_action(shown, 1, 1).status is ActionStatus.OPEN


def test_not_doing_asks_for_the_reason_in_place(qtbot: QtBot, shown: AllActionsPage) -> None:
    shown.table.setData(cell(shown, 1, Column.STATUS), ActionStatus.NOT_DOING)
    assert shown.reason.isVisible()
    assert stored_action(shown, 1, 1).status is ActionStatus.OPEN
    qtbot.keyClick(shown.reason.field, Qt.Key.Key_Return)
    assert shown.reason.isVisible()
    qtbot.keyClicks(shown.reason.field, "the vendor fixed it")
    qtbot.keyClick(shown.reason.field, Qt.Key.Key_Return)
    action = stored_action(shown, 1, 1)
    assert (action.status, action.reason) == (ActionStatus.NOT_DOING, "the vendor fixed it")


def test_escape_leaves_the_action_as_it_is(qtbot: QtBot, shown: AllActionsPage) -> None:
    shown.table.setData(cell(shown, 1, Column.STATUS), ActionStatus.NOT_DOING)
    qtbot.keyClick(shown.reason.field, Qt.Key.Key_Escape)
    assert not shown.reason.isVisible()
    assert stored_action(shown, 1, 1).status is ActionStatus.OPEN


def test_a_due_date_is_typed_and_what_is_no_date_stays_in_the_field(qtbot: QtBot, shown: AllActionsPage) -> None:
    cell(shown, 3, Column.DUE)
    qtbot.keyClick(shown.view, Qt.Key.Key_F2)
    line = shown.view.viewport().findChild(QLineEdit)
    assert line is not None
    line.selectAll()
    qtbot.keyClicks(line, "soon")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    assert line.text() == "soon"
    line.selectAll()
    qtbot.keyClicks(line, "+14d")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: stored_action(shown, 2, 3).due == TODAY + timedelta(days=14))


def test_delete_empties_the_owner(qtbot: QtBot, shown: AllActionsPage) -> None:
    cell(shown, 1, Column.OWNER)
    qtbot.keyClick(shown.view, Qt.Key.Key_Delete)
    assert stored_action(shown, 1, 1).owner == ""


def test_enter_on_the_sentence_leads_to_the_action_in_its_review(qtbot: QtBot, shown: AllActionsPage) -> None:
    asked = []
    shown.navigate.connect(lambda key, review_id: asked.append((key, review_id)))
    cell(shown, 3, Column.TEXT)
    qtbot.keyClick(shown.view, Qt.Key.Key_Return)
    assert asked == [("review/actions/3", 2)]


def test_rows_are_copied_as_text(qtbot: QtBot, shown: AllActionsPage) -> None:
    cell(shown, 3, Column.TEXT)
    with qtbot.waitSignal(QApplication.clipboard().dataChanged):
        qtbot.keyClick(shown.view, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    heading, row, *_ = QApplication.clipboard().text().split("\n")
    assert heading.startswith("Ref\tAction\tReview")
    assert row.split("\t")[1:3] == ["Keep a call list", "R-2  Payments delayed"]


def test_the_tracker_is_written_and_can_be_found(qtbot: QtBot, shown: AllActionsPage, tmp_path: Path) -> None:
    with qtbot.waitSignal(shown.context.jobs.ended, timeout=20_000):
        shown.export_to(tmp_path / "tracker")
    assert (tmp_path / "tracker.xlsx").stat().st_size > 0
    assert shown.written.text() == "tracker.xlsx is written, with 3 actions."


def test_the_sample_is_left_out_where_there_are_other_actions(shown: AllActionsPage) -> None:
    _, review_id = open_sample(shown.bridge.library)
    shown.refresh(None)
    assert len(texts(shown)) == 2
    box = shown.filters.review
    box.setCurrentIndex(box.findData(review_id))
    box.activated.emit(box.currentIndex())
    assert len(texts(shown)) > 2


def test_nothing_yet_and_nothing_matching_are_told_apart(qtbot: QtBot, context: PageContext) -> None:
    page = all_actions(context)
    assert isinstance(page, AllActionsPage)
    show_page(qtbot, page)
    assert page._nothing_yet.isVisible()
    assert not page.export.isEnabled()
    reviews.start_review(context.bridge.library, "Order sync stopped")
    actions.add_action(context.bridge.library, actions.new_action(1, "Add an alert", status=ActionStatus.DONE))
    page.refresh(None)
    assert page._no_match.isVisible()


def test_every_control_has_a_name_of_its_own(shown: AllActionsPage) -> None:
    assert unclear_names(shown) == []
