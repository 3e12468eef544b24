"""The command line: one module for each sub-command, loaded when it is called."""

import sys

INTERRUPTED = 130
"""What a shell expects of a program that Ctrl+C ended."""


def main() -> int:
    """Run the command line, of which no part is loaded before: Ctrl+C may come while one is."""
    try:
        from secondstory.cli import program  # noqa: PLC0415 - see above
    except KeyboardInterrupt:
        sys.stderr.write("secondstory: Cancelled. Nothing was left half-done.\n")
        return INTERRUPTED
    return program.main()
