"""The import dialog: files are read again beside the window, and clocks that were off are told before the import."""

from datetime import timedelta
from pathlib import Path
from threading import Event

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from secondstory.services.import_preview import Look, look_at
from secondstory.services.importing import FileToImport
from secondstory.services.sources import correct_clock
from secondstory_ui.dialogs.import_timeline import ImportDialog
from secondstory_ui.page import PageContext
from support.reviews import at
from support.timelines import import_text
from support.windows import settled, stored

ROWS = "time,title\n2026-05-04T14:05:00Z,Queue is growing\n2026-05-04T14:20:00Z,Queue is empty\n"
LOCAL = "time,title\n2026-05-04 14:05,Queue is growing\n"


def dialog_of(
    qtbot: QtBot, context: PageContext, folder: Path, text: str = ROWS, name: str = "new.csv"
) -> ImportDialog:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    made = ImportDialog(context, context.bridge.review_id, [path])
    qtbot.addWidget(made)
    made.show()
    return settled(qtbot, made)


def times(dialog: ImportDialog) -> list[str]:
    rows = dialog.choose.panel.rows
    return [rows.index(row, 2).data() for row in range(rows.rowCount())]


def imported(qtbot: QtBot, dialog: ImportDialog) -> None:
    dialog.import_button.click()
    qtbot.waitUntil(dialog.open_button.isVisible, timeout=10_000)


class Held:
    """Reads files only when it is let."""

    def __init__(self, patch: pytest.MonkeyPatch) -> None:
        self.gate, self.zones = Event(), []
        patch.setattr("secondstory_ui.dialogs.import_timeline.looking.look_at", self.look)

    def look(self, file: FileToImport, zone: str) -> Look:
        self.gate.wait(20)
        self.zones.append(file.options.zone)
        return look_at(file, zone)


