"""How well the coach does on sentences labelled by hand; each file says how it scored when it was new."""

import pytest

from secondstory.wording.coach import Coach
from support.labelled import scores


def families(sentence: str) -> set[str]:
    return {finding.family for finding in Coach.load().check(sentence)}


FILES = {
    "held_out.txt": (0.97, 0.95),
    "development.txt": (0.97, 0.95),
    "development_2.txt": (0.97, 0.94),
    "development_3.txt": (0.97, 0.95),
    "development_4.txt": (0.97, 0.95),
    "second_author.txt": (0.97, 0.95),
    "second_author_2.txt": (0.95, 0.90),
    "second_author_3.txt": (0.95, 0.93),
    "second_author_4.txt": (0.95, 0.92),
    "second_author_5.txt": (0.95, 0.95),
    "second_author_6.txt": (0.95, 0.93),
    "second_author_7.txt": (0.95, 0.93),
}


@pytest.mark.parametrize(("name", "least"), [(name, least) for name, (least, _) in FILES.items()])
def test_it_tells_blame_from_neutral_sentences(name: str, least: float) -> None:
    assert scores(f"wording/{name}", families, any_label=True).f1 >= least


@pytest.mark.parametrize(("name", "least"), [(name, least) for name, (_, least) in FILES.items()])
def test_it_names_the_family_that_a_person_would_name(name: str, least: float) -> None:
    assert scores(f"wording/{name}", families).f1 >= least
