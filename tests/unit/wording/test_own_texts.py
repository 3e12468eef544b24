"""The program keeps to its own rules: its prompts, guidance, glossary, labels and report texts blame nobody."""

import re
import tomllib
from collections.abc import Iterator
from pathlib import Path

import pytest

import secondstory_resources
from secondstory.wording.coach import Coach

RESOURCES = Path(secondstory_resources.__file__).parent
ABOUT_WORDING = {"wording", "taxonomy"}  # these list the very words that are looked for
ABOUT_NAMES = "naming.toml"  # so does this one, of what people may be said to have done
FILES = sorted(
    path for path in RESOURCES.glob("*/*.toml") if path.parent.name not in ABOUT_WORDING and path.name != ABOUT_NAMES
)


def sentences(value: object) -> Iterator[str]:
    """Every text below a value, with the places that are filled in later read as one word."""
    if isinstance(value, str):
        yield re.sub(r"\{\w*\}", "X", value)
    elif isinstance(value, dict):
        for part in value.values():
            yield from sentences(part)
    elif isinstance(value, list):
        for part in value:
            yield from sentences(part)


@pytest.mark.parametrize("path", FILES, ids=lambda path: f"{path.parent.name}/{path.name}")
def test_the_program_s_own_texts_raise_nothing(path: Path) -> None:
    texts = sentences(tomllib.loads(path.read_text(encoding="utf-8")))
    assert [(finding.text, text) for text in texts for finding in Coach.load().check(text)] == []


def test_the_texts_are_found() -> None:
    assert sum(1 for path in FILES for _ in sentences(tomllib.loads(path.read_text(encoding="utf-8")))) > 500
