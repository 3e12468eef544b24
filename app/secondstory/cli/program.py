"""The program ``secondstory``: finds the sub-command, and turns every failure into a sentence."""

import os
import sys
import traceback
from importlib import import_module
from typing import Any

import typer
from typer.core import TyperGroup

from secondstory import __version__
from secondstory.model.errors import UserError

DEBUG = "SECONDSTORY_DEBUG"
NOT_DONE = 2
COMMANDS = {
    "new": "new",
    "import": "import_timeline",
    "formats": "formats",
    "mappings": "mappings",
    "reviews": "reviews",
    "search": "search",
    "show": "show",
    "events": "events",
    "steps": "steps",
    "wording": "wording",
    "classify": "classify",
    "rank": "rank",
    "report": "report",
    "tracker": "tracker",
    "check": "check",
    "demo": "demo",
    "self-test": "self_test",
}


class LazyCommands(TyperGroup):
    """A group whose commands are modules: only the one that is called is imported."""

    def list_commands(self, ctx: Any) -> list[str]:  # noqa: ARG002 - the signature of the base class
        """The names in the order of the manual."""
        return list(COMMANDS)

    def get_command(self, ctx: Any, cmd_name: str) -> Any:  # noqa: ARG002 - the signature of the base class
        """Make the command of that name from its module."""
        if cmd_name not in COMMANDS:
            return None
        module = import_module(f"secondstory.cli.{COMMANDS[cmd_name]}")
        single = typer.Typer(add_completion=False, pretty_exceptions_enable=False)
        single.command(cmd_name)(module.command)
        return typer.main.get_command(single)


program = typer.Typer(
    cls=LazyCommands,
    name="secondstory",
    add_completion=True,
    pretty_exceptions_enable=False,
    help="Blameless post-incident review. Without a command, the window opens.",
)


@program.callback(invoke_without_command=True)
def window(
    context: typer.Context,
    version: bool = typer.Option(False, "--version", help="Say the version and stop."),
    library: str = typer.Option(
        "", "--library", envvar="SECONDSTORY_LIBRARY", help="The library to open: a file or URL."
    ),
) -> None:
    """Open the window, where no command is given."""
    if version:
        sys.stdout.write(f"secondstory {__version__}\n")
        raise typer.Exit
    if context.invoked_subcommand is None:
        from secondstory.cli.window import open_window  # noqa: PLC0415 - Qt only where a window is asked for

        raise typer.Exit(open_window(library))
    if library:
        os.environ["SECONDSTORY_LIBRARY"] = library  # for the command that follows, where it names none of its own


def main() -> int:
    """Run the command line; returns the exit code: 0 done, 1 done but something needs attention, 2 not done."""
    try:
        outcome = program(standalone_mode=False)
    except UserError as error:
        return _say(str(error))
    except KeyboardInterrupt:
        return _say("Cancelled. Nothing was left half-done.")
    except BrokenPipeError:  # whoever read our output has seen enough
        sys.stdout = open(os.devnull, "w", encoding="utf-8")  # noqa: SIM115, PTH123 - lives until the process ends
        return 0
    except OSError as error:
        return _say(
            f"{error.filename or 'A file'} can't be used: {error.strerror or error}. Check the path and try again."
        )
    except Exception as error:  # noqa: BLE001 - the last door: a sentence instead of a traceback
        return _unexpected(error)
    return outcome if isinstance(outcome, int) else 0


def _unexpected(error: Exception) -> int:
    if hasattr(error, "format_message") and hasattr(error, "exit_code"):  # a wrong option, in typer's words
        return _say(f"{error.format_message()} Try “secondstory --help”.")
    if isinstance(error, UnicodeError):  # an argument or a file name of bytes that are not text
        return _say("A text or a file name holds bytes that are not text. Type it again, or rename the file.")
    if type(error).__name__ == "Abort":
        return _say("Cancelled. Nothing was left half-done.")
    if os.environ.get(DEBUG):
        traceback.print_exc()
    return _say(
        f"Something went wrong inside Second Story ({type(error).__name__}: {error}). "
        f"Nothing was left half-done; run it again with {DEBUG}=1 and report what it prints."
    )


def _say(sentence: str) -> int:
    sys.stderr.write(f"secondstory: {sentence}\n")
    return NOT_DONE
