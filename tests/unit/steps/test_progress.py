"""How far a review has come."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.model.enums import (
    ActionKind,
    ActionStatus,
    AnswerValue,
    CauseLabel,
    EventKind,
    IdeaState,
    LearningKind,
    MomentKind,
    Precision,
    ReviewKind,
    ReviewStatus,
    Strength,
)
from secondstory.model.records import (
    ActionCause,
    Answer,
    Evidence,
    Idea,
    Impact,
    Learning,
    Note,
    Participant,
    Source,
    Unread,
)
from secondstory.model.snapshot import Snapshot
from secondstory.response.checks import checks
from secondstory.steps.progress import StepProgress, StepState, progress
from support.reviews import DAY, action, at, cause, event, moment, moments, review, snapshot

K = EventKind


def steps_of(snapshot_: Snapshot) -> dict[str, StepProgress]:
    return {each.step.key: each for each in progress(snapshot_)}


def missing(snapshot_: Snapshot, step: str) -> dict[str, str]:
    """The criteria of a step that are not met, with their details."""
    return {result.key: result.detail for result in steps_of(snapshot_)[step].missing}


def complete() -> dict[str, Any]:
    """The rows of a review in which nothing is missing."""
    held = review(
        severity="SEV-1",
        severity_hindsight="SEV-2",
        service="Payments",
        summary="A queue filled up and payments stopped for an hour.",
        window_start=at("13:00"),
        window_end=at("16:00"),
        facilitator="Kim",
        owner="Payments team",
        held_on=date(2026, 5, 6),
        rules_agreed=True,
        earlier_actions_checked=True,
        status=ReviewStatus.DONE,
    )
    return {
        "review": held,
        "participants": [Participant(review_id=1, role=role) for role in ("On-call engineer", "Support lead")],
        "sources": [Source(review_id=1, file_name="chat.csv", format="csv", sha256="", imported_at=DAY)],
        "events": [
            event("13:40", "Deploys version 12", K.CHANGE, source_id=1, key=True),
            event("14:00", "Queue is full", K.ALERT, source_id=1, key=True),
            event("14:20", "Payments are delayed", K.COMMUNICATION, source_id=1),
            event("14:30", "Fails over", K.DECISION, source_id=1, key=True),
        ],
        "moments": moments(
            started="13:50",
            detected="14:00",
            acknowledged="14:05",
            declared="14:10",
            mitigated="14:50",
            resolved="15:30",
        ),
        "notes": [Note(review_id=1, event_id=n, text="What was seen") for n in (1, 2, 4)],
        "impacts": [
            Impact(review_id=1, who="Shops", started_at=at("13:50"), ended_at=at("14:50"), amount=120, unit="orders")
        ],
        "answers": [Answer(review_id=1, question=check.key, value=AnswerValue.YES) for check in checks()],
        "causes": [
            cause(label=CauseLabel.SYSTEMIC, group="limits", reason="Ours to change"),
            cause("No alert on a full queue", label=CauseLabel.SYSTEMIC, group="detection", reason="Ours to change"),
        ],
        "evidence": [Evidence(review_id=1, cause_id=n, event_id=2) for n in (1, 2)],
        "learnings": [
            Learning(review_id=1, kind=LearningKind.WENT_WELL, text="The failover worked"),
            Learning(review_id=1, kind=LearningKind.LUCK, text="It was a quiet hour"),
            Learning(review_id=1, kind=LearningKind.SURPRISE, text="The limit was on by default"),
            Learning(review_id=1, kind=LearningKind.QUESTION, text="Who sets the limit?", owner="Platform team"),
        ],
        "actions": [
            action(
                impact=4.0,
                effort=2.0,
                owner="Payments team",
                due=date(2026, 6, 1),
                effect_check="A full queue pages",
                kind=ActionKind.DETECT,
                strength=Strength.STRONG,
            )
        ],
        "links": [ActionCause(review_id=1, action_id=1, cause_id=n) for n in (1, 2)],
    }


def test_a_new_review_has_not_started_anywhere() -> None:
    assert {each.state for each in progress(snapshot())} == {StepState.NOT_STARTED}


def test_a_complete_review_is_done_everywhere() -> None:
    found = progress(snapshot(**complete()))
    assert [(each.step.key, [m.key for m in each.missing]) for each in found if each.missing] == []
    assert {each.state for each in found} == {StepState.DONE}


def test_a_step_with_something_in_it_and_something_missing_is_in_progress() -> None:
    assert steps_of(snapshot(review(service="Payments")))["prepare"].state is StepState.IN_PROGRESS


def test_a_note_on_a_prompt_starts_its_step() -> None:
    noted = snapshot(notes=[Note(review_id=1, step="learnings", prompt="What was luck?", text="The hour")])
    assert steps_of(noted)["learnings"].state is StepState.IN_PROGRESS


def test_parking_an_idea_does_not_start_the_actions() -> None:
    parked = snapshot(ideas=[Idea(review_id=1, text="A second queue")])
    assert steps_of(parked)["actions"].state is StepState.NOT_STARTED


def test_rows_that_were_not_read_need_attention() -> None:
    source = Source(review_id=1, file_name="chat.csv", format="csv", sha256="", imported_at=DAY)
    row = Unread(review_id=1, source_id=1, locator="line 4", reason="No time", raw="x")
    found = snapshot(sources=[source], unread=[row, row])
    assert steps_of(found)["timeline"].state is StepState.ATTENTION
    assert missing(found, "timeline")["unread"] == "Rows that wait for somebody to look at them: 2."


def without(table: str, /, **changes: Any) -> Snapshot:
    """The complete review with the first row of a table changed."""
    rows = complete()
    rows[table] = [replace(rows[table][0], **changes), *rows[table][1:]]
    return snapshot(**rows)


def held(**changes: Any) -> Snapshot:
    rows = complete()
    return snapshot(**rows | {"review": replace(rows["review"], **changes)})


@pytest.mark.parametrize(
    ("changed", "step", "key"),
    [
        (held(severity=""), "prepare", "severity"),
        (held(service=" "), "prepare", "service"),
        (held(window_end=None), "prepare", "window"),
        (held(facilitator=""), "prepare", "facilitator"),
        (held(owner=""), "prepare", "owner"),
        (held(held_on=None), "prepare", "held-on"),
        (held(rules_agreed=False), "prepare", "rules"),
        (held(earlier_actions_checked=False), "prepare", "earlier-actions"),
        (held(severity_hindsight=""), "impact", "hindsight"),
        (held(summary=""), "share", "summary"),
        (held(status=ReviewStatus.IN_PROGRESS), "share", "signed-off"),
        (without("participants", role=" "), "prepare", "participants"),
        (without("participants", name="kim ", responder=True), "prepare", "facilitator-outside"),
        (without("participants", name="Nina Ohm", role="Nina Ohm"), None, None),
        (without("events", source_id=None), "timeline", "sourced"),
        (without("events", source_id=None, precision=Precision.RECALLED), None, None),
        (without("events", occurred_at=at("13:55")), "timeline", "starts-before"),
        (without("events", key=False), "timeline", "key-events"),
        (without("notes", text=" "), "timeline", "key-notes"),
        (without("moments", at=at("14:51")), "timeline", "moments-order"),
        (without("moments", at=None), None, None),
        (without("impacts", ended_at=None), "impact", "times"),
        (without("impacts", amount=None), "impact", "amounts"),
        (without("answers", question="other"), "response", "checks"),
        (without("answers", value=AnswerValue.NO), "response", "check-evidence"),
        (without("answers", value=AnswerValue.NO, text="Seen by luck"), None, None),
        (without("causes", reason=""), "causes", "classified"),
        (without("causes", group=""), "causes", "grouped"),
        (without("evidence", cause_id=2), "causes", "evidence"),
        (without("learnings", kind=LearningKind.LUCK), "learnings", "went-well"),
        (without("actions", effort=None), "actions", "scored"),
        (without("actions", owner=""), "actions", "owned"),
        (without("actions", effect_check=""), "actions", "effect-check"),
        (without("links", cause_id=2), "actions", "systemic-answered"),
    ],
)
def test_exactly_what_is_missing_is_named(changed: Snapshot, step: str | None, key: str | None) -> None:
    found = [(each.step.key, result.key) for each in progress(changed) for result in each.missing]
    assert found == ([(step, key)] if step else [])


def test_a_detail_says_how_many_of_how_many() -> None:
    sourced = missing(without("events", source_id=None), "timeline")["sourced"]
    assert sourced == "1 of 4 events have no source and are not marked recalled."


def test_open_moments_are_named() -> None:
    rows = complete() | {"moments": moments(started="13:50", detected="14:00", acknowledged="14:05")}
    assert missing(snapshot(**rows), "timeline")["moments"] == "Still open: Declared, Mitigated, Resolved."


def test_a_near_miss_only_needs_the_moments_it_has() -> None:
    rows = snapshot(review(kind=ReviewKind.NEAR_MISS), moments=moments(detected="14:00", acknowledged=None))
    assert "moments" not in missing(rows, "timeline")


def test_an_alert_before_the_harm_is_a_possible_order() -> None:
    assert "moments-order" not in missing(snapshot(moments=moments(started="14:00", detected="13:50")), "timeline")


@pytest.mark.parametrize(
    ("earlier", "later"),
    [(MomentKind.DETECTED, MomentKind.ACKNOWLEDGED), (MomentKind.STARTED, MomentKind.RESOLVED)],
)
def test_an_impossible_order_names_the_two_moments(earlier: MomentKind, later: MomentKind) -> None:
    found = snapshot(moments=[moment(earlier, "14:00"), moment(later, "13:00")])
    assert missing(found, "timeline")["moments-order"] == f"“{later.title()}” lies before “{earlier.title()}”."
    assert steps_of(found)["timeline"].state is StepState.ATTENTION


def test_a_cause_about_detection_or_recovery_is_asked_for() -> None:
    rows = complete()
    rows["causes"] = [replace(each, group="limits") for each in rows["causes"]]
    assert set(missing(snapshot(**rows), "causes")) == {"detection-or-recovery"}


def test_a_lone_external_cause_needs_attention_until_a_reason_is_given() -> None:
    alone = [cause("The carrier was down", label=CauseLabel.EXTERNAL)]
    assert steps_of(snapshot(causes=alone))["causes"].state is StepState.ATTENTION
    accepted = snapshot(review(nothing_to_change="Two carriers are in place"), causes=alone)
    assert steps_of(accepted)["causes"].state is StepState.IN_PROGRESS


def test_a_systemic_cause_may_be_accepted_with_a_reason() -> None:
    rows = complete() | {"links": [ActionCause(review_id=1, action_id=1, cause_id=2)]}
    rows["causes"] = [replace(rows["causes"][0], accepted_because="The flow is retired in June"), rows["causes"][1]]
    assert missing(snapshot(**rows), "actions") == {}


def test_an_action_that_is_not_done_no_longer_answers_its_cause() -> None:
    changed = without("actions", status=ActionStatus.NOT_DOING, reason="Too costly")
    assert set(missing(changed, "actions")) == {"systemic-answered"}


def test_what_is_not_done_says_why_and_parked_ideas_are_settled() -> None:
    rows = complete()
    rows["actions"] = [*rows["actions"], action("Dropped", status=ActionStatus.NOT_DOING)]
    rows["ideas"] = [Idea(review_id=1, text="A second queue"), Idea(review_id=1, text="x", state=IdeaState.SET_ASIDE)]
    assert missing(snapshot(**rows), "actions") == {"ideas": "Still parked: 1.", "not-doing": "Without a reason: 1."}


def test_more_than_seven_actions_are_pointed_out() -> None:
    assert "few" in missing(snapshot(actions=[action(f"Action {n}") for n in range(8)]), "actions")
    assert "few" not in missing(snapshot(actions=[action(f"Action {n}") for n in range(7)]), "actions")


def test_a_participants_name_in_what_leaves_the_room_needs_attention() -> None:
    rows = complete()
    rows["participants"] = [Participant(review_id=1, role="On-call engineer", name="Nina Ohm"), *rows["participants"]]
    rows["causes"] = [replace(rows["causes"][0], reason="Only nina ohm knew the limit"), rows["causes"][1]]
    rows["learnings"] = [*rows["learnings"], Learning(review_id=1, kind=LearningKind.LUCK, text="Nina Ohmsen called")]
    found = snapshot(**rows)
    assert missing(found, "share") == {"roles-only": "Names of participants stand in: Causes."}
    assert steps_of(found)["share"].state is StepState.ATTENTION


def test_windows_that_cannot_be_measured_are_named() -> None:
    assert missing(snapshot(), "response")["windows"] == "Not measurable yet: Triage, Decision point."


def test_a_window_whose_moment_is_marked_unknown_is_settled() -> None:
    rows = complete()
    rows["moments"] = [replace(m, at=None) if m.kind is MomentKind.ACKNOWLEDGED else m for m in rows["moments"]]
    assert steps_of(snapshot(**rows))["response"].state is StepState.DONE


def test_a_review_without_actions_can_be_done() -> None:
    rows = complete() | {"actions": [], "links": [], "ideas": [Idea(review_id=1, text="x", state=IdeaState.SET_ASIDE)]}
    rows["causes"] = [replace(each, accepted_because="Known and bounded") for each in rows["causes"]]
    assert steps_of(snapshot(**rows))["actions"].state is StepState.DONE


tables = (
    "participants",
    "sources",
    "events",
    "moments",
    "notes",
    "impacts",
    "answers",
    "causes",
    "learnings",
    "actions",
)


@given(st.sampled_from(ReviewKind), st.sets(st.sampled_from(tables)))
def test_whatever_is_there_every_step_has_a_state_and_every_detail_reads_as_a_sentence(
    kind: ReviewKind, left_out: set[str]
) -> None:
    rows = {name: value for name, value in complete().items() if name not in left_out}
    for each in progress(snapshot(**rows | {"review": replace(rows["review"], kind=kind)})):
        assert (each.state is StepState.DONE) <= (not each.missing)
        for result in each.missing:
            assert result.detail.endswith((".", "?"))
            assert "{" not in result.detail
