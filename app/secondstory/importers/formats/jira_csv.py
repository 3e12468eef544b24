"""Jira issues as the web pages of Jira export them: a table with several columns of the same name."""

from collections import Counter
from collections.abc import Iterator

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Occurrence
from secondstory.importers.documents.importer import Row as Told
from secondstory.importers.tables.exports import CellMaker, Row, TableExport


class JiraCsvImporter(TableExport):
    """Reads issues; each comment is an event of its own."""

    info = FormatInfo(
        "jira-csv",
        "Jira issues (CSV)",
        (".csv",),
        "The CSV export of a search in Jira: when issues were created and resolved, and their comments.",
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


IMPORTER = JiraCsvImporter()
