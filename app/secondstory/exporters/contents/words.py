"""The report's own sentences, from the shipped tables."""

import tomllib
from collections.abc import Iterator
from functools import cache
from typing import Any

from secondstory_resources import resource_text


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resource_text(f"report/{name}.toml"))


def say(section: str, key: str, /, **values: object) -> str:
    """A sentence of the report, its braces filled in."""
    text: str = _table("words")[section][key]
    return text.format(**values) if values else text


def count(noun: str, n: int) -> str:
    """A number with its noun: ``1 event``, ``2 000 events``."""
    one, many = _table("words")["counts"][noun]
    found: str = one if n == 1 else many
    return found.format(n=number(n))


def number(n: int) -> str:
    """A whole number with thin gaps between thousands."""
    return f"{n:,}".replace(",", "\u202f")


def explained(kind: str) -> tuple[tuple[str, str], ...]:
    """What the report explains of itself: ``figures`` or ``words``, each with its name and its meaning."""
    rows: list[dict[str, str]] = _table("explained")[kind]
    return tuple((row.get("name") or row["term"], row.get("text") or row["meaning"]) for row in rows)


def texts_of_report() -> Iterator[str]:
    """Every sentence of the report's own, so that fonts have its characters."""
    for section in _table("words").values():
        for sentence in section.values():
            yield from (sentence,) if isinstance(sentence, str) else sentence
