"""Run other programs and speak to the person at the terminal. Standard library only."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Mapping, Sequence


class Stop(Exception):  # noqa: N818 - a reason to stop, told in plain words
    """The set-up cannot go on; the text says why and what to do."""


def call(command: Sequence[str], environment: Mapping[str, str] | None = None) -> int:
    """Run a command that speaks for itself and return its exit code."""
    return subprocess.run(command, check=False, env={**os.environ, **(environment or {})}).returncode


def capture(command: Sequence[str], environment: Mapping[str, str] | None = None) -> subprocess.CompletedProcess[str]:
    """Run a command and keep everything it says, errors included, in the ``stdout`` of the result."""
    return subprocess.run(
        command,
        check=False,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        encoding="utf-8",
        errors="replace",
        env={**os.environ, **(environment or {})},
    )


def quietly(command: Sequence[str], remedy: str, environment: Mapping[str, str] | None = None) -> str:
    """Run a command and return what it says; where it fails, stop with that and the remedy."""
    result = capture(command, environment)
    said = result.stdout.strip()
    if result.returncode:
        raise Stop("\n".join(part for part in (said, remedy) if part))
    return said


def heading(text: str) -> None:
    """Show what comes next."""
    say(f"\n== {text}")


def say(text: str) -> None:
    """Show a line at once, also where the output goes into a file."""
    print(text, flush=True)
