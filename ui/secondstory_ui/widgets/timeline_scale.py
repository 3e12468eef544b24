"""Time to pixels and back, zooming, panning and the ticks of the axis; nothing here knows Qt."""

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta, tzinfo
from typing import NamedTuple

from secondstory.model.instants import microseconds
from secondstory_ui.widgets.timeline_data import FIRST, LAST, instant

SECOND = 1_000_000
MINUTE = 60 * SECOND
HOUR = 60 * MINUTE
DAY = 24 * HOUR
SHORTEST = SECOND
CLOCK_STEPS = tuple(n * SECOND for n in (1, 2, 5, 10, 15, 30)) + tuple(n * MINUTE for n in (1, 2, 5, 10, 15, 30))
CLOCK_STEPS += tuple(n * HOUR for n in (1, 2, 3, 6, 12))
DAY_STEPS = (1, 2, 7, 14)
MONTH_STEPS = (1, 3, 6, 12, 60, 120, 600, 1200, 6000, 12000)


class Tick(NamedTuple):
    """A place on the axis: when, the same in the zone, and whether a day begins there."""

    time: int
    local: datetime
    midnight: bool


@dataclass(frozen=True, slots=True)
class Scale:
    """The stretch of time that is in view over a width in pixels."""

    start: float
    end: float
    width: float

    @property
    def span(self) -> float:
        """How much time is in view, in microseconds."""
        return self.end - self.start

    @property
    def per_pixel(self) -> float:
        """Microseconds in one pixel."""
        return self.span / max(self.width, 1)

    def x(self, moment: float) -> float:
        """Where an instant lies, in pixels from the left of the view."""
        return (moment - self.start) / self.per_pixel

    def at(self, x: float) -> float:
        """The instant at a pixel."""
        return self.start + x * self.per_pixel

    def zoomed(self, factor: float, x: float, limits: tuple[float, float]) -> "Scale":
        """Closer by the factor (under 1: further away), with the instant at that pixel held in place."""
        low, high = limits
        span = min(max(self.span / factor, SHORTEST), high - low)
        start = self.at(x) - span * x / max(self.width, 1)
        return Scale(start, start + span, self.width).held(limits)

    def moved(self, by: float, limits: tuple[float, float]) -> "Scale":
        """Later by so many microseconds (negative: earlier), as far as the limits allow."""
        return Scale(self.start + by, self.end + by, self.width).held(limits)

    def held(self, limits: tuple[float, float]) -> "Scale":
        """The same span, pushed inside the limits."""
        low, high = limits
        span = min(self.span, high - low)
        start = max(min(self.start, high - span), low)
        return Scale(start, start + span, self.width)


def padded(start: float, end: float, share: float = 0.04) -> tuple[float, float]:
    """A stretch with some air on both sides; half an hour each where it has no length."""
    air = (end - start) * share if end - start >= SHORTEST else 30 * MINUTE
    return max(start - air, FIRST), min(end + air, LAST)


def main_stretch(times: Sequence[int]) -> tuple[int, int]:
    """The first and last time of the story itself: a few events far away from all others are left out.

    While one quiet stretch takes more than half of the whole (it then covers the middle), only the side with more
    events is kept.
    """
    low, high = 0, len(times) - 1
    while high - low >= 3:
        after = bisect_left(times, (times[low] + times[high]) // 2 + 1, low, high)
        if (times[after] - times[after - 1]) * 2 <= times[high] - times[low]:
            break
        low, high = (low, after - 1) if after - low >= high - after else (after, high)
    return (times[low], times[high]) if times else (0, 0)


def ticks(scale: Scale, zone: tzinfo, apart: float) -> list[Tick]:
    """Round times of the zone in view, at least so many pixels apart."""
    least = scale.per_pixel * apart
    clock = next((step for step in CLOCK_STEPS if step >= least), None)
    if clock is not None:
        return list(_clock_ticks(scale, zone, clock))
    days = next((n for n in DAY_STEPS if n * DAY >= least), None)
    if days is not None:
        return list(_day_ticks(scale, zone, days))
    months = next((n for n in MONTH_STEPS if n * 30 * DAY >= least), MONTH_STEPS[-1])
    return list(_month_ticks(scale, zone, months))


def local(moment: float, zone: tzinfo) -> datetime:
    """An instant in the zone; in UTC at the ends of the calendar."""
    at = instant(moment)
    try:
        return at.astimezone(zone)
    except OverflowError:
        return at


def _offset(moment: float, zone: tzinfo) -> int:
    offset = local(moment, zone).utcoffset() or timedelta(0)
    return int(offset.total_seconds()) * SECOND


def _clock_ticks(scale: Scale, zone: tzinfo, step: int) -> Iterator[Tick]:
    """Multiples of the step on the clock of the zone, also across a change to or from summer time."""
    moment = int(scale.start)
    while moment <= scale.end:
        offset = _offset(moment, zone)
        candidate = -((moment + offset) // -step) * step - offset
        changed = _offset(candidate, zone)
        if changed != offset:
            candidate = max(-((candidate + changed) // -step) * step - changed, moment)
        if candidate > min(scale.end, LAST):
            return
        here = local(candidate, zone)
        yield Tick(candidate, here, here.time() == time(0))
        moment = candidate + max(step // 2, 1)


def _day_ticks(scale: Scale, zone: tzinfo, days: int) -> Iterator[Tick]:
    number = local(scale.start, zone).toordinal()
    number += -number % days
    while number <= date.max.toordinal():
        tick = _midnight(datetime.fromordinal(number), zone)
        if tick.time > scale.end:
            return
        if tick.time >= scale.start:
            yield tick
        number += days


def _month_ticks(scale: Scale, zone: tzinfo, months: int) -> Iterator[Tick]:
    first = local(scale.start, zone)
    number = first.year * 12 + first.month - 1
    number += -number % months
    while number < date.max.year * 12:
        tick = _midnight(datetime(number // 12, number % 12 + 1, 1), zone)  # noqa: DTZ001  # the zone is set there
        if tick.time > scale.end:
            return
        if tick.time >= scale.start:
            yield tick
        number += months


def _midnight(day: datetime, zone: tzinfo) -> Tick:
    here = day.replace(tzinfo=zone)
    return Tick(microseconds(here), here, midnight=True)


def in_view(spans: Sequence[tuple[int, int]], scale: Scale, narrowest: float) -> list[tuple[int, int]]:
    """The spans (sorted, apart from one another) that touch the view and are at least so many pixels wide."""
    least = narrowest * scale.per_pixel
    first = max(bisect_left(spans, (int(scale.start), 0)) - 1, 0)
    shown = []
    for start, end in spans[first:]:
        if start > scale.end:
            break
        if end >= scale.start and end - start >= least:
            shown.append((start, end))
    return shown


def stack_rows(places: Sequence[tuple[float, float]], gap: float) -> list[int]:
    """A row for each label (left, width), in the order given, so that none touches another in its row."""
    ends: list[float] = []
    rows = []
    for left, width in places:
        row = next((i for i, end in enumerate(ends) if end + gap <= left), len(ends))
        if row == len(ends):
            ends.append(0)
        ends[row] = left + width
        rows.append(row)
    return rows
