"""The journal of systemd, as ``journalctl -o json`` and ``-o export`` write it."""

import re
from collections.abc import Iterable, Iterator
from itertools import chain
from typing import BinaryIO

import msgspec

from secondstory.importers.base import FormatInfo, Sample
from secondstory.importers.decoding import PICTURES, is_binary, sample_text
from secondstory.importers.logs.importer import Entry, LogImporter, entries_of, numbered
from secondstory.importers.logs.lines import LogLine
from secondstory.importers.rules import rules
from secondstory.importers.times.days import epoch_instant

CERTAIN = 94
TIME, MESSAGE = "__REALTIME_TIMESTAMP", "MESSAGE"
_FIELD = re.compile(r"([A-Z_][A-Z0-9_]*)=(.*)", re.DOTALL)


class JournaldImporter(LogImporter):
    """Reads the entries of a journal, one on each line as JSON, or one on several lines with an empty one below it."""

    info = FormatInfo(
        "journald",
        "Journal of systemd",
        (".json", ".jsonl", ".export", ".log"),
        "Entries of the journal of systemd, as journalctl writes them with -o json or -o export.",
    )

    def score(self, sample: Sample) -> int:
        """Certain where the first entry has the time and the message that only a journal calls so."""
        text = "" if is_binary(sample.data) else sample_text(sample).lstrip()
        if text.startswith("{"):
            return CERTAIN if _json(text.partition("\n")[0]) is not None else 0
        names = {match[1] for line in text.partition("\n\n")[0].split("\n") if (match := _FIELD.match(line))}
        return CERTAIN if names.issuperset((TIME, MESSAGE)) else 0

    def entries(self, stream: BinaryIO) -> Iterator[Entry]:
        """The entries of a journal, in either form."""
        lines = numbered(stream)
        first = next((line for line in lines if line[1].strip()), (0, ""))
        together = chain((first,), lines)
        return (
            entries_of(together, self.begin, self.comment) if first[1].lstrip().startswith("{") else _blocks(together)
        )

    def begin(self, line: str) -> LogLine | None:
        """The entry of a line."""
        return _json(line)

    def is_telling(self, line: LogLine) -> bool:
        """Whether it has a time."""
        return not line.problem


def _blocks(lines: Iterable[tuple[int, str]]) -> Iterator[Entry]:
    """The entries of the export form: their fields stand on lines of their own, and an empty line ends each."""
    fields: dict[str, object] = {}
    entry: Entry | None = None
    for number, line in chain(lines, ((0, ""),)):
        if line.strip():
            entry = entry or Entry(number, None)
            entry.add(line)
            if match := _FIELD.match(line):
                fields.setdefault(match[1], match[2])
        elif entry is not None:
            entry.first = _entry(fields) if TIME in fields else None
            entry.fault = entry.fault or ("" if entry.first else "The entry has no time.")
            yield entry
            entry, fields = None, {}


def _json(line: str) -> LogLine | None:
    if TIME not in line:
        return None
    try:
        fields = msgspec.json.decode(line.encode("utf-8", "replace"))
    except (msgspec.DecodeError, ValueError, RecursionError):
        return None
    return _entry(fields) if isinstance(fields, dict) and TIME in fields else None


def _entry(fields: dict[str, object]) -> LogLine:
    written, told = _text(fields[TIME]), rules("journald")
    found = {name: next((text for key in told[name] if (text := _text(fields.get(key)))), "") for name in told}
    level = found["level"]
    severity = int(level) if level.isdecimal() and int(level) < len(rules("syslog")["severities"]) else -1
    message = found["message"] or "Entry without a message"
    try:
        at, problem = epoch_instant(written), ""
    except ValueError:
        at, problem = None, f"“{written[:60]}” is not a time."
    return LogLine(
        written, message, at, problem=problem, host=found["host"], app=found["app"], process=found["process"],
        severity=severity, is_whole=True,
    )  # fmt: skip


def _text(value: object) -> str:
    """A field as text: one that is no text is written as the numbers of its bytes, one that is long as nothing."""
    if isinstance(value, list):
        if all(isinstance(item, int) and 0 <= item < 256 for item in value):
            return bytes(value).decode("utf-8", "replace").translate(PICTURES)
        return _text(value[0]) if value else ""
    return str(value).translate(PICTURES) if isinstance(value, (str, int)) else ""


IMPORTER = JournaldImporter()
