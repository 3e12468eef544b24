"""Looking through texts without making events."""

from array import array

import msgspec

from secondstory.model.event_texts import find_telling
from secondstory.model.events import Events
from secondstory.model.imported import Piece, Texts
from secondstory.model.progress import finish
from secondstory.model.records import Event
from secondstory.model.snapshot import Snapshot
from support.reviews import event, review


def piece(first_id: int, *titles: str) -> Piece:
    texts = Texts([""], ["UTC"], [""], [""], list(titles), [""], [()], ["row"])
    times = array("q", range(first_id, first_id + len(titles)))
    return Piece(first_id, 1, 1, first_id, times, {}, bytes(len(titles)), msgspec.json.encode(texts))


def test_events_of_pieces_and_rows_are_found_in_their_order_and_only_those_are_made() -> None:
    rows = {2: event("14:00", "Found by hand", id=2, source_id=1), 9: event("13:00", "Found first", id=9)}
    events = Events(rows, [piece(1, "Found", "Gone: a row stands for it", "Other"), piece(5, "Other", "Other")])
    shown = Snapshot(review(), {Event: events}).shown_events
    found = finish(find_telling(shown, lambda title: title.startswith("Found"), "title"))
    assert [each.title for each in found] == ["Found", "Found first", "Found by hand"]
    assert list(events._unpacked) == [0]


def test_of_a_part_of_the_timeline_only_events_of_it_are_found() -> None:
    shown = Snapshot(review(), {Event: Events({}, [piece(1, "Found", "Found", "Other")])}).shown_events
    assert len(finish(find_telling(shown[1:], lambda title: title == "Found", "title"))) == 1
    assert not finish(find_telling(shown[:0], lambda _title: True, "title"))
