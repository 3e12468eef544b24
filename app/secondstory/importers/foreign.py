"""Files of formats that cannot be read yet: what they are, so that a person can be told."""

import re
from typing import Any

from secondstory.importers.base import Sample
from secondstory.importers.decoding import is_binary, sample_text
from secondstory.importers.rules import rules
from secondstory.importers.shapes import json_keys, key_set, looks_like_json, looks_like_markup
from secondstory.model.errors import UserError

GENERAL_REMEDY = "Export the events as CSV and import that file, or paste the timeline as text."
ZIP = b"PK\x03\x04"
_EMPTY_LIST = re.compile(r"\[\s*\]")


def foreign(sample: Sample) -> UserError | None:
    """What to tell about a file whose format is recognised but cannot be read; None where it is not recognised.

    JSON of an unknown kind is not recognised: its records may still be read by the names of their values.
    """
    data = sample.data
    if not data.strip(b"\xef\xbb\xbf\xff\xfe\0\r\n\t "):
        return UserError("The file is empty.", "Choose a file with events, or paste the timeline as text.")
    if found := _by_bytes(data):
        return found
    text = sample_text(sample)
    if looks_like_json(text):
        return _json(text)
    if looks_like_markup(text):
        return UserError("No events were found in this web page or XML.", GENERAL_REMEDY)
    return None


def _by_bytes(data: bytes) -> UserError | None:
    for entry in rules("foreign")["magic"]:
        if data.startswith(bytes.fromhex(entry["starts"])):
            return _told(entry)
    if data.startswith(ZIP):
        return _archive(data)
    if is_binary(data):
        return UserError("The file is not text: it cannot be read as a timeline.", GENERAL_REMEDY)
    return None


def _told(entry: dict[str, Any]) -> UserError:
    return UserError(
        f"This is {entry['name']}, which this version cannot read yet.", entry.get("remedy", GENERAL_REMEDY)
    )


def _archive(data: bytes) -> UserError:
    for entry in rules("foreign")["zip"]:
        if all(member.encode() in data for member in entry["members"]):
            return _told(entry)
    return UserError(
        "This is an archive, which this version cannot read yet.", "Unpack it and import the files inside."
    )


def _json(text: str) -> UserError | None:
    keys = key_set(text)
    entries = (entry for entry in rules("foreign")["json"] if set(entry["keys"]) <= keys)
    return next(map(_told, entries), None)


def without_events(sample: Sample) -> UserError:
    """What to tell about a file in which no importer finds events."""
    text = sample_text(sample)
    if not looks_like_json(text):
        return UserError(
            "No events were found in this file: it holds neither a table nor lines with times.", GENERAL_REMEDY
        )
    if not any(json_keys(text)) or (sample.is_whole and _EMPTY_LIST.search(text)):
        return UserError("There is nothing to import in this JSON document.", "Choose a file with events.")
    return UserError("This is JSON of a kind that this version cannot read yet.", GENERAL_REMEDY)
