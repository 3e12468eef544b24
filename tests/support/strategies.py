"""Generators of whole reviews for properties: everything in them is legal, and much of it is unusual."""

import dataclasses
import typing
from collections.abc import Mapping
from datetime import UTC, date, datetime, timedelta
from enum import StrEnum
from typing import Any

from hypothesis import strategies as st

from secondstory.exporters.interchange.format import PLAYBOOK, SECTIONS
from secondstory.model.draft import Draft
from secondstory.model.drafts import TEXTS
from secondstory.model.enums import CauseLabel, EventKind, Precision
from secondstory.model.records import Action, Cause, Event, Record, ResponseWindow, Review
from secondstory.model.snapshot import Snapshot

HOSTILE = (
    "=1+1",
    "+x",
    "-5",
    "@a",
    "\tx",
    "\rx",
    "<b>&amp;</b>",
    "naïve – “quoted” 日本語 🚒",
    "x" * 300,
    "\x01\x0b",
    "-",
)
texts = st.text(max_size=24) | st.sampled_from(HOSTILE)
sentences = texts.filter(str.strip)
instants = st.datetimes(datetime(1971, 1, 1), datetime(2199, 12, 31), timezones=st.just(UTC))  # noqa: DTZ001 - zone given
numbers = st.floats(-1e9, 1e9)
scores = st.none() | st.integers(2, 10).map(lambda half: half / 2)

PLAIN: Mapping[Any, st.SearchStrategy[Any]] = {
    str: texts,
    bool: st.booleans(),
    int: st.integers(0, 10**6),
    float: numbers,
    float | None: st.none() | numbers,
    datetime: instants,
    datetime | None: st.none() | instants,
    date | None: st.none() | st.dates(date(1971, 1, 1), date(2199, 12, 31)),
    tuple[str, ...]: st.lists(texts, max_size=3).map(tuple),
}
SPECIAL: Mapping[type[Record], Mapping[str, st.SearchStrategy[Any]]] = {
    Review: {
        "title": sentences,
        "timezone": st.sampled_from(["UTC", "Europe/Berlin", "Asia/Kathmandu"]),
        "binned": st.just(False),
    },
    Cause: {
        "text": sentences,
        "label": st.sampled_from([label for label in CauseLabel if label is not CauseLabel.MIXED]),
    },
    Action: {"text": sentences, "impact": scores, "effort": scores},
    ResponseWindow: {"minutes": st.integers(1, 10**6)},
}
ORDERED = (("occurred_at", "occurred_until"), ("started_at", "ended_at"), ("window_start", "window_end"))


def of_type(hint: Any) -> st.SearchStrategy[Any]:
    """Values of a field's type."""
    if hint in PLAIN:
        return PLAIN[hint]
    options = [a for a in typing.get_args(hint) or (hint,) if isinstance(a, type) and issubclass(a, StrEnum)]
    values = st.sampled_from(options[0])
    return st.none() | values if type(None) in typing.get_args(hint) else values


@st.composite
def records(draw: st.DrawFn, kind: type[Record], fixed: Mapping[str, Any]) -> Record:
    """A legal record; the fixed fields are given."""
    hints, special = typing.get_type_hints(kind), SPECIAL.get(kind, {})
    values = dict(fixed)
    for item in dataclasses.fields(kind):
        if item.name not in values:
            values[item.name] = draw(special[item.name] if item.name in special else of_type(hints[item.name]))
    for start, end in ORDERED:
        if values.get(start) and values.get(end) and values[end] < values[start]:
            values[end] = values[start]
    if kind is Event:
        known = values["occurred_at"] is not None
        values["precision"] = Precision.EXACT if known else Precision.UNKNOWN
    return kind(**values)


@st.composite
def drafts(draw: st.DrawFn) -> Draft:
    """A draft of any kind, with or without a time or an end."""
    at = draw(st.none() | instants)
    lasting = draw(st.none() | st.timedeltas(timedelta(0), timedelta(days=9))) if at else None
    known = [precision for precision in Precision if precision is not Precision.UNKNOWN]
    values: dict[str, Any] = {name: draw(texts) for name in TEXTS if name != "tags"}
    return Draft(
        occurred_at=at,
        occurred_until=at + lasting if at and lasting is not None else None,
        precision=draw(st.sampled_from(known)) if at else Precision.UNKNOWN,
        kind=draw(st.sampled_from(EventKind)),
        key=draw(st.booleans()),
        tags=tuple(draw(st.lists(texts, max_size=2))),
        **values,
    )


@st.composite
def snapshots(draw: st.DrawFn, review_id: int = 7) -> Snapshot:
    """A review with a few rows of every kind, whose references hold; ids have holes, as in a library that is used."""
    review = draw(records(Review, {"id": review_id, "version": 1}))
    ids = {
        s.record: draw(st.lists(st.integers(1, 900), unique=True, max_size=4).map(sorted))
        for s in (*SECTIONS, *PLAYBOOK)
    }
    tables: dict[type[Record], dict[int, Record]] = {}
    for section in (*SECTIONS, *PLAYBOOK):
        rows: dict[int, Record] = {}
        for position, number in enumerate(ids[section.record]):
            fixed: dict[str, Any] = {"id": number, "version": 1}
            if any(f.name == "review_id" for f in dataclasses.fields(section.record)):
                fixed["review_id"] = review_id
            optional = {f.name: f.default is None for f in dataclasses.fields(section.record)}
            for name, target in section.refers.items():
                choices = [n for n in ids[target] if target is not section.record or n != number]
                fixed[name] = draw(st.sampled_from([*([None] if optional[name] else []), *choices] or [None]))
            if any(fixed[name] is None and not optional[name] for name in section.refers):
                continue
            if section.unique:
                fixed[section.unique] = draw(unique_values(section.record, section.unique, position))
            rows[number] = draw(records(section.record, fixed))
        tables[section.record] = rows
    return Snapshot(review, tables)


def unique_values(kind: type[Record], name: str, position: int) -> st.SearchStrategy[Any]:
    """A value that no other row of the same table gets."""
    hint = typing.get_type_hints(kind)[name]
    return st.just(list(hint)[position]) if issubclass(hint, StrEnum) else st.just(f"uid-{position}")
