"""What the Timeline step shows where room is scarce."""

from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from secondstory.model.enums import MomentKind
from secondstory_ui.models.event_cells import Column
from secondstory_ui.page import PageContext
from secondstory_ui.pages.timeline.canvas_card import CanvasCard
from secondstory_ui.pages.timeline.timeline_page import TimelinePage
from support.timelines import open_timeline
from support.windows import show_page


@pytest.mark.parametrize("width", [640, 700, 760, 1000, 1400])
def test_links_to_what_needs_a_look_are_never_cut(qtbot: QtBot, context: PageContext, tmp_path: Path, width: int):
    open_timeline(context, tmp_path)
    page = TimelinePage(context)
    show_page(qtbot, page, width)
    card = page.picture
    assert isinstance(card, CanvasCard)
    card.show_links(1204, 57, 9)
    qtbot.wait_until(lambda: card.people.width() > 0)
    card._header.layout().activate()
    for link in (card.unread, card.duplicates, card.people):
        assert link.width() >= link.sizeHint().width()
    assert card.people.accessibleName() == "9 people without a role"
    assert card.people.toolTip() == "9 people without a role"


@pytest.mark.parametrize(("width", "told"), [(640, "09:30"), (1400, "2026-05-06 09:30")])
def test_a_moment_of_several_days_tells_its_day_where_there_is_room(
    qtbot: QtBot, context: PageContext, tmp_path: Path, width: int, told: str
):
    open_timeline(context, tmp_path, "time,kind,text\n2026-05-04 14:05,alert,Slow\n2026-05-06 09:30,note,Over\n")
    page = TimelinePage(context)
    show_page(qtbot, page, width)
    page.select(page.snapshot.events[-1].id)
    page.acts.set_moment(MomentKind.RESOLVED)
    qtbot.wait_until(lambda: page.picture.strip.cell(MomentKind.RESOLVED)._value.text() == told)


def test_where_details_took_the_place_of_the_table_another_review_shows_its_table(
    qtbot: QtBot, context: PageContext, tmp_path: Path
):
    open_timeline(context, tmp_path)
    page = TimelinePage(context)
    show_page(qtbot, page, 700)
    page.picture.canvas.verticalScrollBar().setValue(20)
    page._open(page.snapshot.events[0].id)
    assert not page.table.isVisible()
    open_timeline(context, tmp_path)
    page.catch_up()
    assert page.table.isVisible()
    assert not page.details.isVisible()
    assert page.picture.canvas.verticalScrollBar().value() == 0


@pytest.mark.parametrize("points", [10.0, 14.0, 18.0])
def test_however_large_the_text_what_happened_has_room(
    qtbot: QtBot, context: PageContext, tmp_path: Path, points: float
):
    usual, larger = QApplication.font(), QApplication.font()
    larger.setPointSizeF(points)
    QApplication.setFont(larger)
    try:
        open_timeline(context, tmp_path)
        page = TimelinePage(context)
        show_page(qtbot, page, 800)
        words = page.table.view.columnWidth(Column.WHAT)
        assert words >= page.fontMetrics().horizontalAdvance("Error rate above")
    finally:
        QApplication.setFont(usual)
