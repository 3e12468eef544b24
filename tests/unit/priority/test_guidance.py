"""The meaning of scores, kinds and strengths."""

import pytest

from secondstory.model.enums import ActionKind, Strength
from secondstory.priority.guidance import anchors, anchors_at, meaning_of, must_do_meaning


def test_every_whole_score_has_an_anchor_on_both_axes() -> None:
    assert [anchor.score for anchor in anchors()] == [1, 2, 3, 4, 5]
    assert all(anchor.impact and anchor.effort for anchor in anchors())


@pytest.mark.parametrize(("score", "between"), [(1, [1]), (3, [3]), (3.5, [3, 4]), (5, [5])])
def test_a_half_score_lies_between_two_anchors(score: float, between: list[int]) -> None:
    assert [anchor.score for anchor in anchors_at(score)] == between


@pytest.mark.parametrize("value", [*ActionKind, *Strength])
def test_every_kind_and_strength_says_what_it_means(value: ActionKind | Strength) -> None:
    assert meaning_of(value).endswith(".")


def test_must_do_says_that_it_outranks_the_scores() -> None:
    assert "whatever its scores" in must_do_meaning()
