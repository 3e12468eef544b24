"""JSON that is packed into texts: inside of JSON, and in the cells of tables."""

import csv
import json
from io import BytesIO, StringIO

import pytest

from secondstory.importers.base import ImportOptions
from secondstory.importers.preview import preview
from secondstory.importers.registry import by_name, detect
from secondstory.model.enums import EventKind
from support.imports import drafts, read, sample_of, times, titles, topics

FULL = {"level": "error", "msg": "Queue of forms is full", "user": "robin", "time": "2020-01-01T00:00:00Z"}
LOOKED = {"level": "info", "msg": "Looked at it", "kind": "decision"}
AT = ("2026-05-04T14:05:00Z", "2026-05-04T14:06:00Z")


def table(*rows: list[str]) -> str:
    text = StringIO()
    csv.writer(text).writerows(rows)
    return text.getvalue()


PACKED = [
    json.dumps([{"timestamp": at, "payload": json.dumps(said)} for at, said in zip(AT, (FULL, LOOKED), strict=True)]),
    "\n".join(
        json.dumps({"result": {"_time": at, "_raw": json.dumps(said), "sourcetype": "_json"}})
        for at, said in zip(AT, (FULL, LOOKED), strict=True)
    ),
    json.dumps([{"@timestamp": at, "@message": json.dumps(s)} for at, s in zip(AT, (FULL, LOOKED), strict=True)]),
    table(["_time", "_raw", "host"], [AT[0], json.dumps(FULL), "a"], [AT[1], json.dumps(LOOKED), "a"]),
    table(["time", "message"], [AT[0], json.dumps(FULL)], [AT[1], json.dumps(LOOKED, indent=1)]),
]


@pytest.mark.parametrize("file", PACKED)
def test_what_is_packed_says_what_happened_and_who_and_the_time_stays_that_outside(file: str) -> None:
    rows = read(file, zone="UTC")
    assert times(rows) == ["2026-05-04 14:05", "2026-05-04 14:06"]
    assert titles(rows) == ["Queue of forms is full", "Looked at it"]
    assert [row.actor for row in drafts(rows)] == ["robin", ""]
    assert drafts(rows)[1].kind is EventKind.DECISION
    assert topics(file) == []


@pytest.mark.parametrize("file", PACKED)
def test_a_look_at_the_file_shows_the_same(file: str) -> None:
    sample = sample_of(file)
    seen = preview(detect(sample), sample, ImportOptions(zone="UTC"))
    assert [row.title for row in drafts(list(seen.rows))] == ["Queue of forms is full", "Looked at it"]
    assert seen.layout.mapping["title"][0].endswith("..msg")


def test_a_line_that_is_not_packed_is_a_title_as_it_stands() -> None:
    file = table(["time", "message"], [AT[0], json.dumps(FULL)], [AT[1], "START of request 1"])
    assert titles(read(file)) == ["Queue of forms is full", "START of request 1"]


def test_a_title_outside_is_kept() -> None:
    file = table(["time", "title", "payload"], [AT[0], "Queue is full", json.dumps(FULL)], [AT[1], "Looked", "{}"])
    assert titles(read(file)) == ["Queue is full", "Looked"]


@pytest.mark.parametrize(("name", "said"), [("Event Details", "Queue is full"), ("remarks", "Looked at it again")])
def test_a_sentence_outside_is_kept_whatever_it_is_called(name: str, said: str) -> None:
    rows = [[at, said, json.dumps({"title": "metadata of it"})] for at in AT]
    assert titles(read(table(["time", name, "metadata"], *rows), "csv")) == [said, said]


def test_the_name_of_a_program_outside_says_less_than_what_is_packed() -> None:
    rows = [
        {"time": at, "name": "forms", "payload": json.dumps(said)} for at, said in zip(AT, (FULL, LOOKED), strict=True)
    ]
    assert titles(read(json.dumps(rows))) == ["Queue of forms is full", "Looked at it"]


def test_a_time_that_is_only_packed_is_found() -> None:
    said = [json.dumps({"time": at, "msg": text}) for at, text in zip(AT, ("Queue is full", "Looked"), strict=True)]
    assert times(read(table(["payload", "host"], *([text, "a"] for text in said)), "csv")) == [
        "2026-05-04 14:05",
        "2026-05-04 14:06",
    ]


def test_a_person_may_want_the_packed_text_or_a_part_of_it() -> None:
    whole = drafts(read(PACKED[3], mapping={"title": "_raw"}))[0]
    assert json.loads(whole.title) == FULL
    assert titles(read(PACKED[3], mapping={"title": "_raw..level"})) == ["error", "info"]


@pytest.mark.parametrize("cell", ["{", "{}", '{"a"', "{not json}", '{"a": ' * 2000 + "1" + "}" * 2000])
def test_what_only_looks_packed_does_no_harm(cell: str) -> None:
    file = table(["time", "message"], [AT[0], cell], [AT[1], cell])
    assert len(read(file, "csv")) == 2
    assert len(list(by_name("csv").read(BytesIO(file.encode()), ImportOptions()))) == 2
