"""The one order of actions."""

from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.model.enums import ActionStatus, Quadrant, Strength
from secondstory.model.records import Action, ActionCause
from secondstory.model.snapshot import Snapshot
from secondstory.priority.ranking import quadrant_of, rank, ranking_rule
from support.reviews import DAY, action, cause, snapshot

halves = st.none() | st.integers(2, 10).map(lambda n: n / 2)
actions = st.builds(
    action,
    st.just("Add a limit to the queue"),
    impact=halves,
    effort=halves,
    must_do=st.booleans(),
    strength=st.none() | st.sampled_from(Strength),
    due=st.none() | st.dates(date(2026, 1, 1), date(2026, 3, 1)),
    created_at=st.integers(0, 3).map(lambda n: DAY + timedelta(days=n)),
)


def order(review: Snapshot) -> list[str]:
    return [each.action.text for each in rank(review)]


def pair(better: dict[str, Any], worse: dict[str, Any]) -> Snapshot:
    """Two scored actions, the better one entered last so that age never decides by accident."""
    scored = {"impact": 4.0, "effort": 2.0}
    return snapshot(
        actions=[
            action("worse", **scored | worse),
            action("better", **scored | {"created_at": DAY + timedelta(days=1)} | better),
        ]
    )


@pytest.mark.parametrize(
    ("better", "worse"),
    [
        pytest.param({"must_do": True, "impact": 1.0, "effort": 5.0}, {}, id="a must-do outranks the matrix"),
        pytest.param({"must_do": True, "impact": None}, {}, id="a must-do without scores does so too"),
        pytest.param({"impact": 3.0, "effort": 3.0}, {"impact": 5.0, "effort": 3.5}, id="quadrant before impact"),
        pytest.param({"impact": 4.5}, {}, id="higher impact"),
        pytest.param({"effort": 1.5}, {}, id="lower effort"),
        pytest.param({"strength": Strength.STRONG}, {"strength": Strength.MEDIUM}, id="stronger control"),
        pytest.param({"strength": Strength.WEAK}, {}, id="a known strength before an unknown one"),
        pytest.param({"due": date(2026, 6, 1)}, {"due": date(2026, 6, 2)}, id="earlier due date"),
        pytest.param({"due": date(2026, 6, 1)}, {}, id="a due date before none"),
        pytest.param({"impact": 1.0, "effort": 5.0}, {"impact": None}, id="unscored actions come last"),
        pytest.param({"created_at": DAY - timedelta(days=1)}, {}, id="older entry"),
    ],
)
def test_the_better_action_stands_first(better: dict[str, Any], worse: dict[str, Any]) -> None:
    assert order(pair(better, worse)) == ["better", "worse"]


def test_an_action_that_addresses_more_causes_stands_first() -> None:
    review = snapshot(
        actions=[action("one cause", impact=4.0, effort=2.0), action("two causes", impact=4.0, effort=2.0)],
        causes=[cause(), cause("Nobody owned the alert")],
        links=[
            ActionCause(review_id=1, action_id=1, cause_id=1),
            ActionCause(review_id=1, action_id=2, cause_id=1),
            ActionCause(review_id=1, action_id=2, cause_id=2),
        ],
    )
    assert order(review) == ["two causes", "one cause"]


def test_actions_that_are_not_done_have_no_rank() -> None:
    dropped = action("dropped", status=ActionStatus.NOT_DOING, impact=5.0, effort=1.0)
    assert order(snapshot(actions=[dropped, action("kept")])) == ["kept"]


def test_the_quadrant_is_empty_until_both_scores_are_there() -> None:
    review = snapshot(actions=[action(impact=4.0), action("scored", impact=4.0, effort=4.0)])
    assert [each.quadrant for each in rank(review)] == [Quadrant.MAJOR_PROJECT, None]


def test_the_rule_is_told_in_words() -> None:
    assert "quick win" in ranking_rule()
    assert ranking_rule().endswith(".")


@given(st.lists(actions, max_size=8), st.randoms())
def test_the_order_is_total_and_does_not_depend_on_how_the_actions_come(found: list[Action], random: Any) -> None:
    review = snapshot(actions=found)
    rows = list(review.kept_actions)
    random.shuffle(rows)
    mixed = snapshot(actions=rows)
    assert [r.action for r in rank(review)] == [r.action for r in rank(mixed)]
    assert [r.rank for r in rank(review)] == list(range(1, len(found) + 1))


@given(st.lists(actions, max_size=8))
def test_every_must_do_stands_before_the_rest_and_every_scored_one_before_the_unscored(found: list[Action]) -> None:
    places = [(not r.action.must_do, quadrant_of(r.action) is None) for r in rank(snapshot(actions=found))]
    assert places == sorted(places)
