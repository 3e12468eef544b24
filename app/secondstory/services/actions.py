"""Ideas and actions: parking, committing, scoring, following up."""

import secrets
from dataclasses import dataclass, replace
from datetime import UTC, date, datetime
from typing import Any

from secondstory.model.changes import Changes, Label
from secondstory.model.enums import ActionStatus, CauseLabel, IdeaState, Quadrant
from secondstory.model.names import name_of
from secondstory.model.records import SCORE_MAX, SCORE_MIN, SCORE_STEP, Action, ActionCause, Cause, Idea, Record, Review
from secondstory.model.snapshot import Snapshot
from secondstory.priority.ranking import quadrant_of, rank
from secondstory.services.editing import add_record, change_record, describe, remove_record
from secondstory.services.library import Library
from secondstory.storage.unit_of_work import UnitOfWork

CLOSED = (ActionStatus.DONE, ActionStatus.NOT_DOING)


@dataclass(frozen=True, slots=True)
class OpenAction:
    """An action of any review, for the list over all of them.

    ``rank`` is its place in the plan of its review; an action that is not being done has none. ``labels`` are those
    of the causes that it changes.
    """

    action: Action
    review: Review
    rank: int | None = None
    labels: tuple[CauseLabel, ...] = ()

    @property
    def quadrant(self) -> Quadrant | None:
        """Its field in the matrix, once both scores are there."""
        return quadrant_of(self.action)

    def overdue(self, today: date) -> bool:
        """Whether it should have been done before that day."""
        return self.action.status not in CLOSED and self.action.due is not None and self.action.due < today


def park_idea(library: Library, review_id: int, text: str) -> Changes:
    """Park an idea until the timeline is agreed."""
    return add_record(library, Idea(review_id=review_id, text=text), Label("Park an idea"))


def set_idea_aside(library: Library, idea_id: int, reason: str) -> Changes:
    """Decide not to follow an idea."""
    return change_record(
        library, Idea, idea_id, label=Label("Set an idea aside"), state=IdeaState.SET_ASIDE, reason=reason
    )


def park_again(library: Library, idea_id: int) -> Changes:
    """Take an idea up again that was set aside."""
    return change_record(library, Idea, idea_id, label=Label("Park an idea again"), state=IdeaState.PARKED, reason="")


def commit_idea(library: Library, idea_id: int) -> Changes:
    """Make an action of a parked idea. The idea stays and points at its action."""
    with library.unit(Label("")) as unit:
        idea = unit.get(Idea, idea_id)
        unit.review_id = idea.review_id
        unit.label = Label("Commit the idea {what}", {"what": describe(idea)})
        action = _add(unit, new_action(idea.review_id, idea.text))
        unit.change(idea, state=IdeaState.COMMITTED, action_id=action.id)
    return unit.changes


def new_action(review_id: int, text: str, **values: Any) -> Action:
    """An action that is not stored yet, with the identity by which an edited tracker finds it again."""
    return Action(review_id=review_id, uid=secrets.token_hex(8), text=text, created_at=datetime.now(UTC), **values)


def add_action(library: Library, action: Action, cause_ids: tuple[int, ...] = ()) -> Changes:
    """Add an action; it gets the next reference of its review."""
    with library.unit(Label("Add the action {what}", {"what": describe(action)}), action.review_id) as unit:
        added = _add(unit, action)
        for cause_id in cause_ids:
            unit.add(ActionCause(review_id=action.review_id, action_id=added.id, cause_id=cause_id))
    return unit.changes


def _add(unit: UnitOfWork, action: Action) -> Action:
    numbers = (int(a.ref.removeprefix("A-")) for a in unit.all(Action, review_id=action.review_id))
    return unit.add(replace(action, ref=f"A-{max(numbers, default=0) + 1}"))


def change_action(library: Library, action_id: int, /, **values: Any) -> Changes:
    """Change fields of an action."""
    return change_record(library, Action, action_id, **values)


def place_action(library: Library, action_id: int, impact: float | None, effort: float | None) -> Changes:
    """Score an action, to the nearest half step. Moves within seconds of one another are one act."""
    with library.unit(Label("")) as unit:
        action = unit.get(Action, action_id)
        unit.review_id = action.review_id
        unit.merge_key = f"place {action_id}"
        placed = unit.change(action, impact=_score(impact), effort=_score(effort))
        if placed.impact is None or placed.effort is None:
            unit.label = Label("Score {what}", {"what": action.ref})
        else:
            params = {"what": action.ref, "impact": f"{placed.impact:g}", "effort": f"{placed.effort:g}"}
            unit.label = Label("Move {what} to impact {impact}, effort {effort}", params)
    return unit.changes


