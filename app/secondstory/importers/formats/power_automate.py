"""Runs of Power Automate flows and of Azure Logic Apps, as their APIs and the Dataverse table of runs give them."""

import re
from collections.abc import Iterable, Iterator

import msgspec

from secondstory.importers.automations.runs import Run, told
from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Maker, Time
from secondstory.importers.documents.importer import JsonImporter, Row
from secondstory.importers.documents.reading import Record

NAME = "power-automate"
_FLOW = re.compile(r"/(?:workflows|flows)/([^/]+)/", re.IGNORECASE)
_GUID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}", re.IGNORECASE)
FORMATTED = "@OData.Community.Display.V1.FormattedValue"


class Error(msgspec.Struct):
    """Why a run failed."""

    code: str | None = None
    message: str | None = None


class Trigger(msgspec.Struct, rename="camel"):
    """What started a run."""

    name: str | None = None
    start_time: Time = None


class Correlation(msgspec.Struct, rename="camel"):
    """By what a run is followed across flows."""

    client_tracking_id: str | None = None


class Properties(msgspec.Struct, rename="camel"):
    """What is read of the properties of a run."""

    start_time: Time = None
    end_time: Time = None
    status: str | None = None
    code: str | None = None
    error: Error | None = None
    trigger: Trigger | None = None
    correlation: Correlation | None = None


class FlowRun(msgspec.Struct):
    """A run of the APIs (with ``properties``), or a row of the Dataverse table of flow runs (with names of its own)."""

    name: str | None = None
    id: str | None = None
    properties: Properties | None = None
    flowrunid: str | None = None
    starttime: Time = None
    endtime: Time = None
    status: str | None = None
    errorcode: str | None = None
    errormessage: str | None = None
    triggertype: str | None = None
    workflow: str | None = msgspec.field(default=None, name=f"_workflow_value{FORMATTED}")
    owner: str | None = msgspec.field(default=None, name=f"_ownerid_value{FORMATTED}")


class PowerAutomateImporter(JsonImporter):
    """Reads each run as one event from its start to its end."""

    info = FormatInfo(
        NAME,
        "Power Automate and Logic Apps runs",
        (".json",),
        "The run history of flows from the API of Power Automate or Azure Logic Apps, or from the Dataverse table.",
    )
    paths = (("value",), ())

    def events(self, record: Record, make: Maker) -> Iterable[Row]:
        """The event of a run."""
        run = record.decoded(FlowRun)
        yield make.event(record, told(_of_api(run, run.properties) if run.properties else _of_dataverse(run)))


def _of_api(run: FlowRun, found: Properties) -> Run:
    started_by = found.trigger or Trigger()
    trigger = (started_by.name or "").replace("_", " ").strip()
    tracked = (found.correlation or Correlation()).client_tracking_id
    flow = _flow(run.id or "")
    is_named = bool(flow) and not _GUID.fullmatch(flow)
    return Run(
        flow if is_named else f"Flow ({trigger})" if trigger else "Flow",
        found.status,
        found.start_time or started_by.start_time,
        found.end_time,
        "\n".join(_error(found)),
        [
            f"Trigger: {trigger}" if trigger and is_named else "",
            f"Flow: {flow}" if flow and not is_named else "",
            f"Tracking id: {tracked}" if tracked and tracked != run.name else "",
        ],
        external_id=f"{NAME}:{run.name}" if run.name else "",
    )


def _error(found: Properties) -> Iterator[str]:
    """The message of the error and its code; the code of the run where there is no error, unless it says nothing."""
    if found.error and found.error.message:
        yield found.error.message
    code = (found.error and found.error.code) or found.code
    if code and code not in ("OK", "NotSpecified"):
        yield f"Code: {code}"


def _of_dataverse(run: FlowRun) -> Run:
    return Run(
        run.workflow or "Flow",
        run.status,
        run.starttime,
        run.endtime,
        "\n".join(filter(None, (run.errormessage, f"Code: {run.errorcode}" if run.errorcode else ""))),
        [f"Trigger: {run.triggertype}" if run.triggertype else ""],
        run.owner,
        external_id=f"{NAME}:{run.name or run.flowrunid}" if run.name or run.flowrunid else "",
    )


def _flow(way: str) -> str:
    """The flow that a resource id names, which may be a name or a GUID."""
    match = _FLOW.search(way)
    return match[1] if match else ""


IMPORTER = PowerAutomateImporter()
