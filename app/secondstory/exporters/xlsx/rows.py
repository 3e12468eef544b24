"""The rows of the tracker: what it says about each action."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from secondstory.exporters.privacy import role_words
from secondstory.exporters.xlsx.cells import cell_text
from secondstory.exporters.xlsx.words import say
from secondstory.model.enums import ActionStatus, CauseLabel, Quadrant
from secondstory.model.names import name_of
from secondstory.model.records import Action, ActionCause, Cause
from secondstory.model.snapshot import Snapshot
from secondstory.priority.ranking import quadrant_of, rank

CLOSED = (ActionStatus.DONE, ActionStatus.NOT_DOING)


@dataclass(frozen=True, slots=True)
class Row:
    """One action as the tracker shows it: a field for the key of each column, and whether it is still to be done."""

    uid: str
    version: int
    ref: str
    action: str
    review: str
    review_title: str
    causes: str
    class_: str
    kind: str
    strength: str
    impact: float | None
    effort: float | None
    quadrant: str
    rank: int | None
    must_do: str
    owner: str
    due: date | None
    status: str
    effect_check: str
    effect_seen: str
    reason: str
    is_open: bool


def field_of(key: str) -> str:
    """The field of a row for the key of a column; ``class`` is a word of the language."""
    return "class_" if key == "class" else key


def rows(snapshot: Snapshot, *, open_only: bool) -> Iterator[Row]:
    """The actions of a review in their order, dropped ones last. Names of participants become their roles."""
    hide = role_words(snapshot)

    def text(value: str) -> str:
        return cell_text(hide(value))

    causes = _causes(snapshot)
    review, title = text(snapshot.review.ref), text(snapshot.review.title)
    for action, place in _ordered(snapshot):
        if open_only and action.status in CLOSED:
            continue
        linked = causes.get(action.id, ())
        yield Row(
            uid=cell_text(action.uid),
            version=action.version,
            ref=text(action.ref),
            action=text(action.text),
            review=review,
            review_title=title,
            causes=text("\n".join(f"{c.ref} {name_of(c.label)}: {c.text}".strip() for c in linked)),
            class_=class_of(linked),
            kind=_name(action.kind),
            strength=_name(action.strength),
            impact=action.impact,
            effort=action.effort,
            quadrant=_name(quadrant_of(action)),
            rank=place,
            must_do=say("book", "yes") if action.must_do else "",
            owner=text(action.owner.strip()),
            due=action.due,
            status=name_of(action.status),
            effect_check=text(action.effect_check),
            effect_seen=text(action.effect_seen),
            reason=text(action.reason),
            is_open=action.status not in CLOSED,
        )


def class_of(causes: tuple[Cause, ...] | list[Cause]) -> str:
    """The labels of the causes in words, for example ``Systemic and external``."""
    labels = [label for label in CauseLabel if any(cause.label is label for cause in causes)]
    return say("book", "and").join(name_of(label) for label in labels).capitalize()


def is_overdue(row: Row, today: date) -> bool:
    """Whether the due date has passed while something is still to be done."""
    return row.is_open and row.due is not None and row.due < today


def quadrant_names() -> tuple[str, ...]:
    """The names of the quadrants, in the order of the plan."""
    return tuple(name_of(quadrant) for quadrant in Quadrant)


def _ordered(snapshot: Snapshot) -> Iterator[tuple[Action, int | None]]:
    yield from ((ranked.action, ranked.rank) for ranked in rank(snapshot))
    yield from ((action, None) for action in snapshot.actions if action.status is ActionStatus.NOT_DOING)


def _causes(snapshot: Snapshot) -> dict[int, list[Cause]]:
    """The causes of every action in one pass, because asking for each would take a pass each."""
    found: dict[int, list[Cause]] = {}
    for link in snapshot.all(ActionCause):
        cause = snapshot.get(Cause, link.cause_id)
        if cause is not None:
            found.setdefault(link.action_id, []).append(cause)
    for causes in found.values():
        causes.sort(key=lambda cause: cause.id)
    return found


def _name(value: StrEnum | None) -> str:
    return name_of(value) if value is not None else ""
