"""Puts texts of a review on the clipboard, by which they leave the library: people are roles in them."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication

from secondstory_ui.page import PageContext


def copy_later(context: PageContext, make: Callable[[], str]) -> None:
    """Put a text on the clipboard that takes a moment to make: whom a long timeline names is looked up in all of it."""
    context.jobs.prompt.run(make, QGuiApplication.clipboard().setText, context.bridge.failed.emit)
