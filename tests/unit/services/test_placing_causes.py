"""Putting causes on a side, and naming what on our side met an external one."""

import pytest

from secondstory.causes.procedure import Procedure
from secondstory.model.enums import CauseLabel
from secondstory.model.errors import UserError
from secondstory.model.records import Cause
from secondstory.services import causes, journal
from secondstory.services.library import Library
from support.libraries import only_review, started_review

OURS = "The retry job has no owner and no alert when it stops"
THEIRS = "The payment provider was down for two hours"


def named(library: Library, text: str) -> int:
    return causes.add_cause(library, Cause(review_id=started_review(library), text=text)).created(Cause)[0]


def test_the_reason_of_the_procedure_is_taken_where_it_agrees(library: Library) -> None:
    suggested = Procedure.load().suggest(OURS)
    causes.place_cause(library, named(library, OURS), CauseLabel.SYSTEMIC)
    (cause,) = only_review(library).causes
    assert (cause.reason, cause.group) == (suggested.reason, suggested.group)


def test_where_it_does_not_agree_the_reason_is_left_to_the_group(library: Library) -> None:
    causes.place_cause(library, named(library, OURS), CauseLabel.EXTERNAL)
    (cause,) = only_review(library).causes
    assert (cause.label, cause.reason, cause.group) == (CauseLabel.EXTERNAL, "", "")


def test_its_reason_does_not_follow_to_the_other_side_but_a_written_one_does(library: Library) -> None:
    cause_id = named(library, OURS)
    causes.place_cause(library, cause_id, CauseLabel.SYSTEMIC)
    causes.place_cause(library, cause_id, CauseLabel.EXTERNAL)
    assert only_review(library).causes[0].reason == ""
    causes.change_cause(library, cause_id, reason="The group agreed")
    causes.place_cause(library, cause_id, CauseLabel.SYSTEMIC)
    assert only_review(library).causes[0].reason == "The group agreed"


def test_a_companion_is_systemic_and_linked_in_one_act(library: Library) -> None:
    cause_id = named(library, THEIRS)
    causes.place_cause(library, cause_id, CauseLabel.EXTERNAL)
    causes.add_companion(library, cause_id, "Checkout has no second provider")
    external, companion = only_review(library).causes
    assert (companion.label, companion.pair_id, external.pair_id) == (CauseLabel.SYSTEMIC, external.id, companion.id)
    journal.undo(library, external.review_id)
    assert [cause.pair_id for cause in only_review(library).causes] == [None]


def test_only_an_external_cause_without_a_pair_takes_a_companion(library: Library) -> None:
    cause_id = named(library, THEIRS)
    with pytest.raises(UserError, match="not an external cause"):
        causes.add_companion(library, cause_id, "Ours")
    causes.place_cause(library, cause_id, CauseLabel.EXTERNAL)
    causes.add_companion(library, cause_id, "Ours")
    with pytest.raises(UserError, match="already half of a pair"):
        causes.add_companion(library, cause_id, "Ours again")
