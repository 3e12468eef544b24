"""The tracker's columns and its own sentences, from the shipped tables."""

import tomllib
from dataclasses import dataclass
from enum import StrEnum
from functools import cache
from typing import Any

from openpyxl.utils import get_column_letter

from secondstory.model import enums
from secondstory.model.names import name_of
from secondstory_resources import resource_text


@dataclass(frozen=True, slots=True)
class Column:
    """A column of the sheet of actions; ``key`` is the field of a row, and never changes."""

    key: str
    title: str
    width: float
    type: str
    edit: str = ""
    names: str = ""
    hidden: bool = False

    @property
    def choices(self) -> tuple[str, ...]:
        """The values to choose from, where there is a list of them."""
        return names_of(getattr(enums, self.names)) if self.names else ()


@cache
def columns() -> tuple[Column, ...]:
    """The columns of the sheet of actions, in order."""
    return tuple(Column(**row) for row in _table("columns")["column"])


@cache
def letter(key: str) -> str:
    """The letter of a column of the sheet of actions, for example ``D``."""
    place = next(i for i, column in enumerate(columns(), 1) if column.key == key)
    found: str = get_column_letter(place)
    return found


def names_of(kind: type[StrEnum]) -> tuple[str, ...]:
    """What people read for the values of a closed list, in order."""
    return tuple(name_of(value) for value in kind)


def say(section: str, key: str, **values: object) -> str:
    """A sentence of the tracker, its braces filled in."""
    text: str = _table("words")[section][key]
    return text.format(**values) if values else text


def notes(**values: object) -> tuple[tuple[str, str], ...]:
    """The notes on how to use the tracker: headings and texts."""
    return tuple((row["heading"], row["text"].format(**values)) for row in _table("words")["notes"])


@cache
def colour(section: str, key: str) -> str:
    """A colour of the light palette that every export uses, as openpyxl wants it: ``6A3FC4``."""
    palette: dict[str, dict[str, str]] = tomllib.loads(resource_text("report/palette.toml"))
    return palette[section][key].removeprefix("#")


@cache
def _table(name: str) -> dict[str, Any]:
    return tomllib.loads(resource_text(f"tracker/{name}.toml"))
