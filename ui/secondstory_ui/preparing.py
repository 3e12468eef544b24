"""What the first review needs is loaded while the list of reviews is looked at, not while somebody waits for it."""

from importlib import import_module

from secondstory_ui.jobs.quiet import QuietWork

MODULES = ("secondstory_ui.workspace", "secondstory_ui.pages.timeline.timeline_page", "secondstory_ui.pages.prepare")


def prepare_reviews(quiet: QuietWork) -> None:
    """Load it in the background. What goes wrong there goes wrong again, and is told, when a review is opened."""
    quiet.run(_load, lambda _nothing: None, lambda _error: None)


def _load() -> None:
    for module in MODULES:
        import_module(module)
    import_module("secondstory.services.wording").coach()
