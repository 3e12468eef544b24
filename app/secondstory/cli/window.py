"""Opening the window from the command line."""

from secondstory.model.errors import UserError

WITHOUT_QT = UserError(
    "The window needs Qt, which is not installed.", "Install it with: pip install 'secondstory[window]'"
)


def open_window(library: str) -> int:
    """Open the window and wait until it is closed. Raises `UserError` where Qt is not installed."""
    try:
        from secondstory_ui.main import run  # noqa: PLC0415 - Qt only where a window is asked for
    except ModuleNotFoundError as error:
        raise WITHOUT_QT from error
    return run(library)