class TestReadingAgain:
    def test_the_window_goes_on_and_says_that_it_reads(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        dialog, held = dialog_of(qtbot, context, tmp_path, LOCAL), Held(monkeypatch)
        dialog.choose.panel.zone.chosen.emit("Asia/Tokyo")
        assert dialog.choose.panel._figures.text() == "Reading it again…"
        assert times(dialog) == ["2026-05-04 14:05"]
        assert not dialog.import_button.isEnabled()
        held.gate.set()
        settled(qtbot, dialog)
        assert times(dialog) == ["2026-05-04 05:05"]
        assert dialog.choose.panel._figures.text().startswith("The first record")
        assert dialog.import_button.isEnabled()

    def test_what_was_chosen_last_counts_and_what_was_overtaken_is_not_read(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        dialog, held = dialog_of(qtbot, context, tmp_path, LOCAL), Held(monkeypatch)
        for zone in ("Asia/Tokyo", "America/New_York", "Europe/Berlin", "Asia/Kolkata"):
            dialog.choose.panel.zone.chosen.emit(zone)
        held.gate.set()
        settled(qtbot, dialog)
        qtbot.waitUntil(lambda: not context.jobs.prompt.busy)
        assert times(dialog) == ["2026-05-04 08:35"]
        assert len(held.zones) <= 2  # the first had begun already

    def test_an_import_waits_for_what_was_typed_last(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
    ) -> None:
        dialog = ImportDialog(context, review_id, (), "2026-05-04 14:05 UTC - alert fired")
        qtbot.addWidget(dialog)
        dialog.show()
        dialog.choose.panel.text.setPlainText("2026-05-04 14:05 UTC - alert fired\n2026-05-04 14:09 UTC - all is well")
        imported(qtbot, dialog)
        assert len(stored(context).events) == 2

    def test_a_dialog_that_is_closed_meanwhile_imports_nothing(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        dialog, held = dialog_of(qtbot, context, tmp_path, LOCAL), Held(monkeypatch)
        dialog.choose.panel.zone.chosen.emit("Asia/Tokyo")
        dialog.choose.when_settled(dialog._import)
        dialog.reject()
        held.gate.set()
        qtbot.waitUntil(lambda: not context.jobs.prompt.busy)
        assert not stored(context).sources

    def test_a_fault_of_the_program_is_said_and_ends_the_waiting(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        dialog = dialog_of(qtbot, context, tmp_path, LOCAL)
        monkeypatch.setattr("secondstory_ui.dialogs.import_timeline.looking.look_at", lambda *_: 1 // 0)
        dialog.choose.panel.zone.chosen.emit("Asia/Tokyo")
        settled(qtbot, dialog)
        assert "ZeroDivisionError" in dialog.choose.panel._error.text()
        assert not dialog.import_button.isEnabled()


class TestClock:
    def test_it_is_folded_away_until_asked_for(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
    ) -> None:
        panel = dialog_of(qtbot, context, tmp_path).choose.panel
        assert not panel.clock_fields.isVisible()
        qtbot.keyClick(panel.clock, Qt.Key.Key_Space)
        assert panel.clock_fields.isVisible()
        assert panel.clock_fields.offset.accessibleName() == "Its clock was off by"

    def test_the_times_are_corrected_before_and_by_the_import(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
    ) -> None:
        dialog = dialog_of(qtbot, context, tmp_path)
        panel = dialog.choose.panel
        panel.clock.setChecked(True)
        qtbot.keyClicks(panel.clock_fields.offset, "3 min fast")
        qtbot.keyClicks(panel.clock_fields.reason, "no time service")
        assert times(dialog) == ["2026-05-04 14:02", "2026-05-04 14:17"]
        words = "−3 min for all events of this file: 14:05:00 becomes 14:02:00."
        assert panel.clock_fields.offset.accessibleDescription() == words
        assert panel.clock.text() == "C&lock −3 min"
        imported(qtbot, dialog)
        (source,) = stored(context).sources
        assert (source.clock_offset, source.clock_reason) == (-180, "no time service")
        assert [event.occurred_at for event in stored(context).events] == [at("14:02"), at("14:17")]

    def test_what_is_no_offset_is_said_and_the_file_left_out(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
    ) -> None:
        dialog = dialog_of(qtbot, context, tmp_path)
        panel = dialog.choose.panel
        panel.clock.setChecked(True)
        qtbot.keyClicks(panel.clock_fields.offset, "soon")
        assert "“soon” does not say" in panel.clock_fields.offset.accessibleDescription()
        assert "“soon” does not say" in dialog.choose.candidates[0].state
        assert not dialog.import_button.isEnabled()
        panel.clock_fields.offset.clear()
        qtbot.keyClicks(panel.clock_fields.offset, "1m")
        assert dialog.import_button.isEnabled()

    def test_a_later_file_of_that_name_is_corrected_alike_unless_somebody_says_otherwise(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
    ) -> None:
        import_text(context.bridge.library, review_id, tmp_path, ROWS, "monitoring.csv")
        (source,) = stored(context).sources
        correct_clock(context.bridge.library, source.id, timedelta(minutes=-3), "no time service")
        context.bridge.open_review(review_id)
        later = ROWS + "2026-05-04T14:30:00Z,All is well\n"
        dialog = dialog_of(qtbot, context, tmp_path, later, "monitoring.csv")
        panel = dialog.choose.panel
        assert panel.clock.text() == "C&lock −3 min"
        assert (panel.clock_fields.offset.text(), panel.clock_fields.reason.text()) == ("−3 min", "no time service")
        assert times(dialog)[2] == "2026-05-04 14:27"
        panel.clock.setChecked(True)
        panel.clock_fields.offset.selectAll()
        qtbot.keyClick(panel.clock_fields.offset, Qt.Key.Key_Delete)
        assert times(dialog)[2] == "2026-05-04 14:30"
        imported(qtbot, dialog)
        assert stored(context).sources[1].clock_offset == 0
