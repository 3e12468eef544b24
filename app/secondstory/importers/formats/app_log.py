"""Logs that applications, web servers and cluster components write for themselves."""

from secondstory.importers.base import FormatInfo
from secondstory.importers.logs.dialects import read_line
from secondstory.importers.logs.importer import LogImporter
from secondstory.importers.logs.lines import LogLine


class AppLogImporter(LogImporter):
    """Reads lines with a time and a level, or the requests that a web server noted."""

    info = FormatInfo(
        "app-log",
        "Application or web server log",
        (".log", ".txt"),
        "Logs of Java, Python and other programs, access and error logs of nginx and Apache, klog, and logfmt.",
    )
    least_share = 0.1
    """Most lines of such a log may be those of stack traces."""

    def begin(self, line: str) -> LogLine | None:
        """The line, where it begins a record."""
        return read_line(line)

    def is_telling(self, line: LogLine) -> bool:
        """Whether it has a level, or the status of a request."""
        return line.severity >= 0


IMPORTER = AppLogImporter()
