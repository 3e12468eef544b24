import dataclasses
import json
import tomllib
from datetime import timedelta
from pathlib import Path

import msgspec
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from secondstory.exporters.interchange import document, read_document, schema, write_interchange
from secondstory.exporters.interchange.format import PLAYBOOK, SECTIONS
from secondstory.model.enums import MomentKind
from secondstory.model.errors import UserError
from secondstory.model.progress import finish
from secondstory.model.records import (
    ActionCause,
    Event,
    Evidence,
    Participant,
    Record,
    Source,
    Unread,
)
from secondstory.model.snapshot import Snapshot
from secondstory_resources import resource_text
from support.reviews import DAY, action, cause, event, review, snapshot
from support.strategies import snapshots

RAW = '{"who": "Robin Example", "what": "ack"}'


def written(whole: Snapshot, raws: dict[int, str] | None = None, *, names: bool = True) -> bytes:
    return msgspec.json.encode(document(whole, raws or {}, names=names))


def small() -> Snapshot:
    """A review with a row everywhere that people's names may hide."""
    return snapshot(
        review(facilitator="Robin Example", owner="Team Blue"),
        participants=[Participant(review_id=1, role="Database lead", name="Robin Example")],
        sources=[Source(review_id=1, file_name="a.csv", format="csv", sha256="0" * 64, imported_at=DAY)],
        events=[
            event("12:00", "Page seen", actor="Robin Example", role="Database lead", source_id=1),
            event("12:05", "robin example restarts the queue", source_id=1, tags=("by Robin Example",)),
        ],
        unread=[Unread(review_id=1, source_id=1, locator="row 9", reason="no time", raw="?, Robin Example")],
        causes=[cause("The queue had one consumer")],
        evidence=[Evidence(review_id=1, cause_id=1, event_id=2)],
        actions=[action("Run two consumers", owner="Robin Example")],
        links=[ActionCause(review_id=1, action_id=1, cause_id=1)],
    )


def renumbered(whole: Snapshot) -> dict[type[Record], list[Record]]:
    """The rows as a document numbers them: each list from 1, references following."""
    numbers = {s.record: {row.id: n for n, row in enumerate(whole.all(s.record), 1)} for s in (*SECTIONS, *PLAYBOOK)}
    references = {s.record: s.refers for s in SECTIONS}
    found: dict[type[Record], list[Record]] = {}
    for kind, ids in numbers.items():
        found[kind] = []
        for row in whole.all(kind):
            local = {"id": ids[row.id], "version": 0} | ({"review_id": 1} if hasattr(row, "review_id") else {})
            local |= {
                name: numbers[target].get(getattr(row, name)) for name, target in references.get(kind, {}).items()
            }
            found[kind].append(dataclasses.replace(row, **local))
    return found


@settings(max_examples=60, deadline=None)
@given(snapshots(), st.data())
def test_a_round_trip_loses_nothing(whole: Snapshot, data: st.DataObject) -> None:
    raws = {e.id: data.draw(st.text()) for e in whole.all(Event)}
    bundle = read_document(written(whole, raws))
    assert dataclasses.replace(whole.review, id=1, version=0) == bundle.snapshot.review
    assert renumbered(whole) == {kind: list(table.values()) for kind, table in bundle.snapshot.tables.items()}
    assert list(bundle.raws.values()) == [raw for raw in raws.values() if raw]
    assert document(bundle.snapshot, bundle.raws, names=True) == document(whole, raws, names=True)


@settings(max_examples=60, deadline=None)
@given(
    st.binary()
    | st.text().map(str.encode)
    | st.recursive(st.none() | st.integers() | st.text(), st.lists).map(msgspec.json.encode)
)
def test_whatever_is_not_a_document_gets_a_sentence(data: bytes) -> None:
    with pytest.raises(UserError):
        read_document(data)


@settings(max_examples=100, deadline=None)
@given(snapshots(), st.data())
def test_a_document_with_any_value_replaced_is_read_or_gets_a_sentence(whole: Snapshot, data: st.DataObject) -> None:
    found = document(whole, {}, names=True)
    place = found
    while True:
        key = data.draw(st.sampled_from(sorted(place))) if isinstance(place, dict) else 0
        if not isinstance(place[key], dict | list) or not place[key]:
            break
        place = place[key]
    place[key] = data.draw(st.none() | st.integers() | st.floats(allow_nan=False) | st.text() | st.just([]))
    try:
        read_document(msgspec.json.encode(found))
    except UserError as error:
        assert error.remedy  # noqa: PT017 - either outcome is right


