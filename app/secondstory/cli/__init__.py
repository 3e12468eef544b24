"""The command line: one module for each sub-command, loaded when it is called."""

from secondstory.cli.program import main

__all__ = ["main"]
