"""Plaso (log2timeline) events as a table: l2tcsv."""

from types import MappingProxyType

from secondstory.importers.base import FormatInfo
from secondstory.importers.kinds import kind_of_text
from secondstory.importers.tables.known import KnownTable
from secondstory.model.draft import Draft
from secondstory.model.enums import EventKind

NO_NAME = ":"


class PlasoTable(KnownTable):
    """What the tables of Plaso have in common: records of logs and file systems are observations."""

    def finished(self, draft: Draft) -> Draft:
        """The kind by the words of the message; where Plaso found no name it writes marks."""
        told = kind_of_text(draft.title)
        draft.kind = EventKind.OBSERVATION if told is EventKind.NOTE else told
        draft.tags = tuple(tag for tag in draft.tags if tag != NO_NAME)
        return draft


class L2tCsvImporter(PlasoTable):
    """Reads l2tcsv, which has seventeen columns and writes dates as MM/DD/YYYY."""

    info = FormatInfo(
        "plaso-csv",
        "Plaso events (l2tcsv)",
        (".csv", ".log"),
        "Events of Plaso (log2timeline) in its table with date, time and timezone columns.",
    )
    headers = (frozenset({"date", "time", "timezone", "macb", "sourcetype", "type", "user", "host", "desc", "notes"}),)
    mapping = MappingProxyType(
        {
            "occurred_at": "date+time",
            "zone": "timezone",
            "title": "desc",
            "body": "type",
            "kind": "",
            "actor": "user",
            "tags": "notes+host+sourcetype",
        }
    )
    day_first = False


IMPORTER = L2tCsvImporter()
