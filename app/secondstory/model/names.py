"""What people read for the values of the closed lists."""

import tomllib
from enum import StrEnum
from functools import cache

from secondstory_resources import resource_text


@cache
def _tables() -> dict[str, dict[str, str]]:
    return tomllib.loads(resource_text("words/names.toml"))


def name_of(value: StrEnum) -> str:
    """The English name of a value, for example ``Near miss``; the window translates it in the context ``Names``."""
    return _tables()[type(value).__name__][value.value]
