"""The impact-effort matrix of the PDF report: where its points stand, and which names stand beside it."""

import pytest

from secondstory.exporters.blocks import MatrixChart, MatrixPoint
from secondstory.exporters.pdf.chart_matrix import RADIUS, SIDE, MatrixPlot, plot, spread
from secondstory.exporters.pdf.fonts import fonts_for
from secondstory.exporters.pdf.typesetting import Measure


def chart(count: int, impact: float = 5, effort: float = 5) -> MatrixChart:
    points = tuple(MatrixPoint(n, f"Action {n}", impact, effort, frozenset()) for n in range(1, count + 1))
    return MatrixChart(points, (), 3, "Impact", "Effort", "")


def drawn(count: int) -> MatrixPlot:
    return plot(chart(count), (("", "Numbers are ranks."),), Measure(fonts_for(())), 500, more="The others: see below.")


@pytest.mark.parametrize("count", [1, 2, 9, 20])
@pytest.mark.parametrize("score", [1, 3, 5])
def test_every_point_stands_inside_the_square(count: int, score: float):
    for _, (x, y) in spread(chart(count, score, score)):
        assert RADIUS <= x <= SIDE - RADIUS
        assert RADIUS <= y <= SIDE - RADIUS


def test_points_of_one_score_do_not_hide_one_another():
    places = [place for _, place in spread(chart(12))]

    assert all(abs(ax - bx) + abs(ay - by) > RADIUS for ax, ay in places for bx, by in places if (ax, ay) != (bx, by))


def test_all_names_stand_beside_a_matrix_of_few_actions():
    assert [number for number, _ in drawn(5).names] == ["1", "2", "3", "4", "5"]


def test_a_matrix_of_many_actions_says_where_the_other_names_are():
    *names, rest = drawn(60).names

    assert len(names) > 5
    assert rest == ("", ("The others: see below.",))
