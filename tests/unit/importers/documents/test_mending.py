"""Files that are almost JSON: several documents, text behind them, the head of an answer, lines with commas."""

import json

import pytest

from secondstory.importers.base import ImportOptions
from secondstory.importers.documents.mending import mended
from secondstory.importers.preview import preview
from secondstory.importers.registry import detect
from secondstory.model.errors import UserError
from support.imports import read, sample_of, titles, topics, unread

FIRST = {"time": "2026-05-04T09:00:00Z", "title": "Queue is growing"}
SECOND = {"time": "2026-05-04T09:05:00Z", "title": "Queue is empty"}
BOTH = ["Queue is growing", "Queue is empty"]
LIST = json.dumps([FIRST, SECOND])
HEAD = 'HTTP/2 200 \r\ncontent-type: application/json\r\nnel: {"max_age":1}\r\n\r\n'


@pytest.mark.parametrize(
    "text",
    [
        f"{json.dumps(FIRST, indent=2)}\n{json.dumps(SECOND, indent=2)}\n",
        f"{json.dumps(FIRST)}{json.dumps(SECOND)}",
        f"[{json.dumps(FIRST)}]\n[{json.dumps(SECOND)}]",
        f"{json.dumps(FIRST)},\n{json.dumps(SECOND)},\n",
        f"\x1e{json.dumps(FIRST, indent=2)}\n\x1e{json.dumps(SECOND, indent=2)}\n"[1:],
        HEAD + LIST,
        "HTTP/1.1 302 Found\nlocation: /x\n\n" + HEAD.replace("\r", "") + LIST,
        HEAD + f"{json.dumps(FIRST)}\n{json.dumps(SECOND)}\n",
    ],
)
def test_documents_that_follow_one_another_are_one_list_and_the_head_of_an_answer_is_none_of_it(text: str) -> None:
    rows = read(text)
    assert (titles(rows), unread(rows)) == (BOTH, [])
    assert topics(text) == []
    found = preview(detect(sample_of(text)), sample_of(text), ImportOptions()).rows
    assert titles(list(found)) == BOTH


def test_text_behind_a_document_is_told_and_kept() -> None:
    rows = read(f"{LIST}\nreal 0.3s\n")
    assert titles(rows) == BOTH
    assert [(row.raw, row.reason) for row in unread(rows)] == [
        ("real 0.3s", "Behind the JSON document stands text that is none.")
    ]


def test_a_known_format_is_mended_in_the_same_way() -> None:
    message = {"ts": "1777885200.000100", "type": "message", "text": "it is down"}
    rows = read(f"{json.dumps({'ok': True, 'messages': [message]}, indent=1)}\nreal 0.3s\n")
    assert (titles(rows), [row.raw for row in unread(rows)]) == (["it is down"], ["real 0.3s"])


@pytest.mark.parametrize("text", [LIST[:-1], f"{LIST}\n{LIST[:-5]}", f"{json.dumps(FIRST, indent=1)}\n{{"])
def test_a_document_that_was_cut_off_is_said_to_be(text: str) -> None:
    with pytest.raises(UserError, match="not a whole JSON document"):
        read(text, "json")


def test_what_does_not_begin_as_json_is_not_mended() -> None:
    assert mended(b"no json") is None
    assert mended(b"[" * 5000) is None
    assert mended(b"") is None


@pytest.mark.parametrize(
    "text",
    [
        f"[\n{json.dumps(FIRST)},\n{json.dumps(SECOND)},\n]\n",
        json.dumps([{**FIRST, "a": [1]}, {**SECOND, "b": {}}], indent=1).replace("}", ",}").replace("]", " ,\r\n]"),
        json.dumps([{**FIRST, "load": float("nan")}, {**SECOND, "load": float("-inf")}]),
        f"[{json.dumps(FIRST)}, /* the second one */\n{json.dumps(SECOND)} // the end\n]",
    ],
    ids=["comma behind the last item", "commas everywhere", "numbers that are none", "comments"],
)
def test_what_people_and_programs_write_beyond_the_standard_is_read(text: str) -> None:
    assert titles(read(text, "json")) == BOTH


def test_what_only_looks_loose_inside_of_texts_is_kept() -> None:
    title = 'a ,] b // c "NaN" /* d */'
    text = json.dumps([{**FIRST, "title": title}])[:-1] + ",]"
    assert titles(read(text)) == [title]
