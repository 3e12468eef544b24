"""What is in view on a timeline and what is selected, without any painting; nothing here knows Qt."""

from bisect import bisect_left
from collections.abc import Callable

from secondstory_ui.widgets.timeline_data import TimelineData
from secondstory_ui.widgets.timeline_marks import nearest_row
from secondstory_ui.widgets.timeline_scale import Scale, main_stretch, padded

ZOOM_STEP = 1.5
PAN_STEP = 0.2


class TimelineView:
    """The stretch of time in view, and the selected row; every change calls ``changed``."""

    def __init__(self, changed: Callable[[], None]) -> None:
        self._changed = changed
        self.data = TimelineData()
        self.limits = padded(0, 0)
        self.scale = Scale(*self.limits, 1)
        self.row: int | None = None
        self._fit: Callable[[], None] | None = self.fit_story

    @property
    def selected(self) -> int | None:
        """The id of the selected event."""
        return None if self.row is None else self.data.ids[self.row]

    def set_data(self, data: TimelineData) -> None:
        """Show other data. View and selection stay where the new data still have them.

        Where the first or last event moved, as after the clock of a source was corrected, the events are fitted into
        the view again, unless somebody chose another part.
        """
        selected, fresh = self.selected, not len(self.data)
        moved = list(self.data.times[:1] + self.data.times[-1:]) != list(data.times[:1] + data.times[-1:])
        self.data = data
        self.row = data.row_of(selected)
        self.limits = padded(*data.extent)
        outside = self.scale.end < self.limits[0] or self.scale.start > self.limits[1]
        if fresh or outside:
            self.fit_story()
        elif moved and self._fit is not None:
            self._fit()
        else:
            self.show(self.scale)

    def set_width(self, width: float) -> None:
        """The width in pixels of the view."""
        self.show(Scale(self.scale.start, self.scale.end, max(width, 1)))

    def show(self, scale: Scale) -> None:
        """Another stretch of time, pushed inside the limits."""
        held = scale.held(self.limits)
        if held != self.scale:
            self.scale = held
            self._changed()

    def choose(self, scale: Scale) -> None:
        """Another stretch of time that somebody chose; it stays when the events change."""
        before = self.scale
        self.show(scale)
        if self.scale != before:
            self._fit = None

    def fit(self) -> None:
        """Everything in view."""
        self._fit = self.fit
        self.show(Scale(*self.limits, self.scale.width))

    def fit_story(self) -> None:
        """The story in view: from the first moment to the last; without moments, all but a few far-away events."""
        self._fit = self.fit_story
        times = [marker.time for marker in self.data.moments]
        start, end = (min(times), max(times)) if len(times) > 1 else main_stretch(self.data.times)
        low, high = padded(start, end, 0.06) if self.data.times or times else self.limits
        self.show(Scale(max(low, self.limits[0]), min(high, self.limits[1]), self.scale.width))

    def zoom(self, factor: float, x: float | None = None) -> None:
        """Closer by a factor, around a pixel; around the selected event or the middle where none is given."""
        if x is None:
            x = self.scale.width / 2
            if self.row is not None and 0 <= self.scale.x(self.data.times[self.row]) <= self.scale.width:
                x = self.scale.x(self.data.times[self.row])
        self.choose(self.scale.zoomed(factor, x, self.limits))

    def pan(self, share: float) -> None:
        """Later by a share of the view; negative: earlier."""
        self.choose(self.scale.moved(share * self.scale.span, self.limits))

    def pan_pixels(self, pixels: float) -> None:
        """Later by so many pixels; negative: earlier."""
        self.choose(self.scale.moved(pixels * self.scale.per_pixel, self.limits))

    def reveal(self, time: float) -> None:
        """Bring an instant into view, with some air around it, where it is not yet."""
        x, air = self.scale.x(time), min(self.scale.width * 0.08, 60)
        if not air <= x <= self.scale.width - air:
            self.choose(self.scale.moved(time - (self.scale.start + self.scale.end) / 2, self.limits))

    def select_row(self, row: int | None) -> bool:
        """Select a row and bring it into view; says whether the selection changed."""
        changed = row != self.row
        self.row = row
        if row is not None:
            self.reveal(self.data.times[row])
        return changed

    def row_beside(self, step: int) -> int | None:
        """The row of the next (1) or previous (-1) event; from no selection, the first or last one in view."""
        if not self.data.times:
            return None
        if self.row is None:
            place = bisect_left(self.data.times, self.scale.start if step > 0 else self.scale.end)
            return min(max(place - (step < 0), 0), len(self.data) - 1)
        return min(max(self.row + step, 0), len(self.data) - 1)

    def row_across(self, step: int) -> int | None:
        """The row nearest in time in the lane below (1) or above (-1) the selected event."""
        if self.row is None:
            return self.row_beside(1)
        lane = self.data.lanes.index(self.data.kinds[self.row]) + step
        if not 0 <= lane < len(self.data.lanes):
            return self.row
        return nearest_row(self.data, lane, self.data.times[self.row])

    def outside(self) -> tuple[int, int]:
        """How many events lie before and after the view."""
        rows = self.data.rows_between(self.scale.start, self.scale.end)
        return rows.start, len(self.data) - rows.stop
