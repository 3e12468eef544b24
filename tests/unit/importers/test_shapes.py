"""Answers kept in a list, and records kept one on each line, are recognised as what they are by themselves."""

import json

import pytest

from secondstory.importers.registry import detect
from secondstory.importers.shapes import key_set, neighbour_set
from support.imports import DATA, read, sample_of, times, titles


def test_the_items_of_a_list_are_looked_at_by_themselves_and_an_object_as_in_a_list() -> None:
    inside = '{"log": [{"at": 1}]}'
    assert neighbour_set(f"[{inside}]") == key_set(inside) == {"log@1", "at@3"}
    assert neighbour_set(inside) == key_set(f"[{inside}]")


@pytest.mark.parametrize(
    "name",
    [
        "firehydrant-events.json",
        "rootly-events.json",
        "statuspage-incidents.json",
        "incident-io-updates.json",
        "grafana-oncall-notes.json",
    ],
)
def test_answers_that_were_gathered_in_a_list_give_what_each_gives(name: str) -> None:
    answer = (DATA / name).read_text()
    gathered = f"[{answer}]"
    assert detect(sample_of(gathered)).info.name == detect(sample_of(answer)).info.name
    assert titles(read(gathered)) == titles(read(answer))


@pytest.mark.parametrize("name", ["grafana-annotations.json", "alertmanager-groups.json"])
def test_the_records_of_a_list_may_stand_on_a_line_each(name: str) -> None:
    listed = (DATA / name).read_text()
    lines = "\n".join(json.dumps(item) for item in json.loads(listed))
    assert detect(sample_of(lines)).info.name == detect(sample_of(listed)).info.name
    assert sorted(times(read(lines))) == sorted(times(read(listed)))


def test_a_list_of_something_else_is_not_taken_for_a_known_format() -> None:
    assert detect(sample_of('[{"started": "2026-05-04T09:00:00Z", "what": "x"}]')).info.name == "json"
