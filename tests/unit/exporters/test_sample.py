import csv
import dataclasses
import hashlib
import io
import tomllib
from collections import Counter
from functools import cache

import pytest

from secondstory.exporters.interchange import ReviewBundle, document, read_document
from secondstory.model.enums import ActionStatus, CauseLabel, IdeaState, LearningKind, MomentKind, Precision, Quadrant
from secondstory.model.records import ActionCause
from secondstory.model.snapshot import Snapshot
from secondstory.priority.quality import action_hints
from secondstory.priority.ranking import quadrant_of
from secondstory.steps.progress import progress
from secondstory.wording.coach import Coach
from secondstory_resources import resource, resource_text

NAME = "samples/github-2018-10-21-mysql-failover"


@cache
def bundle() -> ReviewBundle:
    return read_document(resource(f"{NAME}.json").read_bytes())


@pytest.fixture
def sample() -> Snapshot:
    return bundle().snapshot


def source() -> bytes:
    return resource(f"{NAME}.csv").read_bytes()


def test_the_sample_says_what_it_is(sample: Snapshot) -> None:
    assert sample.review.sample
    assert sample.review.title.startswith("SAMPLE: ")
    assert "composition for teaching" in sample.review.summary


def test_every_row_of_the_source_is_an_event_with_its_record_and_its_own_words(sample: Snapshot) -> None:
    lines = source().decode().splitlines()
    rows = list(csv.DictReader(io.StringIO(source().decode())))
    events = sorted(sample.events, key=lambda event: event.position)
    assert [bundle().raws[event.id] for event in events] == lines[1:]
    assert [event.body for event in events] == [row["text"] for row in rows]
    assert sample.sources[0].sha256 == hashlib.sha256(source()).hexdigest()
    assert sample.sources[0].read == len(rows)


def test_a_row_without_a_time_stays_without_one(sample: Snapshot) -> None:
    unknown = [event.time_as_written for event in sample.events if event.precision is Precision.UNKNOWN]
    assert unknown == ["", ""]


def test_the_moments_are_those_that_are_published(sample: Snapshot) -> None:
    assert set(sample.moments) == set(MomentKind)
    assert sample.moment_at(MomentKind.ACKNOWLEDGED) is None
    started, resolved = sample.moment_at(MomentKind.STARTED), sample.moment_at(MomentKind.RESOLVED)
    assert started
    assert resolved
    assert str(resolved - started) == "1 day, 0:11:00"


def test_every_step_is_done(sample: Snapshot) -> None:
    missing = {(step.step.key, each.key) for step in progress(sample) for each in step.missing}
    assert missing <= {("response", "windows")}  # when it was acknowledged is not published


def test_the_matrix_has_something_everywhere(sample: Snapshot) -> None:
    places = [(action.impact, action.effort) for action in sample.actions]
    assert {quadrant_of(action) for action in sample.actions} == set(Quadrant)
    assert len(set(places)) == len(places)


def test_the_actions_stand_in_every_state(sample: Snapshot) -> None:
    assert Counter(action.status for action in sample.actions) == {
        ActionStatus.OPEN: 4,
        ActionStatus.DONE: 2,
        ActionStatus.IN_PROGRESS: 1,
        ActionStatus.NOT_DOING: 1,
    }


def test_no_action_asks_for_better_words(sample: Snapshot) -> None:
    assert [hint.text for action in sample.kept_actions for hint in action_hints(action, sample)] == []


def test_each_cause_has_evidence_and_a_reason(sample: Snapshot) -> None:
    assert all(cause.reason and sample.evidence_of(cause.id) for cause in sample.causes)
    answered = {link.cause_id for link in sample.all(ActionCause)}
    assert all(cause.id in answered or cause.accepted_because for cause in sample.causes)


def test_each_cause_stands_in_a_group_of_its_label(sample: Snapshot) -> None:
    groups = tomllib.loads(resource_text("taxonomy/groups.toml"))["groups"]
    labels = {group["key"]: group["label"] for group in groups}
    assert all(labels[cause.group] == cause.label for cause in sample.causes)


def test_the_mixed_cause_is_a_linked_pair(sample: Snapshot) -> None:
    outside, inside = (cause for cause in sample.causes if cause.pair_id)
    assert (outside.label, inside.label) == (CauseLabel.EXTERNAL, CauseLabel.SYSTEMIC)
    assert (outside.pair_id, inside.pair_id) == (inside.id, outside.id)


def test_all_kinds_of_learnings_and_ideas_are_shown(sample: Snapshot) -> None:
    assert {learning.kind for learning in sample.learnings} == set(LearningKind)
    assert {idea.state for idea in sample.ideas} == {IdeaState.COMMITTED, IdeaState.SET_ASIDE}


def test_its_words_are_blameless(sample: Snapshot) -> None:
    coach = Coach.load()
    rows = [sample.review, *(row for table in sample.tables.values() for row in table.values())]
    texts = [value for row in rows for f in dataclasses.fields(row) if type(value := getattr(row, f.name)) is str]
    assert [(finding.text, text) for text in texts for finding in coach.check(text)] == []


def test_nobody_is_named(sample: Snapshot) -> None:
    assert not any(participant.name for participant in sample.participants)
    assert not any(event.actor for event in sample.events)
    with_names = document(sample, bundle().raws, names=True) | {"names": False}
    assert document(sample, bundle().raws, names=False) == with_names
