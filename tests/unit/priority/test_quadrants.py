"""The matrix and its cut lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.model.enums import Quadrant
from secondstory.priority.quadrants import quadrant

scores = st.integers(2, 10).map(lambda halves: halves / 2)


@pytest.mark.parametrize(
    ("impact", "effort", "expected"),
    [
        (5, 1, Quadrant.QUICK_WIN),
        (3, 3, Quadrant.QUICK_WIN),
        (3, 3.5, Quadrant.MAJOR_PROJECT),
        (5, 5, Quadrant.MAJOR_PROJECT),
        (2.5, 3, Quadrant.FILL_IN),
        (1, 1, Quadrant.FILL_IN),
        (2.5, 3.5, Quadrant.RECONSIDER),
        (1, 5, Quadrant.RECONSIDER),
    ],
)
def test_a_score_on_the_line_falls_to_the_favourable_side(impact: float, effort: float, expected: Quadrant) -> None:
    assert quadrant(impact, effort) is expected


@given(scores, scores, scores)
def test_more_impact_at_the_same_effort_is_never_a_worse_quadrant(low: float, high: float, effort: float) -> None:
    low, high = sorted((low, high))
    order = list(Quadrant)
    assert order.index(quadrant(high, effort)) <= order.index(quadrant(low, effort))
