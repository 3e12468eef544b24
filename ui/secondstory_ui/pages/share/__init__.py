"""Share: the real pages of the report, what to look at before handing it out, and the files."""

from secondstory_ui.page import Page, PageContext
from secondstory_ui.pages.share.share_page import SharePage


def page(context: PageContext) -> Page:
    """The Share step."""
    return SharePage(context)
