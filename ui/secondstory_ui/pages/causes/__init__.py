"""Causes: the conditions that came together, inside or outside our system."""

from secondstory_ui.page import Page, PageContext
from secondstory_ui.pages.causes.causes_page import CausesPage


def page(context: PageContext) -> Page:
    """The Causes step."""
    return CausesPage(context)
