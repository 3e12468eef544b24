"""Documents with records in several members, fields that are times, and times as people write them."""

from datetime import date

import pytest

from secondstory.importers.base import ImportOptions
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import Row, rows_inside
from secondstory.importers.documents.members import members
from secondstory.importers.documents.reading import Record
from secondstory.importers.documents.stamped import time_fields
from secondstory.importers.documents.written import WrittenMaker
from secondstory.importers.times.days import UnplaceableError
from secondstory.model.draft import UnreadRow
from secondstory.model.enums import EventKind
from support.imports import short, titles


def places(document: bytes, pointer: str = "/") -> list[list[str]] | None:
    found = members(Record(pointer, document), ("a", "b"), ("b",))
    return None if found is None else [[record.pointer for record in records] for records in found]


def test_each_member_that_is_there_gives_a_list_of_records() -> None:
    assert places(b'{"b": [1], "c": [2], "a": [3, 4]}') == [["/a/0", "/a/1"], ["/b/0"]]
    assert places(b'{"b": {"x": 1}}', "line 3") == [["line 3/b"]]
    assert places(b'{"a": []}') == [[]]


def test_a_record_without_such_a_member_is_no_document() -> None:
    assert places(b'{"c": [1]}') is None
    assert places(b'{"a": {"x": 1}, "b": null}') is None


def test_a_list_is_told_from_its_older_end_and_a_faulty_record_costs_only_itself() -> None:
    make = Maker("pagerduty", ImportOptions())

    def tell(record: Record) -> list[Row]:
        return [make.event(record, Occurrence(record.decoded(str), EventKind.NOTE, record.pointer))]

    written = [b'"2026-05-04T09:01:00Z"', b"5", b'"2026-05-04T09:00:00Z"', b'"2026-05-04T09:00:00Z"']
    rows = rows_inside([Record(f"/{number}", raw) for number, raw in enumerate(written)], tell)
    assert titles(rows) == ["/3", "/2", "/0"]
    (fault,) = (row for row in rows if isinstance(row, UnreadRow))
    assert (fault.locator, fault.raw) == ("/1", "5")


@pytest.mark.parametrize("nothing", [None, "", 0, "0"])
def test_a_field_that_was_not_set_is_no_time(nothing: Time) -> None:
    class Row:
        starttime = nothing

    field = next(found for found in time_fields("morgue") if found.field == "starttime")
    assert field.of(Row()) is None


def test_written_times_follow_one_another() -> None:
    make = WrittenMaker("morgue", ImportOptions("Europe/Berlin", date(2026, 5, 4)))
    written: list[Time] = ["11:30 PM", "12:10:05 am", "2026-05-06T09:00:00Z", 1777885500, "1777885500"]
    assert [short(make.when(time).at) for time in written] == [
        "2026-05-04 21:30",
        "2026-05-04 22:10:05",
        "2026-05-06 09:00",
        "2026-05-04 09:05",
        "2026-05-04 09:05",
    ]


@pytest.mark.parametrize("nonsense", ["soon", "09:00 or so", "", None, "9" * 400, "31:00"])
def test_what_is_no_time_says_so(nonsense: Time) -> None:
    make = WrittenMaker("morgue", ImportOptions(date=date(2026, 5, 4)))
    with pytest.raises(UnplaceableError, match=r"\.$"):
        make.when(nonsense)
