"""Medians and percentiles that say how many values they stand on."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

MEDIAN_FROM = 5
"""Below this many values they are listed and nothing is summed up."""
P90_FROM = 10
"""Below this many values the ninetieth percentile says nothing."""


@dataclass(frozen=True, slots=True)
class Distribution:
    """Values in rising order; no mean, because durations are strongly skewed. The unit is that of the values."""

    values: tuple[float, ...]
    median: float | None
    p90: float | None

    @property
    def n(self) -> int:
        """How many values there are."""
        return len(self.values)


def distribution(values: Iterable[float]) -> Distribution:
    """The median from 5 values on and the ninetieth percentile from 10 on; fewer values are only listed."""
    ordered = tuple(sorted(values))
    median = percentile(ordered, 0.5) if len(ordered) >= MEDIAN_FROM else None
    p90 = percentile(ordered, 0.9) if len(ordered) >= P90_FROM else None
    return Distribution(ordered, median, p90)


def percentile(values: Sequence[float], p: float) -> float:
    """The value at the share ``p`` (0 to 1), by linear interpolation between ranks, like PERCENTILE.INC in Excel.

    Raises:
        ValueError: where there are no values, or ``p`` is not a share.
    """
    if not values or not 0 <= p <= 1:
        raise ValueError("a percentile needs values and a share between 0 and 1")
    ordered = sorted(values)
    below, part = divmod(p * (len(ordered) - 1), 1)
    low = ordered[int(below)]
    high = ordered[min(int(below) + 1, len(ordered) - 1)]
    return low if part == 0 else low + (high - low) * part
