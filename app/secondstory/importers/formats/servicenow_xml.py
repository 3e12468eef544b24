"""ServiceNow records as XML: what lists and forms export, and what the Table API gives if it is asked for XML."""

from collections.abc import Iterable, Mapping
from typing import Any

from secondstory.importers.base import FormatInfo, ImportOptions
from secondstory.importers.documents.events import Maker
from secondstory.importers.documents.importer import Row
from secondstory.importers.documents.reading import Record
from secondstory.importers.formats.servicenow import IMPORTER as RECORDS
from secondstory.importers.markup.elements import ANY, Element
from secondstory.importers.markup.importer import Pieces, XmlImporter

DISPLAYED = "display_value"


class ServiceNowXmlImporter(XmlImporter):
    """Reads records with the values of the database, whose times are in UTC."""

    info = FormatInfo(
        "servicenow-xml",
        "ServiceNow (XML)",
        (".xml",),
        "Incidents, journal entries and audit rows that a list or a form of ServiceNow exported as XML.",
    )
    paths = (("unload", ANY), ("xml", ANY), ("response", "result"))
    around = ("<unload>", "</unload>")
    naive_zone = "UTC"

    def maker(self, options: ImportOptions) -> Maker:
        """What makes the events of records."""
        return RECORDS.maker(options)

    def record(self, element: Element) -> tuple[Mapping[str, Any], Pieces]:
        """A record as the Table API gives it as JSON."""
        return {child.name: _cell(child) for child in element.children}, {}

    def events(self, record: Record, make: Maker) -> Iterable[Row]:
        """The events of a record."""
        return RECORDS.events(record, make)


def _cell(element: Element) -> Any:
    """A field: its text, what people see of it beside that, or both as the Table API writes them."""
    if element.children:
        return {child.name: child.text for child in element.children}
    if DISPLAYED in element.attributes:
        return {"value": element.text, DISPLAYED: element.attributes[DISPLAYED]}
    return element.text


IMPORTER = ServiceNowXmlImporter()
