"""Home: every review of the library, and the ways to begin one."""

from secondstory_ui.page import Page, PageContext
from secondstory_ui.pages.home.home_page import HomePage


def page(context: PageContext) -> Page:
    """The page of this place."""
    return HomePage(context)
