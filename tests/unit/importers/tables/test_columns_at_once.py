"""Tables that are read many rows at once give what their rows give one by one."""

import csv
from io import BytesIO, StringIO

from hypothesis import given
from hypothesis import strategies as st

from secondstory.importers.base import Draft, ImportOptions, UnreadRow
from secondstory.importers.registry import by_name
from secondstory.importers.together import Together, in_columns
from secondstory.model.drafts import Drafts

USUAL = ("2026-05-04T14:05:00Z", "2026-05-04 14:05:00.25+02:00", "2026-05-04T23:59:59.999999-11:30")
UNUSUAL = ("", "2026-05-04 14:05", "14:05", "20260504T140500Z", "around noon", "9999-12-31T23:59:59-14:00", "n/a")
TEXTS = ("It is down", " Rolled back ", "a,b", 'said "no"', "Zürich ist weg", "x" * 250, "-", "two\nlines", "")
KINDS = ("alert", "ACK", "decision", "something else", "", "-")
HEADER = ("time", "text", "kind", "role", "tags", "id")


def rows(times: tuple[str, ...], texts: tuple[str, ...] = TEXTS) -> st.SearchStrategy[list[tuple[str, ...]]]:
    words = st.sampled_from(("", "on-call engineer", "N/A", "lead"))
    row = st.tuples(
        st.sampled_from(times),
        st.sampled_from(texts),
        st.sampled_from(KINDS),
        words,
        st.sampled_from(("", "db; cache", "net")),
        st.sampled_from(("", "INC-1", "17", "null")),
    )
    return st.lists(row, min_size=1, max_size=12)


def table(told: list[tuple[str, ...]]) -> bytes:
    file = StringIO()
    csv.writer(file).writerows([HEADER, *told])
    return file.getvalue().encode()


def check(data: bytes) -> list[Draft | UnreadRow]:
    """The rows, which are the same when they are had many at once."""
    importer = by_name("csv")
    single = list(importer.read(BytesIO(data), ImportOptions()))
    portions = list(in_columns(importer.read(BytesIO(data), ImportOptions())))
    assert [draft for drafts, _ in portions for draft in drafts.one_by_one()] == [
        row for row in single if isinstance(row, Draft)
    ]
    assert [row for _, unread in portions for row in unread] == [row for row in single if isinstance(row, UnreadRow)]
    return single


@given(rows(USUAL + UNUSUAL))
def test_any_rows(told: list[tuple[str, ...]]) -> None:
    check(table(told))


@given(rows(USUAL, tuple(text for text in TEXTS if text)))
def test_usual_rows_are_read_as_they_are_when_another_one_stands_among_them(told: list[tuple[str, ...]]) -> None:
    unusual = ("2026-05-04 14:05", "Not in UTC", "", "", "", "")
    usual, mixed = check(table(told)), check(table([*told, unusual]))
    assert usual == mixed[: len(usual)]


def test_usual_rows_come_in_columns() -> None:
    data = table([(USUAL[0], "It is down", "alert", "lead", "db", "INC-1"), (USUAL[1], "Fixed", "", "", "", "2")])
    found = by_name("csv").read(BytesIO(data), ImportOptions())
    assert isinstance(found, Together)
    (drafts,) = found.together()
    assert isinstance(drafts, Drafts)
    assert drafts.external_id == ["INC-1", "time, text, id: 2"]


def test_what_was_begun_one_by_one_can_be_gone_on_with_at_once() -> None:
    data = table([(USUAL[0], f"Row {number}", "", "", "", "") for number in range(3)])
    found = by_name("csv").read(BytesIO(data), ImportOptions())
    first = next(found)
    assert isinstance(first, Draft)
    rest = [draft.title for drafts, _ in in_columns(found) for draft in drafts.one_by_one()]
    assert [first.title, *rest] == ["Row 0", "Row 1", "Row 2"]
