"""The time zone that a new review is told in, unless somebody chooses another one."""

from collections.abc import Iterable
from zoneinfo import available_timezones

from PySide6.QtCore import QSettings, QTimeZone

from secondstory.model.records import Review
from secondstory_ui.remembered import remembered_text

ZONE_SETTING = "reviews/timezone"
"""The zone that was chosen in Settings; empty for that of the last review."""


def zone_for_new_review(settings: QSettings, latest_first: Iterable[Review]) -> str:
    """The chosen zone, else that of the last review, else that of the computer."""
    chosen = remembered_text(settings, ZONE_SETTING)
    if chosen in available_timezones():
        return chosen
    return next((review.timezone for review in latest_first if not review.sample), system_zone())


def system_zone() -> str:
    """The IANA name of the computer's zone; UTC where the computer names none of a place."""
    name = bytes(QTimeZone.systemTimeZoneId().data()).decode("ascii", "replace")
    return name if name in available_timezones() and not name.startswith("Etc/") else "UTC"
