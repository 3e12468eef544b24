"""Pictures of the window's pages, drawn without a display."""

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from PySide6.QtCore import QEventLoop, QSettings, QSize, QTimer
from PySide6.QtWidgets import QWidget

from secondstory.services.library import Library
from secondstory.steps.catalogue import KEYS
from secondstory_ui.theme.controller import ThemeChoice
from secondstory_ui.window import PLACES, MainWindow

SIZE = QSize(1360, 860)
SETTLE_MS = 400


@contextmanager
def drawn_window(library: Library, size: QSize = SIZE) -> Iterator[MainWindow]:
    """A window on a library that is drawn in memory where there is no display, with settings of its own."""
    if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
        os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    from secondstory_ui.main import make_application, make_window  # noqa: PLC0415 - after the platform is chosen

    with tempfile.TemporaryDirectory() as folder:
        settings = QSettings(str(Path(folder) / "window.ini"), QSettings.Format.IniFormat)
        window = make_window(make_application(), library, settings)
        window.resize(size)
        window.show()
        try:
            yield window
        finally:
            window.close()
            window.deleteLater()


def step_pictures(library: Library, review_id: int, folder: Path) -> list[Path]:
    """A picture of every step of a review; returns the files."""
    files = []
    with drawn_window(library) as window:
        window.context.themes.choose(ThemeChoice.LIGHT)
        window.open_review(review_id)
        for number, key in enumerate(KEYS, start=1):
            window.workspace.show_step(key)
            files.append(save_picture(window, folder / f"step-{number}-{key}.png"))
    return files


def all_pictures(
    library: Library, review_id: int, folder: Path, size: QSize, choice: ThemeChoice, mark: str
) -> list[Path]:
    """A picture of every place and every step in one theme and size, named ``PAGE-MARK.png``."""
    files = []
    with drawn_window(library, size) as window:
        window.context.themes.choose(choice)
        for place in PLACES:
            window.show_place(place)
            files.append(save_picture(window, folder / f"{place.replace('_', '-')}-{mark}.png"))
        window.open_review(review_id)
        for key in KEYS:
            window.workspace.show_step(key)
            files.append(save_picture(window, folder / f"{key}-{mark}.png"))
    return files


def save_picture(widget: QWidget, path: Path) -> Path:
    """Let the widget settle and what is read in the background arrive, then save what it shows."""
    _settle()
    while isinstance(widget, MainWindow) and (widget.context.jobs.quiet.busy or widget.context.jobs.prompt.busy):
        _settle()
    widget.grab().save(str(path))
    return path


def _settle() -> None:
    loop = QEventLoop()
    QTimer.singleShot(SETTLE_MS, loop.quit)
    loop.exec()
