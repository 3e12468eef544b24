"""``secondstory new``: start a review."""

from typing import Annotated

import typer

from secondstory.cli.common import JsonOption, LibraryOption, QuietOption, put, put_json
from secondstory.model.enums import ReviewKind
from secondstory.model.records import Review
from secondstory.services.library import open_library
from secondstory.services.reviews import start_review


def command(
    title: Annotated[str, typer.Argument(help="What the review is called.")],
    kind: Annotated[ReviewKind, typer.Option(help="What is under review.")] = ReviewKind.INCIDENT,
    severity: Annotated[str, typer.Option(help="The severity at the time, such as SEV-1.")] = "",
    library: LibraryOption = "",
    as_json: JsonOption = False,
    quiet: QuietOption = False,  # noqa: ARG001 - every command takes it
) -> None:
    """Start a review."""
    changes = start_review(open_library(library), title, kind, severity=severity)
    review = changes.rows[0].record
    assert isinstance(review, Review)  # noqa: S101 - what starting a review changes
    if as_json:
        put_json({"review": review.ref})
    else:
        put(f"{review.ref}  {review.title}")
