"""The import dialog: looking before importing, questions, columns, results, and nothing left behind by Cancel."""

from datetime import date
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from secondstory.model.enums import Precision
from secondstory.services import reviews
from secondstory.services.bundles import SAMPLE
from secondstory_resources import resource
from secondstory_ui.dialogs.import_timeline import ImportDialog
from secondstory_ui.dialogs.import_timeline.remembered_mappings import RememberedMappings
from secondstory_ui.page import PageContext
from support.dragging import Dragged
from support.libraries import started_review
from support.reviews import at
from support.shared import shared_file
from support.timelines import ROWS
from support.windows import settled, stored


def dialog_of(
    qtbot: QtBot, context: PageContext, *files: Path, review_id: int | None = None, text: str = ""
) -> ImportDialog:
    made = ImportDialog(context, review_id, files, text)
    qtbot.addWidget(made)
    made.show()
    return settled(qtbot, made)


def written(folder: Path, text: str = ROWS, name: str = "alerts.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def run(qtbot: QtBot, dialog: ImportDialog) -> None:
    settled(qtbot, dialog).import_button.click()
    qtbot.waitUntil(dialog.open_button.isVisible, timeout=10_000)


def test_a_file_is_shown_beside_the_events_it_becomes(
    qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
) -> None:
    dialog = dialog_of(qtbot, context, written(tmp_path), review_id=review_id)
    rows = dialog.choose.panel.rows
    cells = [rows.index(1, column).data() for column in range(6)]
    line = "2026-05-04T14:05:00Z,alert,Monitoring,Error rate above 5 percent"
    expected = ["row 3", line, "2026-05-04 14:05", "Alert", "Monitoring", "Error rate above 5 percent"]
    assert cells == expected
    qtbot.waitUntil(lambda: "Adds 6 events; 1 row cannot be read yet." in dialog._told.text())
    assert not stored(context).events


def test_the_hour_that_clocks_repeat_is_asked_about(
    qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
) -> None:
    path = written(tmp_path, "time,text\n2026-10-25 02:30,Alert fired\n")
    dialog = dialog_of(qtbot, context, path, review_id=review_id)
    dialog.choose.panel.zone.chosen.emit("Europe/Berlin")
    settled(qtbot, dialog)
    choice = dialog.choose.panel.changed_hour
    assert choice.isVisible()
    choice.setCurrentIndex(2)
    choice.activated.emit(2)
    settled(qtbot, dialog)
    assert choice.isVisible()
    run(qtbot, dialog)
    (event,) = stored(context).events
    assert (event.occurred_at, event.precision) == (at("01:30").replace(month=10, day=25), Precision.EXACT)


def last_heading(dialog: ImportDialog) -> str:
    return str(dialog.outcome.rows.headerData(4, Qt.Orientation.Horizontal))


def test_an_import_tells_its_figures_and_opens_the_timeline(
    qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
) -> None:
    dialog = dialog_of(qtbot, context, written(tmp_path), review_id=review_id)
    run(qtbot, dialog)
    figures = [button.text() for button in dialog.outcome._group.buttons()]
    assert figures == ["6 new", "0 changed", "0 duplicates", "1 unread"]
    assert (last_heading(dialog), dialog.outcome.rows.index(0, 4).data()) == ("Kind", "Change")
    dialog.outcome._group.buttons()[3].click()
    assert dialog.outcome.rows.index(0, 1).data() == "row 6"
    assert last_heading(dialog) == "Why it was not read"
    assert "time" in dialog.outcome.rows.index(0, 4).data()
    with qtbot.waitSignal(dialog.imported) as told:
        dialog.open_button.click()
    assert told.args == [review_id]
    assert len(stored(context).events) == 6
    context.bridge.undo()
    assert not stored(context).events


def test_a_file_of_which_nothing_can_be_read_yet_stands_out_and_says_why_in_full(
    qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
) -> None:
    table = written(tmp_path, "day,time,text\nTue,09:05,Alert fired\nTue,09:30,All is well\n", "days.csv")
    dialog = dialog_of(qtbot, context, table, written(tmp_path), review_id=review_id)
    panel = dialog.choose.panel
    assert [candidate.needs_look for candidate in dialog.choose.candidates] == [True, False]
    assert panel._figures.text() == "The first 2 records: none of them can be read yet."
    assert "day" in panel.rows.index(0, 3).data()
    assert panel.table.columnSpan(0, 3) == 3
    dialog.choose.list.setCurrentRow(1)
    assert panel.table.columnSpan(0, 3) == 1


def test_a_long_title_of_the_review_ends_in_dots(qtbot: QtBot, context: PageContext, tmp_path: Path) -> None:
    long_one = started_review(context.bridge.library, "Orders & payments " * 9)
    context.bridge.open_review(long_one)
    dialog = dialog_of(qtbot, context, written(tmp_path), review_id=long_one)
    assert dialog.choose.into_present.text().endswith("…")
    assert "Orders && payments" in dialog.choose.into_present.text()


def test_importing_the_same_file_again_adds_nothing(
    qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
) -> None:
    path = written(tmp_path)
    run(qtbot, dialog_of(qtbot, context, path, review_id=review_id))
    again = dialog_of(qtbot, context, path, review_id=review_id)
    run(qtbot, again)
    assert [button.text() for button in again.outcome._group.buttons()][:3] == ["0 new", "0 changed", "6 duplicates"]
    assert len(stored(context).events) == 6


def test_pasted_text_asks_for_day_and_zone_and_keeps_what_is_typed(
    qtbot: QtBot, context: PageContext, review_id: int
) -> None:
    dialog = dialog_of(qtbot, context, review_id=review_id, text="14:05 - alert fired\n14:09 - engineer acknowledges")
    panel = dialog.choose.panel
    assert panel.date.isVisible()
    assert panel.zone.isVisible()
    panel._set(date=date(2026, 5, 4))
    panel._set(zone="Asia/Tokyo")
    settled(qtbot, dialog)
    assert panel.date.isVisible()
    run(qtbot, dialog)
    first, second = stored(context).events
    assert first.occurred_at == at("05:05")
    assert (second.title, second.zone_assumed) == ("engineer acknowledges", "Asia/Tokyo")
    assert stored(context).sources[0].file_name == "Pasted text"


def test_esc_does_not_lose_pasted_text_silently(qtbot: QtBot, context: PageContext, review_id: int) -> None:
    dialog = dialog_of(qtbot, context, review_id=review_id, text="14:05 UTC - alert fired")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.notices.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()


def test_columns_are_chosen_joined_and_given_a_constant(
    qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
) -> None:
    text = "a;b;c\n2026-05-04;14:05;alert fired\n2026-05-04;14:09;acknowledged\n"
    dialog = dialog_of(qtbot, context, written(tmp_path, text), review_id=review_id)
    panel = dialog.choose.panel
    panel.columns.setChecked(True)
    for field, typed in (("occurred_at", "a + b"), ("title", "c"), ("role", "= On-call engineer")):
        box = panel.mapping.box(field)
        box.setFocus()
        box.setCurrentText(typed)
        qtbot.keyClick(box, Qt.Key.Key_Tab)
        panel.mapping._take(field)
        settled(qtbot, dialog)
    run(qtbot, dialog)
    first, _ = stored(context).events
    assert (first.occurred_at, first.title, first.role) == (at("14:05"), "alert fired", "On-call engineer")


def test_a_column_that_is_not_there_is_told_in_place(
    qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
) -> None:
    dialog = dialog_of(qtbot, context, written(tmp_path), review_id=review_id)
    panel = dialog.choose.panel
    panel.columns.setChecked(True)
    panel.mapping.box("role").setCurrentText("nobody")
    panel.mapping._take("role")
    settled(qtbot, dialog)
    assert "nobody" in panel._error.text()
    assert panel.mapping.isVisible()
    assert not dialog.import_button.isEnabled()
    panel.mapping.box("role").setCurrentText("role")
    panel.mapping._take("role")
    settled(qtbot, dialog)
    assert dialog.import_button.isEnabled()


def test_a_file_that_cannot_be_read_says_why_and_is_left_out(
    qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
) -> None:
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"\x89PNG\r\n\x1a\n" + bytes(100))
    dialog = dialog_of(qtbot, context, written(tmp_path), picture, review_id=review_id)
    assert dialog.import_button.text() == "Import 1 file"
    dialog.choose.list.setCurrentRow(1)
    assert dialog.choose.panel._error.isVisible()
    run(qtbot, dialog)
    assert len(stored(context).sources) == 1


