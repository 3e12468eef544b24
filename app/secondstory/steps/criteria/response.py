"""When the Response step is done."""

from collections.abc import Mapping

from secondstory.model.enums import AnswerValue, EventKind
from secondstory.model.snapshot import Snapshot
from secondstory.response.checks import checks
from secondstory.response.windows import window_results
from secondstory.steps.catalogue import Criterion
from secondstory.steps.criteria.counting import Check, Unmet, none_of, require


def _checks(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    answered = {answer.question for answer in snapshot.answers if answer.event_id is None}
    return none_of(checks(), lambda each: each.key not in answered)


def _check_evidence(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    keys = {each.key for each in checks()}
    asking = [
        answer
        for answer in snapshot.answers
        if answer.question in keys and answer.value in (AnswerValue.PARTLY, AnswerValue.NO)
    ]
    return none_of(asking, lambda answer: not answer.text.strip())


def _communications(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return require(snapshot.shown_events.has_kind(EventKind.COMMUNICATION))


def _windows(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    unmeasured = [result.name for result in window_results(snapshot) if result.kept is None and not result.unknown]
    return {"names": ", ".join(unmeasured)} if unmeasured else None


CHECKS: Mapping[str, Check] = {
    "checks": _checks,
    "check-evidence": _check_evidence,
    "communications": _communications,
    "windows": _windows,
}
