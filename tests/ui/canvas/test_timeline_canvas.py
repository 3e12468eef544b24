"""What people do on the timeline, and what it tells."""

from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from PySide6.QtCore import QPoint, QPointF, QRectF, Qt
from PySide6.QtGui import QAccessible, QWheelEvent
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from secondstory.model.enums import EventKind, MomentKind, Precision
from secondstory.model.records import Event, Moment, Review
from secondstory.model.snapshot import Snapshot
from secondstory_ui.pages.timeline.picture_columns import PictureColumns
from secondstory_ui.theme.controller import ThemeChoice, ThemeController, current_theme
from secondstory_ui.widgets.timeline_axis import label_places
from secondstory_ui.widgets.timeline_canvas import TimelineCanvas
from secondstory_ui.widgets.timeline_data import TimelineData, timeline_data
from secondstory_ui.widgets.timeline_words import cluster_tip, event_text, event_tip, nothing_text, summary
from support.reviews import timeline

START = datetime(2026, 11, 12, 14, 0, tzinfo=UTC)
KINDS = (EventKind.ALERT, EventKind.ESCALATION, EventKind.DECISION)


def event(number: int, minutes: float, kind: EventKind = EventKind.ALERT, **more: object) -> Event:
    at = START + timedelta(minutes=minutes)
    return Event(id=number, review_id=1, occurred_at=at, kind=kind, role="Monitoring", title=f"Event {number}", **more)  # type: ignore[arg-type]


def story() -> TimelineData:
    return timeline_data(timeline(event(10 + n, 20 * n, KINDS[n % 3]) for n in range(9)))


@pytest.fixture
def canvas(qtbot: QtBot) -> TimelineCanvas:
    made = TimelineCanvas()
    qtbot.addWidget(made)
    made.resize(900, 320)
    made.set_timeline(story())
    made.show()
    return made


