"""What goes to the clipboard leaves the library: people are roles in it."""

from PySide6.QtGui import QGuiApplication
from pytestqt.qtbot import QtBot

from secondstory.model.records import Participant
from secondstory_ui.copying import copy_later
from secondstory_ui.page import PageContext
from secondstory_ui.pages.timeline.copying import as_lines
from support.reviews import event, snapshot


def test_copied_events_name_nobody() -> None:
    events = [event("14:05", "Priya restarted it", role="Engineer"), event("14:06", "Told Shah", role="Priya")]
    people = [Participant(review_id=1, role="Scribe", name="Priya Shah")]
    lines = as_lines(events, snapshot(events=events, participants=people)).splitlines()
    assert [line.partition("UTC")[2].split(" (")[0].strip() for line in lines] == ["Scribe restarted it", "Told Scribe"]
    assert "Priya" not in "".join(lines)


def test_a_text_is_on_the_clipboard_when_it_is_made(qtbot: QtBot, context: PageContext) -> None:
    with qtbot.waitSignal(QGuiApplication.clipboard().dataChanged):
        copy_later(context, lambda: "made in a moment")
    assert QGuiApplication.clipboard().text() == "made in a moment"
