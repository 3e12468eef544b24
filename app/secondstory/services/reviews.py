"""Reviews: starting, finding, changing, binning."""

from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from secondstory.model.changes import Changes, Label
from secondstory.model.enums import ActionStatus, ReviewKind, ReviewStatus
from secondstory.model.records import Action, Cause, Event, Participant, Review
from secondstory.model.snapshot import Snapshot
from secondstory.services.editing import change_record
from secondstory.services.library import Library
from secondstory.storage.unit_of_work import UnitOfWork


@dataclass(frozen=True, slots=True)
class ReviewSummary:
    """A review and what its card shows, without reading its timeline."""

    review: Review
    events: int
    causes: int
    actions: int
    open_actions: int


def start_review(library: Library, title: str, kind: ReviewKind = ReviewKind.INCIDENT, **values: Any) -> Changes:
    """Start a review; the facilitator, owner and zone of the latest one are taken over unless given."""
    with library.unit(Label("Start the review “{title}”", {"title": title})) as unit:
        prefilled = {**_prefill(unit), **values}
        review = insert_review(unit, Review(title=title, kind=kind, created_at=datetime.now(UTC), **prefilled))
        show_review(unit, review)
    return unit.changes


def insert_review(unit: UnitOfWork, review: Review) -> Review:
    """Store a review in the bin, with its reference. `show_review` takes it out: that is what undo takes back.

    So a review that is undone, with all that was imported into it, waits in the bin instead of being deleted.
    """
    first = unit.allocate(Review, 1)
    return unit.insert_quietly(review, id=first, ref=f"R-{first}", binned=True)


def show_review(unit: UnitOfWork, review: Review) -> Review:
    """Take a review out of the bin, as a journalled act of its own."""
    unit.review_id = review.id
    return unit.change(review, binned=False)


def _prefill(unit: UnitOfWork) -> dict[str, str]:
    earlier = [review for review in unit.all(Review) if not (review.binned or review.sample)]
    if not earlier:
        return {}
    latest = earlier[-1]
    return {"facilitator": latest.facilitator, "owner": latest.owner, "timezone": latest.timezone}


def change_review(library: Library, review_id: int, /, **values: Any) -> Changes:
    """Change fields of a review."""
    return change_record(library, Review, review_id, **values)


def bin_review(library: Library, review_id: int) -> Changes:
    """Put a review into the bin. Nothing of it is deleted."""
    return change_record(library, Review, review_id, label=Label("Move the review to the bin"), binned=True)


def restore_review(library: Library, review_id: int) -> Changes:
    """Take a review out of the bin."""
    return change_record(library, Review, review_id, label=Label("Take the review out of the bin"), binned=False)


def summaries(library: Library, *, binned: bool | None = False) -> tuple[ReviewSummary, ...]:
    """The reviews outside the bin, those in it, or (``None``) all of them; the latest first."""
    wanted = {} if binned is None else {"binned": binned}
    with library.reading() as reader:
        events, causes = reader.count_by_review(Event), reader.count_by_review(Cause)
        actions = reader.count_by_review(Action)
        still_open = [
            reader.count_by_review(Action, status=status) for status in (ActionStatus.OPEN, ActionStatus.IN_PROGRESS)
        ]
        return tuple(
            ReviewSummary(
                review=review,
                events=events.get(review.id, 0),
                causes=causes.get(review.id, 0),
                actions=actions.get(review.id, 0),
                open_actions=sum(count.get(review.id, 0) for count in still_open),
            )
            for review in reversed(reader.all(Review, **wanted))
        )


def snapshot(library: Library, review_id: int, *, texts_later: bool = False) -> Snapshot:
    """A review with all its rows. Where ``texts_later``, those of imported events are read when they are looked at."""
    with library.reading() as reader:
        return reader.snapshot(review_id, texts_later=texts_later)


def snapshot_by_ref(library: Library, ref: str) -> Snapshot:
    """A review by its reference, such as ``R-1``. Raises `UserError` where there is none."""
    with library.reading() as reader:
        return reader.snapshot(reader.review_by_ref(ref).id)


def all_snapshots(library: Library, *, samples: bool = False) -> tuple[Snapshot, ...]:
    """Every review that is not in the bin, for what looks over all of them."""
    with library.reading() as reader:
        wanted = [review for review in reader.all(Review, binned=False) if samples or not review.sample]
        return tuple(reader.snapshot(review.id) for review in wanted)


def set_status(library: Library, review_id: int, status: ReviewStatus) -> Changes:
    """Say how far a review has come."""
    return change_record(library, Review, review_id, status=status)


def add_participants(library: Library, review_id: int, roles: tuple[str, ...]) -> Changes:
    """Add participants by role, leaving out the roles that are there."""
    with library.unit(Label("Add participants"), review_id) as unit:
        present = {participant.role for participant in unit.all(Participant, review_id=review_id)}
        for role in roles:
            if role not in present:
                unit.add(Participant(review_id=review_id, role=role))
    return unit.changes
