"""A review that is copied into a library is the same review under new ids, down to the last verbatim record."""

from dataclasses import replace
from datetime import UTC, datetime

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from secondstory.exporters.interchange.writing import document
from secondstory.model.records import Event, Review, Source
from secondstory.model.snapshot import Snapshot
from secondstory.services.library import Library
from secondstory.services.reviews import insert_review
from secondstory.storage.bulk import PIECE
from secondstory.storage.copying import insert_copy
from support.libraries import started_review
from support.strategies import snapshots

AT = datetime(2026, 5, 4, 14, 5, tzinfo=UTC)


def copied(library: Library, snapshot: Snapshot, raws: dict[int, str]) -> int:
    with library.preparing() as unit:
        review = insert_review(unit, replace(snapshot.review, id=0))
        insert_copy(unit, review, snapshot, raws)
    return review.id


def told(snapshot: Snapshot, raws: dict[int, str]) -> dict[str, object]:
    """All that belongs to a review; its own reference and the playbook are the library's."""
    return {
        name: rows for name, rows in document(snapshot, raws, names=True).items() if name not in ("review", "playbook")
    }


def with_every_source_shown(snapshot: Snapshot) -> Snapshot:
    shown = {source.id: replace(source, withdrawn=False) for source in snapshot.all(Source)}
    return replace(snapshot, tables={**snapshot.tables, Source: shown})


@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(whole=snapshots().map(with_every_source_shown), data=st.data())
def test_what_is_copied_is_read_back(sqlite_library: Library, whole: Snapshot, data: st.DataObject) -> None:
    raws = {e.id: data.draw(st.text()) for e in whole.all(Event) if e.source_id is not None}
    review_id = copied(sqlite_library, whole, raws)
    with sqlite_library.reading() as reader:
        assert told(reader.snapshot(review_id), reader.raws(review_id)) == told(whole, raws)


def test_verbatim_records_of_interleaved_sources_find_their_events(library: Library) -> None:
    review = Review(id=1, title="Two chats", created_at=AT)
    sources = {
        n: Source(id=n, review_id=1, file_name=f"{n}.csv", format="csv", sha256="", imported_at=AT) for n in (3, 8)
    }
    origin = [3, 3, None, 8, 3, *[8] * (PIECE + 2)]
    events = {
        n: Event(id=n, review_id=1, title=f"Event {n}", occurred_at=AT, source_id=source, position=float(n))
        for n, source in enumerate(origin, 20)
    }
    raws = {n: f"record {n}" for n, event in events.items() if event.source_id is not None and n != 21}
    started_review(library)  # so that ids of the copy are not those of the original
    review_id = copied(library, Snapshot(review, {Source: sources, Event: events}), raws)
    with library.reading() as reader:
        kept = {e.title: reader.raw_of(e.id) for e in reader.snapshot(review_id).all(Event)}
    assert kept == {e.title: raws.get(e.id, "") if e.source_id else None for e in events.values()}
