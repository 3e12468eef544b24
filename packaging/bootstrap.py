"""Set the project up in .venv and run one of its commands: the same door for make, for Windows and for a build server.

It uses the standard library only, because it runs before anything is installed. Whatever already stands is left alone:
packages are installed again only when pyproject.toml or the constraints have changed, and system libraries only
where Qt really fails to load. Exit code 0: done; 1: a check or test failed; 2: the set-up failed, with a remedy.
"""

from __future__ import annotations

import argparse
import hashlib
import importlib.util
import json
import os
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path

from machine import Need, ensure_qt, has_display, provide
from processes import Stop, call, capture, heading, quietly, say

ROOT = Path(__file__).resolve().parent.parent
VENV = ROOT / ".venv"
STAMP = VENV / "installed.json"
PROJECT = ROOT / "pyproject.toml"
CONSTRAINTS = ROOT / "packaging" / "constraints.txt"
EXTRAS = ".[window,postgresql]"
OLDEST_PYTHON = (3, 11)
OFFSCREEN = {"QT_QPA_PLATFORM": "offscreen"}
OLDEST_PIP = (25, 1)  # the first that installs dependency groups

SIDE_BY_SIDE = ("--numprocesses", "auto", "--maxprocesses", "8", "--dist", "worksteal")
"""Tests run in as many processes as there are processors; whoever has none left takes some of another's."""

CHECKS: tuple[tuple[str, ...], ...] = (
    ("ruff", "check"),
    ("ruff", "format", "--check"),
    ("mypy",),
    ("lint-imports",),
    ("codespell",),
)


def main(arguments: Sequence[str] | None = None) -> int:
    """Run the command that the arguments name and return its exit code."""
    parser = argparse.ArgumentParser(prog="bootstrap.py", description="Set Second Story up in .venv, then:")
    commands = parser.add_subparsers(dest="command", required=True, metavar="COMMAND")
    for name, command in COMMANDS.items():
        commands.add_parser(name, help=(command.__doc__ or "").split(".")[0])
    chosen = parser.parse_args(arguments).command
    os.chdir(ROOT)
    try:
        require_python()
        return COMMANDS[chosen]()
    except Stop as reason:
        print(f"\n{reason}", file=sys.stderr)
        return 2
    except KeyboardInterrupt:
        return 130


# Commands


def run() -> int:
    """Open the window; without a display, work through the sample into build/demo."""
    display = has_display()
    set_up(groups=(), window=display)
    if display:
        return call([program("secondstory")])
    say("There is no display here, so the sample review is worked through without a window, into build/demo.")
    return call([program("secondstory"), "demo", str(Path("build", "demo"))])


def test() -> int:
    """Run every check and every test."""
    started = time.monotonic()
    set_up(groups=("test", "check"), window=True, virtual_display=True)
    failed = failed_checks()
    heading("pytest")
    if call([python(), "-m", "pytest", "-q", *SIDE_BY_SIDE]):
        failed.append("pytest")
    return verdict(failed, time.monotonic() - started)


def check() -> int:
    """Run the checks without the tests: style, types, layers, spelling."""
    started = time.monotonic()
    make_environment()
    install(("test", "check"))
    return verdict(failed_checks(), time.monotonic() - started)


def fuzz() -> int:
    """Give every importer some hundred thousand damaged files."""
    set_up(groups=("test", "check"))
    many = {"FUZZ_INPUTS": os.environ.get("FUZZ_INPUTS", "300000")}
    return call([python(), "-m", "pytest", "-q", str(Path("tests", "unit", "importers", "test_fuzz.py"))], many)


def bench() -> int:
    """Measure speed and memory into docs/benchmarks.md."""
    set_up(groups=("test", "bench"))
    return call([python(), str(Path("tests", "benchmarks"))], OFFSCREEN)


def screenshots() -> int:
    """Draw every page, light and dark, into docs/screenshots."""
    set_up(groups=())
    return call([python(), "-m", "secondstory_ui.screenshots", str(Path("docs", "screenshots"))], OFFSCREEN)


def constraints() -> int:
    """Move to the newest versions that pyproject.toml allows and write them into packaging/constraints.txt."""
    make_environment()
    groups = ("test", "check", "bench")
    say("Installing the newest versions that pyproject.toml allows.")
    pip_install([*project_arguments(groups), "--upgrade", "--upgrade-strategy", "eager"])
    frozen = quietly([python(), "-m", "pip", "freeze", "--exclude-editable"], "pip could not list what is installed.")
    pins = sorted((line for line in frozen.splitlines() if "==" in line), key=str.lower)
    CONSTRAINTS.write_text("\n".join(pins) + "\n", encoding="utf-8")
    write_stamp(groups)
    say(f"{len(pins)} versions are written to {CONSTRAINTS.relative_to(ROOT)}. Run the tests, then commit it.")
    return 0


