"""Incidents of PagerDuty Analytics as a table, as its pages export them."""

from collections.abc import Iterator

from secondstory.importers.base import FormatInfo
from secondstory.importers.documents.importer import Row as Told
from secondstory.importers.formats.pagerduty_analytics import Incident, told_by
from secondstory.importers.tables.exports import CellMaker, Row, TableExport

YES = ("true", "t", "yes", "1")


class PagerDutyAnalyticsCsvImporter(TableExport):
    """Reads when incidents were opened and resolved, and computes when they were acknowledged."""

    info = FormatInfo(
        "pagerduty-analytics-csv",
        "PagerDuty Analytics (CSV)",
        (".csv",),
        "Incidents of PagerDuty Analytics or Insights as a table, with the seconds until each was acknowledged.",
    )
    kinds = "pagerduty_analytics"
    child = "description"

    def events(self, row: Row, make: CellMaker) -> Iterator[Told]:
        """The events of one incident."""
        incident = Incident(
            row.first("created_at") or None,
            row.first("resolved_at") or None,
            row.first("id"),
            row.first("incident_number").removeprefix("#"),
            row.first("description"),
            row.first("service_name"),
            row.first("team_name"),
            row.first("priority_name"),
            [name for cell in row.every("acknowledged_by") for name in cell.split(",") if name.strip()],
            row.first("resolved_by"),
            row.first("auto_resolved").lower() in YES,
            _seconds(row.first("seconds_to_first_ack")),
            _seconds(row.first("seconds_to_mobilize")),
            _seconds(row.first("seconds_to_resolve")),
        )
        yield from told_by(row, incident, make)


def _seconds(cell: str) -> float | None:
    """A number of seconds; nothing where the cell holds something else."""
    whole, _, part = cell.replace(",", "").partition(".")
    if not whole.isdecimal() or (part and not part.isdecimal()) or len(whole) > len("9999999999"):
        return None
    return float(f"{whole}.{part}") if part.strip("0") else int(whole)


IMPORTER = PagerDutyAnalyticsCsvImporter()