def test_a_folder_is_dropped_and_goes_into_a_new_review(qtbot: QtBot, context: PageContext, tmp_path: Path) -> None:
    folder = tmp_path / "exports"
    folder.mkdir()
    written(folder)
    written(folder, "time,title\n2026-05-04T14:06:00Z,Somebody calls\n", "calls.csv")
    dialog = dialog_of(qtbot, context)
    dragged = Dragged(dialog, [folder], dialog.rect().center())
    assert dragged.enter()
    dragged.drop()
    qtbot.waitUntil(lambda: dialog.choose.list.count() == 2)
    qtbot.keyClicks(dialog.choose.title, "Calls fail")
    run(qtbot, dialog)
    (summary,) = reviews.summaries(context.bridge.library)
    assert (summary.review.title, summary.events) == ("Calls fail", 7)


def test_cancelling_a_running_import_leaves_nothing(
    qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
) -> None:
    rows = "".join(f"2026-05-04T{n // 3600 % 24:02}:{n // 60 % 60:02}:{n % 60:02}Z,event {n}\n" for n in range(60_000))
    dialog = dialog_of(qtbot, context, written(tmp_path, "time,title\n" + rows, "long.csv"), review_id=review_id)
    dialog.import_button.click()
    context.jobs.cancel()
    qtbot.waitUntil(lambda: not context.jobs.busy, timeout=20_000)
    qtbot.waitUntil(dialog.choose.isVisible)
    assert "Cancelled" in dialog.notices.text()
    assert dialog.choose.list.count() == 1
    assert not stored(context).sources


