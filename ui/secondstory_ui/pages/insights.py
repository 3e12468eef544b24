"""Under construction."""

from secondstory_ui.page import Page, PageContext


def page(context: PageContext) -> Page:
    """The page of this place."""
    return Page(context)
