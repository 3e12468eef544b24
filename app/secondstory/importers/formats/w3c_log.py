"""Logs in the extended format of the W3C and its relatives, whose fields a directive names."""

import re
from collections.abc import Callable

from secondstory.importers.base import FormatInfo, Sample
from secondstory.importers.decoding import is_binary, sample_text
from secondstory.importers.logs.importer import LINES_LOOKED_AT, LogImporter
from secondstory.importers.logs.lines import LogLine
from secondstory.importers.logs.w3c import FIELDS, MARK, Fields

CERTAIN = 94
LEAST_SHARE = 0.5


class W3cLogImporter(LogImporter):
    """Reads what a server noted. Its times are in UTC, unless the log says otherwise."""

    info = FormatInfo(
        "w3c-log",
        "Log that names its fields (W3C)",
        (".log", ".txt"),
        "Logs whose fields a line “#Fields:” names, of IIS, Amazon CloudFront, Exchange, Windows Firewall, Zeek.",
    )
    comment = re.compile(MARK)

    def score(self, sample: Sample) -> int:
        """Certain where the fields are named, and the lines have them."""
        if is_binary(sample.data):
            return 0
        lines = [line.rstrip("\r") for line in sample_text(sample).split("\n")[:LINES_LOOKED_AT] if line.strip()]
        if not any(map(FIELDS.match, lines)):
            return 0
        fields = Fields()
        told = [fields.begin(line) for line in lines]
        rows = sum(not line.startswith(MARK) for line in lines)
        found = sum(line is not None and not line.problem for line in told)
        return CERTAIN if found and found >= LEAST_SHARE * rows else 0

    def beginner(self) -> Callable[[str], LogLine | None]:
        """What reads the lines of one log: its directives say what those below them hold."""
        return Fields().begin

    def begin(self, line: str) -> LogLine | None:  # noqa: ARG002 - the lines above it tell what it holds
        """Nothing: a line by itself does not say which fields it has."""
        return None

    def is_telling(self, line: LogLine) -> bool:
        """Whether it has a time, for the directive above it tells the rest."""
        return not line.problem


IMPORTER = W3cLogImporter()
