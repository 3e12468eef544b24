"""An external cause asks for its systemic companion."""

from dataclasses import replace
from datetime import UTC, datetime

from secondstory.causes.companion import companion_prompts, lone_externals
from secondstory.model.enums import CauseLabel
from secondstory.model.records import Cause, Review
from secondstory.model.snapshot import Snapshot

REVIEW = Review(id=1, title="Checkout", created_at=datetime(2026, 5, 4, tzinfo=UTC))
OUTAGE = Cause(id=1, review_id=1, text="The provider was down", label=CauseLabel.EXTERNAL)
FALLBACK = Cause(id=2, review_id=1, text="There is no fallback", label=CauseLabel.SYSTEMIC)


def snapshot(*causes: Cause, review: Review = REVIEW) -> Snapshot:
    return Snapshot(review, {Cause: {cause.id: cause for cause in causes}})


def test_an_external_cause_alone_is_told() -> None:
    assert lone_externals(snapshot(OUTAGE, FALLBACK)) == (OUTAGE,)


def test_a_pair_is_complete_from_either_side() -> None:
    assert lone_externals(snapshot(replace(OUTAGE, pair_id=2), FALLBACK)) == ()
    assert lone_externals(snapshot(OUTAGE, replace(FALLBACK, pair_id=1))) == ()


def test_a_link_to_a_cause_that_is_gone_does_not_count() -> None:
    lonely = replace(OUTAGE, pair_id=2)
    assert lone_externals(snapshot(lonely)) == (lonely,)


def test_a_recorded_reason_is_accepted() -> None:
    review = replace(REVIEW, nothing_to_change="The contract ends in June.")
    assert lone_externals(snapshot(OUTAGE, review=review)) == ()
    assert lone_externals(snapshot(replace(OUTAGE, accepted_because="It cannot recur."))) == ()


def test_the_prompts_are_questions() -> None:
    assert len(companion_prompts()) >= 5
    assert all(prompt.endswith("?") for prompt in companion_prompts())
