"""Log entries that are read in columns give what each of them gives by itself."""

import json
from collections.abc import Iterator, Mapping, Sequence
from io import BytesIO
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.importers.base import Draft, ImportOptions, UnreadRow
from secondstory.importers.documents import importer
from secondstory.importers.documents.events import Maker
from secondstory.importers.documents.importer import JsonImporter
from secondstory.importers.documents.reading import Record
from secondstory.importers.formats.pagerduty import PagerDutyImporter
from secondstory.importers.together import Together
from secondstory.model.drafts import Drafts

TEXTS = ("Paged the on-call", " Zürich ist weg\n", "x" * 250, "two\nlines", "", "NUL \0 inside", "😀 \ud83d\ude00")
TIMES = ("2026-05-04T14:05:00Z", "2026-05-04T14:06:00.250Z", "2026-05-04T14:04:00Z")
ODD_TIMES = ("2026-05-04T16:05:00+02:00", "soon", "", None, 1777903500, "0001-01-01T00:00:00Z", "1970-01-01T00:00:00Z")


@pytest.fixture(autouse=True, scope="module")
def few() -> Iterator[None]:
    """Entries are divided until two of them are left."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(importer, "FEW", 2)
        yield


class OneByOne(PagerDutyImporter):
    """Reads nothing in columns."""

    def _told(self, found: Iterator[Record], make: Maker) -> Iterator[Drafts | Draft | UnreadRow]:
        return JsonImporter._told(self, found, make)


def entries(times: Sequence[object]) -> st.SearchStrategy[list[dict[str, Any]]]:
    text = st.sampled_from(TEXTS)
    named = st.none() | st.fixed_dictionaries({}, optional={"summary": st.none() | text})
    channel = st.sampled_from([None, {}, {"type": "auto"}, {"summary": "Seen"}, {"note": "x", "content": " y "}])
    entry = st.fixed_dictionaries(
        {"created_at": st.sampled_from(times), "type": st.sampled_from(["trigger_log_entry", "notify_log_entry", "x"])},
        optional={
            "summary": text,
            "id": st.integers(0, 4).map(lambda n: f"R{n}"),
            "agent": named,
            "user": named,
            "service": named,
            "teams": st.lists(named, max_size=2),
            "note": text,
            "channel": channel if times is TIMES else channel | st.just("web"),
        },
    )
    return st.lists(entry, min_size=1, max_size=8)


def both(told: list[dict[str, Any]], **more: object) -> list[Draft | UnreadRow]:
    data = json.dumps({"log_entries": told, **more}, indent=1).encode()
    rows = list(PagerDutyImporter().read(BytesIO(data), ImportOptions()))
    single = list(OneByOne().read(BytesIO(data), ImportOptions()))
    assert [row for row in rows if isinstance(row, Draft)] == [row for row in single if isinstance(row, Draft)]
    assert unread(rows) == unread(single)
    return rows


def unread(rows: list[Draft | UnreadRow]) -> list[UnreadRow]:
    """The unread rows, in the order of the file."""
    return sorted((row for row in rows if isinstance(row, UnreadRow)), key=lambda row: int(row.locator.split("/")[-1]))


@given(entries(TIMES))
def test_usual_entries(told: list[dict[str, Any]]) -> None:
    both(told)


@given(entries((*TIMES, *ODD_TIMES)), st.booleans())
def test_any_entries(told: list[dict[str, Any]], more: bool) -> None:
    both(told, more=more)


def numbered(number: int) -> Mapping[str, object]:
    return {"id": f"R{number}", "type": "trigger_log_entry", "created_at": TIMES[0], "summary": f"Entry {number}"}


def test_many_entries_come_in_columns_oldest_first() -> None:
    told = [dict(numbered(number), created_at=f"2026-05-04T14:{number % 60:02}:00Z") for number in range(1200, 0, -1)]
    data = json.dumps({"log_entries": told}).encode()
    found = PagerDutyImporter().read(BytesIO(data), ImportOptions())
    assert isinstance(found, Together)
    portions = list(found.together())
    assert [len(drafts) for drafts in portions if isinstance(drafts, Drafts)] == [500, 500, 200]
    assert both(told) == [draft for drafts in portions if isinstance(drafts, Drafts) for draft in drafts.one_by_one()]
