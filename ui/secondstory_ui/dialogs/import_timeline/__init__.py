"""The import dialog: what to bring in, how it will be read, and what became of it."""

from secondstory_ui.dialogs.import_timeline.dialog import ImportDialog

__all__ = ["ImportDialog"]
