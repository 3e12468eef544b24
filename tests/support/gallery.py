"""Pictures of the widgets in every theme, for looking at: ``python tests/support/gallery.py FOLDER``.

Set QT_SCALE_FACTOR=2 to see them at 200 %.
"""

import os
import sys
from pathlib import Path

os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")

from gallery_scenes import controls, review
from PySide6.QtCore import QEvent, QSettings
from PySide6.QtWidgets import QApplication

from secondstory_ui.theme.controller import ThemeChoice, ThemeController


def main(folder: Path) -> None:
    """Draw each scene in each theme."""
    folder.mkdir(parents=True, exist_ok=True)
    application = QApplication([])
    settings = QSettings(str(folder / "gallery.ini"), QSettings.Format.IniFormat)
    controller = ThemeController(application, settings)
    for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.HIGH_CONTRAST):
        controller.choose(choice)
        for scene, size in ((review, (1360, 860)), (controls, (1360, 900))):
            window = scene()
            window.resize(*size)
            window.show()
            for _ in range(5):
                application.processEvents()
            window.grab().save(str(folder / f"{scene.__name__}-{choice}.png"))
            window.close()
            window.deleteLater()
            application.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
