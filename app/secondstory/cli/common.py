"""What the commands share: options, progress, and output for people or for programs."""

import json
import sys
from collections.abc import Iterable
from contextlib import nullcontext
from datetime import UTC, datetime
from pathlib import Path
from typing import Annotated, Any, TypeVar

import typer

from secondstory.model.errors import UserError
from secondstory.model.progress import Progress, Work

T = TypeVar("T")
ATTENTION = 1
TEXT_LIMIT = 16 * 2**20
"""How many bytes of text a command reads line by line."""

LibraryOption = Annotated[
    str, typer.Option("--library", envvar="SECONDSTORY_LIBRARY", help="The library: a file or a postgresql:// URL.")
]
JsonOption = Annotated[bool, typer.Option("--json", help="One JSON document (or JSON lines) on standard output.")]
QuietOption = Annotated[bool, typer.Option("--quiet", "-q", help="No progress or messages on standard error.")]
RefArgument = Annotated[str, typer.Argument(metavar="REF", help="The review, such as R-1.")]


def put(text: str) -> None:
    """Write a line for people to standard output."""
    sys.stdout.write(text + "\n")


def put_json(document: Any) -> None:
    """Write one JSON document, on a line of its own, to standard output."""
    sys.stdout.write(json.dumps(document, ensure_ascii=False, default=_plain) + "\n")


def _plain(value: Any) -> str:
    if isinstance(value, datetime):
        return iso(value) or ""
    return str(value)


def iso(instant: datetime | None) -> str | None:
    """An instant as ISO 8601 in UTC, with as many digits of the second as it has."""
    return instant.astimezone(UTC).isoformat().replace("+00:00", "Z") if instant else None


def tell(message: str, *, quiet: bool) -> None:
    """Write a message to standard error, unless asked to be quiet."""
    if not quiet:
        sys.stderr.write(message + "\n")


TURN = 0.0002
"""Seconds that the work keeps Python to itself while what it read is written beside it."""


def run_work(work: Work[T], *, quiet: bool) -> T:
    """Run long work to its end and print its progress to standard error."""
    sys.setswitchinterval(TURN)
    shown = ""
    try:
        while True:
            progress = next(work)
            line = _line(progress)
            if not quiet and line != shown:
                sys.stderr.write(line + "\n")
                shown = line
    except StopIteration as end:
        result: T = end.value
        return result
    finally:
        work.close()


def _line(progress: Progress) -> str:
    share = f" ({progress.done * 100 // progress.total} %)" if progress.total else ""
    return f"{progress.text}{share}"


def read_lines(file: str) -> Iterable[str]:
    """The lines of a file, or of standard input for ``-``. Raises `UserError` where they are no text, or too much."""
    name = "Standard input" if file == "-" else file
    with nullcontext(sys.stdin.buffer) if file == "-" else Path(file).open("rb") as stream:
        text = stream.read(TEXT_LIMIT + 1)
    if len(text) > TEXT_LIMIT:
        raise UserError(f"{name} is larger than {TEXT_LIMIT // 2**20} MB.", "Divide it and try again.")
    try:
        return text.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError as error:
        raise UserError(f"{name} is not UTF-8 text.", "Save it as UTF-8 and try again.") from error
