"""Files that are dragged over the window: what is shown meanwhile, and where they go."""

from pathlib import Path

import pytest
from PySide6.QtCore import QPoint
from PySide6.QtWidgets import QLineEdit

from secondstory_ui.page import PageContext
from secondstory_ui.widgets.labels import Label
from secondstory_ui.window import MainWindow
from support.dragging import Dragged
from support.windows import context, sample_context, window

__all__ = ["context", "sample_context", "window"]


@pytest.fixture
def taken(window: MainWindow, monkeypatch: pytest.MonkeyPatch) -> list[list[Path]]:
    """What the window is given to import."""
    taken: list[list[Path]] = []
    monkeypatch.setattr(window, "import_files", taken.append)
    window.veil.dropped.disconnect()
    window.veil.dropped.connect(window.import_files)
    return taken


def words(window: MainWindow) -> str:
    return " ".join(label.text() for label in window.veil.findChildren(Label))


def test_a_veil_says_what_becomes_of_them_and_takes_them(
    window: MainWindow, taken: list[list[Path]], tmp_path: Path
) -> None:
    dragged = Dragged(window, [tmp_path / "timeline.csv"], window.rect().center())
    assert window.veil.isHidden()
    assert dragged.enter()
    assert window.veil.isVisible()
    assert window.veil.geometry() == window.rect()
    assert words(window).startswith("Drop to start a review with these files")
    dragged.drop()
    assert window.veil.isHidden()
    assert taken == [[tmp_path / "timeline.csv"]]


def test_it_goes_when_they_go_on(window: MainWindow, taken: list[list[Path]], tmp_path: Path) -> None:
    dragged = Dragged(window, [tmp_path / "timeline.csv"], window.rect().center())
    dragged.enter()
    dragged.leave()
    assert window.veil.isHidden()
    assert taken == []


def test_the_review_that_is_open_is_named(
    sample_context: PageContext, window: MainWindow, taken: list[list[Path]], tmp_path: Path
) -> None:
    window.open_sample()
    Dragged(window, [tmp_path], window.rect().center()).enter()
    assert words(window).startswith("Drop to import into R-1 ")


def test_over_a_text_field_they_are_files_too(
    sample_context: PageContext, window: MainWindow, taken: list[list[Path]], tmp_path: Path
) -> None:
    window.open_sample()
    window.workspace.show_step("prepare")
    field = next(field for field in window.findChildren(QLineEdit) if field.isVisible())
    dragged = Dragged(window, [tmp_path / "timeline.csv"], field.mapTo(window, field.rect().center()))
    dragged.enter()
    dragged.drop()
    assert "timeline.csv" not in field.text()
    assert taken == [[tmp_path / "timeline.csv"]]


def test_what_is_no_file_passes_by(window: MainWindow) -> None:
    assert not Dragged(window, [], QPoint(20, 400)).enter()
    assert window.veil.isHidden()
