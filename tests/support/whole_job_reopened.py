"""What there is to see and what is stored, before the window closes and after it opened again."""

import json
from pathlib import Path

from PySide6.QtCore import QSize

from secondstory.exporters.interchange.writing import document
from secondstory.services.reviews import snapshot
from support import whole_job_story as story
from support.whole_job_person import Person

SIZE = QSize(1420, 900)


def give_size(me: Person) -> None:
    """Another size than the first one; done from outside, as by the frame of a window manager."""
    me.main.resize(SIZE)


def stored(me: Person) -> str:
    """The whole open review in the interchange format, read from the library."""
    bridge = me.main.bridge
    return json.dumps(document(snapshot(bridge.library, bridge.review_id or 0), {}, names=True), default=str, indent=1)


def write_state(me: Person, file: Path) -> None:
    """Write down the review, the step, the size of the window and everything stored."""
    window = me.main
    state = {
        "title": window.windowTitle(),
        "step": window.workspace.current_step,
        "size": [window.width(), window.height()],
        "review": json.loads(stored(me)),
    }
    file.write_text(json.dumps(state), encoding="utf-8")


def reopened(folder: Path) -> None:
    """Open the program again, look, and leave."""
    me = Person()
    me.until("the review of the last time", lambda: story.TITLE in me.main.windowTitle())
    write_state(me, folder / "reopened.json")
    me.main.close()
