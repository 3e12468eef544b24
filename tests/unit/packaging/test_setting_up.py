"""Setting the project up: what is missing is named, with one command that brings it."""

import json
import re
import sys
from pathlib import Path

import pytest

from bootstrap import COMMANDS
from machine import PACKAGES, Need, has_display, install_command, load_problem, provide
from processes import Stop, quietly

ROOT = Path(__file__).resolve().parents[3]
MISSING_LIBRARY = Need("qt", "libGL.so.1: cannot open shared object file")
MISSING_XVFB = Need("xvfb", "Xvfb is not installed", required=False)


@pytest.fixture
def a_machine_with(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that is the whole PATH: what a test puts there is what the machine has."""
    monkeypatch.setenv("PATH", str(tmp_path))
    return tmp_path


def put(folder: Path, tool: str) -> None:
    program = folder / tool
    program.write_text("#!/bin/sh\n", encoding="utf-8")
    program.chmod(0o755)


def test_make_and_the_script_know_the_same_commands() -> None:
    commands = re.search(r"^COMMANDS := (.*)$", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)

    assert commands is not None
    assert commands[1].split() == list(COMMANDS)


def test_every_command_says_what_it_does() -> None:
    assert all(command.__doc__ for command in COMMANDS.values())


def test_every_package_tool_has_packages_for_every_need() -> None:
    keys = {tool: set(lists) for tool, lists in json.loads(PACKAGES.read_text(encoding="utf-8")).items()}

    assert set(map(frozenset, keys.values())) == {frozenset({"install", "venv", "qt", "window", "xvfb"})}


@pytest.mark.skipif(sys.platform == "win32", reason="the package tools are those of Linux")
def test_one_command_of_the_machines_own_tool_brings_everything_and_names_it_once(a_machine_with: Path) -> None:
    put(a_machine_with, "dnf")

    assert install_command(["qt", "window", "xvfb"]) == ("dnf", "dnf install -y qt6-qtbase-gui xorg-x11-server-Xvfb")


@pytest.mark.skipif(sys.platform == "win32", reason="the package tools are those of Linux")
def test_what_is_required_stops_with_the_command(a_machine_with: Path) -> None:
    put(a_machine_with, "pacman")

    with pytest.raises(
        Stop, match=r"(?s)Missing on this machine: libGL.*This installs it: sudo pacman -S --needed qt6"
    ):
        provide([MISSING_LIBRARY, MISSING_XVFB])


@pytest.mark.skipif(sys.platform == "win32", reason="the package tools are those of Linux")
def test_what_is_only_worth_having_is_said_and_left(a_machine_with: Path, capsys: pytest.CaptureFixture[str]) -> None:
    put(a_machine_with, "dnf")

    provide([MISSING_XVFB])

    assert "The tests that need it are skipped. This installs it: sudo dnf install" in capsys.readouterr().out


def test_a_machine_without_a_known_tool_still_gets_a_sentence(a_machine_with: Path) -> None:
    with pytest.raises(Stop, match="Install it with the tools of this system"):
        provide([MISSING_LIBRARY])


def test_a_probe_tells_what_is_wrong_and_nothing_where_it_loads() -> None:
    assert load_problem(sys.executable, "import nothing_of_this_name") != ""
    assert load_problem(sys.executable, "raise ImportError('libGL.so.1: missing')") == "libGL.so.1: missing"
    assert load_problem(sys.executable, "import json") == ""


def test_a_failing_program_is_heard_and_followed_by_a_remedy() -> None:
    with pytest.raises(Stop, match="No route to host\nIs the network there"):
        quietly([sys.executable, "-c", "raise SystemExit('No route to host')"], "Is the network there?")


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere there is always a display")
@pytest.mark.parametrize("variable", ["DISPLAY", "WAYLAND_DISPLAY"])
def test_a_window_opens_only_where_there_is_a_display(monkeypatch: pytest.MonkeyPatch, variable: str) -> None:
    monkeypatch.delenv("DISPLAY", raising=False)
    monkeypatch.delenv("WAYLAND_DISPLAY", raising=False)
    assert not has_display()

    monkeypatch.setenv(variable, ":0")
    assert has_display()
