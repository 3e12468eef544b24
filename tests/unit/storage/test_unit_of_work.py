"""A unit of work is one transaction, one journal entry and one undo step."""

from dataclasses import replace

import pytest

from secondstory.model.changes import Label
from secondstory.model.errors import ConflictError, UserError
from secondstory.model.records import Cause, Evidence, Participant
from secondstory.services import journal
from secondstory.services.editing import add_record, change_record, remove_record
from secondstory.services.library import Library
from support.libraries import only_review, started_review


def test_an_edit_is_told_with_both_sides(library: Library) -> None:
    review_id = started_review(library)
    added = add_record(library, Participant(review_id=review_id, role="Scribe"))
    (change,) = change_record(library, Participant, added.rows[0].record.id, role="Facilitator").rows
    assert isinstance(change.before, Participant)
    assert isinstance(change.after, Participant)
    assert (change.before.role, change.after.role) == ("Scribe", "Facilitator")
    assert change.after.version == change.before.version + 1


def test_an_edit_that_changes_nothing_leaves_no_trace(library: Library) -> None:
    review_id = started_review(library)
    participant = add_record(library, Participant(review_id=review_id, role="Scribe")).rows[0].record
    assert change_record(library, Participant, participant.id, role="Scribe").rows == ()
    assert len(journal.history(library, Participant, participant.id)) == 1


def test_a_failing_block_stores_nothing(library: Library) -> None:
    review_id = started_review(library)
    with pytest.raises(RuntimeError), library.unit(Label("Fail"), review_id) as unit:
        unit.add(Participant(review_id=review_id, role="Scribe"))
        raise RuntimeError
    assert only_review(library).participants == ()


def test_two_people_do_not_overwrite_each_other(library: Library) -> None:
    review_id = started_review(library)
    participant = add_record(library, Participant(review_id=review_id, role="Scribe")).rows[0].record
    change_record(library, Participant, participant.id, team="Platform")
    with pytest.raises(ConflictError), library.unit(Label("Edit an old copy"), review_id) as unit:
        unit.change(participant, role="Observer")
    assert only_review(library).participants[0].role == "Scribe"


def test_removing_a_cause_takes_its_evidence_and_frees_its_companion(library: Library) -> None:
    review_id = started_review(library)
    with library.unit(Label("Add a pair"), review_id) as unit:
        external = unit.add(Cause(review_id=review_id, text="The carrier lost a line"))
        systemic = unit.add(Cause(review_id=review_id, text="There is one carrier", pair_id=external.id))
        unit.change(external, pair_id=systemic.id)
    remove_record(library, Cause, external.id)
    (left,) = only_review(library).causes
    assert (left.id, left.pair_id) == (systemic.id, None)
    assert only_review(library).all(Evidence) == ()
    library.undo(review_id)
    assert {cause.pair_id for cause in only_review(library).causes} == {external.id, systemic.id}


def test_undo_and_redo_walk_the_acts_in_order(library: Library) -> None:
    review_id = started_review(library)
    participant = add_record(library, Participant(review_id=review_id, role="Scribe")).rows[0].record
    change_record(library, Participant, participant.id, role="Facilitator")
    assert [str(label) for label in journal.labels(library, review_id) if label] == ["Change the role of “Facilitator”"]
    library.undo(review_id)
    assert only_review(library).participants[0].role == "Scribe"
    library.undo(review_id)
    assert only_review(library).participants == ()
    library.redo(review_id)
    library.redo(review_id)
    assert only_review(library).participants[0].role == "Facilitator"
    assert library.redo(review_id) is None


def test_a_new_act_ends_what_could_be_redone(library: Library) -> None:
    review_id = started_review(library)
    add_record(library, Participant(review_id=review_id, role="Scribe"))
    library.undo(review_id)
    add_record(library, Participant(review_id=review_id, role="Facilitator"))
    assert library.redo(review_id) is None
    assert [p.role for p in only_review(library).participants] == ["Facilitator"]


def test_undo_refuses_to_trample_on_a_later_change(library: Library) -> None:
    review_id = started_review(library)
    participant = add_record(library, Participant(review_id=review_id, role="Scribe")).rows[0].record
    with library.preparing() as unit:  # as another program would, past this journal
        unit.change(unit.get(Participant, participant.id), role="Observer")
    with pytest.raises(ConflictError):
        library.undo(review_id)
    assert only_review(library).participants[0].role == "Observer"


def test_nudges_within_seconds_are_one_act(library: Library) -> None:
    review_id = started_review(library)
    participant = add_record(library, Participant(review_id=review_id, role="S")).rows[0].record
    for text in ("Sc", "Scr", "Scribe"):
        change_record(library, Participant, participant.id, merge=True, role=text)
    library.undo(review_id)
    assert only_review(library).participants[0].role == "S"


def test_the_history_of_a_record_says_who_when_and_from_what(library: Library) -> None:
    review_id = started_review(library)
    participant = add_record(library, Participant(review_id=review_id, role="Scribe")).rows[0].record
    change_record(library, Participant, participant.id, team="Platform")
    library.undo(review_id)
    latest, first = journal.history(library, Participant, participant.id)
    assert (latest.undone, latest.author, first.undone) == (True, "facilitator", False)
    (field,) = latest.fields
    assert (field.name, field.before, field.after) == ("team", "", "Platform")


def test_acts_of_one_review_are_not_undone_from_another(library: Library) -> None:
    first, second = started_review(library, "First"), started_review(library, "Second")
    add_record(library, Participant(review_id=first, role="Scribe"))
    changes = library.undo(second)
    assert changes is not None
    assert changes.review_id == second


def test_what_is_gone_is_said_in_a_sentence(library: Library) -> None:
    with pytest.raises(UserError, match="not there any more"):
        change_record(library, Participant, 99, role="Scribe")


def test_ids_are_never_given_twice(library: Library) -> None:
    review_id = started_review(library)
    first = add_record(library, Participant(review_id=review_id, role="Scribe")).rows[0].record
    library.undo(review_id)
    second = add_record(library, Participant(review_id=review_id, role="Scribe")).rows[0].record
    assert second == replace(first, id=first.id + 1)
