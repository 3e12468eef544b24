"""``secondstory wording``: check texts for wording that blames."""

from typing import Annotated

import typer

from secondstory.cli.common import ATTENTION, JsonOption, LibraryOption, QuietOption, put, put_json, read_lines
from secondstory.wording.coach import Coach


def command(
    file: Annotated[str, typer.Argument(metavar="[FILE|-]", help="A text file, or - for standard input.")] = "-",
    library: LibraryOption = "",  # noqa: ARG001 - every command takes it
    as_json: JsonOption = False,
    quiet: QuietOption = False,  # noqa: ARG001 - every command takes it
) -> None:
    """Check each line; exits with 1 where a line has a finding."""
    coach = Coach.load()
    any_found = False
    for number, line in enumerate(read_lines(file), start=1):
        findings = coach.check(line)
        any_found = any_found or bool(findings)
        if as_json:
            put_json(
                {
                    "line": number,
                    "findings": [
                        {
                            "family": f.family,
                            "start": f.start,
                            "end": f.end,
                            "text": f.text,
                            "why": f.why,
                            "instead": f.instead,
                        }
                        for f in findings
                    ],
                }
            )
            continue
        for finding in findings:
            name = coach.family_name(finding.family)
            put(f"{number}:{finding.start + 1}: {name}: “{finding.text}”. {finding.why} Instead: {finding.instead}")
    if any_found:
        raise typer.Exit(ATTENTION)
