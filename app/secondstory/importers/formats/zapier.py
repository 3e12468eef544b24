"""Runs of Zaps, as the Zapier API gives them."""

from collections.abc import Iterable, Iterator

import msgspec

from secondstory.importers.automations.runs import Run, outcome, told
from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Maker, Time
from secondstory.importers.documents.importer import JsonImporter, Row
from secondstory.importers.documents.reading import Record
from secondstory.model.enums import EventKind

NAME = "zapier"


class Step(msgspec.Struct):
    """One step of a run."""

    status: str | None = None
    start_time: Time = None


class ZapRun(msgspec.Struct):
    """What is read of a run; the data that went through it stays in the verbatim record."""

    id: str | int | None = None
    zap_id: str | int | None = None
    zap_title: str | None = None
    status: str | None = None
    start_time: Time = None
    end_time: Time = None
    steps: list[Step] | None = None


class ZapierImporter(JsonImporter):
    """Reads each run as one event from its start to its end."""

    info = FormatInfo(
        NAME,
        "Zapier Zap runs",
        (".json",),
        "The runs of Zaps from the Zapier API, with the steps that did not succeed.",
    )
    paths = (("data",), ())

    def events(self, record: Record, make: Maker) -> Iterable[Row]:
        """The event of a run."""
        run = record.decoded(ZapRun)
        found = Run(
            run.zap_title or (f"Zap {run.zap_id}" if run.zap_id else "Zap"),
            run.status,
            run.start_time or next((step.start_time for step in run.steps or () if step.start_time), None),
            run.end_time,
            details=_steps(run.steps or []),
            external_id=f"{NAME}:{run.id}" if run.id is not None else "",
        )
        yield make.event(record, told(found))


def _steps(steps: list[Step]) -> Iterator[str]:
    """A sentence for each step that did not simply go well."""
    for number, step in enumerate(steps, 1):
        if step.status and outcome(step.status)[1] is not EventKind.NOTE:
            at = f" (started {step.start_time})" if step.start_time else ""
            yield f"Step {number} of {len(steps)}: {step.status}{at}"


IMPORTER = ZapierImporter()
