"""All sources of a review in one list: what became of each, its records, its clock, and taking it out again."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from secondstory_ui.models.source_table import Column
from secondstory_ui.page import PageContext
from secondstory_ui.pages.timeline.source_dialog import SourceDialog
from secondstory_ui.pages.timeline.sources_dialog import SourcesDialog
from secondstory_ui.pages.timeline.timeline_page import TimelinePage
from secondstory_ui.pages.timeline.unread_dialog import UnreadDialog
from support.spoken import unclear_names
from support.timelines import import_text, open_timeline
from support.windows import show_page, stored

CHAT = "time,title\n2026-05-04T14:06:00Z,We were paged\nlater,Somebody had tea\n2026-05-04T16:25:00Z,All is well\n"


@pytest.fixture
def page(qtbot: QtBot, context: PageContext, tmp_path: Path) -> TimelinePage:
    """The timeline of two files."""
    review_id = open_timeline(context, tmp_path)
    import_text(context.bridge.library, review_id, tmp_path, CHAT, "chat.csv")
    context.bridge.open_review(review_id)
    made = TimelinePage(context)
    show_page(qtbot, made)
    return made


@pytest.fixture
def dialog(page: TimelinePage) -> SourcesDialog:
    page.picture.sources.click()
    return page.sources_dialog


def cells(dialog: SourcesDialog, row: int, *columns: Column) -> list[str]:
    return [dialog.model.index(row, column).data() for column in columns]


def files(dialog: SourcesDialog) -> list[str]:
    return [dialog.model.index(row, Column.FILE).data() for row in range(dialog.model.rowCount())]


def opened(kind: type) -> object:
    return next(widget for widget in QApplication.topLevelWidgets() if isinstance(widget, kind) and widget.isVisible())


def test_each_file_tells_what_became_of_it(dialog: SourcesDialog) -> None:
    assert files(dialog) == ["alerts.csv", "chat.csv"]
    figures = (Column.ADDED, Column.UPDATED, Column.DUPLICATES, Column.UNREAD)
    assert cells(dialog, 0, *figures) == ["6", "0", "0", "1"]
    assert cells(dialog, 1, *figures) == ["2", "0", "0", "1"]
    assert cells(dialog, 1, Column.FORMAT, Column.FIRST, Column.LAST, Column.ZONE, Column.CLOCK) == [
        "Table (CSV, TSV)",
        "2026-05-04 14:06",
        "2026-05-04 16:25",
        "UTC",
        "",
    ]
    spoken = dialog.model.index(1, Column.CLOCK).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "Clock: –"


def test_in_little_room_the_names_of_the_files_come_first(dialog: SourcesDialog) -> None:
    dialog.resize(1400, 640)
    assert not dialog.view.isColumnHidden(Column.FORMAT)
    dialog.resize(960, 640)
    assert dialog.view.isColumnHidden(Column.FORMAT)
    assert dialog.view.columnWidth(Column.FILE) >= 140
    assert "imported " in dialog._facts.text()


def test_tab_leads_from_the_list_over_its_clock_to_close(dialog: SourcesDialog) -> None:
    assert dialog.clock is not None
    way, widget = [], dialog.view.nextInFocusChain()
    while widget is not dialog.view:
        way.append(widget)
        widget = widget.nextInFocusChain()
    places = [way.index(stop) for stop in (dialog.clock.reason, dialog.clock.apply, dialog.records, dialog.withdraw)]
    assert places == sorted(places)


def test_every_control_has_a_name_of_its_own(dialog: SourcesDialog) -> None:
    assert unclear_names(dialog) == []


def test_a_clock_is_corrected_from_the_list(qtbot: QtBot, dialog: SourcesDialog, context: PageContext) -> None:
    dialog.view.selectRow(1)
    assert dialog.clock is not None
    qtbot.keyClicks(dialog.clock.offset, "3 min fast")
    qtbot.keyClicks(dialog.clock.reason, "no time service")
    dialog.clock.apply.click()
    assert cells(dialog, 1, Column.FIRST, Column.CLOCK) == ["2026-05-04 14:03", "−3 min"]
    assert dialog.current() is not None
    assert [source.clock_offset for source in stored(context).sources] == [0, -180]
    assert "no time service" in dialog.model.index(1, Column.CLOCK).data(Qt.ItemDataRole.ToolTipRole)


def test_enter_opens_the_records_of_a_file_one_after_another(qtbot: QtBot, dialog: SourcesDialog) -> None:
    dialog.view.selectRow(1)
    qtbot.keyClick(dialog.view, Qt.Key.Key_Return)
    source = opened(SourceDialog)
    assert isinstance(source, SourceDialog)
    assert source.record.toPlainText() == "2026-05-04T14:06:00Z,We were paged"
    assert (source._of.text(), source.previous.isEnabled()) == ("Record 1 of 2", False)
    source.next.click()
    assert source.record.toPlainText() == "2026-05-04T16:25:00Z,All is well"
    assert not source.next.isEnabled()
    source.previous.click()
    assert source._title.text() == "We were paged"
    source.accept()


def test_its_events_alone_are_shown_in_the_table_until_that_is_taken_back(
    page: TimelinePage, dialog: SourcesDialog
) -> None:
    dialog.view.selectRow(1)
    dialog.events.click()
    assert not dialog.isVisible()
    assert [event.title for event in page.table.shown_events()] == ["We were paged", "All is well"]
    assert page.table.source.isVisible()
    assert page.table.source.accessibleName() == "Only from chat.csv; press to show all"
    page.table.source.click()
    assert len(page.table.shown_events()) == 8
    assert not page.table.source.isVisible()


def test_its_unread_rows_alone_are_shown(dialog: SourcesDialog) -> None:
    dialog.view.selectRow(1)
    assert dialog.unread.text() == "Its &unread row"
    dialog.unread.click()
    unread = opened(UnreadDialog)
    assert isinstance(unread, UnreadDialog)
    assert unread.rows.count() == 1
    unread.because.setText("Not of interest")
    unread.dismiss.click()
    assert cells(dialog, 1, Column.UNREAD) == ["0"]
    assert not dialog.unread.isVisible()
    unread.accept()


def test_an_import_is_withdrawn_and_comes_back_with_one_press(
    page: TimelinePage, dialog: SourcesDialog, context: PageContext
) -> None:
    dialog.view.selectRow(0)
    dialog.withdraw.click()
    assert files(dialog) == ["chat.csv"]
    assert dialog.notices.text() == "alerts.csv is withdrawn, and its 6 events are out of the timeline."
    assert [event.title for event in page.table.shown_events()] == ["We were paged", "All is well"]
    dialog.notices._action.click()
    assert files(dialog) == ["alerts.csv", "chat.csv"]
    assert len(stored(context).events) == 8


def test_the_undo_is_not_offered_any_more_once_something_else_was_done(qtbot: QtBot, dialog: SourcesDialog) -> None:
    dialog.view.selectRow(0)
    dialog.withdraw.click()
    assert dialog.notices.isVisible()
    assert dialog.clock is not None
    qtbot.keyClicks(dialog.clock.offset, "1 min slow")
    dialog.clock.apply.click()
    assert not dialog.notices.isVisible()


def test_without_sources_there_is_a_way_to_begin(page: TimelinePage, dialog: SourcesDialog) -> None:
    for _ in range(2):
        dialog.withdraw.click()
    assert files(dialog) == []
    assert not dialog._details.isVisible()
    assert not page.picture.sources.isVisible()
    asked = []
    page.navigate.connect(lambda key, _: asked.append(key))
    dialog.import_requested.emit()
    assert asked == ["import"]


def test_a_file_of_which_no_row_could_be_read_is_listed_too(qtbot: QtBot, context: PageContext, tmp_path: Path) -> None:
    open_timeline(context, tmp_path, "14:05 - alert fired\n14:09 - engineer acknowledges\n")
    page = TimelinePage(context)
    show_page(qtbot, page)
    page.picture.sources.click()
    assert cells(page.sources_dialog, 0, Column.ADDED, Column.UNREAD, Column.FIRST) == ["0", "2", ""]
    assert not page.sources_dialog.records.isEnabled()
    assert not page.sources_dialog.events.isEnabled()
