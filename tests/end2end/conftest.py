"""The program as a process, on a library of its own."""

from pathlib import Path

import pytest

from support.command_line import TIMELINE, Program


@pytest.fixture
def secondstory(tmp_path: Path) -> Program:
    """The command on an empty library."""
    return Program(tmp_path)


@pytest.fixture
def without_qt(tmp_path: Path) -> Program:
    """The command where Qt is not installed."""
    return Program(tmp_path, with_qt=False)


@pytest.fixture
def timeline(tmp_path: Path) -> str:
    """The name of a small table beside the library."""
    (tmp_path / "timeline.csv").write_text(TIMELINE)
    return "timeline.csv"
