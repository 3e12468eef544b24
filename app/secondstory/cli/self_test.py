"""``secondstory self-test``: open the window, do the main job, close."""

import tempfile
from pathlib import Path

from secondstory.cli.common import JsonOption, LibraryOption, QuietOption, put, put_json
from secondstory.cli.window import WITHOUT_QT


def command(
    library: LibraryOption = "",  # noqa: ARG001 - every command takes it
    as_json: JsonOption = False,
    quiet: QuietOption = False,  # noqa: ARG001 - every command takes it
) -> None:
    """Open the window on a library of its own, do the main job in it, and close it."""
    try:
        from secondstory_ui.self_test import self_test  # noqa: PLC0415 - Qt only where a window is asked for
    except ModuleNotFoundError as error:
        raise WITHOUT_QT from error
    with tempfile.TemporaryDirectory() as folder:
        done = self_test(Path(folder))
    if as_json:
        put_json({"ok": True, "done": done})
    else:
        put("\n".join(done))
