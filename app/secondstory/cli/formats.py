"""``secondstory formats``: list the import formats."""

from secondstory.cli.common import JsonOption, LibraryOption, QuietOption, put, put_json
from secondstory.importers.registry import importers


def command(
    library: LibraryOption = "",  # noqa: ARG001 - every command takes it
    as_json: JsonOption = False,
    quiet: QuietOption = False,  # noqa: ARG001 - every command takes it
) -> None:
    """List the formats that can be imported."""
    formats = [importer.info for importer in importers()]
    if as_json:
        put_json(
            [
                {"name": f.name, "title": f.title, "suffixes": list(f.suffixes), "description": f.description}
                for f in formats
            ]
        )
        return
    for info in formats:
        put(f"{info.name:<12} {info.title} ({', '.join(info.suffixes)})\n{'':<12} {info.description}")
