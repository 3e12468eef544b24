"""Actions: what was decided in all reviews, and how far it has come."""

from secondstory_ui.page import Page, PageContext
from secondstory_ui.pages.all_actions.all_actions_page import AllActionsPage


def page(context: PageContext) -> Page:
    """The page of this place."""
    return AllActionsPage(context)
