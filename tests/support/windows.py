"""Windows and pages on real libraries, for tests that drive them: `context`, `sample_context` and `window`."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings
from pytestqt.qtbot import QtBot

from secondstory.model.snapshot import Snapshot
from secondstory.services import reviews
from secondstory.services.bundles import open_sample
from secondstory.services.library import open_library
from secondstory_ui.bridge import Bridge
from secondstory_ui.dialogs.import_timeline import ImportDialog
from secondstory_ui.jobs.runner import JobRunner
from secondstory_ui.page import Page, PageContext
from secondstory_ui.theme.controller import ThemeController
from secondstory_ui.window import MainWindow


@pytest.fixture
def context(qtbot: QtBot, tmp_path: Path, dressed: ThemeController) -> Iterator[PageContext]:
    """What a page works with, on a new library; no review is open."""
    settings = QSettings(str(tmp_path / "window.ini"), QSettings.Format.IniFormat)
    library = open_library(str(tmp_path / "library.db"), "facilitator")
    made = PageContext(Bridge(library), JobRunner(), dressed, settings)
    yield made
    made.jobs.stop()
    library.close()


@pytest.fixture
def sample_context(context: PageContext) -> PageContext:
    """The same with the sample in the library, and open."""
    _, review_id = open_sample(context.bridge.library)
    context.bridge.open_review(review_id)
    return context


@pytest.fixture
def window(qtbot: QtBot, context: PageContext) -> Iterator[MainWindow]:
    """The main window on a new library, shown."""
    made = MainWindow(context)
    qtbot.addWidget(made)
    made.show()
    yield made
    made.close()


def show_page(qtbot: QtBot, page: Page, width: int = 1180, height: int = 700) -> None:
    """Show a page by itself, as the window would."""
    qtbot.addWidget(page)
    page.resize(width, height)
    page.show()
    page.catch_up()


def stored(context: PageContext, review_id: int = 0) -> Snapshot:
    """A review as the library holds it now: the open one, or the one of that id."""
    return reviews.snapshot(context.bridge.library, review_id or context.bridge.review_id or 0)


def settled(qtbot: QtBot, dialog: ImportDialog) -> ImportDialog:
    """An import dialog, once its files were read as they are chosen now."""
    qtbot.waitUntil(lambda: not dialog.choose.gathering.busy and not dialog.choose.looking.busy, timeout=60_000)
    return dialog
