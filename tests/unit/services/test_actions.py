"""Ideas and actions from parking to closing."""

from datetime import date

import pytest

from secondstory.model.enums import ActionStatus, IdeaState
from secondstory.model.errors import UserError
from secondstory.model.records import Action, Cause, Idea
from secondstory.services import actions, causes, reviews
from secondstory.services.library import Library
from support.libraries import only_review, started_review


def added(library: Library, review_id: int, text: str = "Alert when no order arrives in 15 minutes") -> Action:
    action = actions.add_action(library, actions.new_action(review_id, text)).rows[0].record
    assert isinstance(action, Action)
    return action


def test_an_idea_becomes_an_action_and_remembers_it(library: Library) -> None:
    review_id = started_review(library)
    idea = actions.park_idea(library, review_id, "Queue the orders").rows[0].record
    actions.commit_idea(library, idea.id)
    snapshot = only_review(library)
    (action,) = snapshot.actions
    assert (action.ref, action.text) == ("A-1", "Queue the orders")
    assert snapshot.ideas[0].state is IdeaState.COMMITTED
    assert snapshot.ideas[0].action_id == action.id


def test_removing_the_action_parks_its_idea_again(library: Library) -> None:
    review_id = started_review(library)
    idea = actions.park_idea(library, review_id, "Queue the orders").rows[0].record
    actions.commit_idea(library, idea.id)
    actions.remove_action(library, only_review(library).actions[0].id)
    snapshot = only_review(library)
    assert snapshot.actions == ()
    assert snapshot.get(Idea, idea.id).state is IdeaState.PARKED


@pytest.mark.parametrize(("given", "kept"), [(4.3, 4.5), (0.2, 1.0), (9.0, 5.0), (3.0, 3.0)])
def test_scores_go_to_the_nearest_half_step(library: Library, given: float, kept: float) -> None:
    action = added(library, started_review(library))
    actions.place_action(library, action.id, given, given)
    (found,) = only_review(library).actions
    assert (found.impact, found.effort) == (kept, kept)


def test_moving_a_point_names_where_it_went(library: Library) -> None:
    action = added(library, started_review(library))
    label = actions.place_action(library, action.id, 4, 2).label
    assert str(label) == "Move A-1 to impact 4, effort 2"


def test_a_score_off_the_scale_cannot_be_made() -> None:
    with pytest.raises(UserError, match="not a score"):
        actions.new_action(1, "Queue the orders", impact=7.0)


def test_closing_an_action_keeps_the_time_and_reopening_forgets_it(library: Library) -> None:
    action = added(library, started_review(library))
    actions.set_status(library, action.id, ActionStatus.NOT_DOING, "The supplier retires the connector in May.")
    (closed,) = only_review(library).actions
    assert closed.closed_at is not None
    assert closed.reason == "The supplier retires the connector in May."
    actions.set_status(library, action.id, ActionStatus.OPEN)
    assert only_review(library).actions[0].closed_at is None


def test_the_links_of_an_action_are_those_that_were_given_last(library: Library) -> None:
    review_id = started_review(library)
    action = added(library, review_id)
    one, two = (
        causes.add_cause(library, Cause(review_id=review_id, text=text)).rows[0].record.id for text in ("One", "Two")
    )
    actions.link_causes(library, action.id, (one,))
    actions.link_causes(library, action.id, (two,))
    assert [cause.id for cause in only_review(library).causes_of(action.id)] == [two]


def test_open_actions_of_earlier_reviews_are_shown_those_of_the_same_service_first(library: Library) -> None:
    payments = reviews.start_review(library, "Card payments refused", service="Payments").rows[0].record.id
    orders = reviews.start_review(library, "Orders late", service="Orders").rows[0].record.id
    here = reviews.start_review(library, "Refunds stuck", service="payments").rows[0].record.id
    for review_id in (payments, orders, here):
        added(library, review_id)
    found = actions.earlier_open_actions(library, here)
    assert [item.review.id for item in found] == [payments, orders]


def test_an_action_is_overdue_after_its_day(library: Library) -> None:
    review_id = started_review(library)
    actions.add_action(library, actions.new_action(review_id, "Queue the orders", due=date(2026, 5, 4)))
    (item,) = actions.all_actions(library)
    assert not item.overdue(date(2026, 5, 4))
    assert item.overdue(date(2026, 5, 5))
