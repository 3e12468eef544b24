"""A review as it may leave the library: without people's names, and without characters that cannot be printed."""

import re
import unicodedata

from secondstory.exporters.privacy import rewritten, role_words
from secondstory.model.snapshot import Snapshot

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

    return rewritten(snapshot, clean, PRINTED_AS_STORED)


def printable(text: str) -> str:
    """The text with composed letters, plain line ends, a replacement for each control character, and no turning."""
    if text.isascii() and text.isprintable():
        return text
    text = unicodedata.normalize("NFC", text).replace("\r\n", "\n").replace("\r", "\n").replace("\t", " ")
    shown = UNPRINTABLE.sub("\ufffd", TURNING.sub("", text).replace("\u2028", "\n").replace("\u2029", "\n"))
    return shown if shown.strip() or not text.strip() else "\ufffd"
