"""The house stays as it was agreed: layers, sizes, and what is loaded when."""

import ast
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from importlinter.cli import lint_imports

ROOT = Path(__file__).resolve().parents[1]
SOURCE_ROOTS = ("app", "ui", "resources")
MOST_LINES_OF_A_FILE = 400
MOST_LINES_OF_A_FUNCTION = 60

# Loaded only by the commands that need them: each costs from a tenth of a second to a whole one.
HEAVY = {"PySide6", "reportlab", "openpyxl", "pandas", "fontTools", "uharfbuzz", "sqlalchemy", "alembic", "psycopg"}

IMPORT_EVERYTHING_WITHOUT_QT = """
import importlib, pkgutil, sys
for absent in ("PySide6", "shiboken6", "qtawesome", "secondstory_ui"):
    sys.modules[absent] = None
import secondstory
for module in pkgutil.walk_packages(secondstory.__path__, "secondstory."):
    if not module.name.endswith("__main__") and ".migrations." not in module.name:
        importlib.import_module(module.name)
"""


def python_files(*folders: str) -> list[Path]:
    return sorted(path for folder in folders for path in (ROOT / folder).rglob("*.py"))


def functions(path: Path) -> Iterator[ast.FunctionDef | ast.AsyncFunctionDef]:
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            yield node


def run_python(program: str) -> str:
    ran = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False, cwd=ROOT)
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


def test_the_import_contracts_hold(capsys: pytest.CaptureFixture[str]) -> None:
    broken = lint_imports(config_filename=str(ROOT / "pyproject.toml"), no_cache=True)

    assert not broken, capsys.readouterr().out


def test_every_file_and_every_function_can_be_taken_in_at_a_look() -> None:
    too_long = []
    for path in python_files(*SOURCE_ROOTS, "packaging", "tests"):
        if path.parent.name == "versions":  # a migration is a list of what was done, and is never changed again
            continue
        where = path.relative_to(ROOT)
        lines = len(path.read_text(encoding="utf-8").splitlines())
        if lines > MOST_LINES_OF_A_FILE:
            too_long.append(f"{where}: {lines} lines")
        # A test's review is one long call, which reads better whole; everything else is held to the budget.
        for function in [] if where.parts[0] == "tests" else functions(path):
            lines = (function.end_lineno or function.lineno) - function.lineno + 1
            if lines > MOST_LINES_OF_A_FUNCTION:
                too_long.append(f"{where}:{function.lineno} {function.name}: {lines} lines")

    assert too_long == []


def test_the_command_line_starts_without_the_heavy_libraries() -> None:
    loaded = json.loads(run_python("import json, sys, secondstory.cli; print(json.dumps(list(sys.modules)))"))

    assert HEAVY.isdisjoint(name.partition(".")[0] for name in loaded)


def test_the_program_without_a_window_runs_where_qt_is_not_installed() -> None:
    run_python(IMPORT_EVERYTHING_WITHOUT_QT)


def test_the_source_roots_are_no_packages() -> None:
    # Each holds one uniquely named package, so that nothing is ever imported as plain "app" or "packaging".
    for root in (*SOURCE_ROOTS, "tests", "packaging"):
        assert not (ROOT / root / "__init__.py").exists()
    for root, package in zip(SOURCE_ROOTS, ("secondstory", "secondstory_ui", "secondstory_resources"), strict=True):
        assert [path.parent.name for path in (ROOT / root).glob("*/__init__.py")] == [package]


def test_the_window_never_turns_the_event_loop_by_hand() -> None:
    # It would let a slot start inside another one; long work belongs into secondstory_ui.jobs.
    offenders = [path for path in python_files("ui") if "processEvents" in path.read_text(encoding="utf-8")]

    assert offenders == []
