"""Does the whole main job in the real program: ``python whole_job.py keyboard|causes|mouse|reopen FOLDER``."""

import faulthandler
import os
import sys
import traceback
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QCoreApplication, Qt, QTimer

import secondstory_ui  # noqa: F401 - guards Python 3.11 before Qt begins

sys.path.insert(0, str(Path(__file__).parents[1]))

from secondstory_ui.main import make_application, run
from support.whole_job_by_keyboard import by_keyboard, until_causes
from support.whole_job_by_mouse import by_mouse
from support.whole_job_reopened import reopened

RUNS: dict[str, Callable[[Path], None]] = {
    "keyboard": by_keyboard,
    "causes": until_causes,
    "mouse": by_mouse,
    "reopen": reopened,
}
FAILED = 3


def main(what: str, folder: Path) -> int:
    """Open the window and do it; returns the exit code."""
    faulthandler.enable()
    QCoreApplication.setAttribute(Qt.ApplicationAttribute.AA_DontUseNativeDialogs)
    application = make_application()

    def act() -> None:
        try:
            RUNS[what](folder)
        except BaseException:  # noqa: BLE001 - told to the test, whatever it is
            traceback.print_exc()
            screen = application.primaryScreen()
            screen.grabWindow(0).save(str(folder / "failed.png"))
            sys.stdout.flush()
            os._exit(FAILED)

    QTimer.singleShot(0, act)
    return run("")


if __name__ == "__main__":
    sys.exit(main(sys.argv[1], Path(sys.argv[2])))
