"""Times on a clock of twelve hours that do not say which half of the day it is: 9:05, 11:50, 1:10."""

import re
from collections.abc import Sequence
from datetime import time
from itertools import groupby, pairwise

from secondstory.importers.times.stamps import Stamp

NOON = 12
LAST_OF_MORNING, FIRST_OF_AFTERNOON = 9, 6
"""A step back from this hour or a later one to that hour or an earlier one is one over noon."""
LEAST = 3
TAKEN = "No half of the day is written: taken as {clock:%H:%M}, as it stands behind {before:%H:%M}."
_BARE = re.compile(r"\W*(?:[1-9]|1[0-2])[:.]\d\d(?::\d\d)?(?![\d:])(?!\s?[ap]\.?\s?m)", re.IGNORECASE)


def are_open(told: Sequence[tuple[object, str, Stamp]]) -> bool:
    """Whether times leave the half of the day open, and one step back in a day shows that it passes noon.

    Each is told with its day, or whatever else stands for that, and as written. All hours are of a clock of twelve
    hours and written without a zero in front, and no day has any other step back.
    """
    times = [(day, stamp.clock) for day, written, stamp in told if _BARE.match(written) or stamp.problem]
    if len(times) < LEAST or len(times) != len(told):
        return False
    steps = 0
    for _, group in groupby(times, key=lambda one: one[0]):
        back = [(a, b) for (_, a), (_, b) in pairwise(group) if a is not None and b is not None and b < a]
        if len(back) > 1 or any(not _is_noon(before, after) for before, after in back):
            return False
        steps += len(back)
    return steps > 0


def _is_noon(before: time, after: time) -> bool:
    return before.hour >= LAST_OF_MORNING and after.hour <= FIRST_OF_AFTERNOON


class Halves:
    """Gives times their halves of the day, one after the other."""

    def __init__(self) -> None:
        """No time was told yet."""
        self._day: object = None
        self._before: time | None = None
        self._step: time | None = None

    def take(self, day: object, stamp: Stamp) -> str:
        """Put a time into its half of the day; what to say of it, which is nothing where it stays as it is."""
        clock = stamp.clock
        if clock is None or stamp.problem:
            return ""
        if day != self._day:
            self._day, self._before, self._step = day, None, None
        if self._step is None and self._before is not None and clock < self._before:
            self._step = self._before
        if self._step is None or clock.hour >= NOON:
            self._before = clock
            return ""
        stamp.clock = self._before = clock.replace(hour=clock.hour + NOON)
        if stamp.until is not None and stamp.until_day is None and stamp.until.hour < NOON:
            stamp.until = stamp.until.replace(hour=stamp.until.hour + NOON)
        return TAKEN.format(clock=stamp.clock, before=self._step)
