"""Figures over a whole library."""

from collections.abc import Iterable
from datetime import date, timedelta
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.metrics.library import LibraryMetrics, metrics_from, review_facts
from secondstory.model.enums import ActionStatus, CauseLabel, EventKind, ReviewKind, Strength
from secondstory.model.records import Action
from secondstory.model.snapshot import Snapshot
from support.reviews import DAY, action, at, cause, event, moments, review, snapshot

TODAY = date(2026, 8, 1)


def incident(minutes: int = 5, **values: Any) -> Snapshot:
    return snapshot(review(**values), moments=moments(started="14:00", detected=f"14:{minutes:02}"))


def with_actions(*actions: Action, **values: Any) -> Snapshot:
    return snapshot(review(**values), actions=actions)


def library_metrics(snapshots: Iterable[Snapshot], today: date) -> LibraryMetrics:
    return metrics_from([review_facts(each) for each in snapshots], 0, today)


def test_reviews_are_counted_by_kind_and_drills_stand_apart() -> None:
    found = library_metrics([incident(), incident(kind=ReviewKind.DRILL), incident(kind=ReviewKind.NEAR_MISS)], TODAY)
    assert found.reviews.counts == {"incident": 1, "near-miss": 1, "drill": 1}
    assert [kind.durations[0].n for kind in (found.incidents, found.near_misses, found.drills)] == [1, 1, 1]


def test_durations_are_in_minutes_with_their_number_of_cases() -> None:
    detect = library_metrics([incident(n) for n in (9, 1, 3, 5, 7)], TODAY).incidents.durations[0]
    assert (detect.measure.name, detect.unit, detect.n) == ("Time to detect", "minutes", 5)
    assert (detect.distribution.median, detect.distribution.p90) == (5, None)


def test_unknown_durations_do_not_count() -> None:
    assert library_metrics([snapshot()], TODAY).incidents.durations[0].n == 0


def test_escalation_frequency_is_the_share_of_reviews_with_an_escalation() -> None:
    calm = snapshot()
    busy = snapshot(events=[event("14:05", "Pages the database team", EventKind.ESCALATION)] * 2)
    found = library_metrics([calm, busy], TODAY).incidents
    assert (found.escalated.part, found.escalated.n, found.escalated.share) == (1, 2, 0.5)


def test_hidden_escalations_do_not_count() -> None:
    hidden = snapshot(events=[event("14:05", "Pages the team", EventKind.ESCALATION, hidden=True)])
    assert library_metrics([hidden], TODAY).incidents.escalated.part == 0


def test_causes_are_counted_by_label() -> None:
    causes = [cause(label=CauseLabel.SYSTEMIC), cause(label=CauseLabel.EXTERNAL), cause(label=CauseLabel.SYSTEMIC)]
    assert library_metrics([snapshot(causes=causes)], TODAY).incidents.causes.counts == {
        "systemic": 2,
        "external": 1,
        "unclassified": 0,
    }


def test_follow_through_is_done_by_due_of_all_that_is_due() -> None:
    due = date(2026, 6, 1)
    done = {"status": ActionStatus.DONE, "due": due}
    found = library_metrics(
        [
            with_actions(
                action("on time", **done, closed_at=at("23:00", days=28)),
                action("late", **done, closed_at=at("01:00", days=29)),
                action("still open", due=due),
                action("not due yet", due=TODAY + timedelta(days=1)),
                action("dropped", due=due, status=ActionStatus.NOT_DOING, reason="Retired"),
                action("done at an unknown time", **done),
            )
        ],
        TODAY,
    )
    assert (found.actions.follow_through.part, found.actions.follow_through.n) == (1, 3)


def test_the_closing_day_is_the_one_of_the_reviews_zone() -> None:
    closed = action(status=ActionStatus.DONE, due=date(2026, 6, 1), closed_at=at("23:30", days=28))
    found = library_metrics([with_actions(closed, timezone="Asia/Tokyo")], TODAY)
    assert found.actions.follow_through.part == 0


def test_open_actions_are_counted_by_age_and_the_overdue_ones_named() -> None:
    ages = [0, 30, 31, 60, 61, 90, 91, 400]
    rows = [action(f"{age} days", created_at=DAY - timedelta(days=age)) for age in ages]
    rows.append(action("overdue", due=DAY.date() - timedelta(days=1), status=ActionStatus.IN_PROGRESS))
    rows.append(action("done", status=ActionStatus.DONE))
    found = library_metrics([with_actions(*rows)], DAY.date()).actions
    assert found.open_bands.counts == {"0–30": 3, "31–60": 2, "61–90": 2, "91+": 2}
    assert (found.overdue.part, found.overdue.n, found.open_age.n) == (1, 9, 9)


def test_an_action_due_today_is_not_overdue() -> None:
    assert library_metrics([with_actions(action(due=TODAY))], TODAY).actions.overdue.part == 0


def test_the_share_of_strong_actions_leaves_out_unknown_strengths() -> None:
    rows = [action(strength=Strength.STRONG), action(strength=Strength.WEAK), action()]
    strong = library_metrics([with_actions(*rows)], TODAY).actions.strong
    assert (strong.part, strong.n) == (1, 2)


def test_an_empty_library_has_figures_without_shares() -> None:
    found = library_metrics([], TODAY)
    assert found.reviews.n == 0
    assert found.actions.follow_through.share is None


def test_every_figure_carries_its_definition() -> None:
    found = library_metrics([], TODAY)
    figures = [found.reviews, found.incidents.escalated, found.incidents.escalations, found.incidents.causes]
    figures += [*found.incidents.durations, found.actions.follow_through, found.actions.overdue]
    figures += [found.actions.open_age, found.actions.open_bands, found.actions.strong]
    assert all(figure.measure.definition.endswith(".") for figure in figures)


@given(st.lists(st.sampled_from(ReviewKind), max_size=12))
def test_no_review_is_lost_or_counted_twice(kinds: list[ReviewKind]) -> None:
    found = library_metrics((snapshot(review(kind=kind)) for kind in kinds), TODAY)
    assert found.reviews.n == len(kinds) == sum(k.reviews for k in (found.incidents, found.near_misses, found.drills))


@pytest.mark.parametrize("status", [ActionStatus.OPEN, ActionStatus.IN_PROGRESS])
def test_a_reopened_action_is_not_done_whatever_its_old_closing_date(status: ActionStatus) -> None:
    reopened = action(status=status, due=date(2026, 6, 1), closed_at=at("10:00"))
    assert library_metrics([with_actions(reopened)], TODAY).actions.follow_through.part == 0


def test_causes_are_counted_by_group_most_frequent_first() -> None:
    causes = [cause(group="data"), cause(group="connections"), cause(group="connections"), cause()]
    found = library_metrics([snapshot(causes=causes)], TODAY).incidents.groups
    assert list(found.counts.items()) == [("connections", 2), ("data", 1)]
