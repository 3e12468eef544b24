"""Executions of n8n workflows, as its public API gives them."""

from collections.abc import Iterable
from typing import Any

import msgspec

from secondstory.importers.automations.packed import unpacked
from secondstory.importers.automations.runs import Run, told
from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Maker, Time
from secondstory.importers.documents.importer import JsonImporter, Row, rows_inside
from secondstory.importers.documents.reading import Record

NAME = "n8n"


class Workflow(msgspec.Struct):
    """The workflow as it was when it ran."""

    name: str | None = None


class Execution(msgspec.Struct, rename="camel"):
    """What is read of an execution. ``data`` may be a page of executions, the data of one, or packed text."""

    id: str | int | None = None
    finished: bool | None = None
    mode: str | None = None
    status: str | None = None
    created_at: Time = None
    started_at: Time = None
    stopped_at: Time = None
    wait_till: Time = None
    workflow_id: str | int | None = None
    workflow_name: str | None = None
    workflow_data: Workflow | None = None
    retry_of: str | int | None = None
    retry_success_id: str | int | None = None
    data: msgspec.Raw = msgspec.Raw(b"null")


class N8nImporter(JsonImporter):
    """Reads each execution as one event from its start to its end."""

    info = FormatInfo(
        NAME,
        "n8n executions",
        (".json", ".jsonl"),
        "The executions of workflows from the n8n public API, with their errors, as pages, lists or lines.",
    )

    def events(self, record: Record, make: Maker) -> Iterable[Row]:
        """The event of an execution, or of each execution of a page."""
        execution = record.decoded(Execution)
        page = _page(record, execution)
        if page is None:
            yield make.event(record, told(_run(execution)))
        yield from rows_inside(page or (), lambda inner: self.events(inner, make))


def _page(record: Record, execution: Execution) -> list[Record] | None:
    """The executions of an answer: ``data``, or ``results`` inside it; None where the record is an execution."""
    data, way = bytes(execution.data), "data"
    outer = Record(record.pointer.removesuffix("/"), record.raw)
    if execution.mode is None and data.startswith(b"{"):
        inside = Record("", data).decoded(dict[str, msgspec.Raw])
        if "results" not in inside:
            return [Record(f"{outer.pointer}/data", data)] if "mode" in inside else None
        data, way = bytes(inside["results"]), "data/results"
    if not data.startswith(b"["):
        return None
    return list(outer.inside(way, Record("", data).decoded(list[msgspec.Raw])))


def _run(execution: Execution) -> Run:
    name = (execution.workflow_data and execution.workflow_data.name) or execution.workflow_name
    error, node = _error(execution)
    details = [
        f"Node: {node}" if node else "",
        f"Retry of execution {execution.retry_of}" if execution.retry_of else "",
        f"Retried with success by execution {execution.retry_success_id}" if execution.retry_success_id else "",
        f"Waiting until {execution.wait_till}" if execution.wait_till else "",
    ]
    return Run(
        name or (f"Workflow {execution.workflow_id}" if execution.workflow_id else "Workflow"),
        execution.status or _older_status(execution, error),
        execution.started_at or execution.created_at,
        execution.stopped_at,
        error,
        details,
        tags=[execution.mode],
        external_id=f"{NAME}:{execution.id}" if execution.id is not None else "",
    )


def _older_status(execution: Execution, error: str) -> str:
    """The status of an execution from before n8n had one."""
    if execution.finished:
        return "success"
    return "error" if error or execution.stopped_at else "running"


def _error(execution: Execution) -> tuple[str, str]:
    """The message of the error that ended an execution, and the node in which it happened."""
    told_of: Any = Record("", bytes(execution.data)).decoded(Any)
    if isinstance(told_of, str):
        told_of = unpacked(told_of, ("resultData", "error", "node"))
    result = _inside(told_of, "resultData")
    error = _inside(result, "error")
    parts = [text for text in (error.get("message"), error.get("description")) if isinstance(text, str)]
    node = _inside(error, "node").get("name") or result.get("lastNodeExecuted")
    return "\n".join(dict.fromkeys(parts)), node if isinstance(node, str) and parts else ""


def _inside(value: object, name: str) -> dict[str, Any]:
    found = value.get(name) if isinstance(value, dict) else None
    return found if isinstance(found, dict) else {}


IMPORTER = N8nImporter()
