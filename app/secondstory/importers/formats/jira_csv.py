"""Jira issues as the web pages of Jira export them: a table with several columns of the same name."""

from collections import Counter
from collections.abc import Iterator

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Occurrence
from secondstory.importers.documents.importer import Row as Told
from secondstory.importers.formats.jira import told_work
from secondstory.importers.tables.exports import CellMaker, Row, TableExport

LONGEST = 12
"""No work takes a number of seconds with so many digits."""


class JiraCsvImporter(TableExport):
    """Reads issues; each comment and each entry of logged work is an event of its own."""

    info = FormatInfo(
        "jira-csv",
        "Jira issues (CSV)",
        (".csv",),
        "The CSV export of a search in Jira: when issues were created and resolved, their comments and logged work.",
    )
    kinds = "jira"
    child = "comment"

    def events(self, row: Row, make: CellMaker) -> Iterator[Told]:
        """The creation of an issue, its comments and its resolution."""
        key, known = row.first("key"), row.first("id") or row.first("key")
        tags = (key, row.first("priority"), *(label for cell in row.every("labels") for label in cell.split()))
        if row.first("created") or known or not row.every("comment"):
            created = Occurrence(
                row.first("created"),
                make.kind("created"),
                ": ".join(filter(None, (f"{key or 'Issue'} created", row.first("summary")))),
                body=row.first("description"),
                actor=row.first("reporter") or row.first("creator"),
                tags=tags,
                external_id=f"jira:{known}" if known else "",
                part="created",
            )
            yield make.event(row, created)
        yield from _comments(row, key, make)
        yield from _works(row, key, make)
        if row.first("resolved"):
            resolution = row.first("resolution")
            resolved = Occurrence(
                row.first("resolved"),
                make.kind("resolution"),
                f"{key or 'Issue'} resolved{f' as {resolution}' if resolution else ''}",
                tags=tags,
                external_id=f"jira:{known}" if known else "",
                part="resolved",
            )
            yield make.event(row, resolved)


def _comments(row: Row, key: str, make: CellMaker) -> Iterator[Told]:
    """The comments: a cell is ``time;author;text``. The same words at the same time are told apart by their number."""
    seen: Counter[str] = Counter()
    for index, cell in enumerate(row.every("comment")):
        seen[cell] += 1
        time, _, rest = cell.strip().partition(";")
        author, _, text = rest.partition(";")
        told = Occurrence(
            time,
            make.kind("comment"),
            text.strip() or "Comment without words",
            actor=author,
            tags=(key,),
            part=f"{key} comment {seen[cell]}" if seen[cell] > 1 else f"{key} comment",
        )
        yield make.event(row.part(f"comment {index + 1}", cell), told)


def _works(row: Row, key: str, make: CellMaker) -> Iterator[Told]:
    """The work that was logged: a cell is ``text;time;author;seconds``, or ``time;author;seconds``."""
    seen: Counter[str] = Counter()
    for index, cell in enumerate(row.every("worklog")):
        seen[cell] += 1
        head, author, seconds = ["", "", *cell.strip().rsplit(";", 2)][-3:]
        comment, _, time = head.rpartition(";")
        title, body = told_work(key, comment, _spent(seconds))
        told = Occurrence(
            time,
            make.kind("worklog"),
            title,
            body=body,
            actor=author,
            tags=(key,),
            part=f"{key} worklog {seen[cell]}" if seen[cell] > 1 else f"{key} worklog",
        )
        yield make.event(row.part(f"worklog {index + 1}", cell), told)


def _spent(seconds: str) -> str:
    """Seconds as Jira shows them: ``1h 10m``."""
    minutes = int(seconds) // 60 if seconds.strip().isdecimal() and len(seconds) < LONGEST else 0
    told = (f"{minutes // 60}h" if minutes >= 60 else "", f"{minutes % 60}m" if minutes % 60 else "")
    return " ".join(filter(None, told))


IMPORTER = JiraCsvImporter()
