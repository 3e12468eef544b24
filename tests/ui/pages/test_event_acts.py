"""Imported events can be hidden, those of one's own removed: names, tooltips and keys fit what is selected."""

from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from secondstory.model.records import Event
from secondstory.services.timeline import add_event
from secondstory_ui.page import PageContext
from secondstory_ui.pages.timeline.timeline_page import TimelinePage
from support.reviews import at
from support.timelines import open_timeline, select
from support.windows import show_page, stored


@pytest.fixture
def page(qtbot: QtBot, context: PageContext, tmp_path: Path) -> TimelinePage:
    """A timeline of six imported events and one that was made by hand."""
    review_id = open_timeline(context, tmp_path)
    context.bridge.act(add_event, Event(review_id=review_id, occurred_at=at("14:07"), title="Phones begin to ring"))
    made = TimelinePage(context)
    show_page(qtbot, made)
    return made


def offered(page: TimelinePage) -> list[str]:
    return [action.text() for action in page.acts.menu(page).actions()]


def test_an_imported_event_is_hidden_by_delete_and_not_offered_to_be_removed(
    qtbot: QtBot, page: TimelinePage, context: PageContext
) -> None:
    select(page, "Incident declared")
    assert "&Remove" not in offered(page)
    assert "cannot be removed" in page.acts.hide.toolTip()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Delete)
    (hidden,) = [event for event in stored(context).events if event.hidden]
    assert hidden.title == "Incident declared"
    page.table.hidden.setChecked(True)
    select(page, "Incident declared")
    assert "&Show again" in offered(page)
    assert not page.acts.remove.isEnabled()


def test_an_event_made_by_hand_is_removed_by_delete(qtbot: QtBot, page: TimelinePage, context: PageContext) -> None:
    select(page, "Phones begin")
    assert {"&Hide", "&Remove"} <= set(offered(page))
    assert "Undo" in page.acts.remove.toolTip()
    assert "cannot be removed" not in page.acts.hide.toolTip()
    qtbot.keyClick(page.table.view, Qt.Key.Key_Delete)
    assert len(stored(context).events) == 6


def test_where_an_imported_event_is_selected_too_delete_hides_all(
    qtbot: QtBot, page: TimelinePage, context: PageContext
) -> None:
    select(page, "Phones begin", "Incident declared")
    assert "&Remove" not in offered(page)
    qtbot.keyClick(page.table.view, Qt.Key.Key_Delete)
    assert sum(bool(event.hidden) for event in stored(context).events) == 2
    context.bridge.undo()
    assert len(stored(context).shown_events) == 7


def test_without_a_selection_nothing_can_be_removed(page: TimelinePage) -> None:
    page.table.forget_selection()
    page.select(0)
    assert not page.acts.remove.isEnabled()
    assert not page.acts.hide.isEnabled()
