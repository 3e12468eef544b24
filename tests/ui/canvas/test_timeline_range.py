"""What of a timeline is in view: it follows events that move, unless somebody chose; every lane can be reached."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from secondstory.model.enums import EventKind, MomentKind
from secondstory.model.instants import microseconds
from secondstory.model.records import Event
from secondstory_ui.widgets.timeline_canvas import TimelineCanvas
from secondstory_ui.widgets.timeline_data import Marker, TimelineData, timeline_data
from secondstory_ui.widgets.timeline_words import lanes_text
from support.reviews import timeline

START = datetime(2026, 11, 12, 14, 0, tzinfo=UTC)
KINDS = tuple(EventKind)


def story(*, later: int = 0, moments: int = 0) -> TimelineData:
    """An event of each kind, all of them so many hours later, and so many moments."""
    kinds = range(len(KINDS))
    times = [START + timedelta(hours=later, minutes=20 * number) for number in kinds]
    events = (
        Event(id=10 + n, review_id=1, occurred_at=times[n], kind=KINDS[n], role="Monitoring", title=f"Event {n}")
        for n in kinds
    )
    markers = [Marker(kind, microseconds(times[n])) for n, kind in zip(range(moments), MomentKind, strict=False)]
    return timeline_data(timeline(events), markers)


@pytest.fixture
def canvas(qtbot: QtBot) -> TimelineCanvas:
    made = TimelineCanvas()
    qtbot.addWidget(made)
    made.resize(900, 190)
    made.set_timeline(story())
    made.show()
    return made


def all_in_view(canvas: TimelineCanvas) -> bool:
    return canvas._view.outside() == (0, 0)


class TestEventsThatMove:
    @pytest.mark.parametrize("hours", [1, 2, -1, 24])
    def test_are_in_view_again(self, canvas: TimelineCanvas, hours: int) -> None:
        canvas.fit()
        canvas.set_timeline(story(later=hours))
        assert all_in_view(canvas)

    def test_leave_a_part_that_somebody_chose_in_view(self, canvas: TimelineCanvas) -> None:
        canvas.fit()
        for _ in range(4):
            canvas.zoom_in()
        chosen = canvas.in_view
        canvas.set_timeline(story(later=1))
        assert canvas.in_view == chosen

    def test_are_followed_again_once_all_is_shown_again(self, canvas: TimelineCanvas) -> None:
        canvas.zoom_in()
        canvas.fit()
        canvas.set_timeline(story(later=1))
        assert all_in_view(canvas)

    def test_are_followed_after_the_window_was_resized(self, canvas: TimelineCanvas) -> None:
        canvas.fit()
        canvas.resize(700, 190)
        canvas.set_timeline(story(later=1))
        assert all_in_view(canvas)


def test_moments_alone_move_nothing_in_view(canvas: TimelineCanvas) -> None:
    canvas.fit_story()
    whole = canvas.in_view
    canvas.set_timeline(story(moments=2))
    assert canvas.in_view == whole


class TestLanesOutOfView:
    def test_are_counted_below_the_names(self, canvas: TimelineCanvas) -> None:
        seen = round(canvas._layout.plot.height() / canvas._layout.lane_height)
        assert lanes_text(canvas.timeline, canvas._layout) == f"↓ {len(KINDS) - seen} more kinds"
        canvas.verticalScrollBar().setValue(canvas.verticalScrollBar().maximum())
        assert lanes_text(canvas.timeline, canvas._layout) == f"↑ {len(KINDS) - seen} more kinds"
        canvas.resize(900, 600)
        assert lanes_text(canvas.timeline, canvas._layout) == ""

    def test_come_into_view_by_clicks_on_their_count(self, qtbot: QtBot, canvas: TimelineCanvas) -> None:
        note, bar = canvas._layout.lanes_note.center().toPoint(), canvas.verticalScrollBar()
        assert canvas._tip(QPointF(note)).splitlines()[-1] == "Note"
        for _ in KINDS:
            qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=note)
            if bar.value() == bar.maximum():
                break
        assert canvas._layout.lanes_outside[1] == 0
        qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=note)
        assert bar.value() == 0

    def test_come_into_view_by_the_wheel_over_the_names(self, canvas: TimelineCanvas) -> None:
        whole = canvas.in_view
        at = QPoint(20, 60)
        wheel = QWheelEvent(
            QPointF(at),
            QPointF(canvas.viewport().mapToGlobal(at)),
            QPoint(),
            QPoint(0, -120),
            Qt.MouseButton.NoButton,
            Qt.KeyboardModifier.NoModifier,
            Qt.ScrollPhase.NoScrollPhase,
            False,
        )
        QApplication.sendEvent(canvas.viewport(), wheel)
        assert canvas.verticalScrollBar().value() > 0
        assert canvas.in_view == whole
