"""Who is who: people that sources name get roles in one go."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from secondstory_ui.page import PageContext
from secondstory_ui.pages.timeline.people_dialog import PeopleDialog
from secondstory_ui.pages.timeline.timeline_page import TimelinePage
from support.timelines import open_timeline
from support.windows import context, show_page, stored

__all__ = ["context"]

NAMED = """time,actor,title
2026-05-04T14:05:00Z,Robin Example,Looking
2026-05-04T14:06:00Z,Robin Example,Restarted the worker
2026-05-04T14:07:00Z,Sam Sample,Called the vendor
"""


@pytest.fixture
def page(qtbot: QtBot, context: PageContext, tmp_path: Path) -> TimelinePage:
    """The timeline of a chat that names two people."""
    open_timeline(context, tmp_path, NAMED)
    made = TimelinePage(context)
    show_page(qtbot, made, 1180, 760)
    return made


def test_the_timeline_leads_to_people_without_a_role(qtbot: QtBot, page: TimelinePage) -> None:
    qtbot.waitUntil(page.picture.people.isVisible)
    assert page.picture.people.text() == "2 people without a role"
    page.picture.people.click()
    assert isinstance(page.findings.dialog, PeopleDialog)
    assert list(page.findings.dialog.boxes) == ["Robin Example", "Sam Sample"]


def test_a_role_from_the_playbook_or_a_typed_one_goes_to_all_events(qtbot: QtBot, page: TimelinePage) -> None:
    dialog = PeopleDialog(page)
    qtbot.addWidget(dialog)
    robin, sam = dialog.boxes.values()
    robin.setCurrentIndex(1)
    sam.setEditText("Vendor manager")
    dialog.assign.click()
    assert [event.role for event in stored(page.context).events] == [robin.itemText(1)] * 2 + ["Vendor manager"]
    qtbot.waitUntil(lambda: not page.picture.people.isVisible())


def test_cancel_and_empty_boxes_change_nothing(qtbot: QtBot, page: TimelinePage) -> None:
    cancelled, empty = PeopleDialog(page), PeopleDialog(page)
    for dialog in (cancelled, empty):
        qtbot.addWidget(dialog)
    cancelled.boxes["Robin Example"].setEditText("On-call engineer")
    cancelled.reject()
    empty.assign.click()
    assert {event.role for event in stored(page.context).events} == {""}


def test_esc_does_not_lose_roles_silently(qtbot: QtBot, page: TimelinePage) -> None:
    dialog = PeopleDialog(page)
    qtbot.addWidget(dialog)
    dialog.show()
    robin, _ = dialog.boxes.values()
    robin.setEditText("Incident commander")
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert dialog.isVisible()
    assert dialog.notices.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    assert not dialog.isVisible()
    assert not any(event.role for event in stored(page.context).events)
