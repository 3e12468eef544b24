"""Numbers that are written as texts."""

import json

import msgspec
import pytest

from secondstory.importers.documents.reading import Record
from support.imports import drafts, read


class Inner(msgspec.Struct):
    count: int | None = None


class Outer(msgspec.Struct):
    count: int | None = None
    share: float | None = None
    name: str | None = None
    inner: list[Inner] | None = None


def decoded(data: object) -> Outer:
    return Record("/", json.dumps(data).encode()).decoded(Outer)


def test_a_number_that_is_written_as_a_text_is_read_at_any_depth() -> None:
    found = decoded({"count": "79", "share": " 0.5 ", "name": "79", "inner": [{"count": 1}, {"count": "-2"}]})
    assert found == Outer(79, 0.5, "79", [Inner(1), Inner(-2)])


def test_an_empty_text_is_no_number() -> None:
    assert decoded({"count": "", "name": ""}) == Outer(None, None, "")


@pytest.mark.parametrize("odd", [{"count": "many"}, {"count": "1.5"}, {"count": "1", "name": {}}, {"inner": "3"}, "3"])
def test_what_is_no_number_stays_a_fault(odd: object) -> None:
    with pytest.raises(msgspec.ValidationError):
        decoded(odd)


def test_such_a_record_costs_nothing() -> None:
    alert = {"tinyId": "1", "message": "Intake form down", "priority": "P1", "alias": "intake"}
    times = {"createdAt": "2026-05-04T09:05:00Z", "lastOccurredAt": "2026-05-04T09:15:00Z"}
    rows = read(json.dumps({"data": [alert | times | {"count": "3"}]}))
    assert [row.title for row in drafts(rows)] == [
        "Alert #1 created: Intake form down",
        "Alert #1 occurred again, 3 times in all",
    ]
