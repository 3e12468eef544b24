"""Writes a file beside its place and moves it there when it is whole, so that a failure leaves the old one."""

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import mkstemp

from secondstory.model.errors import UserError


@contextmanager
def replacing(path: Path) -> Iterator[Path]:
    """A path to write to; it takes the place of ``path`` at the end, and is removed where something is raised.

    Raises:
        UserError: the file cannot be written there.
    """
    draft: Path | None = None
    try:
        handle, name = mkstemp(prefix=f".{path.stem[:40]}-", suffix=path.suffix, dir=path.parent)
        os.close(handle)
        draft = Path(name)
        draft.chmod(0o666 & ~_umask())
        yield draft
        draft.replace(path)
    except OSError as error:
        raise UserError(
            f"{path.name} could not be written: {error.strerror or error}.",
            "Choose another folder, or close the program that has the file open.",
        ) from error
    finally:
        if draft is not None:
            draft.unlink(missing_ok=True)


def _umask() -> int:
    """The rights that new files are not given; it can only be read by setting it."""
    mask = os.umask(0o077)
    os.umask(mask)
    return mask