COMMANDS: dict[str, Callable[[], int]] = {
    command.__name__: command for command in (run, test, check, fuzz, bench, screenshots, constraints)
}


# Checks


def failed_checks() -> list[str]:
    """Run every check, show what the failing ones say, and return their names."""
    failed = []
    for command in CHECKS:
        name = " ".join(command)
        started = time.monotonic()
        result = capture([program(command[0]), *command[1:]])
        took = f"{time.monotonic() - started:.1f} s"
        say(f"{name:<22} {'failed' if result.returncode else 'ok':<7} {took:>7}")
        if result.returncode:
            say(result.stdout)
            failed.append(name)
    return failed


def verdict(failed: Sequence[str], seconds: float) -> int:
    """Say how it went and return the exit code."""
    took = f"{int(seconds) // 60} min {int(seconds) % 60} s"
    heading(f"Failed: {', '.join(failed)} ({took})" if failed else f"Everything passed ({took})")
    return 1 if failed else 0


# Set-up


def set_up(*, groups: tuple[str, ...], window: bool = False, virtual_display: bool = False) -> None:
    """Make everything ready: the packages, those of the groups too, and the system libraries that Qt wants."""
    make_environment()
    install(groups)
    ensure_qt(python(), window=window, virtual_display=virtual_display)


def require_python() -> None:
    """Stop where this Python is too old."""
    if sys.version_info < OLDEST_PYTHON:
        oldest, this = (".".join(map(str, version[:2])) for version in (OLDEST_PYTHON, sys.version_info))
        raise Stop(
            f"Second Story needs Python {oldest} or newer; this is Python {this}.\n"
            f"Install a newer one and name it: make run PYTHON=python{oldest}"
        )


def make_environment() -> None:
    """Create .venv, or create it again where its Python has gone, and see that its pip is recent enough."""
    if not Path(python()).exists() or capture([python(), "-c", "import pip"]).returncode:
        if not importlib.util.find_spec("ensurepip"):  # Debian and Ubuntu keep it in a package of its own
            provide([Need("venv", "the part of Python that makes .venv (ensurepip)")])
        say("Creating .venv.")
        quietly([sys.executable, "-m", "venv", "--clear", str(VENV)], ".venv could not be created.")
    version = quietly([python(), "-c", "import pip; print(pip.__version__)"], "The pip in .venv does not start.")
    if tuple(int(part) for part in version.split(".")[:2]) < OLDEST_PIP:
        pip_install(["--upgrade", f"pip>={OLDEST_PIP[0]}.{OLDEST_PIP[1]}"])


def install(groups: tuple[str, ...]) -> None:
    """Install the project and the groups where they are not yet, or where what they ask for has changed."""
    stamp = json.loads(STAMP.read_text(encoding="utf-8")) if STAMP.exists() else {}
    before = tuple(stamp.get("groups", ())) if stamp.get("digest") == digest() else ()
    if stamp.get("digest") == digest() and set(groups) <= set(before):
        return
    say("Installing packages into .venv; the first time this takes a minute or two.")
    started = time.monotonic()
    wanted = tuple(sorted({*groups, *before}))
    pip_install([*project_arguments(wanted), "--constraint", str(CONSTRAINTS)])
    write_stamp(wanted)
    say(f"Installed in {time.monotonic() - started:.0f} s.")


def project_arguments(groups: Iterable[str]) -> list[str]:
    """What pip is told to install: the project for editing, with its extras and the groups."""
    return ["--editable", EXTRAS, *(part for group in groups for part in ("--group", group))]


def pip_install(arguments: Sequence[str]) -> None:
    """Install with pip, which says nothing unless it fails."""
    command = [python(), "-m", "pip", "install", "--quiet", "--disable-pip-version-check", *arguments]
    quietly(command, "The packages could not be installed. Check the network, then run the same command again.")


def digest() -> str:
    """A fingerprint of everything that decides what is installed."""
    return hashlib.sha256(PROJECT.read_bytes() + CONSTRAINTS.read_bytes() + EXTRAS.encode()).hexdigest()


def write_stamp(groups: Iterable[str]) -> None:
    """Remember what was installed."""
    STAMP.write_text(json.dumps({"digest": digest(), "groups": list(groups)}), encoding="utf-8")


def python() -> str:
    """The Python of .venv."""
    return program("python")


def program(name: str) -> str:
    """The path of a program that is installed in .venv."""
    return str(VENV / "Scripts" / f"{name}.exe" if os.name == "nt" else VENV / "bin" / name)


if __name__ == "__main__":
    sys.exit(main())
