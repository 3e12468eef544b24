"""In which direction a text tells its events, and what that says of the days and the zones of their times."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from datetime import date, time
from itertools import pairwise

from secondstory.importers.prose.items import DayMark, Heard, Item, Part, ZoneMark
from secondstory.importers.times.halves import Halves, are_open
from secondstory.importers.times.stamps import PartialDate

DAY_SECONDS = 24 * 3600
SMALL_STEP = 8 * 3600
"""A longer step between times that name no day may be one back as well as one forward past midnight."""
NOTED_LATE = 2 * 3600
"""How long before the entry above it something can have happened that was noted late, on the other side of midnight."""


@dataclass(slots=True)
class Run:
    """Events that follow a statement of a day, as a mark or with a time; none is stated for the first of a text.

    ``day`` is the day that is stated, and ``remark`` what to say of it.
    """

    mark: DayMark | None = None
    items: list[Item] = field(default_factory=list)
    day: PartialDate | None = None
    remark: str = ""

    @property
    def tells_newest_day(self) -> bool:
        """Whether the day that is stated is that of the event below, not that of the whole story."""
        return self.mark.heads if self.mark is not None else bool(self.items) and _is_dated(self.items[0])


def runs(parts: Iterable[Part]) -> list[Run]:
    """The events of a text, a run for each statement of a day; the first run has none."""
    found = [Run()]
    for part in parts:
        if isinstance(part, DayMark):
            found.append(Run(part, day=part.day if isinstance(part.day, PartialDate) else None))
        elif isinstance(part, Item):
            if _is_dated(part):
                found.append(Run(day=day_of(part)))
            found[-1].items.append(part)
    return found


def give_zones(parts: Sequence[Part]) -> None:
    """Tell each event which zone is stated for it, and which one the times before it name, if it is always the same."""
    stated = next((part.name for part in parts if isinstance(part, ZoneMark)), "")
    heard: dict[str, str] = {}
    for part in parts:
        if isinstance(part, ZoneMark):
            stated = part.name
        elif isinstance(part, Heard) and part.zone:
            heard.setdefault(part.zone.upper(), part.zone)
        elif isinstance(part, Item):
            part.zone_stated = stated
            part.zone_heard = next(iter(heard.values())) if len(heard) == 1 else ""
            if part.stamp is not None and part.stamp.zone:
                heard.setdefault(part.stamp.zone.upper(), part.stamp.zone)


def give_days(parts: Sequence[Part], first: date | None) -> None:
    """Give messages of “today” and “yesterday” their days, where the first of them is on the ``first`` day.

    Where the text states a day anywhere, “today” is not the one that was chosen, and nothing tells which it is.
    """
    told = [part for part in parts if isinstance(part, Item) and part.days_ago is not None and part.stamp is not None]
    if first is None or not told or any(_is_dated(part) for part in parts if isinstance(part, Item)):
        return
    today = first.toordinal() + (told[0].days_ago or 0)
    for item in told:
        ordinal = today - (item.days_ago or 0)
        if item.stamp is not None and date.min.toordinal() <= ordinal <= date.max.toordinal():
            day = date.fromordinal(ordinal)
            item.stamp.day = PartialDate(day.year, day.month, day.day)


def settle_halves(found: Sequence[Run]) -> None:
    """Give times their halves of the day, where they leave them open."""
    told = [
        ((day_of(item) and day_of(item).words) or number, item)  # type: ignore[union-attr]
        for number, run in enumerate(found)
        for item in run.items
        if not item.key and item.stamp is not None and item.stamp.clock is not None
    ]
    halves = Halves()
    if are_open([(day, item.written, item.stamp) for day, item in told if item.stamp is not None]):
        for day, item in told:
            item.remark = halves.take(day, item.stamp) if item.stamp is not None else ""


def is_newest_first(parts: Iterable[Part]) -> bool:
    """Whether most steps from one time to the next go back.

    A step between times that name no day is the short one, past midnight or not; long ones count only where no time is
    close to the next.
    """
    steps = list(_steps(parts))
    short = [step for step, is_short in steps if is_short]
    counted = short or [step for step, _ in steps]
    forward, back = sum(step > 0 for step in counted), sum(step < 0 for step in counted)
    return back >= 2 and back > 2 * forward


def _steps(parts: Iterable[Part]) -> Iterator[tuple[float, bool]]:
    """The steps between neighbours, and whether each is sure enough to be counted."""
    timed: list[Item] = []
    for part in [*parts, None]:
        if isinstance(part, Item):
            if not part.key and _clock(part) is not None:
                timed.append(part)
        elif not isinstance(part, ZoneMark | Heard):
            yield from (_step(first, second) for first, second in pairwise(timed))
            timed = []


def _step(first: Item, second: Item) -> tuple[float, bool]:
    step = _seconds(second) - _seconds(first)
    days = day_of(first), day_of(second)
    if days[0] is not None and days[1] is not None:
        return float(_days_between(days[0], days[1]) or step), True
    around = (step + DAY_SECONDS / 2) % DAY_SECONDS - DAY_SECONDS / 2
    return (around, True) if abs(around) <= SMALL_STEP else (step, False)


def _days_between(first: PartialDate, second: PartialDate) -> int:
    """Whether the second day is later (1), earlier (-1) or the same; years count where both have one."""
    before, after = (first.month, first.day), (second.month, second.day)
    if first.year is not None and second.year is not None:
        before, after = (first.year, *before), (second.year, *after)  # type: ignore[assignment]
    return (after > before) - (after < before)


def mark_late(items: Sequence[Item]) -> None:
    """Mark the times just before midnight that stand between two times just after it.

    Nothing but the entry behind them tells that they were noted late, so the last ones of a run never are.
    """
    timed = [item for item in items if _clock(item) is not None]
    at = 0
    while at + 1 < len(timed):
        end = at + 1
        while end < len(timed) and _is_before_midnight(timed[end], timed[at]):
            end += 1
        if end == at + 1:
            at = end
            continue
        returns = end < len(timed) and 0 < _seconds(timed[end]) - _seconds(timed[at]) < DAY_SECONDS / 2
        for item in timed[at + 1 : end]:
            item.late = returns
        at = end if returns else end - 1


def _is_before_midnight(item: Item, other: Item) -> bool:
    """Whether a time without a day is short before another one on the other side of midnight."""
    step = _seconds(item) - _seconds(other)
    return not _is_dated(item) and step > 0 and DAY_SECONDS - step <= NOTED_LATE


def _clock(item: Item) -> time | None:
    return item.stamp.clock if item.stamp is not None and not item.stamp.problem else None


def day_of(item: Item) -> PartialDate | None:
    """The day that the time of an event names."""
    return item.stamp.day if item.stamp is not None else None


def _is_dated(item: Item) -> bool:
    return item.stamp is not None and item.stamp.day is not None and not item.stamp.problem


def _seconds(item: Item) -> float:
    clock = _clock(item) or time(0)
    return clock.hour * 3600 + clock.minute * 60 + clock.second + clock.microsecond / 1e6
