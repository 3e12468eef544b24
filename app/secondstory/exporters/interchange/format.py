"""What a ``secondstory-review`` document consists of: its sections, the types of its rows, and its JSON Schema."""

import dataclasses
import tomllib
import typing
from collections.abc import Iterable, Mapping
from dataclasses import MISSING, dataclass, field
from datetime import datetime
from functools import cache
from types import GenericAlias
from typing import Annotated, Any, Literal

import msgspec

from secondstory.model.records import (
    Action,
    ActionCause,
    Answer,
    Cause,
    Event,
    Evidence,
    GlossaryTerm,
    Idea,
    Impact,
    KeptWording,
    Learning,
    Moment,
    Note,
    Participant,
    Record,
    ResponseWindow,
    Review,
    RoleDescription,
    Source,
    Unread,
)
from secondstory_resources import resource_text

FORMAT, VERSION = "secondstory-review", 1

Instant = Annotated[datetime, msgspec.Meta(tz=True)]
RowId = Annotated[int, msgspec.Meta(ge=1)]


@dataclass(frozen=True)
class Section:
    """One list of the document: the records it holds, and which of their fields hold the id of another record."""

    name: str
    record: type[Record]
    numbered: bool = False
    refers: Mapping[str, type[Record]] = field(default_factory=dict)
    unique: str = ""


SECTIONS = (
    Section("participants", Participant),
    Section("sources", Source, numbered=True),
    Section("events", Event, numbered=True, refers={"merged_into": Event, "source_id": Source}),
    Section("unread", Unread, refers={"source_id": Source, "event_id": Event}),
    Section("moments", Moment, refers={"event_id": Event}, unique="kind"),
    Section("notes", Note, refers={"event_id": Event}),
    Section("impacts", Impact),
    Section("causes", Cause, numbered=True, refers={"pair_id": Cause}),
    Section("evidence", Evidence, refers={"cause_id": Cause, "event_id": Event}),
    Section("learnings", Learning),
    Section("actions", Action, numbered=True, unique="uid"),
    Section("ideas", Idea, refers={"action_id": Action}),
    Section("action_causes", ActionCause, refers={"action_id": Action, "cause_id": Cause}),
    Section("answers", Answer, refers={"event_id": Event}),
    Section("kept_wordings", KeptWording),
)
PLAYBOOK = (
    Section("windows", ResponseWindow),
    Section("glossary", GlossaryTerm),
    Section("roles", RoleDescription),
)

LOCAL_FIELDS = frozenset({"id", "version", "review_id", "binned"})
"""What only means something inside one library."""


class Header(msgspec.Struct):
    """What a document says it is."""

    format: str = ""
    version: int = 0


def schema() -> dict[str, Any]:
    """The JSON Schema of the format."""
    found: dict[str, Any] = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": f"{FORMAT} {VERSION}",
        "description": "One review of the program Second Story. A field that is left out has its default.",
    }
    plain: dict[str, Any] = msgspec.json.decode(msgspec.json.encode(found | msgspec.json.schema(document_type())))
    return plain


@cache
def document_type() -> Any:
    """The type of a document, made from the records so that no field can be forgotten here."""
    playbook = _struct("Playbook", "What the library's playbook said.", [_list_of(s) for s in PLAYBOOK])
    fields = [
        ("format", Literal["secondstory-review"]),
        ("version", Literal[1]),
        ("names", bool, False),
        ("review", _row_type(Section("review", Review))),
        *(_list_of(section) for section in SECTIONS),
        ("playbook", playbook, msgspec.field(default_factory=playbook)),
    ]
    return _struct("Document", "One review.", fields)


def wire_name(name: str) -> str:
    """What a field of a record is called in the document."""
    return name.removesuffix("_id")


def _list_of(section: Section) -> tuple[str, Any, Any]:
    return section.name, GenericAlias(list, (_row_type(section),)), msgspec.field(default_factory=list)


def _row_type(section: Section) -> Any:
    fields: list[tuple[Any, ...]] = [("id", RowId)] if section.numbered else []
    hints = typing.get_type_hints(section.record)
    for item in dataclasses.fields(section.record):
        if item.name in LOCAL_FIELDS:
            continue
        hint: Any = _wire_hint(hints[item.name])
        name = item.name
        if name in section.refers:
            name, hint = wire_name(name), RowId if item.default is MISSING else RowId | None
        fields.append((name, hint) if item.default is MISSING else (name, hint, item.default))
    if section.record is Event:
        fields.append(("raw", str, ""))
    return _struct(section.record.__name__, section.record.__doc__ or "", fields)


def _wire_hint(hint: Any) -> Any:
    if hint is datetime:
        return Instant
    return Instant | None if hint == datetime | None else hint


def _struct(name: str, doc: str, fields: Iterable[tuple[Any, ...]]) -> Any:
    explained = [(field, _explained(name, field, hint), *default) for field, hint, *default in fields]
    return msgspec.defstruct(
        name, explained, namespace={"__doc__": doc}, forbid_unknown_fields=True, kw_only=True, frozen=True
    )


def _explained(struct: str, name: str, hint: Any) -> Any:
    """The type of a field with what it means, where that is more than its name says."""
    meaning = _meanings().get(struct, {}).get(name) or _meanings()["any"].get(name)
    return Annotated[hint, msgspec.Meta(description=meaning)] if meaning else hint


@cache
def _meanings() -> dict[str, dict[str, str]]:
    return tomllib.loads(resource_text("schema/fields.toml"))