@pytest.fixture
def press(qtbot: QtBot, canvas: TimelineCanvas) -> Callable[..., None]:
    def pressed(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(canvas, key, modifier)

    return pressed


@pytest.mark.parametrize("height", range(100, 420, 7))
def test_no_lane_is_cut_at_the_lower_end(canvas: TimelineCanvas, height: int) -> None:
    canvas.resize(900, height)
    seen = canvas._layout.plot.height() / canvas._layout.lane_height
    assert seen == pytest.approx(round(seen))


def place(canvas: TimelineCanvas, event_id: int) -> QPoint:
    canvas.select(event_id)
    point = canvas._selected_place()
    canvas.select(None)
    return point


def click(qtbot: QtBot, canvas: TimelineCanvas, at: QPoint) -> None:
    qtbot.mouseClick(canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)


def test_a_click_selects_the_event_under_it(qtbot: QtBot, canvas: TimelineCanvas) -> None:
    with qtbot.waitSignal(canvas.selected) as told:
        click(qtbot, canvas, place(canvas, 13))
    assert told.args == [13]
    assert canvas.selected_id == 13


def test_selecting_from_outside_tells_nothing(qtbot: QtBot, canvas: TimelineCanvas) -> None:
    with qtbot.assertNotEmitted(canvas.selected):
        canvas.select(12)
    assert canvas.selected_id == 12


def test_arrows_go_from_event_to_event_and_across_lanes(canvas: TimelineCanvas, press: Callable[..., None]) -> None:
    press(Qt.Key.Key_Home)
    press(Qt.Key.Key_Right)
    assert canvas.selected_id == 11
    press(Qt.Key.Key_Down)
    assert canvas.selected_id == 12
    press(Qt.Key.Key_End)
    assert canvas.selected_id == 18
    press(Qt.Key.Key_Left)
    assert canvas.selected_id == 17


def test_enter_opens_the_selected_event(qtbot: QtBot, canvas: TimelineCanvas, press: Callable[..., None]) -> None:
    canvas.select(14)
    with qtbot.waitSignal(canvas.activated) as told:
        press(Qt.Key.Key_Return)
    assert told.args == [14]


def test_zooming_in_and_fitting_lead_back_to_the_whole(canvas: TimelineCanvas, press: Callable[..., None]) -> None:
    canvas.fit()
    whole = canvas.in_view
    press(Qt.Key.Key_Plus)
    assert canvas.in_view[1] - canvas.in_view[0] < whole[1] - whole[0]
    press(Qt.Key.Key_0)
    assert canvas.in_view == whole


def test_control_and_wheel_zoom_at_the_pointer(canvas: TimelineCanvas) -> None:
    at = place(canvas, 14)
    before = canvas.in_view
    wheel = QWheelEvent(
        QPointF(at),
        QPointF(canvas.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, 240),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(canvas.viewport(), wheel)
    assert canvas.in_view[1] - canvas.in_view[0] < (before[1] - before[0]) / 2
    assert abs(place(canvas, 14).x() - at.x()) <= 1


def test_dragging_pans_and_selects_nothing(qtbot: QtBot, canvas: TimelineCanvas) -> None:
    canvas.zoom_in()
    canvas.zoom_in()
    before = canvas.in_view
    view, middle = canvas.viewport(), canvas.viewport().rect().center()
    qtbot.mousePress(view, Qt.MouseButton.LeftButton, pos=middle)
    qtbot.mouseMove(view, middle - QPoint(60, 0))
    qtbot.mouseRelease(view, Qt.MouseButton.LeftButton, pos=middle - QPoint(60, 0))
    assert canvas.in_view[0] > before[0]
    assert canvas.selected_id is None


def test_the_scroll_bar_leads_the_view_and_follows_it(canvas: TimelineCanvas) -> None:
    canvas.zoom_in()
    bar = canvas.horizontalScrollBar()
    bar.setValue(bar.maximum())
    assert canvas.in_view[1] > START + timedelta(minutes=160)
    canvas.fit()
    assert bar.maximum() == 0


def test_selecting_an_event_out_of_view_brings_it_into_view(canvas: TimelineCanvas) -> None:
    for _ in range(6):
        canvas.zoom_in()
    canvas.select(18)
    start, end = canvas.in_view
    assert start < START + timedelta(minutes=160) < end


def test_a_moment_is_placed_on_an_event_or_between_events(qtbot: QtBot, canvas: TimelineCanvas) -> None:
    canvas.start_placing(MomentKind.DETECTED)
    with qtbot.waitSignals([canvas.moment_placed, canvas.placing_ended]):
        click(qtbot, canvas, place(canvas, 11))
    assert canvas.placing is None
    canvas.start_placing(MomentKind.MITIGATED)
    between = place(canvas, 11) + QPoint(30, 0)
    with qtbot.waitSignal(canvas.moment_placed) as told:
        click(qtbot, canvas, between)
    kind, event_id, at = told.args
    assert (kind, event_id) == (MomentKind.MITIGATED, None)
    assert START + timedelta(minutes=20) < at < START + timedelta(minutes=40)


def test_enter_places_a_moment_on_the_selected_event_and_escape_leaves(
    qtbot: QtBot, canvas: TimelineCanvas, press: Callable[..., None]
) -> None:
    canvas.select(12)
    canvas.start_placing(MomentKind.RESOLVED)
    with qtbot.waitSignal(canvas.moment_placed) as told:
        press(Qt.Key.Key_Return)
    assert told.args == [MomentKind.RESOLVED, 12, START + timedelta(minutes=40)]
    canvas.start_placing(MomentKind.RESOLVED)
    with qtbot.assertNotEmitted(canvas.moment_placed), qtbot.waitSignal(canvas.placing_ended):
        press(Qt.Key.Key_Escape)


def test_a_digit_asks_for_a_moment_on_the_selected_event(
    qtbot: QtBot, canvas: TimelineCanvas, press: Callable[..., None]
) -> None:
    canvas.select(12)
    with qtbot.waitSignal(canvas.moment_requested) as told:
        press(Qt.Key.Key_2)
    assert told.args == [MomentKind.DETECTED, 12]


def test_clicking_a_mark_of_several_events_goes_through_them(qtbot: QtBot, canvas: TimelineCanvas) -> None:
    canvas.set_timeline(timeline_data(timeline([event(n, 30) for n in (1, 2, 3)] + [event(4, 300)])))
    canvas.fit()
    at = place(canvas, 2)
    seen = []
    for _ in range(4):
        click(qtbot, canvas, at)
        seen.append(canvas.selected_id)
    assert seen == [1, 2, 3, 1]


def test_selection_and_view_survive_new_data(canvas: TimelineCanvas) -> None:
    canvas.select(14)
    canvas.zoom_in()
    before = canvas.in_view
    others = [event(14, 80, EventKind.ALERT), event(99, 10), event(10, 0), event(18, 160)]
    canvas.set_timeline(timeline_data(timeline(others)))
    assert canvas.selected_id == 14
    assert abs((canvas.in_view[0] - before[0]).total_seconds()) < 60
    canvas.set_timeline(timeline_data(timeline([event(99, 10)])))
    assert canvas.selected_id is None


def test_the_first_view_is_the_story_from_the_first_moment_to_the_last() -> None:
    review = Review(id=1, title="Orders stopped", timezone="Europe/Berlin", created_at=START)
    later = Event(id=7, review_id=1, occurred_at=START + timedelta(days=9), title="Report published")
    moments = [
        Moment(id=1, review_id=1, kind=MomentKind.STARTED, at=START),
        Moment(id=2, review_id=1, kind=MomentKind.RESOLVED, at=START + timedelta(hours=3)),
        Moment(id=3, review_id=1, kind=MomentKind.DECLARED),
    ]
    events = [event(n, 10 * n) for n in range(1, 6)]
    tables = {Event: {e.id: e for e in [*events, later]}, Moment: {m.id: m for m in moments}}
    data = PictureColumns().of(Snapshot(review, tables), b"\1" * len(tables[Event]))
    assert data.zone == ZoneInfo("Europe/Berlin")
    assert [marker.kind for marker in data.moments] == [MomentKind.STARTED, MomentKind.RESOLVED]
    assert len(data.gaps) == 1


def test_no_events_at_all_are_no_trouble(qtbot: QtBot, canvas: TimelineCanvas, press: Callable[..., None]) -> None:
    canvas.set_timeline(TimelineData())
    for key in (Qt.Key.Key_Right, Qt.Key.Key_Down, Qt.Key.Key_Home, Qt.Key.Key_Plus, Qt.Key.Key_Return):
        press(key)
    click(qtbot, canvas, canvas.viewport().rect().center())
    assert not canvas.grab().isNull()


def test_nothing_to_show_has_no_axis_and_says_whether_a_filter_left_it_out(canvas: TimelineCanvas) -> None:
    """The axis would tell of 1970, and that there is nothing *yet* would be wrong."""
    data = story()
    nothing = data.only(bytes(len(data)))
    assert not nothing.has_times
    assert nothing_text(nothing) == "No event with a time matches"
    assert nothing_text(TimelineData()) == "No events with a time yet"
    canvas.set_timeline(nothing)
    picture, axis = canvas.viewport().grab().toImage(), int(canvas._layout.axis.top()) + 8
    assert len({picture.pixel(x, axis) for x in range(2, picture.width() - 2)}) == 1


def test_events_of_which_none_has_a_time_are_counted_in_the_middle(canvas: TimelineCanvas) -> None:
    undated = replace(TimelineData(), undated=5)
    assert summary(undated) == "No events with a time yet. 5 without a time, in the table only."
    canvas.set_timeline(undated)
    picture, right = canvas.viewport().grab().toImage(), canvas.viewport().width() - 60
    assert len({picture.pixel(x, y) for x in range(right, right + 50) for y in range(8, picture.height() - 8)}) == 1


def test_the_time_of_the_selected_event_leaves_no_rest_of_a_label_under_it(canvas: TimelineCanvas) -> None:
    canvas.set_timeline(timeline_data(timeline(event(n, n) for n in range(4))))
    canvas.select(2)
    (label,) = (p for p in label_places(canvas.timeline, canvas._view.scale, canvas._layout) if _is_under(canvas, p))
    picture = canvas.viewport().grab().toImage()
    edge = {picture.pixel(round(label.left()) + x, round(label.top()) + y) for x in range(5) for y in range(14)}
    assert edge == {current_theme().color("surface").rgb()}


def _is_under(canvas: TimelineCanvas, label: QRectF) -> bool:
    return label.left() < canvas._selected_place().x() < label.right()


def test_it_paints_every_sort_of_event_in_every_theme(canvas: TimelineCanvas, dressed: ThemeController) -> None:
    kinds = list(EventKind)
    events = [event(n, n * 3, kinds[n % 11], key=n % 7 == 0, hidden=n % 13 == 0) for n in range(1, 800)]
    events += [event(900, 5, precision=Precision.RECALLED), event(901, 9, precision=Precision.APPROXIMATE)]
    events += [event(902, 60, occurred_until=START + timedelta(minutes=95))]
    canvas.set_timeline(timeline_data(timeline(events)))
    for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.HIGH_CONTRAST):
        dressed.choose(choice)
        assert canvas.grab().toImage().pixelColor(2, 100) == current_theme().color("surface")
    dressed.choose(ThemeChoice.LIGHT)


def test_times_far_apart_are_no_trouble(canvas: TimelineCanvas) -> None:
    ends = [datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, 999999, tzinfo=UTC)]
    events = [Event(id=n, review_id=1, title="end", occurred_at=at) for n, at in enumerate(ends, 1)]
    canvas.set_timeline(timeline_data(timeline(events), zone=ZoneInfo("Pacific/Auckland")))
    for _ in range(80):
        canvas.zoom_in()
    assert not canvas.grab().isNull()


