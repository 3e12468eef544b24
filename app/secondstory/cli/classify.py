"""``secondstory classify``: suggest where causes belong."""

from typing import Annotated

import typer

from secondstory.causes.procedure import Procedure
from secondstory.cli.common import JsonOption, LibraryOption, QuietOption, put, put_json, read_lines


def command(
    file: Annotated[str, typer.Argument(metavar="[FILE|-]", help="A text file, or - for standard input.")] = "-",
    library: LibraryOption = "",  # noqa: ARG001 - every command takes it
    as_json: JsonOption = False,
    quiet: QuietOption = False,  # noqa: ARG001 - every command takes it
) -> None:
    """Suggest a label for each line, with its reason."""
    procedure = Procedure.load()
    for number, line in enumerate(read_lines(file), start=1):
        suggestion = procedure.suggest(line)
        if as_json:
            put_json(
                {
                    "line": number,
                    "label": suggestion.label,
                    "reason": suggestion.reason,
                    "confidence": suggestion.confidence,
                }
            )
        else:
            put(f"{number}: {suggestion.label} ({suggestion.confidence}): {suggestion.reason}")
