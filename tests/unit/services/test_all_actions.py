"""The list of actions over all reviews: ranks, labels, samples and the bin."""

from secondstory.model.enums import ActionStatus, CauseLabel
from secondstory.model.records import Cause
from secondstory.services import actions, causes, reviews
from secondstory.services.library import Library
from support.libraries import started_review


def add(library: Library, review_id: int, text: str, **values: object) -> int:
    changes = actions.add_action(library, actions.new_action(review_id, text, **values))
    return changes.rows[0].record.id


def test_each_action_comes_with_its_rank_in_its_own_review(library: Library) -> None:
    first, second = started_review(library), started_review(library)
    add(library, first, "Late and small", impact=2.0, effort=4.0)
    add(library, first, "Quick win", impact=5.0, effort=1.0)
    add(library, second, "Alone")
    ranks = {item.action.text: item.rank for item in actions.all_actions(library)}
    assert ranks == {"Quick win": 1, "Late and small": 2, "Alone": 1}


def test_an_action_that_is_not_being_done_has_no_rank(library: Library) -> None:
    add(library, started_review(library), "Buy another one", status=ActionStatus.NOT_DOING)
    (item,) = actions.all_actions(library)
    assert item.rank is None


def test_the_labels_are_those_of_the_linked_causes(library: Library) -> None:
    review_id = started_review(library)
    action_id = add(library, review_id, "Limit the queue")
    ids = []
    for label in (CauseLabel.EXTERNAL, CauseLabel.SYSTEMIC, CauseLabel.SYSTEMIC):
        changes = causes.add_cause(library, Cause(review_id=review_id, text="A condition", label=label))
        ids.append(changes.rows[0].record.id)
    actions.link_causes(library, action_id, tuple(ids))
    (item,) = actions.all_actions(library)
    assert item.labels == (CauseLabel.SYSTEMIC, CauseLabel.EXTERNAL)


def test_one_review_can_be_read_alone_and_the_bin_is_left_out(library: Library) -> None:
    first, second = started_review(library), started_review(library)
    add(library, first, "Here")
    add(library, second, "There")
    assert [item.action.text for item in actions.all_actions(library, review_id=second)] == ["There"]
    reviews.bin_review(library, second)
    assert [item.action.text for item in actions.all_actions(library)] == ["Here"]
