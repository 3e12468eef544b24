"""Settings: how the program looks, where the library is, what new reviews start with."""

from secondstory_ui.page import Page, PageContext
from secondstory_ui.pages.settings.settings_page import SettingsPage


def page(context: PageContext) -> Page:
    """The page of this place."""
    return SettingsPage(context)
