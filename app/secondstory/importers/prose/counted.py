"""Events of a text whose times count from the start of the story."""

from collections.abc import Sequence
from datetime import timedelta

from secondstory.importers.prose.items import Item, Part, StartMark
from secondstory.importers.times.days import Days, UnplaceableError, When
from secondstory.importers.times.spans import START_UNKNOWN, TAKEN_AS_MINUTES, told_start
from secondstory.model.draft import Draft, UnreadRow
from secondstory.model.enums import Precision


def place_counted(parts: Sequence[Part], rows: Sequence[Draft | UnreadRow], days: Days) -> None:
    """Give the events that count from the start their times, where one of them or a person tells the start."""
    stamps = {f"line {part.line}": part.stamp for part in parts if isinstance(part, Item) and part.stamp}
    counted = [
        (row, stamp, stamp.since)
        for row in rows
        if isinstance(row, Draft) and (stamp := stamps.get(row.locator)) and stamp.since is not None
    ]
    start, reason = None, START_UNKNOWN
    try:
        start = _start(parts, counted, days)
    except UnplaceableError as fault:
        reason = str(fault)
    for row, stamp, since in counted:
        if row.occurred_at is not None:
            continue
        row.remark = reason
        if start is not None:
            _place(row, start, since)
            if stamp.approximate and row.occurred_at is not None:
                row.precision = Precision.APPROXIMATE
        if stamp.unit_is_assumed:
            row.remark = f"{row.remark} {TAKEN_AS_MINUTES}"


def _start(parts: Sequence[Part], counted: Sequence[tuple[Draft, object, timedelta]], days: Days) -> When | None:
    """When the story starts: as one of its events tells, as a person chose, or as the head of the text says."""
    for row, _, since in counted:
        if row.occurred_at is not None:
            return When(row.occurred_at - since, zone_assumed=row.zone_assumed)
    chosen = days.chosen_start()
    stated = next((part.stamp for part in parts if isinstance(part, StartMark)), None)
    return days.place(stated) if chosen is None and stated is not None else chosen


def _place(row: Draft, start: When, since: timedelta) -> None:
    try:
        row.occurred_at = start.at + since
    except OverflowError:
        row.remark = "The time lies outside the calendar."
        return
    row.precision = Precision.EXACT
    row.zone_assumed = start.zone_assumed
    row.remark = told_start(start.at)
