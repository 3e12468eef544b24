"""Insights: the figures over all reviews, with their definitions and how many cases they stand on."""

from secondstory_ui.page import Page, PageContext
from secondstory_ui.pages.insights.insights_page import InsightsPage


def page(context: PageContext) -> Page:
    """The page of this place."""
    return InsightsPage(context)
