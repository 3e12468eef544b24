"""Rows that could not be read: one corrected, filled in or put aside, and several at once."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from secondstory.model.enums import Precision, UnreadState
from secondstory.model.records import Unread
from secondstory_ui.page import PageContext
from secondstory_ui.pages.timeline.timeline_page import TimelinePage
from secondstory_ui.pages.timeline.unread_dialog import UnreadDialog
from secondstory_ui.pages.timeline.unread_several import SeveralRows
from support.libraries import started_review
from support.reviews import at
from support.spoken import unclear_names
from support.timelines import import_text, open_timeline
from support.windows import show_page, stored


@pytest.fixture
def unread(qtbot: QtBot, context: PageContext, tmp_path: Path) -> Iterator[UnreadDialog]:
    open_timeline(context, tmp_path)
    page = TimelinePage(context)
    show_page(qtbot, page)
    assert page.picture.unread.isVisible()
    page.findings.show_unread()
    dialog = page.findings.dialog
    assert isinstance(dialog, UnreadDialog)
    yield dialog
    if isValid(dialog):
        dialog.accept()


def test_an_unread_row_is_corrected_and_read_again(unread: UnreadDialog, context: PageContext) -> None:
    unread.raw.setPlainText("2026-05-04T14:30:00Z,note,On-call engineer,Somebody saw slow orders")
    unread.again.click()
    assert unread.time.text() == "2026-05-04 14:30"
    unread.title.setText("Somebody saw slow orders")
    unread.repair.click()
    event = next(e for e in stored(context).events if "slow orders" in e.title)
    assert (event.occurred_at, event.locator) == (at("14:30"), "row 6")
    assert not stored(context).unread
    context.bridge.undo()
    assert len(stored(context).unread) == 1


def test_the_beginning_of_a_long_row_is_seen(unread: UnreadDialog) -> None:
    assert unread.title.cursorPosition() == 0


def test_esc_does_not_lose_what_was_typed_silently(qtbot: QtBot, unread: UnreadDialog) -> None:
    qtbot.keyClicks(unread.title, "Somebody saw slow orders")
    qtbot.keyClick(unread, Qt.Key.Key_Escape)
    assert unread.isVisible()
    assert unread.notices.isVisible()
    qtbot.keyClick(unread, Qt.Key.Key_Escape)
    assert not unread.isVisible()


def test_esc_closes_at_once_where_nothing_was_typed(qtbot: QtBot, unread: UnreadDialog) -> None:
    qtbot.keyClick(unread, Qt.Key.Key_Escape)
    assert not unread.isVisible()


def test_enter_behind_the_reason_puts_the_row_aside(qtbot: QtBot, unread: UnreadDialog, context: PageContext) -> None:
    qtbot.keyClicks(unread.because, "a heading")
    qtbot.keyClick(unread.because, Qt.Key.Key_Return)
    assert not stored(context).unread


def test_an_unread_row_is_filled_in_by_hand(unread: UnreadDialog, context: PageContext) -> None:
    unread.title.setText("Somebody saw slow orders")
    unread.time.setText("later")
    unread.repair.click()
    assert unread._error.isVisible()
    unread.time.setText("~14:40")
    unread.repair.click()
    event = next(e for e in stored(context).events if "slow orders" in e.title)
    assert (event.occurred_at, event.precision) == (at("14:40"), Precision.APPROXIMATE)


def test_an_unread_row_is_put_aside_with_a_reason(unread: UnreadDialog, context: PageContext) -> None:
    unread.dismiss.click()
    assert stored(context).unread
    unread.because.setText("A remark about the rest")
    unread.dismiss.click()
    (row,) = stored(context).all(Unread)
    assert (row.state, row.dismissed_because) == (UnreadState.DISMISSED, "A remark about the rest")


# Several rows at once ---------------------------------------------------------------------------------------------


@pytest.fixture
def notes(qtbot: QtBot, context: PageContext, tmp_path: Path) -> Iterator[UnreadDialog]:
    """Notes that name no day, all of them selected."""
    review_id = started_review(context.bridge.library)
    import_text(
        context.bridge.library, review_id, tmp_path, "2026-05-04T14:00:00Z,Rollout\n2026-05-04T14:01:00Z,Done\n"
    )
    lines = "14:05 - alert fired\n14:09 - engineer acknowledges\n14:30 - all is well\n"
    import_text(context.bridge.library, review_id, tmp_path, lines, "notes.txt")
    context.bridge.open_review(review_id)
    page = TimelinePage(context)
    show_page(qtbot, page)
    page.findings.show_unread()
    dialog = page.findings.dialog
    assert isinstance(dialog, UnreadDialog)
    dialog.every.click()
    yield dialog
    if isValid(dialog):
        dialog.accept()


def read(qtbot: QtBot, several: SeveralRows) -> None:
    several.again.click()
    qtbot.waitUntil(several.again.isEnabled)


def test_several_rows_get_a_day_at_once_and_one_undo_takes_them_back(
    qtbot: QtBot, context: PageContext, notes: UnreadDialog
) -> None:
    several = notes.several
    assert several.again.text() == "Read all 3 &again"
    read(qtbot, several)
    assert several._said.text() == "3 rows read now. Nothing is added yet."
    assert several.found.index(0, 1).data() == "2026-05-04 14:05"
    assert len(stored(context).unread) == 3
    several.add.click()
    assert not stored(context).unread
    assert len(stored(context).events) == 5
    assert "Every row has been dealt with" in notes._stack.currentWidget()._why.text()
    context.bridge.undo()
    assert (len(stored(context).unread), len(stored(context).events)) == (3, 2)


def test_another_zone_holds_for_all_of_them(qtbot: QtBot, context: PageContext, notes: UnreadDialog) -> None:
    notes.several.zone.chosen.emit("Asia/Tokyo")
    read(qtbot, notes.several)
    notes.several.add.click()
    assert at("05:05") in [event.occurred_at for event in stored(context).events]


def test_several_rows_are_put_aside_with_one_reason(qtbot: QtBot, context: PageContext, notes: UnreadDialog) -> None:
    notes.several.dismiss.click()
    assert len(stored(context).unread) == 3
    qtbot.keyClicks(notes.several.because, "Told elsewhere")
    qtbot.keyClick(notes.several.because, Qt.Key.Key_Return)
    assert {row.dismissed_because for row in stored(context).all(Unread)} == {"Told elsewhere"}
    context.bridge.undo()
    assert len(stored(context).unread) == 3


def test_what_still_cannot_be_read_says_why_and_stays(
    qtbot: QtBot, context: PageContext, tmp_path: Path, notes: UnreadDialog
) -> None:
    notes.accept()
    import_text(context.bridge.library, 1, tmp_path, "2026-05-04 14:00 Now\n99:99 - nonsense\n", "more.txt")
    context.bridge.open_review(1)
    page = TimelinePage(context)
    show_page(qtbot, page)
    page.findings.show_unread()
    dialog = page.findings.dialog
    assert isinstance(dialog, UnreadDialog)
    dialog.rows.selectAll()
    read(qtbot, dialog.several)
    assert dialog.several._said.text() == "3 rows read now, 1 still does not. Nothing is added yet."
    assert "99:99" in dialog.several.found.index(3, 3).data()
    dialog.several.add.click()
    assert [row.raw for row in stored(context).unread] == ["99:99 - nonsense"]
    assert dialog.rows.count() == 1
    dialog.accept()


def test_one_row_is_shown_by_itself_again(notes: UnreadDialog) -> None:
    assert notes.several.isVisible()
    notes.rows.setCurrentRow(1)
    assert notes.raw.isVisible()
    assert notes.raw.toPlainText() == "14:09 - engineer acknowledges"


def test_columns_are_offered_for_rows_of_tables_only(
    qtbot: QtBot, context: PageContext, tmp_path: Path, notes: UnreadDialog
) -> None:
    assert not notes.several.time_column.isVisible()
    assert unclear_names(notes) == []
