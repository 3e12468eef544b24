"""The steps, their words and their budgets."""

import pytest

from secondstory.causes.taxonomy import groups
from secondstory.model.enums import EventKind, ReviewKind
from secondstory.steps.catalogue import KEYS, step, steps
from secondstory.steps.criteria import CHECKS
from secondstory.steps.event_prompts import prompts_for
from secondstory.steps.grounds import ground_rules
from secondstory.steps.playbook import default_glossary, default_roles

kinds = pytest.mark.parametrize("kind", ReviewKind)


@kinds
def test_there_are_eight_steps_in_a_fixed_order(kind: ReviewKind) -> None:
    assert [each.key for each in steps(kind)] == list(KEYS)
    assert [each.number for each in steps(kind)] == list(range(1, 9))


@pytest.mark.parametrize(
    ("kind", "total"), [(ReviewKind.INCIDENT, 70), (ReviewKind.NEAR_MISS, 30), (ReviewKind.DRILL, 60)]
)
def test_the_budgets_add_up_to_a_meeting(kind: ReviewKind, total: int) -> None:
    assert sum(each.minutes for each in steps(kind)) == total


def test_the_budgets_of_an_incident() -> None:
    assert [each.minutes for each in steps(ReviewKind.INCIDENT)] == [5, 15, 5, 10, 15, 5, 10, 5]


@kinds
def test_each_step_has_five_to_nine_prompts_and_one_instruction(kind: ReviewKind) -> None:
    for each in steps(kind):
        assert 5 <= len(each.prompts) <= 9, each.key
        assert len(set(each.prompts)) == len(each.prompts)
        assert each.instruction.endswith(".")


def test_near_misses_and_drills_have_prompts_of_their_own_in_every_step() -> None:
    common = {prompt for each in steps(ReviewKind.INCIDENT) for prompt in each.prompts}
    for kind in (ReviewKind.NEAR_MISS, ReviewKind.DRILL):
        assert all(set(each.prompts) - common for each in steps(kind))


@kinds
def test_no_prompt_asks_why_or_who_did_it(kind: ReviewKind) -> None:
    for each in steps(kind):
        assert not any(prompt.casefold().startswith(("why", "who did")) for prompt in each.prompts)


def test_every_criterion_has_its_function_and_every_function_its_criterion() -> None:
    named: dict[str, set[str]] = {
        key: {criterion.key for kind in ReviewKind for criterion in step(key, kind).criteria} for key in KEYS
    }
    assert named == {key: set(functions) for key, functions in CHECKS.items()}


@kinds
def test_the_groups_that_criteria_ask_for_are_those_of_the_taxonomy(kind: ReviewKind) -> None:
    known = {group.key for group in groups()}
    asked = {key for each in steps(kind) for criterion in each.criteria for key in criterion.groups}
    assert asked
    assert asked <= known


@kinds
def test_every_term_that_a_step_explains_is_in_the_glossary(kind: ReviewKind) -> None:
    known = {entry.term.casefold() for entry in default_glossary()}
    assert {term for each in steps(kind) for term in each.terms} <= known


@pytest.mark.parametrize("kind", EventKind)
def test_each_kind_of_event_has_two_or_three_questions(kind: EventKind) -> None:
    assert 2 <= len(prompts_for(kind)) <= 3
    assert all(prompt.endswith("?") for prompt in prompts_for(kind))


def test_the_ground_rules_are_read_out_in_half_a_minute() -> None:
    assert 5 <= len(ground_rules()) <= 7
    assert sum(len(rule.split()) for rule in ground_rules()) <= 130


def test_the_playbook_starts_with_the_roles_of_a_response_and_of_a_review() -> None:
    names = [role.name for role in default_roles()]
    assert {"Incident commander", "Communications lead", "No-code technical lead", "Business liaison"} <= set(names)
    assert {"Facilitator", "Scribe"} <= set(names)
    assert len(set(names)) == len(names)
    assert all(role.duty and role.id == 0 for role in default_roles())


def test_the_glossary_has_no_word_twice_and_explains_each() -> None:
    terms = [entry.term.casefold() for entry in default_glossary()]
    assert len(set(terms)) == len(terms) >= 25
    assert terms == sorted(terms)
    assert all(entry.meaning.endswith(".") and entry.id == 0 for entry in default_glossary())
