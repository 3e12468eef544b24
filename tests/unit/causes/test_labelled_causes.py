"""How well the procedure does on conditions labelled by hand; each file says how it scored when it was new."""

import json
from pathlib import Path

import pytest

from secondstory.causes.procedure import Procedure
from support.labelled import accuracy
from support.shared import shared_file


def label(sentence: str) -> str:
    return Procedure.load().suggest(sentence).label


FILES = [
    "held_out.txt",
    "development.txt",
    "development_2.txt",
    "development_3.txt",
    "development_4.txt",
    "second_author.txt",
    "second_author_2.txt",
    "second_author_3.txt",
]


@pytest.mark.parametrize("name", FILES)
def test_the_label_is_the_one_a_person_would_give(name: str) -> None:
    assert accuracy(f"causes/{name}", label) >= 0.93


def test_the_causes_of_well_known_public_incidents() -> None:
    files = sorted(shared_file("timelines/public-incidents").glob("*.json"))
    causes = [cause for file in files for cause in json.loads(Path(file).read_text(encoding="utf-8"))["causes"]]
    right = sum(label(cause["cause"]) == cause["label"] for cause in causes)
    assert right / len(causes) >= 0.85
