"""A file that breaks in the middle: it is named, stays listed with the reason, and the others can go on without it."""

from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from secondstory.services import importing, reviews
from secondstory.services.bundles import SAMPLE
from secondstory_resources import resource
from secondstory_ui.dialogs.import_timeline import ImportDialog, forecast
from secondstory_ui.page import PageContext
from support.windows import settled, stored

HEAD = "time,kind,role,title\n2026-05-04T14:05:00Z,alert,Monitoring,Queue is growing\n"
REASON = "More than 3 rows of the file could not be read"


@pytest.fixture(autouse=True)
def few_unread_rows(monkeypatch: pytest.MonkeyPatch) -> None:
    """A file with four unread rows is given up, as one with a quarter of a million is in the program."""
    monkeypatch.setattr(importing, "MOST_UNREAD", 3)


@pytest.fixture
def large(monkeypatch: pytest.MonkeyPatch) -> None:
    """Every file is too large to be read through before it is imported."""
    monkeypatch.setattr(forecast, "MOST_BYTES", -1)


def broken(folder: Path, name: str = "broken.csv") -> Path:
    return written(folder, HEAD + "teatime,note,,Somebody made tea\n" * 4, name)


def written(folder: Path, text: str = HEAD, name: str = "alerts.csv") -> Path:
    path = folder / name
    path.write_text(text, encoding="utf-8")
    return path


def dialog_of(qtbot: QtBot, context: PageContext, review_id: int, *files: Path) -> ImportDialog:
    made = ImportDialog(context, review_id, files)
    qtbot.addWidget(made)
    made.show()
    return settled(qtbot, made)


@pytest.mark.usefixtures("large")
class TestAsItIsImported:
    def test_it_is_named_and_the_others_are_imported_without_it(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
    ) -> None:
        dialog = dialog_of(qtbot, context, review_id, written(tmp_path), broken(tmp_path))
        dialog.import_button.click()
        qtbot.waitUntil(dialog.notices.isVisible, timeout=10_000)
        assert dialog.notices.text().startswith(f"broken.csv: {REASON}")
        assert dialog.notices.text().endswith("Nothing is imported yet.")
        assert dialog.choose.isVisible()
        assert not stored(context).sources
        assert [candidate.ready for candidate in dialog.choose.candidates] == [True, False]
        assert REASON in dialog.choose.candidates[1].state
        assert dialog.choose.list.currentRow() == 1
        assert dialog.focusWidget() is dialog.choose.list
        assert REASON in dialog.choose.panel._error.text()
        assert dialog.notices._action.text() == "Import the others"
        dialog.notices._action.click()
        qtbot.waitUntil(dialog.outcome.isVisible, timeout=10_000)
        assert [source.file_name for source in stored(context).sources] == ["alerts.csv"]

    def test_what_would_change_is_looked_at_without_it(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
    ) -> None:
        dialog = dialog_of(qtbot, context, review_id, broken(tmp_path), written(tmp_path))
        dialog.look.click()
        qtbot.waitUntil(dialog.notices.isVisible, timeout=10_000)
        assert dialog.notices._action.text() == "Look at the others"
        dialog.notices._action.click()
        qtbot.waitUntil(dialog.expected.isVisible, timeout=10_000)
        assert "1 event would be read from 1 file" in dialog.expected._heading.text()
        assert not stored(context).sources

    def test_alone_it_leaves_nothing_to_go_on_with(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
    ) -> None:
        dialog = dialog_of(qtbot, context, review_id, broken(tmp_path))
        dialog.import_button.click()
        qtbot.waitUntil(dialog.notices.isVisible, timeout=10_000)
        assert dialog.notices.text().startswith(REASON)
        assert not dialog.notices._action.isVisible()
        assert not dialog.import_button.isEnabled()

    def test_the_offer_goes_once_the_file_is_read_in_another_way(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
    ) -> None:
        dialog = dialog_of(qtbot, context, review_id, broken(tmp_path), written(tmp_path))
        dialog.import_button.click()
        qtbot.waitUntil(dialog.notices.isVisible, timeout=10_000)
        dialog.choose.panel._use_mapping({"occurred_at": "time", "title": "title"})
        settled(qtbot, dialog)
        assert not dialog.notices.isVisible()
        assert dialog.choose.candidates[0].ready

    def test_one_of_a_folder_is_left_out_with_the_reason(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
    ) -> None:
        folder = tmp_path / "exports"
        folder.mkdir()
        written(folder)
        broken(folder)
        dialog = dialog_of(qtbot, context, review_id, folder)
        qtbot.waitUntil(lambda: dialog.choose.list.count() == 2)
        settled(qtbot, dialog).import_button.click()
        qtbot.waitUntil(dialog.outcome.isVisible, timeout=10_000)
        assert dialog.outcome._group is not None
        figures = {button.text(): button for button in dialog.outcome._group.buttons()}
        figures["1 file left out"].click()
        assert dialog.outcome.rows.index(0, 0).data() == "exports/broken.csv"
        assert dialog.outcome.rows.index(0, 4).data().startswith(REASON)

    def test_a_review_beside_it_is_not_added_twice(
        self, qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
    ) -> None:
        document = tmp_path / "review.json"
        document.write_bytes(resource(SAMPLE).read_bytes())
        dialog = dialog_of(qtbot, context, review_id, document, broken(tmp_path), written(tmp_path))
        dialog.import_button.click()
        qtbot.waitUntil(dialog.notices.isVisible, timeout=10_000)
        assert len(reviews.summaries(context.bridge.library)) == 1
        dialog.notices._action.click()
        qtbot.waitUntil(dialog.outcome.isVisible, timeout=10_000)
        assert len(reviews.summaries(context.bridge.library)) == 2


def test_a_small_file_says_so_before_it_is_imported(
    qtbot: QtBot, context: PageContext, tmp_path: Path, review_id: int
) -> None:
    dialog = dialog_of(qtbot, context, review_id, written(tmp_path), broken(tmp_path))
    qtbot.waitUntil(lambda: dialog._told.text() == "Adds 1 event. 1 file is left out.", timeout=10_000)
    assert dialog.choose.list.currentRow() == 0
    assert REASON in dialog.choose.candidates[1].state
    assert dialog.import_button.text() == "Import 1 file"
