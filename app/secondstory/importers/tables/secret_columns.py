"""Columns of secrets, told by their headers: what stands below *Password* is left out of the rows of a table."""

import re
from collections.abc import Iterable, Iterator, Sequence
from functools import cache

from secondstory.importers.rules import rules
from secondstory.importers.secrets.in_json import LEFT_OUT, SAID
from secondstory.importers.tables.headers import plain
from secondstory.importers.tables.records import Record
from secondstory.importers.times.days import also
from secondstory.importers.together import Together
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.drafts import Drafts

Places = dict[int, re.Pattern[str]]
"""The columns of secrets by their places, each with the form of a secret."""


def secret_columns(names: Sequence[str]) -> Places:
    """The columns of secrets among those of these names."""
    forms = _forms()
    return {place: forms[name] for place, name in enumerate(map(plain, names)) if name in forms}


def without_secret_cells(records: Iterator[Record], places: Places) -> Iterator[Record]:
    """The records of a table without the secrets in these columns."""
    for number, raw, cells, fault in records:
        yield number, without_cells(raw, cells, places), cells, fault


def told_of_secrets(rows: Iterable[Drafts | Draft | UnreadRow]) -> Iterator[Drafts | Draft | UnreadRow]:
    """The rows of such a table, of which each says whether a secret was left out of it."""
    for row in Together(rows):
        if isinstance(row, Draft) and LEFT_OUT in row.raw:
            row.remark = also(row.remark, SAID)
        yield row


def without_cells(raw: str, cells: list[str], places: Places) -> str:
    """A row as it was written, without the secrets in these columns; they are taken out of its cells as well."""
    for place, form in places.items():
        secret = cells[place].strip() if place < len(cells) else ""
        if secret and form.fullmatch(secret):
            raw, cells[place] = raw.replace(secret, LEFT_OUT), LEFT_OUT
    return raw


@cache
def _forms() -> dict[str, re.Pattern[str]]:
    return {name: re.compile(kind["form"]) for kind in rules("secrets")["column"] for name in kind["names"]}
