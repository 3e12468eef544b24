"""The source of an event: its record, and the clock that wrote it."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from secondstory_ui.models.event_cells import Column
from secondstory_ui.page import PageContext
from secondstory_ui.pages.timeline.source_dialog import SourceDialog
from secondstory_ui.pages.timeline.timeline_page import TimelinePage
from secondstory_ui.widgets.labels import Label
from support.timelines import open_timeline
from support.windows import context, show_page, stored

__all__ = ["context"]

MONITORED = """time,title
2026-05-04T14:05:00Z,Queue is growing
2026-05-04T14:20:00Z,Queue is empty
"""


@pytest.fixture
def page(qtbot: QtBot, context: PageContext, tmp_path: Path) -> TimelinePage:
    """The timeline of what a monitoring host wrote."""
    open_timeline(context, tmp_path, MONITORED)
    made = TimelinePage(context)
    show_page(qtbot, made, 1180, 760)
    return made


@pytest.fixture
def dialog(qtbot: QtBot, page: TimelinePage) -> SourceDialog:
    """The source of the first event."""
    made = SourceDialog(page, page.snapshot.events[0])
    qtbot.addWidget(made)
    return made


def times(context: PageContext) -> list[str]:
    return [f"{event.occurred_at:%H:%M}" for event in stored(context).events]


def said(dialog: SourceDialog) -> str:
    return dialog.clock.offset.accessibleDescription()


def test_a_clock_that_was_off_is_corrected_for_the_whole_source(
    qtbot: QtBot, page: TimelinePage, dialog: SourceDialog
) -> None:
    assert not dialog.clock.apply.isEnabled()
    qtbot.keyClicks(dialog.clock.offset, "3 min fast")
    assert said(dialog) == "−3 min for all 2 events of this file, unless set by hand: 14:05:00 becomes 14:02:00."
    qtbot.keyClicks(dialog.clock.reason, "no time service")
    dialog.clock.apply.click()
    assert times(page.context) == ["14:02", "14:17"]
    assert (dialog.clock.offset.text(), dialog.clock.apply.isEnabled()) == ("−3 min", False)
    page.select(page.snapshot.events[0].id)
    page.context.bridge.undo()
    assert times(page.context) == ["14:05", "14:20"]


def test_the_details_tell_the_correction_and_why(qtbot: QtBot, page: TimelinePage, dialog: SourceDialog) -> None:
    page.select(page.snapshot.events[0].id)
    dialog.clock.offset.setText("-3m")
    dialog.clock.reason.setText("no time service")
    dialog.clock.apply.setEnabled(True)
    dialog.clock.apply.click()
    told = [label.text() for label in page.details.findChildren(Label)]
    correction = "clock corrected by −3 min (no time service)"
    assert any(correction in words for words in told)
    assert correction in page.table.model.index(0, Column.TIME).data(Qt.ItemDataRole.ToolTipRole)


def test_what_is_no_offset_is_said_while_it_is_typed(qtbot: QtBot, dialog: SourceDialog) -> None:
    qtbot.keyClicks(dialog.clock.offset, "soon")
    assert "“soon” does not say how far a clock was off." in said(dialog)
    assert not dialog.clock.apply.isEnabled()
