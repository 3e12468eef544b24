"""Lines of a log that names its fields itself, in the extended format of the W3C or in that of Zeek."""

import re
from csv import reader
from datetime import UTC, datetime

from secondstory.importers.logs.lines import LogLine
from secondstory.importers.rules import rules
from secondstory.importers.times.days import epoch_instant
from secondstory.model.enums import EventKind

MARK = "#"
FIELDS = re.compile(r"#fields[:\t]\s*", re.IGNORECASE)
NOTHING = "-"
_LOCAL = re.compile(r"#Time Format:\s*Local", re.IGNORECASE)
_DATE = re.compile(r"#Date:\s*(\d{4}-\d\d-\d\d)", re.IGNORECASE)
_WORD = re.compile(r'"(?:[^"]|"")*"|\S+')
MOST_WORDS = 6
"""So many fields make up what a line says that is no request."""


class Fields:
    """Reads lines one after the other; it remembers the fields, the day and the zone that directives tell."""

    def __init__(self) -> None:
        """Nothing was told yet."""
        self.names: list[str] = []
        self._day = ""
        self._is_local = self._has_commas = False

    @property
    def tell_time(self) -> bool:
        """Whether the fields that were told hold times."""
        table = rules("w3c-log")
        is_split = table["time"] in self.names and (table["date"] in self.names or bool(self._day))
        return is_split or not set(table["whole"]).isdisjoint(self.names)

    def begin(self, line: str) -> LogLine | None:
        """What a line says; None for a directive, and where it does not have the fields."""
        if line.startswith(MARK):
            self._told(line)
            return None
        cells = self._cells(line)
        if not self.tell_time or len(cells) != len(self.names):
            return None
        found = {name: cell for name, cell in zip(self.names, cells, strict=True) if cell not in ("", NOTHING)}
        table = rules("w3c-log")
        whole = next((found[name] for name in table["whole"] if name in found), "")
        written = whole or " ".join(filter(None, (found.get(table["date"]), found.get(table["time"]))))
        try:
            at = _instant(whole or f"{found.get(table['date'], self._day)} {found.get(table['time'], '')}")
        except (ValueError, OverflowError):
            return LogLine(written, " ".join(cells), problem=f"“{written[:60]}” is not a time.")
        return _line(written, at if self._is_local or at.tzinfo else at.replace(tzinfo=UTC), found)

    def _cells(self, line: str) -> list[str]:
        if "\t" in line:
            return [cell.strip() for cell in line.split("\t")]
        if self._has_commas:
            return [cell.strip() for cell in next(reader([line]), [])]
        return _WORD.findall(line)

    def _told(self, line: str) -> None:
        if fields := FIELDS.match(line):
            names = line[fields.end() :].lower()
            self._has_commas = "," in names
            self.names = [name.strip() for name in names.split(",")] if self._has_commas else names.split()
        elif day := _DATE.match(line):
            self._day = day[1]
        elif _LOCAL.match(line):
            self._is_local = True


def _instant(text: str) -> datetime:
    """The time of a field. Raises ValueError where it is none."""
    return epoch_instant(text) if text.replace(".", "", 1).isdecimal() else datetime.fromisoformat(text)


def _line(written: str, at: datetime, found: dict[str, str]) -> LogLine:
    table = rules("w3c-log")
    host = next((found[name] for name in table["host"] if name in found), "")
    request = [found[name] for name in table["request"] if name in found]
    status = found.get(table["status"], "")
    if not request:
        said = [f"{name}: {cell}" for name, cell in found.items() if cell not in written]
        return LogLine(written, "; ".join(said[:MOST_WORDS]), at, host=host, data="; ".join(said[MOST_WORDS:]))
    query = found.get(table["query"], "")
    message = " ".join(request) + (f"?{query}" if query else "")
    if not status:
        return LogLine(written, message, at, host=host)
    statuses = rules("app-log")["statuses"]
    told = statuses.get(status[0], statuses["default"])
    return LogLine(
        written, f"{message}: {status}", at, host=host, severity=told["severity"], kind=EventKind(told["kind"])
    )
