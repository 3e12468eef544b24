"""The history of the states of Grafana's alert rules, which its API gives as columns."""

from collections.abc import Iterator
from itertools import zip_longest
from typing import Any

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row, rows_inside
from secondstory.importers.documents.reading import Record
from secondstory.importers.rules import rules
from secondstory.model.draft import UnreadRow

NAME = "grafana-states"
USUAL = ("time", "line")
"""The order of the columns where the frame does not name them."""


class Column(msgspec.Struct):
    """The name of a column."""

    name: str | None = None


class Schema(msgspec.Struct):
    """The names of the columns of a frame."""

    fields: list[Column] = []


class Stream(msgspec.Struct):
    """The lines of one stream, each with its time, as Loki keeps the history."""

    values: list[list[msgspec.Raw]]


class Values(msgspec.Struct):
    """The columns of a frame, each with the cells of all its rows; or what Loki answers itself."""

    values: list[list[msgspec.Raw]] = []
    result: list[Stream] = []


class Frame(msgspec.Struct):
    """What Grafana answers: the columns ``time`` and ``line``, and that of the labels of the stream."""

    data: Values
    schema: Schema | None = None


class State(msgspec.Struct, rename="camel"):
    """A line of the history: a rule, or one of its instances, went from one state to another."""

    previous: str | None = None
    current: str | None = None
    rule_title: str | None = None
    rule_uid: str | None = msgspec.field(name="ruleUID", default=None)
    fingerprint: str | None = None
    labels: dict[str, str | None] | None = None
    values: dict[str, Any] | None = None
    error: str | None = None


class StateRow(msgspec.Struct):
    """A row of the frame; the line is an object, or one that is packed in a text."""

    line: State | str
    time: Time = None


class GrafanaStatesImporter(JsonImporter):
    """Reads each change of a state as an event of the kind that the new state means."""

    info = FormatInfo(
        NAME,
        "Grafana alert state history",
        (".json",),
        "The state history of Grafana's alert rules from its API: which alert went into which state, and when.",
    )

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The changes that a frame holds, or the one that a row is."""
        if "line" in record.decoded(dict[str, msgspec.Raw]):
            yield _change(record, make)
        else:
            yield from rows_inside(_rows(record), lambda row: [_change(row, make)])


def _rows(record: Record) -> Iterator[Record]:
    """The rows of a frame, each as a record of its own."""
    frame = record.decoded(Frame)
    for number, stream in enumerate(frame.data.result):
        for index, cells in enumerate(stream.values):
            row = dict(zip(USUAL, cells, strict=False))
            yield Record(f"{record.pointer.rstrip('/')}/data/result/{number}/values/{index}", msgspec.json.encode(row))
    names = [column.name or "" for column in frame.schema.fields] if frame.schema else []
    places = [names.index(name) if name in names else place for place, name in enumerate(USUAL)]
    columns = frame.data.values
    times, lines = (columns[place] if place < len(columns) else [] for place in places)
    for index, pair in enumerate(zip_longest(times, lines, fillvalue=msgspec.Raw(b"null"))):
        row = dict(zip(USUAL, pair, strict=True))
        yield Record(f"{record.pointer.rstrip('/')}/data/values/{index}", msgspec.json.encode(row))


def _change(record: Record, make: Maker) -> Row:
    row = record.decoded(StateRow)
    state = msgspec.json.decode(row.line, type=State) if isinstance(row.line, str) else row.line
    new, old = (state.current or "").strip(), (state.previous or "").strip()
    labels = state.labels or {}
    name = state.rule_title or labels.get("alertname") or "an alert"
    if not new:
        return UnreadRow(record.pointer, "The record names no state.", record.text)
    told = Occurrence(
        row.time,
        make.kind(new if new in rules(NAME)["kinds"] else new.partition(" (")[0].lower()),
        f"{new}: {name}",
        body="\n\n".join(filter(None, (f"State changed from {old} to {new}." if old else "", _why(state, labels)))),
        tags=[labels.get(label) for label in rules("alertmanager")["tags"]],
        external_id=_id(state, row.time),
    )
    return make.event(record, told)


def _why(state: State, labels: dict[str, str | None]) -> str:
    """The labels that tell an alert of a rule from its others, what was measured, and what went wrong."""
    told = ", ".join(f"{label}={value}" for label, value in labels.items() if not label.startswith(("__", "grafana_")))
    values = ", ".join(f"{name}={value}" for name, value in (state.values or {}).items())
    return "\n\n".join(filter(None, (told, values, state.error)))


def _id(state: State, time: Time) -> str:
    """A line has no id: the rule, the labels and the instant tell it again."""
    known = state.fingerprint or ",".join(f"{name}={value}" for name, value in sorted((state.labels or {}).items()))
    return f"{NAME}:{state.rule_uid or state.rule_title or ''}:{known}:{time}"


IMPORTER = GrafanaStatesImporter()
