"""Naming, classifying, pairing and supporting causes."""

import pytest

from secondstory.model.enums import CauseLabel, Precision
from secondstory.model.errors import UserError
from secondstory.model.records import Cause, Event
from secondstory.services import causes, timeline
from secondstory.services.library import Library
from support.libraries import only_review, started_review


def named(library: Library, review_id: int, text: str) -> Cause:
    cause = causes.add_cause(library, Cause(review_id=review_id, text=text)).rows[0].record
    assert isinstance(cause, Cause)
    return cause


def undated_event(library: Library, review_id: int, title: str) -> Event:
    event = Event(review_id=review_id, title=title, precision=Precision.UNKNOWN)
    added = timeline.add_event(library, event).rows[0].record
    assert isinstance(added, Event)
    return added


def test_causes_are_numbered(library: Library) -> None:
    review_id = started_review(library)
    assert [named(library, review_id, text).ref for text in ("No alert", "One carrier")] == ["C-1", "C-2"]


def test_classifying_keeps_the_reason_and_forgets_a_group_of_the_other_side(library: Library) -> None:
    review_id = started_review(library)
    cause = named(library, review_id, "The carrier lost a line")
    causes.classify(library, cause.id, CauseLabel.SYSTEMIC, "We chose one carrier.", "supplier-management")
    causes.classify(library, cause.id, CauseLabel.EXTERNAL)
    (found,) = only_review(library).causes
    assert (found.label, found.reason, found.group) == (CauseLabel.EXTERNAL, "We chose one carrier.", "")


def test_a_mixed_cause_becomes_a_linked_pair_with_the_same_evidence(library: Library) -> None:
    review_id = started_review(library)
    cause = named(library, review_id, "The carrier lost a line and there was no second one")
    event = (
        timeline.add_event(library, Event(review_id=review_id, title="Line lost", precision=Precision.UNKNOWN))
        .rows[0]
        .record
    )
    causes.attach_evidence(library, cause.id, (event.id,))
    causes.split_cause(library, cause.id, "The carrier lost a line", "There was no second line")
    snapshot = only_review(library)
    external, systemic = snapshot.causes
    assert (external.label, systemic.label) == (CauseLabel.EXTERNAL, CauseLabel.SYSTEMIC)
    assert (external.pair_id, systemic.pair_id) == (systemic.id, external.id)
    assert snapshot.evidence_of(systemic.id) == snapshot.evidence_of(external.id) == (event,)


def test_splitting_is_one_act(library: Library) -> None:
    review_id = started_review(library)
    cause = named(library, review_id, "Both at once")
    causes.split_cause(library, cause.id, "Theirs", "Ours")
    library.undo(review_id)
    (found,) = only_review(library).causes
    assert found.text == "Both at once"


def test_half_of_a_pair_is_not_split_again(library: Library) -> None:
    review_id = started_review(library)
    cause = named(library, review_id, "Both at once")
    causes.split_cause(library, cause.id, "Theirs", "Ours")
    with pytest.raises(UserError, match="already half"):
        causes.split_cause(library, cause.id, "Theirs", "Ours")


def test_an_external_cause_is_paired_with_a_systemic_one_only(library: Library) -> None:
    review_id = started_review(library)
    one, other = named(library, review_id, "Theirs"), named(library, review_id, "Ours")
    with pytest.raises(UserError, match="external cause with a systemic"):
        causes.pair_causes(library, one.id, other.id)
    causes.classify(library, one.id, CauseLabel.EXTERNAL)
    causes.classify(library, other.id, CauseLabel.SYSTEMIC)
    causes.pair_causes(library, one.id, other.id)
    assert [cause.pair_id for cause in only_review(library).causes] == [other.id, one.id]
    causes.unpair_cause(library, other.id)
    assert [cause.pair_id for cause in only_review(library).causes] == [None, None]


def test_evidence_is_attached_once_and_detached(library: Library) -> None:
    review_id = started_review(library)
    cause = named(library, review_id, "No alert")
    event = (
        timeline.add_event(library, Event(review_id=review_id, title="Seen", precision=Precision.UNKNOWN))
        .rows[0]
        .record
    )
    causes.attach_evidence(library, cause.id, (event.id, event.id))
    causes.attach_evidence(library, cause.id, (event.id,))
    assert only_review(library).evidence_of(cause.id) == (event,)
    causes.detach_evidence(library, cause.id, event.id)
    assert only_review(library).evidence_of(cause.id) == ()
