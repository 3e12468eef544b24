"""The import dialog: mappings saved by name, another sheet or list, and several events of one ticket."""

import json
import zipfile
from pathlib import Path

from openpyxl import Workbook
from PySide6.QtCore import QMimeData, Qt, QUrl
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from secondstory.services.saved_mappings import FILE, SavedMappings
from secondstory_ui.dialogs.import_timeline import ImportDialog
from secondstory_ui.dialogs.import_timeline.forecast import MOST_BYTES
from secondstory_ui.dialogs.import_timeline.result_page import ResultPage
from secondstory_ui.dialogs.import_timeline.saved_mapping_bar import SavedMappingBar
from secondstory_ui.page import PageContext
from support.windows import settled, stored

ODD = "when,what,whose\n2026-05-04T14:05:00Z,Queue is growing,Monitoring\n"
OTHER = "when,text,whose,more\n2026-05-04T14:09:00Z,Restarted,On-call engineer,x\n"


def dialog_of(qtbot: QtBot, context: PageContext, review_id: int, *files: Path) -> ImportDialog:
    made = ImportDialog(context, review_id, files)
    qtbot.addWidget(made)
    made.show()
    return settled(qtbot, made)


def written(folder: Path, text: str, name: str) -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def map_field(dialog: ImportDialog, field: str, source: str) -> None:
    dialog.choose.panel.columns.setChecked(True)
    dialog.choose.panel.mapping.box(field).setCurrentText(source)
    dialog.choose.panel.mapping._take(field)


def choose(bar: SavedMappingBar, name: str) -> None:
    place = bar.list.findData(name)
    bar.list.setCurrentIndex(place)
    bar.list.activated.emit(place)


def cells(dialog: ImportDialog) -> list[tuple[str, str]]:
    rows = dialog.choose.panel.rows
    return [(str(rows.index(n, 4).data()), str(rows.index(n, 5).data())) for n in range(rows.rowCount())]


class TestSavedMappings:
    def test_one_is_saved_and_used_for_another_file(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
    ) -> None:
        first = dialog_of(qtbot, context, review_id, written(tmp_path, ODD, "odd.csv"))
        bar = first.choose.panel.mapping.saved
        assert not bar.save.isEnabled()
        map_field(first, "role", "whose")
        map_field(settled(qtbot, first), "tags", "what")
        settled(qtbot, first)
        qtbot.keyClicks(bar.name, "Night shift")
        qtbot.keyClick(bar.save, Qt.Key.Key_Space)
        assert bar.told.text() == "“Night shift” was saved."
        second = dialog_of(qtbot, context, review_id, written(tmp_path, OTHER, "other.csv"))
        bar = second.choose.panel.mapping.saved
        choose(bar, "Night shift")
        assert second.choose.candidates[0].mapping == {"role": "whose"}
        settled(qtbot, second)
        assert bar.told.text() == "Not in this file, and left out: “what”."
        assert cells(second) == [("On-call engineer", "Restarted")]

    def test_it_is_renamed_deleted_and_put_back(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
    ) -> None:
        saved = SavedMappings(Path(context.settings.fileName()).with_name(FILE))
        saved.save("Night", {"role": "whose"})
        dialog = dialog_of(qtbot, context, review_id, written(tmp_path, ODD, "odd.csv"))
        bar = dialog.choose.panel.mapping.saved
        choose(bar, "Night")
        bar.name.clear()
        qtbot.keyClicks(bar.name, "Day")
        bar.rename.click()
        assert list(saved.all()) == ["Day"]
        bar.delete.click()
        assert saved.all() == {}
        bar.put_back.click()
        assert saved.all() == {"Day": {"role": "whose"}}

    def test_a_damaged_file_of_mappings_is_told_in_place(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
    ) -> None:
        Path(context.settings.fileName()).with_name(FILE).write_text("{")
        dialog = dialog_of(qtbot, context, review_id, written(tmp_path, ODD, "odd.csv"))
        assert "damaged" in dialog.choose.panel.mapping.saved.told.text()
        assert dialog.import_button.isEnabled()


def archive_of(folder: Path, files: int) -> Path:
    path = folder / "exports.zip"
    with zipfile.ZipFile(path, "w") as archive:
        for number in range(files):
            archive.writestr(f"{number}.csv", f"time,text\n2026-05-04T14:05:00Z,Event {number}\n")
    return path


def shown_words(dialog: ImportDialog) -> list[str]:
    return [label.text() for label in dialog.findChildren(QLabel) if label.isVisible()]


