"""From a file to its events with the keyboard alone."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from secondstory_ui.dialogs.import_timeline import ImportDialog
from secondstory_ui.page import PageContext
from secondstory_ui.pages.timeline.timeline_page import TimelinePage
from secondstory_ui.window import MainWindow
from support.libraries import started_review
from support.timelines import ROWS
from support.windows import settled, stored

Key = Qt.Key


def written(folder: Path, name: str = "alerts.csv") -> Path:
    path = folder / name
    path.write_text(ROWS, encoding="utf-8")
    return path


def focused() -> QWidget:
    widget = QApplication.focusWidget()
    assert widget is not None
    return widget


def press(qtbot: QtBot, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
    qtbot.keyClick(focused(), key, modifier)


def active(qtbot: QtBot, dialog: ImportDialog) -> ImportDialog:
    settled(qtbot, dialog).activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    return dialog


def test_a_file_is_looked_at_imported_and_its_events_are_walked_through(
    qtbot: QtBot, window: MainWindow, context: PageContext, tmp_path: Path
) -> None:
    window.open_review(started_review(context.bridge.library))
    window.import_files([written(tmp_path)])
    dialog = active(qtbot, window.findChild(ImportDialog))
    press(qtbot, Key.Key_W, Qt.KeyboardModifier.AltModifier)
    qtbot.waitUntil(dialog.expected.isVisible, timeout=10_000)
    press(qtbot, Key.Key_Escape)
    assert dialog.choose.isVisible()
    assert focused() is dialog.look
    dialog.choose.list.setFocus()
    press(qtbot, Key.Key_Return)
    qtbot.waitUntil(dialog.outcome.isVisible, timeout=10_000)
    assert focused() is dialog.open_button
    press(qtbot, Key.Key_Return)
    window.activateWindow()
    page = window.findChild(TimelinePage)
    qtbot.waitUntil(lambda: QApplication.focusWidget() is page.table.view)
    press(qtbot, Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    press(qtbot, Key.Key_K)
    assert [event.key for event in stored(context).events].count(True) == 1


def test_delete_takes_a_file_out_of_the_list_and_the_last_one_leads_to_the_next_choice(
    qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
) -> None:
    made = ImportDialog(context, review_id, [written(tmp_path), written(tmp_path, "calls.csv")])
    qtbot.addWidget(made)
    made.show()
    dialog = active(qtbot, made)
    dialog.choose.list.setFocus()
    press(qtbot, Key.Key_Delete)
    assert [candidate.name for candidate in dialog.choose.candidates] == ["calls.csv"]
    press(qtbot, Key.Key_Delete)
    assert not dialog.choose.candidates
    assert focused() is dialog.choose.first_focus
    press(qtbot, Key.Key_Escape)
    assert not dialog.isVisible()
    qtbot.waitUntil(lambda: not context.jobs.quiet.busy)