def test_instants_are_written_in_utc_to_the_microsecond() -> None:
    found = snapshot(events=[event(DAY + timedelta(microseconds=120), "Alert")])
    assert document(found, {})["events"][0]["occurred_at"] == "2026-05-04T00:00:00.000120Z"


def test_no_name_leaves_the_library_unless_it_is_asked_for() -> None:
    raws = {1: RAW, 2: '"row 2", "robin restarts"'}
    text = written(small(), raws, names=False).decode()
    assert "robin example" not in text.casefold()
    found = json.loads(text)
    assert found["events"][1]["title"] == "Database lead restarts the queue"
    assert found["events"][1]["raw"] == raws[2]
    assert found["review"]["facilitator"] == found["actions"][0]["owner"] == "Database lead"
    assert "Robin Example" in written(small(), raws, names=True).decode()


def test_the_verbatim_record_of_an_event_is_kept() -> None:
    assert read_document(written(small(), {1: RAW})).raws == {1: RAW}


def test_a_link_to_a_row_that_is_gone_is_left_out() -> None:
    whole = small()
    gone = Snapshot(whole.review, {**whole.tables, Event: {}})
    found = read_document(written(gone))
    assert found.snapshot.all(Evidence) == ()
    assert found.snapshot.causes


@pytest.mark.parametrize(
    ("path", "value", "expected"),
    [
        (("events", 0, "titel"), "x", "unknown field `titel` - at `$.events[0]`"),
        (("events", 0, "title"), 5, "`$.events[0].title`"),
        (("events", 0, "occurred_at"), "2026-05-04T12:00:00", "timezone component - at `$.events[0].occurred_at`"),
        (("events", 0, "precision"), "unknown", "time is unknown. - at `$.events[0]`"),
        (("events", 1, "id"), 1, "used twice - at `$.events[1].id`"),
        (("events", 1, "merged_into"), 2, "itself - at `$.events[1].merged_into`"),
        (("evidence", 0, "event"), 99, "no row with the id 99 - at `$.evidence[0].event`"),
        (("review", "timezone"), "Mars/Base", "`$.review.timezone`"),
        (("review", "timezone"), "../etc", "`$.review.timezone`"),
        (("actions", 0, "impact"), 3.3, "score. - at `$.actions[0]`"),
        (("version",), 2, "version 2; this program reads version 1"),
        (("format",), "other", "not a review document"),
    ],
)
def test_the_first_problem_is_named_with_its_path(path: tuple[str | int, ...], value: object, expected: str) -> None:
    found = document(small(), {}, names=True)
    place = found
    for step in path[:-1]:
        place = place[step]
    place[path[-1]] = value
    with pytest.raises(UserError) as caught:
        read_document(msgspec.json.encode(found))
    assert expected in str(caught.value)


def test_a_moment_is_there_once() -> None:
    found = document(small(), {}) | {"moments": [{"kind": MomentKind.STARTED}, {"kind": MomentKind.STARTED}]}
    with pytest.raises(UserError, match=r"started is there twice"):
        read_document(msgspec.json.encode(found))


def test_deep_nesting_is_refused() -> None:
    with pytest.raises(UserError):
        read_document(b'{"format":"secondstory-review","version":1,"review":' + b"[" * 1_000_000)


def test_the_shipped_schema_describes_the_format() -> None:
    shipped = json.loads(resource_text("schema/secondstory-review-1.schema.json"))
    assert shipped == schema(), "write it again with: python packaging/write_schema.py"


def test_every_explanation_of_a_field_is_about_one_that_is_there() -> None:
    meanings = tomllib.loads(resource_text("schema/fields.toml"))
    everywhere = meanings.pop("any")
    fields = {name: set(found["properties"]) for name, found in schema()["$defs"].items() if "properties" in found}
    assert all(set(found) <= fields[name] for name, found in meanings.items())
    assert set(everywhere) <= set().union(*fields.values())


def test_a_file_is_written_whole_or_not_at_all(tmp_path: Path) -> None:
    target = tmp_path / "review.json"
    assert finish(write_interchange(small(), {}, target)) == 2
    assert read_document(target.read_bytes()).snapshot.review.title == "Card payments stopped"
    work = write_interchange(small(), {}, tmp_path / "other.json")
    next(work)
    work.close()
    with pytest.raises(UserError, match="could not be written"):
        finish(write_interchange(small(), {}, tmp_path / "no folder" / "x.json"))
    assert [p.name for p in tmp_path.iterdir()] == ["review.json"]
