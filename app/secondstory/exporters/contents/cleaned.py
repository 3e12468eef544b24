"""A review as it may leave the library: without people's names, and without characters that cannot be printed."""

import re
import unicodedata
from collections.abc import Callable
from dataclasses import fields, replace
from functools import cache
from typing import TypeVar

from secondstory.exporters.privacy import role_words
from secondstory.model.records import Event, Participant, Record
from secondstory.model.snapshot import Snapshot

R = TypeVar("R", bound=Record)
PRINTED_AS_STORED = frozenset({"uid", "sha256", "timezone", "format"})
"""Text fields that are no prose: a name found in them by chance stays as it is."""

UNPRINTABLE = re.compile("[\x00-\x09\x0b-\x1f\x7f-\x9f\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff]")
TURNING = re.compile("[\u200b\u200e\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
"""Invisible characters; those among them that turn the direction of writing could make a text read as another."""


def cleaned(snapshot: Snapshot) -> Snapshot:
    """The same review with roles in the place of names, no actors, and text that can be printed."""
    roles = role_words(snapshot)

    def clean(text: str) -> str:
        return roles(printable(text))

    tables = {kind: {key: _cleaned(row, clean) for key, row in rows.items()} for kind, rows in snapshot.tables.items()}
    return Snapshot(_cleaned(snapshot.review, clean), tables)


def printable(text: str) -> str:
    """The text with composed letters, plain line ends, a replacement for each control character, and no turning."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    return UNPRINTABLE.sub("\ufffd", TURNING.sub("", text).replace("\u2028", "\n").replace("\u2029", "\n"))


def _cleaned(row: R, clean: Callable[[str], str]) -> R:
    changed = {}
    for name in _text_fields(type(row)):  # type: ignore[arg-type]  # a class can be hashed, whatever its objects can
        value = getattr(row, name)
        if value:
            better = clean(value)
            if better != value:
                changed[name] = better
    if isinstance(row, Event) and row.actor:
        changed["actor"] = ""
    if isinstance(row, Participant) and row.name:
        changed["name"] = ""
    return replace(row, **changed) if changed else row  # type: ignore[arg-type]  # every field named here is a text


@cache
def _text_fields(kind: type[Record]) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind) if f.type is str and f.name not in PRINTED_AS_STORED)
