"""Time fields that read and show times in the zone of the open review."""

from datetime import UTC, datetime

from secondstory.timeline.clock import format_instant, in_zone
from secondstory.timeline.typed_time import read_typed_time
from secondstory_ui.page import StepPage
from secondstory_ui.widgets.time_field import TimeField


def time_field(page: StepPage, accessible_name: str) -> TimeField:
    """A field for a time of the open review; a time without a date is of the day that the review begins."""
    zone = page.bridge.snapshot.review.timezone if page.bridge.snapshot else ""
    return TimeField(accessible_name, lambda text: read_time(page, text), lambda at: show_time(page, at), zone)


def read_time(page: StepPage, text: str, near: datetime | None = None) -> datetime:
    """Read a typed time; ``near`` is what ``+7m`` counts from and whose day is meant. Raises `UserError`."""
    snapshot = page.snapshot
    start = near or beginning_of(page)
    return read_typed_time(
        text, day=in_zone(start, snapshot.zone).date(), zone=snapshot.zone, relative_to=near or start
    )


def show_time(page: StepPage, at: datetime) -> str:
    """A time as the fields of this review show it."""
    return format_instant(at, page.snapshot.zone, seconds=bool(at.second))


def beginning_of(page: StepPage) -> datetime:
    """When the review begins: its window, else its first dated event, else now."""
    snapshot = page.snapshot
    return snapshot.review.window_start or snapshot.shown_events.first_time or datetime.now(UTC)
