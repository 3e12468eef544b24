"""Files that were dropped or copied, as paths."""

from pathlib import Path

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication


def local_files(data: QMimeData) -> list[Path]:
    """The files on this computer among what was dropped or copied."""
    return [Path(url.toLocalFile()) for url in data.urls() if url.isLocalFile()]


def copied() -> tuple[list[Path], str]:
    """What the clipboard holds: files, or else a text; nothing where it says nothing."""
    data: QMimeData | None = QGuiApplication.clipboard().mimeData()
    if data is None:  # a cleared clipboard
        return [], ""
    files = local_files(data)
    return files, "" if files or not data.text().strip() else data.text()
