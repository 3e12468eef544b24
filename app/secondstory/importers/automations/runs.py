"""One run of an automation as an event: how it went, in words and as a kind."""

from collections.abc import Iterable
from dataclasses import dataclass

from secondstory.importers.documents.events import Occurrence, Time
from secondstory.importers.kinds import kind_of_cell
from secondstory.importers.rules import rules
from secondstory.model.enums import EventKind


@dataclass(frozen=True, slots=True)
class Run:
    """A run from its start to its end. ``details`` are sentences that stand below the error."""

    name: str
    status: str | int | None
    started: Time
    stopped: Time = None
    error: str = ""
    details: Iterable[str] = ()
    actor: str | None = ""
    tags: Iterable[str | None] = ()
    external_id: str = ""


def told(run: Run) -> Occurrence:
    """The event that a run is: it happens when the run starts, and lasts until the run ends."""
    phrase, kind = outcome(run.status)
    body = "\n".join(filter(None, (run.error.strip(), *run.details)))
    return Occurrence(
        run.started, kind, f"{run.name}: {phrase}", body, run.actor, tags=run.tags, until=run.stopped,
        external_id=run.external_id,
    )  # fmt: skip


def outcome(status: str | int | None) -> tuple[str, EventKind]:
    """What a status says in words, and the kind of event that it makes a run.

    A status that is not known stands for itself; a run without one is only known to have started.
    """
    written = "" if status is None else str(status).strip()
    word = "".join(written.lower().split())
    for kind, phrases in rules("runs")["outcomes"].items():
        for phrase, words in phrases.items():
            if word in words:
                return phrase, EventKind(kind)
    return written or "run started", kind_of_cell(written) or EventKind.NOTE
