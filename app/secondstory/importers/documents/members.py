"""Documents that hold records in several of their members: lists of records, or single ones."""

from collections.abc import Sequence

import msgspec

from secondstory.importers.documents.reading import Record, decode


def members(record: Record, lists: Sequence[str], singles: Sequence[str] = ()) -> list[list[Record]] | None:
    """The records in the members of a document, a list for each member; None where the document is a record itself.

    ``lists`` names the members that count as lists of records, ``singles`` those that may hold a single record. Raises
    one of `FAULTS`.
    """
    document = record.decoded(dict[str, msgspec.Raw])
    place = "" if record.pointer == "/" else record.pointer
    found = []
    for name in dict.fromkeys((*lists, *singles)):
        raw = bytes(document.get(name) or b"")
        if name in lists and raw.startswith(b"["):
            items = decode(raw, list[msgspec.Raw])
            found.append([Record(f"{place}/{name}/{index}", bytes(item)) for index, item in enumerate(items)])
        elif name in singles and raw.startswith(b"{"):
            found.append([Record(f"{place}/{name}", raw)])
    return found or None