def _score(value: float | None) -> float | None:
    if value is None:
        return None
    return min(SCORE_MAX, max(SCORE_MIN, round(value / SCORE_STEP) * SCORE_STEP))


def set_status(library: Library, action_id: int, status: ActionStatus, reason: str = "") -> Changes:
    """Say where an action stands; closing it keeps the time."""
    with library.unit(Label("")) as unit:
        action = unit.get(Action, action_id)
        unit.review_id = action.review_id
        unit.label = Label("Mark {what} as {status}", {"what": action.ref, "status": name_of(status).lower()})
        closed_at = (action.closed_at or datetime.now(UTC)) if status in CLOSED else None
        unit.change(action, status=status, reason=reason or action.reason, closed_at=closed_at)
    return unit.changes


def link_causes(library: Library, action_id: int, cause_ids: tuple[int, ...]) -> Changes:
    """Say which causes an action changes; these, and no others."""
    with library.unit(Label("")) as unit:
        action = unit.get(Action, action_id)
        unit.review_id = action.review_id
        unit.label = Label("Link {what} with its causes", {"what": action.ref})
        present = {link.cause_id: link for link in unit.all(ActionCause, action_id=action_id)}
        for cause_id, link in present.items():
            if cause_id not in cause_ids:
                unit.remove(link)
        for cause_id in cause_ids:
            if cause_id not in present:
                unit.add(ActionCause(review_id=action.review_id, action_id=action_id, cause_id=cause_id))
    return unit.changes


def remove_action(library: Library, action_id: int) -> Changes:
    """Remove an action; an idea that became it is parked again."""
    with library.unit(Label("")) as unit:
        action = unit.get(Action, action_id)
        unit.review_id = action.review_id
        unit.label = Label("Remove {what}", {"what": describe(action)})
        for idea in unit.all(Idea, action_id=action_id):
            unit.change(idea, state=IdeaState.PARKED, action_id=None)
        unit.remove(action)
    return unit.changes


def remove_idea(library: Library, idea_id: int) -> Changes:
    """Remove an idea."""
    return remove_record(library, Idea, idea_id)


def all_actions(library: Library, *, samples: bool = True, review_id: int | None = None) -> tuple[OpenAction, ...]:
    """The actions of all reviews that are not in the bin (or of that one alone), open or not."""
    where = {} if review_id is None else {"review_id": review_id}
    with library.reading() as reader:
        reviews = [
            r for r in reader.all(Review, binned=False) if (samples or not r.sample) and review_id in (None, r.id)
        ]
        plans: dict[int, dict[type[Record], dict[int, Record]]] = {r.id: {} for r in reviews}
        for kind in (Action, Cause, ActionCause):
            for row in reader.all(kind, **where):
                if row.review_id in plans:
                    plans[row.review_id].setdefault(kind, {})[row.id] = row
    return tuple(item for r in reviews for item in _planned(Snapshot(r, plans[r.id])))


def _planned(plan: Snapshot) -> list[OpenAction]:
    """The actions of one review with their ranks, from a snapshot that holds no more than the plan."""
    ranks = {ranked.action.id: ranked.rank for ranked in rank(plan)}
    causes = {cause.id: cause.label for cause in plan.causes}
    labels: dict[int, set[CauseLabel]] = {}
    for link in plan.all(ActionCause):
        labels.setdefault(link.action_id, set()).add(causes[link.cause_id])
    order = list(CauseLabel)
    return [
        OpenAction(a, plan.review, ranks.get(a.id), tuple(sorted(labels.get(a.id, ()), key=order.index)))
        for a in plan.actions
    ]


def earlier_open_actions(library: Library, review_id: int) -> tuple[OpenAction, ...]:
    """Open actions of earlier reviews, those of the same service first."""
    with library.reading() as reader:
        here = reader.get(Review, review_id)
    found = [
        item
        for item in all_actions(library, samples=here.sample)
        if item.review.id < review_id and item.action.status not in CLOSED
    ]
    service = here.service.casefold().strip()
    return tuple(
        sorted(found, key=lambda i: (i.review.service.casefold().strip() != service, -i.review.id, i.action.id))
    )
