"""How well the coach does on sentences labelled by hand; each file says how it scored when it was new."""

import pytest

from secondstory.wording.coach import Coach
from support.labelled import scores


def families(sentence: str) -> set[str]:
    return {finding.family for finding in Coach.load().check(sentence)}


FILES = ["held_out.txt", "development.txt", "development_2.txt", "development_3.txt", "development_4.txt"]


@pytest.mark.parametrize("name", FILES)
def test_it_tells_blame_from_neutral_sentences(name: str) -> None:
    assert scores(f"wording/{name}", families, any_label=True).f1 >= 0.95


@pytest.mark.parametrize("name", FILES)
def test_it_names_the_family_that_a_person_would_name(name: str) -> None:
    assert scores(f"wording/{name}", families).f1 >= 0.93