def test_a_review_document_is_added_as_a_review_of_its_own(
    qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
) -> None:
    document = tmp_path / "review.json"
    document.write_bytes(resource(SAMPLE).read_bytes())
    dialog = dialog_of(qtbot, context, document, review_id=review_id)
    with qtbot.waitSignal(dialog.imported) as told:
        dialog.import_button.click()
    assert told.args != [review_id]
    assert len(reviews.summaries(context.bridge.library)) == 2


def test_every_control_of_the_dialog_is_reached_by_tab(
    qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
) -> None:
    dialog = dialog_of(qtbot, context, written(tmp_path), review_id=review_id)
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    dialog.choose.list.setFocus()
    seen = []
    for _ in range(25):
        widget = QApplication.focusWidget()
        assert widget is not None
        seen.append(widget)
        qtbot.keyClick(widget, Qt.Key.Key_Tab)
    for wanted in (dialog.import_button, dialog.cancel, dialog.choose.panel.table, dialog.choose.panel.format):
        assert wanted in seen


@pytest.mark.parametrize("name", ["public-incidents", "markdown", "pagerduty", "csv-torture", "timesketch"])
def test_a_folder_of_real_files_is_looked_at_and_imported(
    qtbot: QtBot, context: PageContext, review_id: int, name: str
) -> None:
    dialog = dialog_of(qtbot, context, shared_file(f"timelines/{name}"), review_id=review_id)
    run(qtbot, dialog)
    snapshot = stored(context)
    assert snapshot.sources
    assert snapshot.events or snapshot.unread


def test_a_mapping_is_remembered_for_tables_with_the_same_columns(
    qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
) -> None:
    odd = "when,what,whose\n2026-05-04T14:05:00Z,Queue is growing,Monitoring\n"
    dialog = dialog_of(qtbot, context, written(tmp_path, odd), review_id=review_id)
    dialog.choose.panel.mapping.box("role").setCurrentText("whose")
    dialog.choose.panel.mapping._take("role")
    run(qtbot, dialog)
    later = odd + "2026-05-04T14:09:00Z,Restarted,On-call engineer\n"
    again = dialog_of(qtbot, context, written(tmp_path, later, "later.csv"), review_id=review_id)
    (candidate,) = again.choose.candidates
    assert (candidate.mapping, candidate.recalled) == ({"role": "whose"}, True)
    assert "as you chose before" in again.choose.panel._figures.text()
    run(qtbot, again)
    assert [event.role for event in stored(context).events] == ["Monitoring", "On-call engineer"]


def test_another_table_is_not_mapped_as_before(
    qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
) -> None:
    memory = RememberedMappings(context.settings)
    memory.keep(("when", "what", "whose"), {"role": "whose"})
    dialog = dialog_of(qtbot, context, written(tmp_path), review_id=review_id)
    assert dialog.choose.candidates[0].mapping == {}
    memory.keep(("when", "what", "whose"), {})
    assert memory.of(("when", "what", "whose")) == {}


def test_what_is_remembered_wrongly_does_no_harm(
    qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
) -> None:
    path = written(tmp_path)
    columns = tuple(ROWS.splitlines()[0].split(","))
    for value in ("not JSON", "[1]", '{"x": 3}'):
        context.settings.setValue("import/mappings", value)
        assert RememberedMappings(context.settings).of(columns) == {}
    RememberedMappings(context.settings).keep(columns, {"role": "a column that is gone"})
    dialog = dialog_of(qtbot, context, path, review_id=review_id)
    assert dialog.choose.candidates[0].ready
    assert dialog.choose.candidates[0].mapping == {}
