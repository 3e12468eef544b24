"""The impact-effort matrix: where points lie, and how they are moved."""

from collections.abc import Callable
from itertools import combinations
from math import hypot

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPoint, QRectF, Qt
from PySide6.QtGui import QAccessible, QFontMetricsF
from pytestqt.qtbot import QtBot

from secondstory.model.enums import CauseLabel
from secondstory_ui.theme.controller import ThemeChoice, ThemeController, current_theme
from secondstory_ui.theme.theme import load_theme
from secondstory_ui.widgets.matrix_canvas import MatrixCanvas
from secondstory_ui.widgets.matrix_painter import RADIUS, MatrixPainter, matrix_layout
from secondstory_ui.widgets.matrix_points import Field, MatrixPoint, neighbour, places, spread, stepped
from secondstory_ui.widgets.matrix_words import quadrant_names, target_text

FIELD = Field(40, 20, 480, 480)
POINTS = (
    MatrixPoint(11, 1, "Alert on the quota", 4.5, 1.5, CauseLabel.EXTERNAL),
    MatrixPoint(12, 2, "Stop retries", 4, 2, CauseLabel.SYSTEMIC, must_do=True),
    MatrixPoint(13, 3, "Queue the orders", 4, 4, CauseLabel.MIXED),
    MatrixPoint(14, 4, "Glossary entry", 2, 2.5, None, done=True),
    MatrixPoint(15, 5, "Talk to the vendor"),
)
scores = st.integers(2, 10).map(lambda half: half / 2)


@pytest.fixture
def canvas(qtbot: QtBot) -> MatrixCanvas:
    made = MatrixCanvas()
    qtbot.addWidget(made)
    made.resize(600, 600)
    made.set_points(POINTS)
    made.show()
    return made


