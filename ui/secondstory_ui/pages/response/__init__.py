"""Response: how help and information moved, apart from the technical story."""

from secondstory_ui.page import Page, PageContext
from secondstory_ui.pages.response.response_page import ResponsePage


def page(context: PageContext) -> Page:
    """The Response step."""
    return ResponsePage(context)