def test_tooltips_say_when_who_and_what_and_how_sure() -> None:
    data = timeline_data(timeline([event(1, 5, precision=Precision.RECALLED, key=True), event(2, 5), event(3, 6)]))
    assert event_tip(data, 0) == "2026-11-12 14:05 UTC, recalled\nAlert · Monitoring\n★ Event 1"
    assert cluster_tip(data, (0, 1, 2)).startswith("3 events, 2026-11-12 14:05:00–14:06:00 UTC\n14:05:00  Event 1")
    assert event_text(data, 0) == "Event 1. Alert. Monitoring. 2026-11-12 14:05 UTC, recalled. key event"


def test_the_tooltip_of_events_of_several_days_names_the_days() -> None:
    data = timeline_data(timeline([event(1, 5), event(2, 5 + 24 * 60)]))
    assert cluster_tip(data, (0, 1)).splitlines() == [
        "2 events, 2026-11-12 14:05:00–2026-11-13 14:05:00 UTC",
        "2026-11-12 14:05:00  Event 1",
        "2026-11-13 14:05:00  Event 2",
    ]


def test_screen_readers_hear_the_summary_and_the_selection(canvas: TimelineCanvas) -> None:
    told = QAccessible.queryAccessibleInterface(canvas)
    assert told.text(QAccessible.Text.Name) == "Timeline"
    assert told.text(QAccessible.Text.Description).startswith("9 events over 2 h 40 min, from 2026-11-12 14:00 UTC")
    canvas.select(12)
    assert told.text(QAccessible.Text.Value).startswith("Event 12. Decision. Monitoring.")
