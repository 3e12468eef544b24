"""Reads labelled sentences and scores predictions against them."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

DATA = Path(__file__).parent.parent / "data"


@dataclass(frozen=True)
class Scores:
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        return 2 * self.precision * self.recall / (self.precision + self.recall)


def labelled(path: str) -> Iterator[tuple[str, str]]:
    """Label and sentence, from a file in which headings name the label of the lines below them."""
    label = ""
    for line in (DATA / path).read_text(encoding="utf-8").splitlines():
        if line.startswith("## "):
            label = line[3:].strip()
        elif line.strip() and not line.startswith("# "):
            yield label, line


def scores(path: str, predict: Callable[[str], set[str]], none: str = "none", *, any_label: bool = False) -> Scores:
    """Precision and recall over pairs of sentence and label, or of only whether there is a label at all."""
    right = found = wanted = 0
    for label, sentence in labelled(path):
        want = set() if label == none else {label}
        got = predict(sentence)
        if any_label:
            want, got = ({"any"} if labels else set() for labels in (want, got))
        right += len(want & got)
        found += len(got)
        wanted += len(want)
    return Scores(right / found, right / wanted)


def accuracy(path: str, predict: Callable[[str], str]) -> float:
    """The share of sentences whose label is predicted."""
    outcomes = [predict(sentence) == label for label, sentence in labelled(path)]
    return sum(outcomes) / len(outcomes)
