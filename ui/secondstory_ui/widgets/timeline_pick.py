"""Which events a pointer is on; nothing here knows Qt's events."""

from PySide6.QtCore import QPointF

from secondstory_ui.widgets.timeline_data import TimelineData
from secondstory_ui.widgets.timeline_layout import Layout
from secondstory_ui.widgets.timeline_marks import MARK_PIXELS, nearest_row
from secondstory_ui.widgets.timeline_scale import Scale

REACH = 12.0
MOST_ROWS = 100_000


def pick_rows(data: TimelineData, scale: Scale, layout: Layout, at: QPointF) -> tuple[int, ...]:
    """The rows of the events under a point, by time: those that share the nearest mark; none on free ground."""
    lane = layout.lane_at(at.y())
    x = at.x() - layout.plot.left()
    if not 0 <= lane < len(data.lanes) or not -REACH <= x <= scale.width + REACH:
        return ()
    row = nearest_row(data, lane, scale.at(x))
    if row is None or abs(scale.x(data.times[row]) - x) > REACH:
        return ()
    bucket = max(int(scale.per_pixel * MARK_PIXELS), 1)
    start = data.times[row] // bucket * bucket
    rows = data.rows_between(start, start + bucket)
    if len(rows) > MOST_ROWS:
        return (row,)
    kind = data.lanes[lane]
    return tuple(place for place in rows if data.kinds[place] == kind)


def pick_gap(data: TimelineData, scale: Scale, layout: Layout, at: QPointF) -> tuple[int, int] | None:
    """The quiet stretch under a point."""
    if not layout.quiet.contains(at):
        return None
    time = scale.at(at.x() - layout.plot.left())
    return next(((start, end) for start, end in data.gaps if start <= time <= end), None)
