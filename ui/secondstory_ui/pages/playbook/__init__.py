"""Playbook: what reviews are measured against and which words they use."""

from secondstory_ui.page import Page, PageContext
from secondstory_ui.pages.playbook.playbook_page import PlaybookPage


def page(context: PageContext) -> Page:
    """The page of this place."""
    return PlaybookPage(context)
