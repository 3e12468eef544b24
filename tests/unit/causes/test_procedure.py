"""The steps of the procedure, one example each, and what a suggestion holds."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.causes.procedure import Procedure
from secondstory.causes.taxonomy import groups
from secondstory.model.enums import CauseLabel, Confidence


@pytest.fixture(scope="module")
def procedure() -> Procedure:
    return Procedure.load()


def test_what_begins_inside_is_systemic(procedure: Procedure) -> None:
    suggestion = procedure.suggest("A cache flush overloaded the database.")
    assert suggestion.label is CauseLabel.SYSTEMIC
    assert suggestion.reason.startswith("Origin")


def test_an_outside_party_that_fails_unannounced_is_external(procedure: Procedure) -> None:
    suggestion = procedure.suggest("The vendor changed the response format without notice.")
    assert suggestion.label is CauseLabel.EXTERNAL
    assert "without notice" in suggestion.reason
    assert suggestion.group == "unannounced-change"


def test_a_statement_without_end_is_judged_by_its_beginning(procedure: Procedure) -> None:
    statement = "The vendor changed the response format without notice."
    assert procedure.suggest(statement + " (" * 500_000).label is CauseLabel.EXTERNAL


def test_what_was_announced_in_time_is_ours(procedure: Procedure) -> None:
    suggestion = procedure.suggest(
        "The supplier ended the old format on the date announced, and one import still sent it."
    )
    assert suggestion.label is CauseLabel.SYSTEMIC
    assert suggestion.reason.startswith("Contract")
    assert suggestion.confidence is Confidence.HIGH


def test_a_missing_fallback_makes_an_outage_mixed_and_the_statement_is_split(procedure: Procedure) -> None:
    suggestion = procedure.suggest("The payment provider was down and there is no second provider.")
    assert suggestion.label is CauseLabel.MIXED
    assert suggestion.external_part == "The payment provider was down."
    assert suggestion.systemic_part == "There is no second provider."


def test_our_part_may_come_first(procedure: Procedure) -> None:
    suggestion = procedure.suggest("No fallback existed when the identity provider went down.")
    assert suggestion.label is CauseLabel.MIXED
    assert "fallback" in suggestion.systemic_part
    assert "identity provider" in suggestion.external_part


def test_a_defence_that_worked_does_not_make_it_mixed(procedure: Procedure) -> None:
    suggestion = procedure.suggest("The carrier cut a fibre and the backup line took over.")
    assert suggestion.label is CauseLabel.EXTERNAL


@pytest.mark.parametrize(
    "text", ["Human error.", "Anna deleted the list.", "Cause unknown.", "Under investigation.", ""]
)
def test_persons_and_vague_statements_stay_unclassified(procedure: Procedure, text: str) -> None:
    suggestion = procedure.suggest(text)
    assert suggestion.label is CauseLabel.UNCLASSIFIED
    assert suggestion.confidence is Confidence.LOW
    assert suggestion.group == ""


@given(st.text())
def test_any_text_gets_a_reason_and_fitting_halves(text: str) -> None:
    suggestion = Procedure.load().suggest(text)
    assert suggestion.reason
    assert bool(suggestion.external_part) == (suggestion.label in {CauseLabel.EXTERNAL, CauseLabel.MIXED})
    assert bool(suggestion.systemic_part) == (suggestion.label in {CauseLabel.SYSTEMIC, CauseLabel.MIXED})
    keys = {group.key for group in groups()}
    assert suggestion.group in keys | {""}


def test_groups_have_two_sides_and_unique_keys() -> None:
    assert {group.label for group in groups()} == {CauseLabel.SYSTEMIC, CauseLabel.EXTERNAL}
    assert len({group.key for group in groups()}) == len(groups())
    assert len(groups(CauseLabel.SYSTEMIC)) == 10
    assert len(groups(CauseLabel.EXTERNAL)) == 18


def test_halves_of_one_clause_are_sentences_of_their_own(procedure: Procedure) -> None:
    suggestion = procedure.suggest("The outage of the SMS gateway was not noticed for two hours.")
    assert suggestion.external_part == "The outage of the SMS gateway."
    assert suggestion.systemic_part == "It was not noticed for two hours."
