"""Lists of texts in JSON: each text is a line of a timeline."""

import json

import pytest

from secondstory.importers.base import Sample
from secondstory.importers.preview import preview
from secondstory.importers.registry import detect
from secondstory.model.errors import UserError
from support.import_laws import OPTIONS
from support.imports import DATA, drafts, read, sample_of, times, titles, topics, unread

TEXTS = ["2026-05-04 14:05 UTC alert fired", "14:06 UTC looked at it"]


@pytest.mark.parametrize("document", [TEXTS, {"events": TEXTS}, {"a": {"b": [{"c": TEXTS}]}}, [TEXTS]])
def test_each_text_is_an_event(document: object) -> None:
    rows = read(json.dumps(document))
    assert times(rows) == ["2026-05-04 14:05", "2026-05-04 14:06"]
    assert titles(rows) == ["alert fired", "looked at it"]


def test_a_text_has_the_place_of_its_item() -> None:
    rows = read((DATA / "texts-in-json.json").read_bytes())
    assert [row.locator for row in rows] == [f"/timeline/{number}" for number in range(4)]
    assert drafts(rows)[0].remark == "Beside its texts the document holds “title”, “attendees”; that was not read."
    assert drafts(rows)[2].title == "Printers were restarted by the front desk"


def test_several_lists_go_on_with_the_same_day() -> None:
    rows = read(json.dumps({"detection": TEXTS, "response": ["14:20 UTC paused the flow", 7]}))
    assert times(rows)[-1] == "2026-05-04 14:20"
    assert [(row.locator, row.reason) for row in unread(rows)] == [
        ("/response/1", "This item of a list of texts is none.")
    ]


def test_the_day_is_asked_for() -> None:
    assert topics(json.dumps(["14:05 UTC alert fired", "14:06 UTC looked at it"])) == ["date"]


def test_the_beginning_of_a_long_list_can_be_looked_at() -> None:
    data = json.dumps({"timeline": TEXTS * 3000}).encode()
    sample = Sample(data[:4096], "", len(data))
    assert detect(sample).info.name == "json-texts"
    assert len(preview(detect(sample), sample, OPTIONS, 5).rows) == 5


@pytest.mark.parametrize(
    "document", [{"tags": ["a", "b"]}, {"dates": ["2026-05-04", "2026-05-05"]}, {"versions": ["1.2"]}]
)
def test_other_lists_of_texts_are_no_timeline(document: object) -> None:
    with pytest.raises(UserError):
        detect(sample_of(json.dumps(document)))


def test_rows_of_cells_stay_a_table() -> None:
    assert detect(sample_of(json.dumps([["2026-05-04T14:05:00Z", "alert fired"]] * 2))).info.name == "json"
