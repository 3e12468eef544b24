"""The dialogs of the Help menu."""

from PySide6.QtWidgets import QApplication, QLabel, QPushButton
from pytestqt.qtbot import QtBot

from secondstory import __version__
from secondstory.services.import_preview import formats
from secondstory_ui.dialogs.formats_help import FormatsDialog
from secondstory_ui.dialogs.help import AboutDialog, ShortcutsDialog
from secondstory_ui.window import MainWindow


def test_every_key_of_the_menus_is_listed(qtbot: QtBot, window: MainWindow) -> None:
    dialog = ShortcutsDialog(window.menus.shortcuts(), window)
    qtbot.addWidget(dialog)
    said = [label.text() for label in dialog.findChildren(QLabel)]
    for act, keys in window.menus.shortcuts():
        assert act in said
        assert keys in said


def test_about_names_the_version_and_copies_the_place(qtbot: QtBot) -> None:
    dialog = AboutDialog("/home/team/library.db")
    qtbot.addWidget(dialog)
    assert f"Version {__version__}" in [label.text() for label in dialog.findChildren(QLabel)]
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "&Copy library place").click()
    assert QApplication.clipboard().text() == "/home/team/library.db"


def test_every_format_has_a_page_that_begins_with_its_title(qtbot: QtBot) -> None:
    dialog = FormatsDialog()
    qtbot.addWidget(dialog)
    for row, info in enumerate(sorted(formats(), key=lambda info: info.title.casefold())):
        dialog.list.setCurrentRow(row)
        assert dialog.page.toPlainText().startswith(info.title)


def test_the_formats_can_be_searched_by_what_people_call_them(qtbot: QtBot) -> None:
    dialog = FormatsDialog("csv")
    qtbot.addWidget(dialog)
    assert dialog.page.toPlainText().startswith("Table (CSV, TSV)")
    dialog.search.setText("slack")
    found = [item.text() for row in range(dialog.list.count()) if not (item := dialog.list.item(row)).isHidden()]
    assert found == ["Slack export"]
    assert dialog.page.toPlainText().startswith("Slack export")
    dialog.search.setText("fax")
    assert dialog.list.isHidden()
