"""System logs: RFC 3164, RFC 5424, and the ISO times of rsyslog."""

import re
from collections.abc import Iterator
from typing import BinaryIO

from secondstory.importers.base import FormatInfo
from secondstory.importers.logs.importer import Entry, LogImporter, entries_of, numbered
from secondstory.importers.logs.lines import LogLine, read_line, records_in


class SyslogImporter(LogImporter):
    """Reads what the system and its services wrote through syslog."""

    info = FormatInfo(
        "syslog",
        "System log (syslog)",
        (".log", ".txt"),
        "A system log of RFC 3164 or RFC 5424, as syslogd, rsyslog, syslog-ng and journalctl write it.",
    )

    comment = re.compile(r"-- (?:Logs begin at|Journal (?:begins|starts) at|Boot [0-9a-f]{4,}|Reboot|No entries)")

    def entries(self, stream: BinaryIO) -> Iterator[Entry]:
        """The records of a log; some are sent on without a line break behind each."""
        lines = ((number, part) for number, line in numbered(stream) for part in records_in(line))
        return entries_of(lines, self.begin, self.comment)

    def begin(self, line: str) -> LogLine | None:
        """The line, where it begins a record."""
        return read_line(line)

    def is_telling(self, line: LogLine) -> bool:
        """Whether it names a process or a priority."""
        return line.names_a_program


IMPORTER = SyslogImporter()
