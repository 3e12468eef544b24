"""Runs of Make scenarios, as the logs of the Make API give them."""

from collections.abc import Iterable, Iterator

import msgspec

from secondstory.importers.automations.runs import Run, told
from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Maker, Time
from secondstory.importers.documents.importer import JsonImporter, Row
from secondstory.importers.documents.reading import Record

NAME = "make"


class Error(msgspec.Struct):
    """Why a run failed."""

    name: str | None = None
    message: str | None = None


class ScenarioLog(msgspec.Struct, rename="camel"):
    """What is read of a log. ``status`` is 1 for success, 2 for a warning, 3 for an error."""

    id: str | int | None = None
    imt_id: str | int | None = None
    timestamp: Time = None
    status: int | str | None = None
    duration: int | float | None = None
    operations: int | float | None = None
    type: str | None = None
    name: str | None = None
    scenario_id: str | int | None = None
    scenario_name: str | None = None
    error: Error | str | None = None


class MakeImporter(JsonImporter):
    """Reads each log as one event at its time; how long the run took stands in the text."""

    info = FormatInfo(
        NAME,
        "Make scenario logs",
        (".json",),
        "The execution history of scenarios from the Make API: their status, duration, operations and errors.",
    )
    paths = (("scenarioLogs",), ("scenarioLog",), ("logs",), ())

    def events(self, record: Record, make: Maker) -> Iterable[Row]:
        """The event of a log."""
        log = record.decoded(ScenarioLog)
        known = log.id if log.id is not None else log.imt_id
        run = Run(
            log.scenario_name or log.name or (f"Scenario {log.scenario_id}" if log.scenario_id else "Scenario"),
            log.status if log.status is not None else log.type,
            log.timestamp,
            error=_error(log.error),
            details=_details(log),
            tags=[log.type],
            external_id=f"{NAME}:{known}" if known is not None else "",
        )
        yield make.event(record, told(run))


def _error(error: Error | str | None) -> str:
    if isinstance(error, Error):
        return ": ".join(filter(None, (error.name, error.message)))
    return error or ""


def _details(log: ScenarioLog) -> Iterator[str]:
    if log.duration is not None:
        yield f"Duration: {log.duration / 1000:g} s"
    if log.operations is not None:
        yield f"Operations: {log.operations}"


IMPORTER = MakeImporter()
