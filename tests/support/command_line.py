"""Runs the program as people and scripts do: as a process of its own."""

import json
import os
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

TIMELINE = "time,actor_role,kind,text\n2026-05-04T14:05:00Z,monitoring,alert,Order queue above 500\n"
"""A small table with one event."""
WITHOUT_QT = "raise ModuleNotFoundError(\"No module named 'PySide6'\", name='PySide6')\n"


@dataclass(frozen=True, slots=True)
class Outcome:
    """What a command said and how it ended."""

    code: int
    out: str
    err: str

    @property
    def document(self) -> Any:
        """The one JSON document on standard output."""
        return json.loads(self.out)

    @property
    def lines(self) -> list[Any]:
        """The JSON lines on standard output."""
        return [json.loads(line) for line in self.out.splitlines()]


class Program:
    """The command ``secondstory`` on a library of its own."""

    def __init__(self, folder: Path, *, with_qt: bool = True) -> None:
        self.folder = folder
        self.library = folder / "library.db"
        self.settings = folder / "settings"
        self._environment = {
            **os.environ,
            "SECONDSTORY_LIBRARY": str(self.library),
            "XDG_CONFIG_HOME": str(self.settings),
        }
        if not with_qt:
            blocked = folder / "without_qt"
            blocked.mkdir()
            (blocked / "PySide6.py").write_text(WITHOUT_QT)
            self._environment["PYTHONPATH"] = str(blocked)

    def __call__(self, *arguments: str, stdin: str | bytes = "") -> Outcome:
        """Run a command and wait for it."""
        command = [sys.executable, "-m", "secondstory", *arguments]
        given = stdin.encode() if isinstance(stdin, str) else stdin
        ended = subprocess.run(
            command, input=given, capture_output=True, cwd=self.folder, env=self._environment, timeout=120, check=False
        )
        return Outcome(ended.returncode, ended.stdout.decode(), ended.stderr.decode())
