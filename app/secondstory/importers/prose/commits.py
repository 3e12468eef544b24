"""Commits as “git log” prints them: a line with the hash, lines with the author and the date, then the message."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

MOST_LINES = 8
LONGEST_LINE = 300
_COMMIT = re.compile(r"commit [0-9a-f]{7,64}(?: \(.{1,200}\))?\s*")
_HEAD = re.compile(
    r"(?P<name>Author|AuthorDate|Commit|CommitDate|Date|Merge|Reflog|Reflog message|gpg):\s*(?P<value>.*)"
)
_ADDRESS = re.compile(r"(?<!\s)\s*+<[^<>]*+>\s*+$")
_TIMES = ("CommitDate", "Date", "AuthorDate")
"""A commit may be much younger than its change: the time at which it came in tells more."""


@dataclass(frozen=True, slots=True)
class Commit:
    """Who made a commit, when as it is written, the first line of its message, and how many lines say so."""

    author: str
    written: str
    subject: str
    lines: int


def commit_at(lines: Sequence[str], index: int) -> Commit | None:
    """The commit that begins at a line, if one does."""
    if not _COMMIT.fullmatch(lines[index][:LONGEST_LINE]):
        return None
    said: dict[str, str] = {}
    end = index + 1
    while end < min(len(lines), index + MOST_LINES) and (match := _HEAD.match(lines[end][:LONGEST_LINE])):
        said.setdefault(match["name"], match["value"].strip())
        end += 1
    written = next((said[name] for name in _TIMES if said.get(name)), "")
    if not written:
        return None
    subject = ""
    if end + 1 < len(lines) and not lines[end].strip() and lines[end + 1].startswith("    "):
        subject, end = lines[end + 1].strip(), end + 2
    return Commit(_ADDRESS.sub("", said.get("Author", "")), written, subject, end - index)
