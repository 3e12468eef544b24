"""What the project needs of the operating system, and how it is installed. Standard library only.

What is missing is found by really loading Qt, never by asking which packages are there. ``system_packages.json`` names
the packages that bring it; where a distribution has no list of Qt's libraries, its own Qt package brings the same ones.
"""

from __future__ import annotations

import json
import os
import shutil
import sys
from collections.abc import Iterable, Mapping
from pathlib import Path
from typing import Any, NamedTuple

from processes import Stop, capture, quietly, say

PACKAGES = Path(__file__).with_name("system_packages.json")

QT_PROBE = "from PySide6 import QtPdfWidgets, QtSvgWidgets, QtWidgets; QtWidgets.QApplication([])"
WINDOW_PROBE = """
import ctypes, os, pathlib, PySide6
from PySide6 import QtWidgets
plugin = "libqxcb.so" if os.environ.get("DISPLAY") or not os.environ.get("WAYLAND_DISPLAY") else "libqwayland.so"
ctypes.CDLL(str(pathlib.Path(PySide6.__file__).parent / "Qt" / "plugins" / "platforms" / plugin))
"""


class Need(NamedTuple):
    """Something that is missing. ``key`` finds the packages; what is not required is only worth having."""

    key: str
    problem: str
    required: bool = True


def has_display() -> bool:
    """Whether a window can be opened here."""
    return sys.platform != "linux" or any(os.environ.get(name) for name in ("DISPLAY", "WAYLAND_DISPLAY"))


def ensure_qt(python: str, *, window: bool, virtual_display: bool) -> None:
    """See that Qt loads in this Python, and, where asked for, that it can open a window and Xvfb is there.

    A window that only tests would open, in a virtual display, is worth having but not required.
    """
    if sys.platform != "linux":
        return
    provide(qt_needs(python, window=window, virtual_display=virtual_display))
    left = [need for need in qt_needs(python, window=window, virtual_display=virtual_display) if need.required]
    if left:
        raise Stop(f"{problems(left)}\nThe packages that should bring it are installed. Is this a supported Linux?")


def qt_needs(python: str, *, window: bool, virtual_display: bool) -> list[Need]:
    """What Qt misses on this machine."""
    needs = [Need("qt", load_problem(python, QT_PROBE, {"QT_QPA_PLATFORM": "offscreen"}))]
    if window:
        needs.append(Need("window", load_problem(python, WINDOW_PROBE), required=not virtual_display))
    if virtual_display and not shutil.which("Xvfb"):
        needs.append(Need("xvfb", "Xvfb, the display without a screen, is not installed", required=False))
    return [need for need in needs if need.problem]


def load_problem(python: str, probe: str, environment: Mapping[str, str] | None = None) -> str:
    """The last thing that a probe says when it fails, empty when it loads."""
    result = capture([python, "-c", probe], environment)
    lines = result.stdout.strip().splitlines() or [f"the probe ended with code {result.returncode}"]
    return lines[-1].removeprefix("ImportError: ").removeprefix("OSError: ") if result.returncode else ""


def provide(needs: Iterable[Need]) -> None:
    """Install what is missing as root on Debian and Ubuntu; else say the one command that does."""
    needs = tuple(needs)
    if not needs:
        return
    tool, command = install_command(need.key for need in needs)
    if tool == "apt-get" and os.geteuid() == 0:
        say(f"{problems(needs)}\nInstalling it: {command}")
        environment = {"DEBIAN_FRONTEND": "noninteractive"}
        quietly(["apt-get", "update"], "The list of packages could not be read: is the network there?", environment)
        quietly(command.split(), f"That failed. Once it works, run this again: {command}", environment)
        return
    advice = f"This installs it: sudo {command}" if tool else "Install it with the tools of this system."
    if any(need.required for need in needs):
        raise Stop(f"{problems(needs)}\n{advice}")
    say(f"{problems(needs)}\nThe tests that need it are skipped. {advice}")


def install_command(keys: Iterable[str]) -> tuple[str, str]:
    """The package tool of this machine and its command that installs what the keys stand for; both empty if unknown."""
    known: dict[str, dict[str, Any]] = json.loads(PACKAGES.read_text(encoding="utf-8"))
    for tool, lists in known.items():
        if shutil.which(tool):
            packages = dict.fromkeys(package for key in keys for package in lists[key])
            return tool, " ".join((lists["install"], *packages))
    return "", ""


def problems(needs: Iterable[Need]) -> str:
    """What is missing, for people."""
    return f"Missing on this machine: {'; '.join(dict.fromkeys(need.problem for need in needs))}."
