"""Real files of others, which are read where they are there and never copied into the project."""

from pathlib import Path

import pytest

REPOSITORY = Path(__file__).resolve().parents[2]


def shared_file(name: str) -> Path:
    """A file beside the checkout, such as ``timelines/markdown/x.md``; the test skips where it is not there."""
    path = REPOSITORY.parent / "shared" / name
    if not path.exists():
        pytest.skip(f"the shared file {name} is not on this machine")
    return path
