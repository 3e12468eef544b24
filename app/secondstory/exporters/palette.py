"""The colours and shapes of reports, from the shipped palette."""

import tomllib
from collections.abc import Iterator
from functools import cache, reduce
from typing import Any

from secondstory_resources import resource_text


@cache
def _table() -> dict[str, Any]:
    return tomllib.loads(resource_text("report/palette.toml"))


@cache
def colour(name: str) -> str:
    """A colour such as ``#16202E`` by its dotted name, for example ``causes.systemic``; no dot means the page."""
    path = name if "." in name else f"page.{name}"
    found: Any = reduce(dict.__getitem__, path.split("."), _table())
    return str(found)


def lane_shape(kind: str) -> str:
    """The shape of a lane of the timeline graphic: circle, ring, square, diamond or triangle."""
    return colour(f"lanes.{kind}.shape")


def variables() -> Iterator[tuple[str, str]]:
    """The plain colours by the names that style sheets give them, for example ``causes-systemic``."""
    for table in ("page", "causes", "marks"):
        for name, value in _table()[table].items():
            yield f"{table}-{name}".replace("_", "-"), value