class TestUnpacking:
    def test_an_archive_is_unpacked_while_the_window_goes_on(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
    ) -> None:
        dialog = dialog_of(qtbot, context, review_id)
        dialog.choose.add_files([archive_of(tmp_path, 30)])
        assert dialog.choose.gathering.busy
        assert dialog.choose.gathering.progress.isVisible()
        assert "Looking at your files" in shown_words(dialog)
        assert not dialog.import_button.isEnabled()
        qtbot.waitUntil(lambda: not dialog.choose.gathering.busy)
        assert dialog.choose.list.count() == 30
        assert not dialog.choose.gathering.progress.isVisible()
        assert dialog.import_button.text() == "Import 30 files"

    def test_where_nothing_came_of_it_files_are_asked_for_again(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
    ) -> None:
        dialog = dialog_of(qtbot, context, review_id)
        dialog.choose.add_files([archive_of(tmp_path, 300)])
        dialog.choose.gathering.progress._cancel.click()
        qtbot.waitUntil(lambda: not dialog.choose.gathering.busy)
        assert "Bring in what was written down" in shown_words(dialog)

    def test_cancel_adds_nothing_and_says_so(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
    ) -> None:
        dialog = dialog_of(qtbot, context, review_id, written(tmp_path, ODD, "odd.csv"))
        dialog.choose.add_files([archive_of(tmp_path, 300)])
        dialog.choose.gathering.progress._cancel.click()
        qtbot.waitUntil(lambda: not dialog.choose.gathering.busy)
        assert dialog.choose.list.count() == 1
        assert "Cancelled" in dialog.choose.fault.text()
        assert dialog.choose.fault.property("tone") == "muted"
        assert dialog.import_button.isEnabled()

    def test_a_second_drop_waits_for_the_first(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
    ) -> None:
        dialog = dialog_of(qtbot, context, review_id)
        dialog.choose.add_files([archive_of(tmp_path, 3)])
        dialog.choose.add_files([written(tmp_path, ODD, "odd.csv")])
        qtbot.waitUntil(lambda: dialog.choose.list.count() == 4)
        assert dialog.choose.candidates[3].name == "odd.csv"

    def test_an_archive_that_cannot_be_read_is_a_sentence(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
    ) -> None:
        dialog = dialog_of(qtbot, context, review_id)
        dialog.choose.add_files([archive_of(tmp_path, 1001)])
        qtbot.waitUntil(lambda: "more than 1,000 files" in dialog.choose.fault.text())

    def test_closing_ends_it(self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int) -> None:
        dialog = dialog_of(qtbot, context, review_id)
        dialog.choose.add_files([archive_of(tmp_path, 300)])
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert not dialog.isVisible()
        assert not dialog.choose.gathering._waiting


