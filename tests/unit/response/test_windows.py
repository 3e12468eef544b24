"""Response windows."""

from datetime import timedelta

import pytest

from secondstory.model.enums import EventKind, MomentKind
from secondstory.model.records import ResponseWindow
from secondstory.model.snapshot import Snapshot
from secondstory.response.defaults import default_windows, targets
from secondstory.response.windows import WindowResult, minutes_for, window_results
from support.reviews import event, moment, moments, review, snapshot

K = EventKind


def results(snapshot_: Snapshot) -> dict[str, WindowResult]:
    return {result.target: result for result in window_results(snapshot_)}


def test_a_new_library_allows_15_minutes_for_triage_and_an_hour_for_the_decision() -> None:
    assert {w.target: w.minutes for w in default_windows()} == {"triage": 15, "decision": 60}
    assert {w.id for w in default_windows()} == {0}


@pytest.mark.parametrize(("acknowledged", "kept"), [("14:15", True), ("14:16", False)])
def test_triage_is_kept_when_somebody_took_it_on_in_time(acknowledged: str, kept: bool) -> None:
    found = results(snapshot(moments=moments(detected="14:00", acknowledged=acknowledged)))["triage"]
    assert found.kept is kept
    assert found.note == ""


def test_the_decision_point_is_the_first_decision_or_the_declaration() -> None:
    decision = event("14:30", "Fail over to the second site", K.DECISION)
    declared_first = snapshot(events=[decision], moments=moments(detected="14:00", declared="14:20"))
    decided_first = snapshot(events=[decision], moments=moments(detected="14:00", declared="15:20"))
    assert results(declared_first)["decision"].took == timedelta(minutes=20)
    assert results(decided_first)["decision"].took == timedelta(minutes=30)
    assert results(decided_first)["decision"].end_event == decided_first.events[0]


def test_a_decision_before_detection_belongs_to_something_else() -> None:
    early = event("13:00", "Postpone the maintenance", K.DECISION)
    found = results(snapshot(events=[early], moments=moments(detected="14:00")))["decision"]
    assert (found.kept, found.note) == (None, "No decision and no declaration is in the timeline after detection.")


def test_a_window_without_its_moments_is_not_measurable_and_says_what_is_missing() -> None:
    assert results(snapshot())["triage"].note == "Detected is not set."
    assert results(snapshot(moments=moments(detected=None)))["triage"].note == "Detected is unknown."
    assert results(snapshot(moments=moments(detected="14:00")))["triage"].note == "Acknowledged is not set."
    assert {r.kept for r in window_results(snapshot())} == {None}


def test_a_moment_that_was_agreed_to_be_unknown_settles_its_window() -> None:
    agreed = results(snapshot(moments=moments(detected="14:00", acknowledged=None)))
    assert (agreed["triage"].unknown, agreed["decision"].unknown) == (True, False)
    assert {r.unknown for r in window_results(snapshot(moments=moments(detected=None)))} == {True}


def test_moments_in_the_wrong_order_are_not_measured() -> None:
    found = results(snapshot(moments=moments(detected="14:00", acknowledged="13:50")))["triage"]
    assert (found.kept, found.took) == (None, None)
    assert found.note == "Acknowledged lies before Detected; check the two moments."


def test_the_event_that_a_moment_was_set_by_shows_it() -> None:
    alert = event("13:59", "Queue length above limit", K.ALERT)
    note = event("14:00", "Somebody notices a blank page", K.NOTE)
    review_ = snapshot(
        events=[alert, note],
        moments=[moment(MomentKind.DETECTED, "14:00", event_id=2), moment(MomentKind.ACKNOWLEDGED, "14:05")],
    )
    assert results(review_)["triage"].start_event == review_.get(type(note), 2)


def test_else_the_nearest_event_of_a_fitting_kind_shows_it() -> None:
    rows = [
        event("13:58", "Queue length above limit", K.ALERT),
        event("14:01", "Error rate above limit", K.ALERT),
        event("14:00", "Deploys version 12", K.CHANGE),
        event("14:30", "Takes the page", K.ACKNOWLEDGEMENT),
    ]
    found = results(snapshot(events=rows, moments=moments(detected="14:00", acknowledged="14:10")))["triage"]
    assert found.start_event is not None
    assert found.start_event.title == "Error rate above limit"
    assert found.end_event is None, "an event twenty minutes away shows nothing"


WINDOWS = [
    ResponseWindow(target="triage", minutes=20),
    ResponseWindow(target="triage", minutes=5, severity="SEV-1"),
]


@pytest.mark.parametrize(
    ("severity", "minutes"), [("SEV-1", 5), ("sev 1", 5), ("Sev1", 5), ("SEV-2", 20), ("", 20), ("SEV-11", 20)]
)
def test_a_severity_may_have_its_own_window(severity: str, minutes: int) -> None:
    assert minutes_for(snapshot(review(severity=severity), windows=WINDOWS), "triage") == minutes


def test_a_target_without_a_stored_window_uses_the_default() -> None:
    assert minutes_for(snapshot(windows=WINDOWS), "decision") == 60


def test_every_target_says_what_it_measures() -> None:
    assert all(target.name and target.definition.endswith(".") for target in targets())
