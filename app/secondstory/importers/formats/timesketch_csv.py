"""Timesketch timelines as tables."""

from types import MappingProxyType

from secondstory.importers.base import FormatInfo
from secondstory.importers.formats.timesketch_jsonl import STAR
from secondstory.importers.tables.known import KnownTable
from secondstory.model.draft import Draft

MARK = "__ts_"
"""What the labels begin with that Timesketch itself puts on events."""


class TimesketchCsvImporter(KnownTable):
    """Reads tables with the columns that Timesketch asks for, in UTC as it documents."""

    info = FormatInfo(
        "timesketch-csv",
        "Timesketch (CSV)",
        (".csv",),
        "A Timesketch timeline as CSV: message, datetime or timestamp, timestamp_desc, with any further columns.",
    )
    headers = (
        frozenset({"message", "datetime", "timestamp_desc"}),
        frozenset({"message", "timestamp", "timestamp_desc"}),
    )
    zone = "UTC"
    mapping = MappingProxyType({"title": "message", "body": "timestamp_desc", "external_id": ""})

    def finished(self, draft: Draft) -> Draft:
        """Labels of Timesketch are no tags; its star is ours."""
        draft.key = draft.key or STAR in draft.tags
        draft.tags = tuple(tag for tag in draft.tags if not tag.startswith(MARK))
        return draft


IMPORTER = TimesketchCsvImporter()
