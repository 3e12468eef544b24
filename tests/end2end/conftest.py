"""The program as a process, on a library of its own."""

from pathlib import Path

import pytest

from support.command_line import Program


@pytest.fixture
def secondstory(tmp_path: Path) -> Program:
    """The command on an empty library."""
    return Program(tmp_path)


@pytest.fixture
def without_qt(tmp_path: Path) -> Program:
    """The command where Qt is not installed."""
    return Program(tmp_path, with_qt=False)
