"""The ground rules of a blameless meeting."""

import tomllib
from functools import cache

from secondstory_resources import resource_text


@cache
def ground_rules() -> tuple[str, ...]:
    """The rules, to be read out in half a minute before the group agrees to them."""
    return tuple(tomllib.loads(resource_text("steps/grounds.toml"))["rules"])
