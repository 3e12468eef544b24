"""``secondstory steps``: how far a review has come."""

from secondstory.cli.common import JsonOption, LibraryOption, QuietOption, RefArgument, put, put_json
from secondstory.services.library import open_library
from secondstory.services.reviews import snapshot_by_ref
from secondstory.steps.progress import StepState, progress


def command(
    ref: RefArgument,
    library: LibraryOption = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,  # noqa: ARG001 - every command takes it
) -> None:
    """Say for each step what is done and what is missing."""
    found = progress(snapshot_by_ref(open_library(library), ref))
    if as_json:
        put_json(
            [
                {"step": p.step.key, "done": p.state is StepState.DONE, "missing": [c.text for c in p.missing]}
                for p in found
            ]
        )
        return
    for p in found:
        put(f"{p.step.number}. {p.step.title:<10} {'done' if p.state is StepState.DONE else ''}".rstrip())
        for criterion in p.missing:
            put(f"   missing: {criterion.text}" + (f" ({criterion.detail})" if criterion.detail else ""))
