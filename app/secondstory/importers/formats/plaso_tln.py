"""Plaso (log2timeline) events as TLN: five or seven columns with bars between."""

import re
from types import MappingProxyType

from secondstory.importers.base import FormatInfo
from secondstory.importers.formats.plaso_csv import PlasoTable
from secondstory.importers.titles import title_and_body
from secondstory.model.draft import Draft

_BEFORE_MESSAGE = re.compile(r"\d{4}-\d\d-\d\dT[\d:.]+(?:Z|[+-]\d\d:\d\d); (?P<meaning>[^;]*); (?=.)", re.DOTALL)
"""Plaso repeats the time before the message and says what the time means."""


class TlnImporter(PlasoTable):
    """Reads TLN, whose times are seconds since 1970 in UTC."""

    info = FormatInfo(
        "plaso-tln",
        "Plaso events (TLN)",
        (".txt", ".tln", ".log"),
        "Events of Plaso (log2timeline) as TLN: time, source, host, user and description with bars between.",
    )
    headers = (frozenset({"time", "source", "host", "user", "description"}),)
    delimiter = "|"
    zone = "UTC"
    mapping = MappingProxyType({"occurred_at": "time", "title": "description", "actor": "user", "tags": "host+source"})

    def finished(self, draft: Draft) -> Draft:
        """The message as the title, and what its time means below."""
        told = draft.body or draft.title
        if match := _BEFORE_MESSAGE.match(told):
            draft.title, body = title_and_body(told[match.end() :])
            draft.body = f"{body}\n\n{match['meaning'].strip()}".strip()
        return super().finished(draft)


IMPORTER = TlnImporter()
