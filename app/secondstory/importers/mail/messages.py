"""A file of e-mail as messages: a single one, or a mailbox of many in the mbox format."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from io import BytesIO
from itertools import chain
from typing import BinaryIO

from secondstory.importers.decoding import CUT, lines_of, shown

MESSAGE_LIMIT = 32 * 1024 * 1024
RAW_LIMIT = 64 * 1024
"""So much of a message is kept as its record; what follows is hardly ever more than attachments."""
_LINE = 64 * 1024
_SEPARATOR = re.compile(rb"From \S.* (?:19|20)\d\d(?: [+-]\d{4})?\s*$")
_QUOTED = re.compile(rb">+From ")


@dataclass(frozen=True, slots=True)
class Mail:
    """A message by its number in the file. ``is_cut`` tells that it is longer than what is read of one."""

    number: int
    data: bytes
    is_cut: bool

    @property
    def raw(self) -> str:
        """The message as it stands in the file, without most of its attachments."""
        lines = chain.from_iterable(lines_of(BytesIO(self.data[:RAW_LIMIT])))
        return shown("\n".join(lines)).rstrip("\n") + (CUT if len(self.data) > RAW_LIMIT else "")


def is_separator(line: bytes) -> bool:
    """Whether a line begins a message of a mailbox: ``From``, the sender, the day it came in."""
    return line.startswith(b"From ") and _SEPARATOR.match(line[:1000]) is not None


def mails(stream: BinaryIO) -> Iterator[Mail]:
    """The messages, one after the other; memory holds no more than one."""
    first = _first_line(stream)
    mailbox = is_separator(first)
    number, size, after_blank = 1, len(first), False
    parts = [first]
    while line := stream.readline(_LINE):
        if mailbox and after_blank and is_separator(line):
            yield Mail(number, b"".join(parts), size > MESSAGE_LIMIT)
            number, size, parts = number + 1, 0, []
        after_blank = not line.strip(b"\r\n")
        size += len(line)
        if size <= MESSAGE_LIMIT:
            parts.append(line[1:] if mailbox and _QUOTED.match(line) else line)
    if size:
        yield Mail(number, b"".join(parts), size > MESSAGE_LIMIT)


def _first_line(stream: BinaryIO) -> bytes:
    """The first line that holds anything, without a mark before it."""
    line = stream.readline(_LINE).removeprefix(b"\xef\xbb\xbf")
    while line and not line.strip():
        line = stream.readline(_LINE)
    return line
