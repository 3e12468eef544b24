"""How far each step of a review has come. Criteria warn; nothing is ever blocked."""

from dataclasses import dataclass
from enum import StrEnum

from secondstory.model.changes import Label
from secondstory.model.snapshot import Snapshot
from secondstory.steps.catalogue import Criterion, Step, steps
from secondstory.steps.criteria import check
from secondstory.steps.started import is_started


class StepState(StrEnum):
    """Where a step stands; it is shown as an icon with a word."""

    NOT_STARTED = "not-started"
    IN_PROGRESS = "in-progress"
    DONE = "done"
    ATTENTION = "attention"


@dataclass(frozen=True, slots=True)
class CriterionResult:
    """Whether one criterion is met. ``label`` says what is missing, as a template with its parameters."""

    criterion: Criterion
    label: Label | None

    @property
    def key(self) -> str:
        """Which criterion it is, for example ``sourced``."""
        return self.criterion.key

    @property
    def text(self) -> str:
        """The sentence of the check-list."""
        return self.criterion.text

    @property
    def met(self) -> bool:
        """Whether nothing is missing."""
        return self.label is None

    @property
    def detail(self) -> str:
        """What is missing, in English; empty where the criterion is met."""
        return str(self.label) if self.label else ""


@dataclass(frozen=True, slots=True)
class StepProgress:
    """A step, its state and its check-list."""

    step: Step
    state: StepState
    criteria: tuple[CriterionResult, ...]

    @property
    def missing(self) -> tuple[CriterionResult, ...]:
        """The criteria that are not met, in the order of the check-list."""
        return tuple(result for result in self.criteria if not result.met)


def progress(snapshot: Snapshot) -> tuple[StepProgress, ...]:
    """All eight steps of a review in their order."""
    return tuple(_progress_of(step, snapshot) for step in steps(snapshot.review.kind))


def _progress_of(step: Step, snapshot: Snapshot) -> StepProgress:
    results = tuple(_result(step, criterion, snapshot) for criterion in step.criteria)
    return StepProgress(step, _state(step, results, snapshot), results)


def _result(step: Step, criterion: Criterion, snapshot: Snapshot) -> CriterionResult:
    unmet = check(step.key, criterion, snapshot)
    return CriterionResult(criterion, None if unmet is None else Label(criterion.detail, dict(unmet)))


def _state(step: Step, results: tuple[CriterionResult, ...], snapshot: Snapshot) -> StepState:
    if any(not r.met and r.criterion.attention for r in results):
        return StepState.ATTENTION
    if not is_started(step.key, snapshot):
        return StepState.NOT_STARTED
    return StepState.DONE if all(r.met for r in results) else StepState.IN_PROGRESS