@pytest.fixture
def press(qtbot: QtBot, canvas: MatrixCanvas) -> Callable[..., None]:
    def pressed(key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        qtbot.keyClick(canvas, key, modifier)

    return pressed


def place(canvas: MatrixCanvas, action_id: int) -> QPoint:
    at = canvas.place_of(action_id)
    assert at is not None
    return at.toPoint()


def drag(qtbot: QtBot, canvas: MatrixCanvas, start: QPoint, end: QPoint) -> None:
    qtbot.mousePress(canvas, Qt.MouseButton.LeftButton, pos=start)
    qtbot.mouseMove(canvas, start + QPoint(8, 8))
    qtbot.mouseMove(canvas, end)
    qtbot.mouseRelease(canvas, Qt.MouseButton.LeftButton, pos=end)


def spot(canvas: MatrixCanvas, impact: float, effort: float) -> QPoint:
    field = matrix_layout((canvas.width(), canvas.height()), tray=True).field
    return QPoint(round(field.x(effort)), round(field.y(impact)))


@given(scores, scores)
def test_a_place_and_its_scores_are_each_other_undone(impact: float, effort: float) -> None:
    assert FIELD.scores_at(FIELD.x(effort), FIELD.y(impact)) == (impact, effort)


def test_more_impact_is_higher_and_more_effort_is_further_right() -> None:
    assert FIELD.y(5) < FIELD.y(1)
    assert FIELD.x(5) > FIELD.x(1)


@given(st.floats(-10, 20))
def test_every_target_is_a_score(value: float) -> None:
    assert 1 <= stepped(value) <= 5
    assert stepped(value) % 0.5 == 0


@given(st.integers(1, 6))
def test_a_few_points_of_one_score_do_not_touch(count: int) -> None:
    for one, other in combinations(spread(count, RADIUS), 2):
        assert hypot(one[0] - other[0], one[1] - other[1]) >= 2 * RADIUS


@given(st.lists(st.tuples(scores, scores), max_size=40))
def test_no_point_lies_fully_on_another_or_leaves_the_field(given_scores: list[tuple[float, float]]) -> None:
    points = [MatrixPoint(n, n, "", impact, effort) for n, (impact, effort) in enumerate(given_scores)]
    found = places(points, FIELD, RADIUS)
    assert len(found) == len(points)
    assert all(FIELD.contains(x, y) for x, y in found.values())


@pytest.mark.parametrize("size", [(340, 320), (560, 520), (900, 700)])
def test_sixty_points_cover_no_name_of_a_quadrant(qapp: object, size: tuple[float, float]) -> None:
    layout = matrix_layout(size, tray=False)
    ends = [MatrixPoint(n, n, "", 1 + 4 * (n % 2), 1 + 2 * (n % 3)) for n in range(60)]
    for x, y in places(ends, layout.field, layout.radius).values():
        around = QRectF(x - layout.radius, y - layout.radius, 2 * layout.radius, 2 * layout.radius)
        assert not any(around.intersects(layout.name_place(kind)) for kind in quadrant_names())


def test_points_of_one_score_at_the_edge_of_the_field_stay_apart() -> None:
    corner = [MatrixPoint(n, n, "", 5, 5) for n in range(15)]
    for one, other in combinations(places(corner, FIELD, RADIUS).values(), 2):
        assert hypot(one[0] - other[0], one[1] - other[1]) > RADIUS


@pytest.mark.parametrize("width", [340, 480, 900])
def test_the_legend_names_every_shape_at_any_width(qapp: object, width: int) -> None:
    picture = MatrixPainter(POINTS, matrix_layout((width, 400), tray=True), load_theme("light"))
    face, names = picture._legend_words((CauseLabel.SYSTEMIC, CauseLabel.EXTERNAL, CauseLabel.MIXED, None))
    assert len(names) == 4
    assert sum(QFontMetricsF(face).horizontalAdvance(name) + 34 for name in names) < width


def test_a_direction_leads_to_the_point_straight_ahead() -> None:
    others = {1: (100.0, 5.0), 2: (40.0, 60.0), 3: (-20.0, 0.0)}
    assert neighbour((0, 0), others, (1, 0)) == 1
    assert neighbour((0, 0), others, (-1, 0)) == 3
    assert neighbour((0, 0), others, (0, -1)) is None


def test_a_drag_snaps_to_half_steps_and_is_one_move(qtbot: QtBot, canvas: MatrixCanvas) -> None:
    moves: list[tuple[object, ...]] = []
    canvas.point_moved.connect(lambda *args: moves.append(args))
    drag(qtbot, canvas, place(canvas, 12), spot(canvas, 2.5, 4.5) + QPoint(7, -6))
    assert moves == [(12, 2.5, 4.5)]
    assert canvas.selected_id == 12


def test_a_drag_back_to_where_it_began_is_no_move(qtbot: QtBot, canvas: MatrixCanvas) -> None:
    with qtbot.assertNotEmitted(canvas.point_moved):
        drag(qtbot, canvas, place(canvas, 12), place(canvas, 12) + QPoint(2, 2))


def test_an_unscored_action_is_dragged_out_of_the_tray_and_another_into_it(qtbot: QtBot, canvas: MatrixCanvas) -> None:
    moves: list[tuple[object, ...]] = []
    canvas.point_moved.connect(lambda *args: moves.append(args))
    tray = place(canvas, 15)
    drag(qtbot, canvas, tray, spot(canvas, 3, 1))
    drag(qtbot, canvas, place(canvas, 13), tray)
    assert moves == [(15, 3.0, 1.0), (13, None, None)]


def test_arrow_keys_move_by_half_steps_and_a_pause_ends_the_move(
    qtbot: QtBot, canvas: MatrixCanvas, press: Callable[..., None]
) -> None:
    canvas.select(12)
    with qtbot.waitSignal(canvas.point_moved) as told:
        press(Qt.Key.Key_Right)
        press(Qt.Key.Key_Right)
        press(Qt.Key.Key_Up)
        assert next(p.scores for p in canvas.points if p.action_id == 12) == (4.5, 3.0)
    assert told.args == [12, 4.5, 3.0]


def test_enter_ends_a_move_and_escape_takes_it_back(
    qtbot: QtBot, canvas: MatrixCanvas, press: Callable[..., None]
) -> None:
    canvas.select(12)
    with qtbot.waitSignal(canvas.point_moved) as told:
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Return)
    assert told.args == [12, 3.5, 2.0]
    with qtbot.assertNotEmitted(canvas.point_moved, wait=0):
        press(Qt.Key.Key_Down)
        press(Qt.Key.Key_Escape)


def test_going_to_another_point_ends_a_move(qtbot: QtBot, canvas: MatrixCanvas, press: Callable[..., None]) -> None:
    canvas.select(12)
    with qtbot.waitSignals([canvas.point_moved, canvas.selected]):
        press(Qt.Key.Key_Left)
        press(Qt.Key.Key_PageDown)
    assert canvas.selected_id == 13


