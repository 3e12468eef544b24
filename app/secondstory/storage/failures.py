"""Failures of a database in words: what happened, and what a person can do about it."""

from collections.abc import Iterator
from contextlib import contextmanager

from sqlalchemy import Engine
from sqlalchemy.exc import ArgumentError, DBAPIError, OperationalError

from secondstory.model.errors import LibraryError

SPELT_OUT = {
    "not a database": ("{place} is not a Second Story library.", "Choose another file."),
    "malformed": (
        "The library {place} is damaged.",
        "Put a copy of it in its place, such as one that an upgrade left beside it; this file is left as it is.",
    ),
    "locked": (
        "Another program is writing to the library {place}.",
        "Nothing was changed; try again in a moment, or close the other program.",
    ),
    "full": ("There is no room left for the library {place}.", "Nothing was changed; make room and try again."),
    "readonly": ("The library {place} may not be written to.", "Change its permissions, or choose another place."),
}
"""What SQLite's messages hold, and what we say instead."""

OTHERWISE = "Check that the place exists, that it may be written to and that no other program holds it."
ADDRESS = "Write it as postgresql://user@host:5432/database."


def place_of(engine: Engine) -> str:
    """Where a library is, without a password."""
    return (
        engine.url.database or ""
        if engine.dialect.name == "sqlite"
        else engine.url.render_as_string(hide_password=True)
    )


@contextmanager
def in_words(place: str) -> Iterator[None]:
    """Turn the failures that people can do something about into sentences; other failures pass."""
    try:
        yield
    except DBAPIError as error:
        found = _spelt_out(str(error.orig), place)
        if found is None and isinstance(error, OperationalError):
            found = LibraryError(f"The library {place} can't be used: {_first_line(error)}.", OTHERWISE)
        if found is None:
            raise
        raise found from error
    except UnicodeEncodeError as error:
        raise LibraryError(
            "A text holds half of a character, which cannot be stored.", "Take it out, or paste the text again."
        ) from error
    except ArgumentError as error:
        raise LibraryError(f"{place} is no address of a database.", ADDRESS) from error
    except ModuleNotFoundError as error:
        raise LibraryError(
            "PostgreSQL support is not installed.", "Install it with: pip install 'secondstory[postgresql]'"
        ) from error
    except (PermissionError, NotADirectoryError, FileExistsError) as error:
        raise LibraryError(
            f"The library {place} can't be opened: {error.strerror}.", "Choose a folder that you may write to."
        ) from error


def _spelt_out(message: str, place: str) -> LibraryError | None:
    for part, (what, remedy) in SPELT_OUT.items():
        if part in message:
            return LibraryError(what.format(place=place), remedy)
    return None


def _first_line(error: DBAPIError) -> str:
    return str(error.orig).strip().splitlines()[0] if error.orig else "no answer"
