"""Figures that carry their definition and the number of cases they stand on."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

from secondstory.metrics.distribution import Distribution
from secondstory_resources import resource_text


@dataclass(frozen=True, slots=True)
class Measure:
    """What a figure means."""

    key: str
    name: str
    definition: str


@dataclass(frozen=True, slots=True)
class Frequency:
    """So many out of so many."""

    measure: Measure
    part: int
    n: int

    @property
    def share(self) -> float | None:
        """The part of the whole from 0 to 1; nothing where there is no case."""
        return self.part / self.n if self.n else None


@dataclass(frozen=True, slots=True)
class Spread:
    """A distribution and the unit of its values."""

    measure: Measure
    unit: str
    distribution: Distribution

    @property
    def n(self) -> int:
        """How many values there are."""
        return self.distribution.n


@dataclass(frozen=True, slots=True)
class Counts:
    """How many there are of each sort, in the order in which they are shown."""

    measure: Measure
    counts: Mapping[str, int]

    @property
    def n(self) -> int:
        """How many there are in all."""
        return sum(self.counts.values())


def measure(key: str) -> Measure:
    """The meaning of a figure of the library."""
    entry = library_table()["measures"][key]
    return Measure(key, entry["name"], entry["definition"])


@cache
def library_table() -> Mapping[str, Any]:
    """The file that defines the figures of the library."""
    return tomllib.loads(resource_text("metrics/library.toml"))
