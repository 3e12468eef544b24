"""Cells that name who did something."""

import re
from collections.abc import Sequence

from secondstory.importers.tables.cells import NOTHING

_ADDRESS = re.compile(r"(?<=\S)\s*<[^<>@\s]{1,64}@[^<>@\s]{1,255}>\s*\Z")
"""The address behind a name, as Azure DevOps writes it."""


def person_of(cell: str) -> str:
    """The name that a cell holds, without the address behind it; empty where it says that it is nobody."""
    if cell in NOTHING:
        return ""
    return _ADDRESS.sub("", cell) if ">" in cell else cell


def people_of(column: Sequence[str]) -> list[str]:
    """The names of a whole column, each of which is looked at once."""
    names = {cell: person_of(cell) for cell in set(column)}
    return [names[cell] for cell in column]
