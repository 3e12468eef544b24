"""Hints that ask for actions that can be finished."""

from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.model.enums import ActionKind, ActionStatus, CauseLabel, Strength
from secondstory.model.records import ActionCause
from secondstory.priority.quality import action_hints, plan_hints
from support.reviews import action, cause, snapshot

GOOD: dict[str, Any] = {
    "owner": "Data team",
    "due": date(2026, 6, 1),
    "kind": ActionKind.DETECT,
    "strength": Strength.MEDIUM,
    "effect_check": "A forced empty run pages within 5 minutes",
}


def keys(text: str, **values: Any) -> set[str]:
    review = snapshot(
        actions=[action(text, **GOOD | values)],
        causes=[cause()],
        links=[ActionCause(review_id=1, action_id=1, cause_id=1)],
    )
    return {hint.key for hint in action_hints(review.actions[0], review)}


@pytest.mark.parametrize(
    "text",
    [
        "Add an alert to the ops channel when the 06:00 import has created 0 rows by 06:15",
        "Replace the personal connection of the invoice flow with a service account",
        "Document the failover of the payment gateway in the runbook",
        "Implement a retry with back-off in the order connector",
        "Agree with the carrier by 12 March how they announce maintenance",
        "Reduce the start-up time of the worker from 90 s to below 20 s so that a restart is harmless",
        "Spend two days on the memory growth and write down what was found",
        "Decide by 1 June whether to evaluate a second supplier",
        "Partition the audit table by month",
        "Review and delete the connections that nobody owns",
        "Add a constraint to ensure that no order is stored twice",
        "Page the team as soon as the queue is half full",
        "Replace the admin account of the import with a service account",
        "Add a better error message to the upload form",
        "Read the eventually consistent store once before writing",
    ],
)
def test_a_good_action_gets_no_hint(text: str) -> None:
    assert keys(text) == set()


@pytest.mark.parametrize(
    ("text", "phrase"),
    [
        ("Be more careful when changing the flow settings", "Be more careful"),
        ("Remember to rotate the token every year", "Remember to"),
        ("Remind makers about the naming convention", "Remind"),
        ("Ensure that backups are tested in time", "Ensure"),
        ("Make sure the backups are tested in time", "Make sure"),
        ("Improve monitoring of the nightly import", "Improve"),
        ("Consider a second supplier for text messages", "Consider"),
        ("Look into the slow queries of the report", "Look into"),
        ("Investigate the memory growth of the worker", "Investigate"),
        ("Monitor closely how the queue behaves now", "Monitor closely"),
        ("Add a dashboard and ensure that it is watched", "ensure"),
        ("We should improve the nightly import job", "improve"),
        ("Train everyone on the new console screens", "Train everyone"),
        ("Replace the old connector as soon as possible", "as soon as possible"),
    ],
)
def test_a_phrase_that_cannot_be_finished_is_named(text: str, phrase: str) -> None:
    review = snapshot(actions=[action(text, **GOOD)])
    found = [h for h in action_hints(review.actions[0], review) if h.key == "weak-phrase"]
    assert [h.label.params["phrase"] for h in found] == [phrase]
    assert phrase in found[0].text


@pytest.mark.parametrize(
    "text",
    [
        "Retrain the operator on the billing console",
        "Tell the engineer not to deploy on Fridays",
        "Hold the team accountable for late updates",
    ],
)
def test_an_action_on_a_person_asks_for_the_task_and_the_tool(text: str) -> None:
    assert "person-fix" in keys(text)


@pytest.mark.parametrize("text", ["Monitoring of the nightly import jobs", "The queue needs an upper bound", "42"])
def test_an_action_starts_with_a_verb(text: str) -> None:
    assert "verb-first" in keys(text)


def test_what_others_have_to_do_becomes_something_to_agree() -> None:
    assert "not-ours" in keys("The vendor must announce every schema change")
    assert "not-ours" not in keys("Supplier contact list gets a second owner")


@pytest.mark.parametrize("text", ["Add alert", "Add retries everywhere in the order flow"])
def test_an_action_says_what_is_in_and_what_is_out(text: str) -> None:
    assert "not-bounded" in keys(text)


@pytest.mark.parametrize("owner", ["Data team and Platform team", "Data team, Platform", "Ops / Data"])
def test_two_owners_are_one_too_many(owner: str) -> None:
    assert keys("Add a limit to the import queue", owner=owner) == {"several-owners"}


@pytest.mark.parametrize(
    ("missing", "key"),
    [
        ({"owner": " "}, "no-owner"),
        ({"due": None}, "no-due"),
        ({"effect_check": ""}, "no-effect-check"),
        ({"kind": None}, "no-kind"),
        ({"strength": None}, "no-strength"),
    ],
)
def test_each_missing_field_is_asked_for(missing: dict[str, Any], key: str) -> None:
    assert keys("Add a limit to the import queue", **missing) == {key}


def test_an_action_without_a_cause_asks_for_one() -> None:
    review = snapshot(actions=[action("Add a limit to the import queue", **GOOD)])
    assert [h.key for h in action_hints(review.actions[0], review)] == ["no-cause"]


def test_what_is_not_being_done_only_needs_its_reason() -> None:
    assert keys("Be careful", status=ActionStatus.NOT_DOING) == {"no-reason"}
    assert keys("Be careful", status=ActionStatus.NOT_DOING, reason="The flow is retired in June") == set()


def plan(*actions: dict[str, Any], label: CauseLabel = CauseLabel.SYSTEMIC) -> list[str]:
    rows = [action(f"Action {place}", **values) for place, values in enumerate(actions)]
    return [hint.key for hint in plan_hints(snapshot(actions=rows, causes=[cause(label=label)]))]


QUICK: dict[str, Any] = {"impact": 4.0, "effort": 2.0, "strength": Strength.STRONG}
MAJOR: dict[str, Any] = {"impact": 4.0, "effort": 4.0, "strength": Strength.STRONG}


def test_a_review_without_actions_is_a_good_review() -> None:
    assert plan() == []


def test_seven_actions_are_enough() -> None:
    assert plan(*[QUICK] * 7) == []
    assert plan(*[QUICK] * 8) == ["too-many"]


def test_a_systemic_cause_asks_for_a_strong_action() -> None:
    medium = QUICK | {"strength": Strength.MEDIUM}
    assert plan(medium) == ["no-strong"]
    assert plan(medium, QUICK) == []
    assert plan(medium, label=CauseLabel.EXTERNAL) == []


def test_a_plan_of_weak_actions_is_named_as_such() -> None:
    assert plan(QUICK | {"strength": Strength.WEAK}) == ["all-weak"]


def test_no_quick_win_and_several_major_projects_are_pointed_out_once_all_is_scored() -> None:
    assert plan(MAJOR) == ["no-quick-wins"]
    assert plan(*[MAJOR] * 3) == ["no-quick-wins", "major-projects"]
    assert plan(MAJOR, {"strength": Strength.STRONG}) == []


@given(st.text(min_size=1).filter(str.strip))
def test_any_text_at_all_can_be_looked_at(text: str) -> None:
    assert all(hint.text for hint in action_hints(action(text), snapshot()))
