"""Which marks the lanes of a timeline show: single events, clusters of events, or columns of density.

The cost follows the pixels, not the events: rows are found by bisection and by searching the column of kinds,
which runs in C, so that a million events need no index of their own. Nothing here knows Qt.
"""

from bisect import bisect_left
from typing import NamedTuple

from secondstory_ui.widgets.timeline_data import TimelineData
from secondstory_ui.widgets.timeline_scale import Scale

MARK_PIXELS = 14
COLUMN_PIXELS = 6
CROWDED = 3
MOST_KEYS = 200


class Mark(NamedTuple):
    """A mark in a lane: its middle in pixels and the rows of the events that it stands for."""

    x: float
    rows: tuple[int, ...]


class LaneMarks(NamedTuple):
    """What a lane shows in one view: either marks or, where it is crowded, columns.

    A column is its left edge in pixels and its count of events; all columns are equally wide.
    """

    marks: list[Mark]
    columns: list[tuple[float, int]]
    width: float


def all_marks(data: TimelineData, scale: Scale) -> list[LaneMarks]:
    """What every lane shows."""
    edge = scale.per_pixel * MARK_PIXELS
    rows = data.rows_between(scale.start - edge, scale.end + edge)
    limit = CROWDED * scale.width / MARK_PIXELS
    borders: tuple[list[float], list[int]] | None = None
    lanes = []
    for lane in range(len(data.lanes)):
        total = data.count_before(lane, rows.stop) - data.count_before(lane, rows.start)
        if total <= limit:
            lanes.append(LaneMarks(_clusters(data, scale, lane, rows), [], 0))
        else:
            borders = borders or _borders(data, scale, rows)
            lanes.append(LaneMarks([], _columns(data, lane, borders), column_time(scale) / scale.per_pixel))
    return lanes


def is_crowded(data: TimelineData, scale: Scale) -> bool:
    """Whether any lane shows columns."""
    rows = data.rows_between(scale.start, scale.end)
    limit = CROWDED * scale.width / MARK_PIXELS
    numbers = range(len(data.lanes)) if len(rows) > limit else range(0)
    return any(data.count_before(n, rows.stop) - data.count_before(n, rows.start) > limit for n in numbers)


def column_time(scale: Scale) -> int:
    """How much time one column stands for: a power of two microseconds, so that columns stay while zooming."""
    return 1 << max(int(scale.per_pixel * COLUMN_PIXELS), 1).bit_length()


def _clusters(data: TimelineData, scale: Scale, lane: int, rows: range) -> list[Mark]:
    """The events of a lane; those that would lie on one another are one mark. Buckets are fixed in time."""
    bucket = max(int(scale.per_pixel * MARK_PIXELS), 1)
    times, kinds, kind = data.times, data.kinds, data.lanes[lane]
    found: dict[int, list[int]] = {}
    row = kinds.find(kind, rows.start, rows.stop)
    while row >= 0:
        found.setdefault(times[row] // bucket, []).append(row)
        row = kinds.find(kind, row + 1, rows.stop)
    return [Mark(scale.x((times[group[0]] + times[group[-1]]) / 2), tuple(group)) for group in found.values()]


def _borders(data: TimelineData, scale: Scale, rows: range) -> tuple[list[float], list[int]]:
    """The left edges in pixels of the columns in view; and the first row of each, with the end of the last one."""
    times, bucket = data.times, column_time(scale)
    row, stop = rows.start, rows.stop
    lefts, firsts = [], []
    while row < stop:
        number = times[row] // bucket
        lefts.append(scale.x(number * bucket))
        firsts.append(row)
        row = bisect_left(times, (number + 1) * bucket, row + 1, stop)
    return lefts, [*firsts, stop]


def _columns(data: TimelineData, lane: int, borders: tuple[list[float], list[int]]) -> list[tuple[float, int]]:
    lefts, firsts = borders
    before = data.counts_before(lane, firsts)
    return [(left, b - a) for left, a, b in zip(lefts, before, before[1:], strict=False) if b > a]


def key_rows(data: TimelineData, scale: Scale) -> list[int]:
    """The rows of the key events in view, at most one for each lane and two widths of a mark."""
    bucket = max(int(scale.per_pixel * MARK_PIXELS * 2), 1)
    edge = scale.per_pixel * MARK_PIXELS
    rows = data.rows_between(scale.start - edge, scale.end + edge)
    first, last = bisect_left(data.key_rows, rows.start), bisect_left(data.key_rows, rows.stop)
    shown: dict[tuple[int, int], int] = {}
    for row in data.key_rows[first : last : max((last - first) // MOST_KEYS, 1)]:
        shown.setdefault((data.kinds[row], data.times[row] // bucket), row)
    return list(shown.values())


def nearest_row(data: TimelineData, lane: int, moment: float) -> int | None:
    """The row of the event of a lane that is nearest to an instant."""
    place = bisect_left(data.times, moment)
    kind = data.lanes[lane]
    rows = [row for row in (data.kinds.rfind(kind, 0, place), data.kinds.find(kind, place)) if row >= 0]
    return min(rows, key=lambda row: abs(data.times[row] - moment), default=None)
