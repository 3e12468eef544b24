"""Durations by their definitions."""

from datetime import timedelta

import pytest

from secondstory.metrics.durations import Duration, DurationKind, duration_kinds, durations
from secondstory.model.enums import ReviewKind
from support.reviews import moments, review, snapshot

ALL = {"started": "14:00", "detected": "14:05", "acknowledged": "14:09", "mitigated": "14:50", "resolved": "15:30"}


def measured(kind: ReviewKind = ReviewKind.INCIDENT, **clocks: str | None) -> dict[str, Duration]:
    return {d.key: d for d in durations(snapshot(review(kind=kind), moments=moments(**clocks)))}


def minutes(kind: ReviewKind = ReviewKind.INCIDENT, **clocks: str | None) -> dict[str, float | None]:
    found = measured(kind, **clocks)
    return {key: each.span / timedelta(minutes=1) if each.span is not None else None for key, each in found.items()}


def test_every_duration_runs_between_the_moments_of_its_definition() -> None:
    assert minutes(**ALL) == {"detect": 5, "acknowledge": 4, "mitigate": 50, "respond": 45, "resolve": 90}


def test_an_alert_before_the_harm_counts_as_zero_and_says_so() -> None:
    found = measured(started="14:00", detected="13:55")["detect"]
    assert (found.span, found.note) == (timedelta(0), "Detected before harm.")


def test_a_moment_that_is_not_set_leaves_its_durations_unknown() -> None:
    found = measured(started="14:00")
    assert all(each.span is None for each in found.values())
    assert found["detect"].note == "Detected is not set."


def test_a_moment_agreed_to_be_unknown_is_told_apart_from_one_that_is_not_set() -> None:
    assert measured(started="14:00", detected=None)["detect"].note == "Detected is unknown."


def test_unknown_is_never_zero() -> None:
    assert minutes(started="14:00", resolved=None)["resolve"] is None
    assert minutes(started="14:00", resolved="14:00")["resolve"] == 0


def test_moments_in_the_wrong_order_give_no_duration() -> None:
    found = measured(detected="14:05", acknowledged="14:01")["acknowledge"]
    assert (found.span, found.note) == (None, "Acknowledged lies before Detected; check the two moments.")


def test_a_near_miss_has_no_harm_to_mitigate_or_resolve() -> None:
    found = measured(ReviewKind.NEAR_MISS, **ALL)
    assert {key for key, each in found.items() if each.note == "Not applicable to a near miss."} == {
        "mitigate",
        "respond",
        "resolve",
    }
    assert found["acknowledge"].span == timedelta(minutes=4)


@pytest.mark.parametrize("kind", duration_kinds(), ids=lambda kind: kind.key)
def test_every_duration_says_what_it_means(kind: DurationKind) -> None:
    assert kind.name
    assert kind.definition.endswith(".")
