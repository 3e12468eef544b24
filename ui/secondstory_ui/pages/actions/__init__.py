"""Actions: parked ideas, the impact-effort matrix with the ranked plan, and each action in full."""

from secondstory_ui.page import Page, PageContext
from secondstory_ui.pages.actions.actions_page import ActionsPage


def page(context: PageContext) -> Page:
    """The Actions step."""
    return ActionsPage(context)
