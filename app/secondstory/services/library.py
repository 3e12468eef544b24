"""Opening a library, and looking after it."""

import getpass
import os
from datetime import UTC, datetime, timedelta
from pathlib import Path

import platformdirs

from secondstory.model.errors import UserError
from secondstory.model.records import Record
from secondstory.response.defaults import default_windows
from secondstory.steps.playbook import default_glossary, default_roles
from secondstory.storage.bulk import discard_source, unfinished_sources
from secondstory.storage.check import problems_of
from secondstory.storage.library import Library

__all__ = ["Library", "check_library", "default_place", "open_library"]

ENVIRONMENT = "SECONDSTORY_LIBRARY"
UNFINISHED_AFTER = timedelta(days=1)


def default_place() -> str:
    """Where the library is kept unless somebody says otherwise: the environment's word, else the data folder."""
    folder = platformdirs.user_data_path("secondstory", appauthor=False)
    return os.environ.get(ENVIRONMENT) or str(folder / "library.db")


def open_library(place: str = "", author: str = "") -> Library:
    """Open the library at a place, or the default one; a new one gets the default playbook.

    Raises `UserError` where it can't be opened.
    """
    place = place or default_place()
    library = Library.open(place if "://" in place else str(Path(place).expanduser()), author or _user())
    if library.created:
        _set_up_playbook(library)
    _clear_unfinished_imports(library)
    return library


def check_library(library: Library) -> list[str]:
    """What is wrong with a library, a sentence each; empty where it is sound."""
    try:
        with library.reading() as reader:
            return problems_of(reader)
    except UserError as error:  # damaged in a place that the check had to read
        return [str(error)]


def _set_up_playbook(library: Library) -> None:
    defaults: tuple[Record, ...] = (*default_windows(), *default_roles(), *default_glossary())
    with library.preparing() as unit:
        for record in defaults:
            unit.add(record)


def _clear_unfinished_imports(library: Library) -> None:
    with library.preparing() as unit:
        unfinished = unfinished_sources(unit, datetime.now(UTC) - UNFINISHED_AFTER)
    for source_id in unfinished:
        discard_source(library, source_id)


def _user() -> str:
    try:
        return getpass.getuser()
    except (OSError, KeyError):  # no such user in this environment, as in some containers
        return ""
