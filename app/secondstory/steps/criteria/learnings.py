"""When the Learnings step is done."""

from collections.abc import Mapping

from secondstory.model.enums import LearningKind
from secondstory.model.snapshot import Snapshot
from secondstory.steps.catalogue import Criterion
from secondstory.steps.criteria.counting import Check, Unmet, none_of, require


def _went_well(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return require(_has(snapshot, LearningKind.WENT_WELL))


def _luck(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return require(_has(snapshot, LearningKind.LUCK))


def _surprise(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return require(_has(snapshot, LearningKind.SURPRISE))


def _questions_owned(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    questions = [learning for learning in snapshot.learnings if learning.kind is LearningKind.QUESTION]
    return none_of(questions, lambda question: not question.owner.strip())


def _has(snapshot: Snapshot, kind: LearningKind) -> bool:
    return any(learning.kind is kind and learning.text.strip() for learning in snapshot.learnings)


CHECKS: Mapping[str, Check] = {
    "went-well": _went_well,
    "luck": _luck,
    "surprise": _surprise,
    "questions-owned": _questions_owned,
}
