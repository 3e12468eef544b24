"""Writes a file beside its place and moves it there when it is whole, so that a failure leaves the old one."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from secrets import token_hex

from secondstory.model.errors import UserError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to; it takes the place of ``path`` at the end, and is removed where something is raised.

    Raises:
        UserError: the file cannot be written there.
    """
    draft = path.with_name(f".{path.stem[:40]}-{token_hex(4)}{path.suffix}")
    try:
        draft.touch(exist_ok=False)
        try:
            yield draft
            draft.replace(path)
        finally:
            draft.unlink(missing_ok=True)
    except OSError as error:
        raise UserError(
            f"{path.name} could not be written: {error.strerror or error}.",
            "Choose another folder, or close the program that has the file open.",
        ) from error
