"""``secondstory mappings``: list the mappings that were saved under a name."""

from secondstory.cli.common import JsonOption, LibraryOption, QuietOption, put, put_json, tell
from secondstory.services.saved_mappings import SavedMappings, default_file


def command(
    library: LibraryOption = "",  # noqa: ARG001 - every command takes it
    as_json: JsonOption = False,
    quiet: QuietOption = False,
) -> None:
    """List the saved mappings, for “import --mapping NAME”."""
    known = SavedMappings(default_file()).all()
    if as_json:
        put_json([{"name": name, "mapping": mapping} for name, mapping in known.items()])
        return
    for name, mapping in known.items():
        put(f"{name}: {', '.join(f'{field}={source}' for field, source in mapping.items())}")
    if not known:
        tell("No mapping is saved yet. Save one in the import dialog.", quiet=quiet)
