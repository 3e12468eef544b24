"""Whether anybody has worked on a step yet."""

from collections.abc import Callable, Mapping

from secondstory.model.enums import IdeaState, ReviewStatus
from secondstory.model.snapshot import Snapshot


def is_started(step_key: str, snapshot: Snapshot) -> bool:
    """Whether a step holds anything that somebody put there, notes on its prompts included."""
    return _STARTED[step_key](snapshot) or any(note.step == step_key for note in snapshot.notes)


def _prepare(snapshot: Snapshot) -> bool:
    review = snapshot.review
    texts = (review.severity, review.service, review.facilitator, review.owner)
    others = (review.window_start, review.window_end, review.held_on, review.rules_agreed, snapshot.participants)
    return any(texts) or any(others)


def _timeline(snapshot: Snapshot) -> bool:
    return bool(snapshot.events or snapshot.sources or snapshot.moments)


def _impact(snapshot: Snapshot) -> bool:
    return bool(snapshot.impacts or snapshot.review.severity_hindsight)


def _response(snapshot: Snapshot) -> bool:
    return bool(snapshot.answers)


def _causes(snapshot: Snapshot) -> bool:
    return bool(snapshot.causes)


def _learnings(snapshot: Snapshot) -> bool:
    return bool(snapshot.learnings)


def _actions(snapshot: Snapshot) -> bool:
    return bool(snapshot.actions) or any(idea.state is not IdeaState.PARKED for idea in snapshot.ideas)


def _share(snapshot: Snapshot) -> bool:
    return bool(snapshot.review.summary) or snapshot.review.status is ReviewStatus.DONE


_STARTED: Mapping[str, Callable[[Snapshot], bool]] = {
    "prepare": _prepare,
    "timeline": _timeline,
    "impact": _impact,
    "response": _response,
    "causes": _causes,
    "learnings": _learnings,
    "actions": _actions,
    "share": _share,
}
