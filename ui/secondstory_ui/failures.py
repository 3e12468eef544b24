"""Faults of the program itself: kept in a log file, and said in a sentence."""

import sys
import traceback
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path
from types import TracebackType

import platformdirs

from secondstory import __version__
from secondstory.model.errors import UserError


def log_file() -> Path:
    """Where faults are written; the folder is the platform's own for logs."""
    return platformdirs.user_log_path("secondstory", appauthor=False, ensure_exists=True) / "faults.log"


def unexpected(error: BaseException) -> UserError:
    """Keep a fault in the log file, and make the sentence that is shown for it."""
    lines = traceback.format_exception(error)
    sys.stderr.writelines(lines)
    try:
        with log_file().open("a", encoding="utf-8") as log:
            log.write(f"{datetime.now(UTC).isoformat()} secondstory {__version__}\n")
            log.writelines([*lines, "\n"])
    except OSError as unwritable:
        sys.stderr.write(f"The fault could not be logged: {unwritable}\n")
    return UserError(
        f"Something went wrong inside Second Story ({type(error).__name__}).",
        f"What was saved is safe. The details are in {log_file()}; please report them.",
    )


def show_unexpected_with(show: Callable[[UserError], None]) -> None:
    """From now on, show faults that nobody caught instead of only printing them."""

    def hook(_kind: type[BaseException], error: BaseException, _trace: TracebackType | None) -> None:
        show(error if isinstance(error, UserError) else unexpected(error))

    sys.excepthook = hook
