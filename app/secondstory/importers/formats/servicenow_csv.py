"""ServiceNow incidents as a list exports them: a table with the names of the fields, or with their labels."""

from collections.abc import Iterator

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.events import Occurrence
from secondstory.importers.documents.importer import Row as Told
from secondstory.importers.documents.servicenow import Journal, Ticket, told_by, without_code
from secondstory.importers.formats.servicenow import changed
from secondstory.importers.tables.exports import CellMaker, Row, TableExport

NOTES = ("work_notes", "comments")
ALL_NOTES = "comments_and_work_notes"


class ServiceNowCsvImporter(TableExport):
    """Reads incidents in the zone of whoever exported them; notes stacked in a cell are events of their own."""

    info = FormatInfo(
        "servicenow-csv",
        "ServiceNow incidents (CSV)",
        (".csv",),
        "The CSV export of a list of incidents in ServiceNow, with their notes, or of their journal or audit rows.",
    )
    kinds = "servicenow"
    child = "work_notes"

    def events(self, row: Row, make: CellMaker) -> Iterator[Told]:
        """The events of one incident, or the one that a journal entry or an audit row is."""
        if row.cells.keys() & {"element", "fieldname"} and "number" not in row.cells:
            yield _entry(row, make)
            return
        names = NOTES if any(row.first(name) for name in NOTES) else (ALL_NOTES,)
        ticket = Ticket(
            row.first("sys_id"),
            row.first("number"),
            row.first("short_description"),
            row.first("description"),
            row.first("opened_at") or row.first("sys_created_on"),
            row.first("opened_by"),
            row.first("resolved_at"),
            row.first("resolved_by"),
            row.first("closed_at"),
            row.first("closed_by"),
            row.first("close_notes"),
            row.first("contact_type"),
            (row.first("priority"), row.first("assignment_group")),
            [(name, row.first(name)) for name in names],
        )
        journal = Journal(make, lambda name, index, text: row.part(f"{name} {index + 1}", text))
        yield from told_by(row, ticket, make, journal)


def _entry(row: Row, make: CellMaker) -> Told:
    """A comment, a work note, or a field before and after."""
    if name := row.first("fieldname"):
        kind, title, body = changed(name, row.first("oldvalue"), row.first("newvalue"), make)
    else:
        kind, title, body = make.kind(row.first("element")), without_code(row.first("value")), ""
    told = Occurrence(
        row.first("sys_created_on"),
        kind,
        title or "Note without words",
        body=body,
        actor=row.first("user") or row.first("sys_created_by"),
        tags=(row.first("table"),),
        external_id=f"servicenow:{row.first('sys_id')}" if row.first("sys_id") else "",
    )
    return make.event(row, told)


IMPORTER = ServiceNowCsvImporter()
