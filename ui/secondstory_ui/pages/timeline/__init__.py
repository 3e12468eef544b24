"""Timeline: what happened, in order, with its sources, moments and honest times."""

from secondstory_ui.page import Page, PageContext
from secondstory_ui.pages.timeline.timeline_page import TimelinePage


def page(context: PageContext) -> Page:
    """The Timeline step."""
    return TimelinePage(context)
