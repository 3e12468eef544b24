"""Figures over all reviews of a library. Samples are left out, and drills stand apart.

The figures describe; they are no targets, and they compare neither teams nor people.
"""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date

from secondstory.metrics.distribution import distribution
from secondstory.metrics.durations import Duration, DurationKind, duration_kinds, durations
from secondstory.metrics.figures import Counts, Frequency, Measure, Spread, library_table, measure
from secondstory.model.enums import ActionStatus, CauseLabel, EventKind, ReviewKind, Strength
from secondstory.model.records import Action
from secondstory.model.snapshot import Snapshot
from secondstory.timeline.clock import in_zone
from secondstory.timeline.kinds import events_of


@dataclass(frozen=True, slots=True)
class KindMetrics:
    """The figures of all incidents, all near misses or all drills. Durations are in minutes."""

    kind: ReviewKind
    reviews: int
    durations: tuple[Spread, ...]
    escalated: Frequency
    escalations: Spread
    causes: Counts
    groups: Counts


@dataclass(frozen=True, slots=True)
class ActionMetrics:
    """The figures of the actions of all reviews: an action from a drill is as real as any other."""

    follow_through: Frequency
    overdue: Frequency
    open_age: Spread
    open_bands: Counts
    strong: Frequency


@dataclass(frozen=True, slots=True)
class LibraryMetrics:
    """All figures of a library on one day. ``samples`` says how many sample reviews were left out."""

    today: date
    samples: int
    reviews: Counts
    incidents: KindMetrics
    near_misses: KindMetrics
    drills: KindMetrics
    actions: ActionMetrics


@dataclass(frozen=True, slots=True)
class ReviewFacts:
    """What is needed of one review, so that the snapshots need not all be kept at once."""

    kind: ReviewKind
    durations: tuple[Duration, ...]
    escalations: int
    causes: Counter[CauseLabel]
    groups: Counter[str]
    actions: tuple["_ActionFacts", ...]


@dataclass(frozen=True, slots=True)
class _ActionFacts:
    """What is needed of one action; the days are those of its review's time zone."""

    action: Action
    created_on: date
    closed_on: date | None

    @property
    def is_open(self) -> bool:
        """Whether it still has to be done."""
        return self.action.status in (ActionStatus.OPEN, ActionStatus.IN_PROGRESS)


def metrics_from(facts: Sequence[ReviewFacts], samples: int, today: date) -> LibraryMetrics:
    """The figures from what was noted of each review that counts, and the number of samples, which do not."""
    kinds = Counter(each.kind for each in facts)
    return LibraryMetrics(
        today,
        samples,
        Counts(measure("reviews"), {kind.value: kinds[kind] for kind in ReviewKind}),
        _of_kind(ReviewKind.INCIDENT, facts),
        _of_kind(ReviewKind.NEAR_MISS, facts),
        _of_kind(ReviewKind.DRILL, facts),
        _of_actions([action for each in facts for action in each.actions], today),
    )


def review_facts(snapshot: Snapshot) -> ReviewFacts:
    """What the figures need of one review."""
    return ReviewFacts(
        snapshot.review.kind,
        durations(snapshot),
        len(events_of(snapshot, EventKind.ESCALATION)),
        Counter(cause.label for cause in snapshot.causes),
        Counter(cause.group for cause in snapshot.causes if cause.group),
        tuple(_action_facts(action, snapshot) for action in snapshot.kept_actions),
    )


def _action_facts(action: Action, snapshot: Snapshot) -> _ActionFacts:
    closed = action.closed_at if action.status is ActionStatus.DONE else None
    closed_on = in_zone(closed, snapshot.zone).date() if closed else None
    return _ActionFacts(action, in_zone(action.created_at, snapshot.zone).date(), closed_on)


def _of_kind(kind: ReviewKind, facts: Iterable[ReviewFacts]) -> KindMetrics:
    mine = [each for each in facts if each.kind is kind]
    counts = [each.escalations for each in mine]
    causes = sum((each.causes for each in mine), Counter[CauseLabel]())
    groups = sum((each.groups for each in mine), Counter[str]())
    labels = (CauseLabel.SYSTEMIC, CauseLabel.EXTERNAL, CauseLabel.UNCLASSIFIED)
    return KindMetrics(
        kind,
        len(mine),
        tuple(_spread(duration, mine) for duration in duration_kinds()),
        Frequency(measure("escalated"), sum(count > 0 for count in counts), len(counts)),
        Spread(measure("escalations"), "escalations", distribution(counts)),
        Counts(measure("causes"), {label.value: causes[label] for label in labels}),
        Counts(measure("groups"), dict(sorted(groups.items(), key=lambda item: (-item[1], item[0])))),
    )


def _spread(kind: DurationKind, facts: Iterable[ReviewFacts]) -> Spread:
    spans = (each.span for review in facts for each in review.durations if each.kind == kind)
    minutes = (span.total_seconds() / 60 for span in spans if span is not None)
    return Spread(Measure(kind.key, kind.name, kind.definition), "minutes", distribution(minutes))


def _of_actions(facts: Sequence[_ActionFacts], today: date) -> ActionMetrics:
    open_ = [each for each in facts if each.is_open]
    ages = [max(0, (today - each.created_on).days) for each in open_]
    overdue = sum(each.action.due is not None and each.action.due < today for each in open_)
    strengths = [each.action.strength for each in facts if each.action.strength is not None]
    return ActionMetrics(
        _follow_through(facts, today),
        Frequency(measure("overdue"), overdue, len(open_)),
        Spread(measure("open-age"), "days", distribution(ages)),
        Counts(measure("open-bands"), _by_age(ages)),
        Frequency(measure("strong"), strengths.count(Strength.STRONG), len(strengths)),
    )


def _follow_through(facts: Iterable[_ActionFacts], today: date) -> Frequency:
    due = [
        (each.action.due, each.closed_on)
        for each in facts
        if each.action.due and each.action.due <= today and (each.is_open or each.closed_on)
    ]
    kept = sum(closed is not None and closed <= by for by, closed in due)
    return Frequency(measure("follow-through"), kept, len(due))


def _by_age(ages: Iterable[int]) -> dict[str, int]:
    """How many ages fall into each band, named for example ``0–30``, ``31–60`` and ``91+``."""
    ends = library_table()["age_bands"]
    starts = [0, *(end + 1 for end in ends)]
    names = [f"{start}–{end}" for start, end in zip(starts, ends, strict=False)] + [f"{starts[-1]}+"]
    counts = Counter(sum(age > end for end in ends) for age in ages)
    return {name: counts[place] for place, name in enumerate(names)}