def test_what_was_copied_is_put_on_the_list(qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int) -> None:
    dialog = dialog_of(qtbot, context, review_id, written(tmp_path, ODD, "odd.csv"))
    data = QMimeData()
    data.setUrls([QUrl.fromLocalFile(str(written(tmp_path, OTHER, "other.csv")))])
    QGuiApplication.clipboard().setMimeData(data)
    qtbot.keyClick(dialog.choose.list, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    QGuiApplication.clipboard().setText("14:05 UTC - alert fired")
    qtbot.keyClick(dialog.choose.list, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    assert [candidate.name for candidate in dialog.choose.candidates] == ["odd.csv", "other.csv", "Pasted text"]


def figures(page: ResultPage) -> list[str]:
    assert page._group is not None
    return [button.text() for button in page._group.buttons()]


class TestSeeingItFirst:
    def test_each_figure_is_a_list_before_anything_is_stored(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
    ) -> None:
        dialog = dialog_of(qtbot, context, review_id, written(tmp_path, ODD + "later,x,y\n", "odd.csv"))
        dialog.look.click()
        qtbot.waitUntil(dialog.expected.isVisible, timeout=10_000)
        assert figures(dialog.expected) == ["1 new", "0 changed", "0 duplicates", "1 unread"]
        assert dialog.expected.rows.index(0, 3).data() == "Queue is growing"
        assert not stored(context).events
        qtbot.keyClick(dialog, Qt.Key.Key_Escape)
        assert dialog.choose.isVisible()
        dialog.look.click()
        qtbot.waitUntil(dialog.expected.isVisible, timeout=10_000)
        dialog.import_button.click()
        qtbot.waitUntil(dialog.open_button.isVisible, timeout=10_000)
        assert len(stored(context).events) == 1

    def test_a_large_file_is_read_for_it_when_asked(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
    ) -> None:
        row = f"2026-05-04T14:05:00Z,{'x' * 150},y\n"
        path = written(tmp_path, "when,what,whose\n" + "".join(f"{row[:-1]}{n}\n" for n in range(30_000)), "long.csv")
        dialog = dialog_of(qtbot, context, review_id, path)
        assert path.stat().st_size > MOST_BYTES
        dialog.look.click()
        qtbot.waitUntil(dialog.expected.isVisible, timeout=30_000)
        assert figures(dialog.expected)[0] == "30\N{NARROW NO-BREAK SPACE}000 new"
        assert not stored(context).sources


class TestSheetsAndLists:
    def test_another_sheet_is_chosen_and_imported(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
    ) -> None:
        book = Workbook()
        book.active.title = "Alerts"
        book.active.append(["time", "text"])
        book.active.append(["2026-05-04T14:05:00Z", "Alert fired"])
        calls = book.create_sheet("Calls")
        for row in (["time", "text"], ["2026-05-04T14:06:00Z", "A calls"], ["2026-05-04T14:07:00Z", "B calls"]):
            calls.append(row)
        book.save(tmp_path / "book.xlsx")
        dialog = dialog_of(qtbot, context, review_id, tmp_path / "book.xlsx")
        panel = dialog.choose.panel
        assert panel.part.isVisible()
        texts = [panel.part.itemText(n) for n in range(panel.part.count())]
        assert texts == ["All sheets that hold times", "Alerts, 2 rows", "Calls, 3 rows"]
        assert panel.part.currentIndex() == 0
        assert [title for _, title in cells(dialog)] == ["Alert fired", "A calls", "B calls"]
        for title in ("Alert fired", "A calls"):
            qtbot.keyClick(panel.part, Qt.Key.Key_Down)
            settled(qtbot, dialog)
            assert cells(dialog)[0][1] == title
        assert [title for _, title in cells(dialog)] == ["A calls", "B calls"]
        qtbot.keyClick(panel.part, Qt.Key.Key_Home)
        settled(qtbot, dialog)
        assert [title for _, title in cells(dialog)] == ["Alert fired", "A calls", "B calls"]
        dialog.import_button.click()
        qtbot.waitUntil(dialog.open_button.isVisible, timeout=10_000)
        assert [event.title for event in stored(context).events] == ["Alert fired", "A calls", "B calls"]

    def test_another_list_is_chosen(self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int) -> None:
        event = {"time": "2026-05-04T14:05:00Z", "text": "Alert fired"}
        document = {"alerts": [event], "messages": [event | {"text": "A calls"}, event | {"text": "B calls"}]}
        dialog = dialog_of(qtbot, context, review_id, written(tmp_path, json.dumps(document), "all.json"))
        panel = dialog.choose.panel
        assert panel.part.currentText() == "/messages, 2 rows"
        qtbot.keyClick(panel.part, Qt.Key.Key_Up)
        settled(qtbot, dialog)
        assert panel.part.currentText() == "/alerts, 1 row"
        assert [title for _, title in cells(dialog)] == ["Alert fired"]

    def test_a_file_with_one_list_offers_no_choice(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
    ) -> None:
        dialog = dialog_of(qtbot, context, review_id, written(tmp_path, ODD, "odd.csv"))
        assert not dialog.choose.panel.part.isVisible()


def test_the_start_that_times_count_from_is_asked_for(
    qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
) -> None:
    table = "Elapsed,Event\n+0:00:00,Alert fired\n+0:15:00,Queue is empty\n"
    dialog = dialog_of(qtbot, context, review_id, written(tmp_path, table, "drill.csv"))
    line = dialog.choose.panel.start.focusProxy()
    assert line.isVisible()
    qtbot.keyClicks(line, "2026-05-04 14:05 UTC")
    qtbot.keyClick(line, Qt.Key.Key_Return)
    settled(qtbot, dialog)
    dialog.import_button.click()
    qtbot.waitUntil(dialog.open_button.isVisible, timeout=10_000)
    assert [f"{event.occurred_at:%H:%M}" for event in stored(context).events] == ["14:05", "14:20"]


def test_the_times_of_a_ticket_are_chosen_in_the_form(
    qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
) -> None:
    ticket = {"summary": "Queue full", "created": "2026-05-04T14:05:00Z", "resolved": "2026-05-04T15:00:00Z"}
    dialog = dialog_of(qtbot, context, review_id, written(tmp_path, json.dumps([ticket]), "tickets.json"))
    assert dialog.choose.panel.mapping.box("times").currentText() == "created + resolved"
    assert [title for _, title in cells(dialog)] == ["Created: Queue full", "Resolved: Queue full"]
    map_field(dialog, "times", "")
    settled(qtbot, dialog)
    assert [title for _, title in cells(dialog)] == ["Queue full"]
    map_field(dialog, "times", "resolved + created")
    settled(qtbot, dialog)
    assert [title for _, title in cells(dialog)] == ["Created: Queue full", "Resolved: Queue full"]