def test_enter_puts_an_unscored_action_in_the_middle_and_opens_a_scored_one(
    qtbot: QtBot, canvas: MatrixCanvas, press: Callable[..., None]
) -> None:
    press(Qt.Key.Key_End)
    with qtbot.waitSignal(canvas.point_moved) as moved:
        press(Qt.Key.Key_Return)
    assert moved.args == [15, 3.0, 3.0]
    press(Qt.Key.Key_Home)
    with qtbot.waitSignal(canvas.activated) as opened:
        press(Qt.Key.Key_Return)
    assert opened.args == [11]


def test_delete_puts_an_action_back_into_the_tray(
    qtbot: QtBot, canvas: MatrixCanvas, press: Callable[..., None]
) -> None:
    canvas.select(11)
    with qtbot.waitSignal(canvas.point_moved) as told:
        press(Qt.Key.Key_Delete)
    assert told.args == [11, None, None]


def test_control_and_an_arrow_go_to_the_nearest_point_that_way(
    canvas: MatrixCanvas, press: Callable[..., None]
) -> None:
    canvas.select(12)
    press(Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier)
    assert canvas.selected_id == 13
    press(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    assert canvas.selected_id in (14, 15)


def test_the_selection_survives_new_points_as_long_as_its_action_is_there(canvas: MatrixCanvas) -> None:
    canvas.select(12)
    canvas.set_points(POINTS[::-1])
    assert canvas.selected_id == 12
    canvas.set_points(POINTS[:1])
    assert canvas.selected_id is None


def test_more_unscored_actions_than_fit_are_counted_and_reached_by_key(
    canvas: MatrixCanvas, press: Callable[..., None]
) -> None:
    canvas.set_points([MatrixPoint(n, n, f"Action {n}") for n in range(1, 60)])
    assert canvas.place_of(1) is not None
    assert canvas.place_of(59) is None
    press(Qt.Key.Key_End)
    assert canvas.selected_id == 59
    assert not canvas.grab().isNull()


def test_it_follows_the_theme(canvas: MatrixCanvas, dressed: ThemeController) -> None:
    canvas.set_points(POINTS)
    for choice in (ThemeChoice.LIGHT, ThemeChoice.DARK, ThemeChoice.HIGH_CONTRAST):
        dressed.choose(choice)
        assert canvas.grab().toImage().pixelColor(1, 1) == current_theme().color("surface")
    dressed.choose(ThemeChoice.LIGHT)


def test_a_target_names_its_quadrant() -> None:
    assert target_text(4, 2.5) == "Impact 4 · Effort 2.5 · Quick win"
    assert target_text(3, 3) == "Impact 3 · Effort 3 · Quick win"


def test_screen_readers_are_told_every_point(canvas: MatrixCanvas) -> None:
    canvas.select(12)
    told = QAccessible.queryAccessibleInterface(canvas)
    assert told.childCount() == len(POINTS)
    names = [told.child(number).text(QAccessible.Text.Name) for number in range(told.childCount())]
    assert names[1] == "2  Stop retries. Impact 4 · Effort 2 · Quick win. Systemic, must do"
    assert names[4] == "5  Talk to the vendor. Not scored yet"
    assert told.text(QAccessible.Text.Value) == names[1]
    assert told.child(1).rect().contains(canvas.mapToGlobal(place(canvas, 12)))
    assert told.indexOfChild(told.child(3)) == 3


@pytest.mark.parametrize("size", [(340, 320), (900, 700)])
def test_points_of_neighbouring_scores_touch_neither_one_another_nor_leave_their_quadrant(
    qapp: object, size: tuple[float, float]
) -> None:
    near = [(4, 2), (4, 2.5), (4, 2.5), (3.5, 2.5), (3.5, 2), (4.5, 2), (4.5, 2.5), (4, 3), (3, 3), (2.5, 3.5)]
    points = [MatrixPoint(n, n, "", impact, effort) for n, (impact, effort) in enumerate(near)]
    layout = matrix_layout(size, tray=False)
    found, cut = places(points, layout.field, layout.radius), layout.field.y(3)
    for one, other in combinations(found.values(), 2):
        assert hypot(one[0] - other[0], one[1] - other[1]) >= 2 * layout.radius
    for number, (impact, effort) in enumerate(near):
        x, y = found[number]
        assert (y <= cut) == (impact >= 3)
        assert (x <= layout.field.x(3)) == (effort <= 3)
