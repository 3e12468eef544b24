"""Whatever is done to a review, undo leads back to where it began and redo to where it ended."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondstory.model import records as r
from secondstory.model.enums import ActionStatus, AnswerValue, CauseLabel, LearningKind, MomentKind
from secondstory.model.snapshot import Snapshot
from secondstory.services import actions, bundles, causes, response, reviews, timeline
from secondstory.services.editing import add_record, remove_record
from secondstory.services.library import Library, check_library, open_library
from secondstory.services.sources import withdraw

DAY = datetime(2026, 5, 4, 14, tzinfo=UTC)
Act = Callable[[Library, Snapshot, int], object]


@pytest.fixture(autouse=True, scope="module")
def every_act_alone() -> Iterator[None]:
    """Keep acts on the same thing apart, which within seconds are one act otherwise."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr("secondstory.storage.journal.MERGE_WITHIN", timedelta(0))
        yield


def first(snapshot: Snapshot, kind: type[r.Record], pick: int) -> int | None:
    rows = snapshot.all(kind)
    return rows[pick % len(rows)].id if rows else None


def add_event(library: Library, snapshot: Snapshot, pick: int) -> None:
    timeline.add_event(library, r.Event(review_id=snapshot.review.id, title=f"Event {pick}", occurred_at=DAY))


def hide_event(library: Library, snapshot: Snapshot, pick: int) -> None:
    if event := first(snapshot, r.Event, pick):
        timeline.mark_events(library, [event], hidden=True)


def forget_the_time(library: Library, snapshot: Snapshot, pick: int) -> None:
    if event := first(snapshot, r.Event, pick):
        timeline.change_event(library, event, occurred_at=None)


def merge(library: Library, snapshot: Snapshot, pick: int) -> None:
    if len(snapshot.events) > 1:
        timeline.merge_events(library, snapshot.events[0].id, [snapshot.events[-1].id])


def withdraw_source(library: Library, snapshot: Snapshot, pick: int) -> None:
    if snapshot.sources:
        withdraw(library, snapshot.sources[pick % len(snapshot.sources)].id)


def set_moment(library: Library, snapshot: Snapshot, pick: int) -> None:
    kind = list(MomentKind)[pick % 6]
    timeline.set_moment(library, snapshot.review.id, kind, DAY if pick % 2 else None)


def add_cause(library: Library, snapshot: Snapshot, pick: int) -> None:
    causes.add_cause(library, r.Cause(review_id=snapshot.review.id, text=f"Condition {pick}"))


def classify(library: Library, snapshot: Snapshot, pick: int) -> None:
    if cause := first(snapshot, r.Cause, pick):
        causes.classify(library, cause, [CauseLabel.SYSTEMIC, CauseLabel.EXTERNAL][pick % 2], "Because")


def split(library: Library, snapshot: Snapshot, pick: int) -> None:
    for cause in snapshot.causes:
        if cause.pair_id is None:
            causes.split_cause(library, cause.id, "Theirs", "Ours")
            return


def attach(library: Library, snapshot: Snapshot, pick: int) -> None:
    cause, event = first(snapshot, r.Cause, pick), first(snapshot, r.Event, pick)
    if cause and event:
        causes.attach_evidence(library, cause, (event,))


def remove_cause(library: Library, snapshot: Snapshot, pick: int) -> None:
    if cause := first(snapshot, r.Cause, pick):
        causes.remove_cause(library, cause)


def learn(library: Library, snapshot: Snapshot, pick: int) -> None:
    kind = list(LearningKind)[pick % 4]
    add_record(library, r.Learning(review_id=snapshot.review.id, kind=kind, text=f"Learning {pick}"))


def park(library: Library, snapshot: Snapshot, pick: int) -> None:
    actions.park_idea(library, snapshot.review.id, f"Idea {pick}")


def commit(library: Library, snapshot: Snapshot, pick: int) -> None:
    if idea := first(snapshot, r.Idea, pick):
        actions.commit_idea(library, idea)


def place(library: Library, snapshot: Snapshot, pick: int) -> None:
    if action := first(snapshot, r.Action, pick):
        actions.place_action(library, action, 1 + pick % 5, 5 - pick % 5)


def close(library: Library, snapshot: Snapshot, pick: int) -> None:
    if action := first(snapshot, r.Action, pick):
        actions.set_status(library, action, ActionStatus.NOT_DOING, "Because")


def link(library: Library, snapshot: Snapshot, pick: int) -> None:
    if action := first(snapshot, r.Action, pick):
        actions.link_causes(library, action, tuple(cause.id for cause in snapshot.causes))


def remove_action(library: Library, snapshot: Snapshot, pick: int) -> None:
    if action := first(snapshot, r.Action, pick):
        actions.remove_action(library, action)


def answer(library: Library, snapshot: Snapshot, pick: int) -> None:
    response.answer(library, snapshot.review.id, f"E{pick % 5 + 1}", list(AnswerValue)[pick % 4])


def rename(library: Library, snapshot: Snapshot, pick: int) -> None:
    reviews.change_review(library, snapshot.review.id, title=f"Title {pick}", held_on=date(2026, 5, 1 + pick % 20))


def remove_learning(library: Library, snapshot: Snapshot, pick: int) -> None:
    if learning := first(snapshot, r.Learning, pick):
        remove_record(library, r.Learning, learning)


ACTS: tuple[Act, ...] = (
    add_event, hide_event, forget_the_time, merge, set_moment, add_cause, classify, split, attach, remove_cause, learn,
    park, commit, place, close, link, remove_action, answer, rename, remove_learning,
    withdraw_source,
)  # fmt: skip


def content(snapshot: Snapshot) -> object:
    """All rows without their versions, which count writes and so never go back."""
    rows = [row for table in snapshot.tables.values() for row in table.values()]
    plain = sorted((type(row).__name__, row.id, repr(replace(row, version=0))) for row in rows)
    return repr(replace(snapshot.review, version=0)), plain


@settings(max_examples=25)
@given(st.lists(st.tuples(st.sampled_from(ACTS), st.integers(0, 40)), min_size=1, max_size=25), st.booleans())
def test_undo_and_redo_are_inverse(script: list[tuple[Act, int]], sample: bool) -> None:
    with TemporaryDirectory() as folder:
        library = open_library(str(Path(folder) / "library.db"))
        review_id = bundles.open_sample(library)[1] if sample else reviews.start_review(library, "T").rows[0].record.id
        states = [content(reviews.snapshot(library, review_id))]
        for act, pick in script:
            act(library, reviews.snapshot(library, review_id), pick)
            state = content(reviews.snapshot(library, review_id))
            if state != states[-1]:
                states.append(state)
        for state in reversed(states[:-1]):
            assert library.undo(review_id)
            assert content(reviews.snapshot(library, review_id)) == state
        for state in states[1:]:
            assert library.redo(review_id)
            assert content(reviews.snapshot(library, review_id)) == state
        assert check_library(library) == []
        library.close()
