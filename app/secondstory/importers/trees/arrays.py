"""Tables in JSON: lists of rows of cells, below a row of names or without one, or as BigQuery answers."""

from collections.abc import Sequence
from itertools import islice

import msgspec

from secondstory.importers.documents.reading import decode
from secondstory.importers.tables.dialect import is_header
from secondstory.importers.tables.headers import unique_names
from secondstory.importers.trees.flattening import is_list, is_object, pairs_of, row_of, values_of

LOOKED_AT = 20
LEAST_CELLS, MOST_CELLS = 2, 500


def table_names(items: Sequence[msgspec.Raw]) -> tuple[tuple[str, ...], bool]:
    """The names of the columns of a list of rows, and whether its first row says them; none where it is no table.

    Raises one of `FAULTS`.
    """
    first = [bytes(raw) for raw in islice(items, LOOKED_AT)]
    rows = [decode(raw, list[msgspec.Raw]) for raw in first if is_list(raw)]
    if not rows or not is_list(first[0]) or 2 * len(rows) <= len(first):
        return (), False
    if named := pairs_of([bytes(cell) for cell in rows[0]]):
        return tuple(named), False
    width = max(map(len, rows))
    nested = any(is_object(bytes(cell)) or is_list(bytes(cell)) for cell in rows[0])
    if nested or not LEAST_CELLS <= width <= MOST_CELLS or len(rows[0]) < LEAST_CELLS:
        return (), False
    header = row_of(first[0])
    if len(first) > 1 and all(_is_text(bytes(cell)) for cell in rows[0]) and is_header(header):
        return unique_names(header, width), True
    return unique_names((), width), False


def _is_text(raw: bytes) -> bool:
    return raw.lstrip()[:1] == b'"'


def schema_names(named: dict[str, msgspec.Raw]) -> tuple[str, ...]:
    """The names of the columns of an answer of BigQuery: a schema, and rows such as ``{"f": [{"v": "1"}]}``.

    None where it is something else. Raises one of `FAULTS`.
    """
    schema, rows = bytes(named.get("schema", b"")), bytes(named.get("rows", b""))
    if not is_object(schema) or not is_list(rows):
        return ()
    fields = bytes(decode(schema, dict[str, msgspec.Raw]).get("fields", b""))
    if not is_list(fields) or not all(values_of(bytes(row)) for row in decode(rows, list[msgspec.Raw])[:LOOKED_AT]):
        return ()
    columns = [
        decode(raw, dict[str, msgspec.Raw]) for raw in decode(fields, list[msgspec.Raw]) if is_object(bytes(raw))
    ]
    names = [bytes(column.get("name", b"")) for column in columns]
    return unique_names([decode(name, str) if _is_text(name) else "" for name in names], len(names))
