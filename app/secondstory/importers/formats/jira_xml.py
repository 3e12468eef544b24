"""Jira issues as its web pages export them as XML: a feed with an item for each issue, and its comments in it."""

from collections.abc import Iterable, Mapping
from typing import Any

from secondstory.importers.base import FormatInfo, ImportOptions
from secondstory.importers.documents.events import Maker
from secondstory.importers.documents.importer import Row
from secondstory.importers.documents.reading import Record
from secondstory.importers.formats.jira import IMPORTER as ISSUES
from secondstory.importers.html.text import plain_text
from secondstory.importers.markup.elements import Element
from secondstory.importers.markup.importer import Pieces, XmlImporter
from secondstory.importers.markup.times import in_iso

COMMENT = "fields/comment/comments"


class JiraXmlImporter(XmlImporter):
    """Reads when issues were created and resolved, and their comments; these have the ids of the other exports."""

    info = FormatInfo(
        "jira-xml",
        "Jira issues (XML)",
        (".xml",),
        "The XML export of an issue or of a search in Jira: when issues were created and resolved, and their comments.",
    )
    paths = (("rss", "channel", "item"), ("rss", "channel", "comment"))
    around = ("<rss><channel>", "</channel></rss>")

    def maker(self, options: ImportOptions) -> Maker:
        """What makes the events of issues."""
        return ISSUES.maker(options)

    def record(self, element: Element) -> tuple[Mapping[str, Any], Pieces]:
        """An item as an issue of the REST API, or a comment that was corrected."""
        if element.name == "comment":
            return _comment(element, {}), {}
        people = {
            person.attributes.get("username") or person.attributes.get("accountid", ""): person.text
            for person in element.children
            if person.name in ("assignee", "reporter")
        }
        comments = [child for child in element.inside("comments") if child.name == "comment"]
        fields = {
            "summary": element.text_of("summary", "title"),
            "description": plain_text(element.text_of("description")),
            "created": in_iso(element.text_of("created")),
            "resolutiondate": in_iso(element.text_of("resolved")) or None,
            "priority": {"name": element.text_of("priority")},
            "resolution": {"name": element.text_of("resolution")},
            "reporter": {"displayName": element.text_of("reporter")},
            "labels": [label.text for label in element.inside("labels")],
            "comment": {"comments": [_comment(comment, people) for comment in comments]},
        }
        key = element.first("key")
        issue = {"key": key.text if key else "", "id": key.attributes.get("id") if key else None, "fields": fields}
        return issue, {f"{COMMENT}/{number}": comment for number, comment in enumerate(comments)}

    def events(self, record: Record, make: Maker) -> Iterable[Row]:
        """The events of an issue or of a comment."""
        return ISSUES.events(record, make)


def _comment(element: Element, people: Mapping[str, str]) -> dict[str, Any]:
    author = element.attributes.get("author", "")
    return {
        "id": element.attributes.get("id"),
        "author": {"displayName": people.get(author) or author},
        "created": in_iso(element.attributes.get("created", "")),
        "body": plain_text(element.text),
    }


IMPORTER = JiraXmlImporter()
