"""Names in front of what people did, in a list where all items have one: “14:07 jennifer: rolled back”."""

import re
from collections.abc import Sequence

from secondstory.importers.kinds import kind_of_cell
from secondstory.importers.prose.items import Item
from secondstory.importers.prose.words import is_status

LEAST = 3
_NAMED = re.compile(r"[\s:,|–—-]*([^\W\d_][\w.'’-]{1,30}(?: [^\W\d_a-z][\w.'’-]{0,30}){0,2}):\s+(?=\S)")
_HOLDER = re.compile(r"[^:\n]{3,60}:[*_]*\s+[*_@]*([^\W\d_][\w.'’ -]{1,60}?)[*_]*\s*(?:[(,;].*)?$")


def name_authors(lines: Sequence[str], items: Sequence[Item]) -> None:
    """Make the names in front of the items of a list their authors.

    The same form is used for the parts of a system (“14:07 database: restarted”). So all items have to have it, and
    the text has to tell elsewhere that one of them is somebody: “Incident commander: jennifer”.
    """
    listed = [item for item in items if not item.message and item.stamp is not None and not item.key]
    found = [_NAMED.match(item.text) for item in listed]
    if len(listed) < LEAST or any(item.actor for item in listed):
        return
    named = [match for match in found if match is not None]
    if len(named) < len(listed) or any(_is_label(match[1]) for match in named):
        return
    own = {number for item in listed for number in range(item.line, item.line + len(item.raw))}
    holders = {
        match[1].lower() for number, line in enumerate(lines, 1) if number not in own and (match := _HOLDER.match(line))
    }
    if not any(match[1].lower() in holders for match in named):
        return
    for item, match in zip(listed, named, strict=True):
        item.actor, item.text = match[1], item.text[match.end() :]


def _is_label(name: str) -> bool:
    return name.isupper() or is_status(name) or kind_of_cell(name) is not None
