"""``secondstory rank``: the actions of a review in order."""

from secondstory.cli.common import JsonOption, LibraryOption, QuietOption, RefArgument, put, put_json
from secondstory.exporters.privacy import without_names
from secondstory.model.names import name_of
from secondstory.priority.ranking import rank
from secondstory.services.library import open_library
from secondstory.services.reviews import snapshot_by_ref


def command(
    ref: RefArgument,
    library: LibraryOption = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,  # noqa: ARG001 - every command takes it
) -> None:
    """List the actions of a review by their rank."""
    ranked = rank(without_names(snapshot_by_ref(open_library(library), ref)))
    if as_json:
        put_json(
            [
                {
                    "rank": r.rank,
                    "id": r.action.ref,
                    "text": r.action.text,
                    "impact": r.action.impact,
                    "effort": r.action.effort,
                    "quadrant": r.quadrant,
                }
                for r in ranked
            ]
        )
        return
    for r in ranked:
        quadrant = name_of(r.quadrant) if r.quadrant else "Not scored"
        put(f"{r.rank:>3}  {r.action.ref:<5} {quadrant:<14} {r.action.text}")
