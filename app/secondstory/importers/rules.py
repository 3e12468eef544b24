"""The data of the importers, read once: column names, kinds, times, zones and words."""

import tomllib
from functools import cache
from typing import Any

from secondstory_resources import resource_text


@cache
def rules(name: str) -> dict[str, Any]:
    """The rules of that name, for example ``columns``, or of a format: ``jira-csv``."""
    return tomllib.loads(resource_text(f"importing/{name.replace('-', '_')}.toml"))
