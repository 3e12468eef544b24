"""What a person says about columns: ``field=column``.

The right side is the name of a column, ``#3`` for the third, several joined by ``+`` (``date+time``), or a constant
after another ``=`` (``role==on-call``). The fields are those of a `Draft`, ``zone`` for the zone of each row, and
``times`` for the times of a ticket, each of which becomes an event of its own: ``times=created+resolved``.
For workbooks there is one more, ``sheet``, whose right side is the name of the sheet to read, ``#2`` for the second, or
``*`` for all that hold times (``all`` as well, where no sheet is called so); for JSON it is the place of the list to
read, as ``/incident/events``.
"""

from collections.abc import Mapping, Sequence

from secondstory.model.errors import UserError

FIELDS = (
    "occurred_at",
    "occurred_until",
    "times",
    "zone",
    "title",
    "body",
    "kind",
    "role",
    "actor",
    "tags",
    "external_id",
    "key",
)

TIMES = "times"
"""The columns of a ticket whose times are events of their own."""
SHEET = "sheet"
"""What chooses a sheet of a workbook or a list of a document; importers take it out before the columns are told."""
ALL_SHEETS, ALL_SHEETS_AS_A_WORD = "*", "all"
"""What chooses all sheets. The first can be the name of none; the second can, and then it is that sheet."""


def without_sheet(mapping: Mapping[str, str]) -> dict[str, str]:
    """What is said about columns, without the sheet or the list that is to be read."""
    return {name: source for name, source in mapping.items() if name != SHEET}


def parse_mapping(mapping: Mapping[str, str], names: Sequence[str]) -> dict[str, tuple[tuple[int, ...], str | None]]:
    """For each field its columns, or its constant. An empty right side takes a field away.

    Raises `UserError` where a field or a column does not exist.
    """
    parsed: dict[str, tuple[tuple[int, ...], str | None]] = {}
    for name, source in mapping.items():
        if name == SHEET:
            raise UserError("This file has no sheets or lists to choose from.", "Leave the sheet out.")
        if name not in FIELDS:
            raise UserError(f"There is no field “{name}”.", f"The fields are {', '.join(FIELDS)}.")
        if source.startswith("="):
            parsed[name] = ((), source[1:])
        else:
            parsed[name] = (_places(source, names), None)
    return parsed


def has_columns(source: str, names: Sequence[str]) -> bool:
    """Whether a table of these columns has all that the right side of a mapping names."""
    if source.startswith("="):
        return True
    try:
        _places(source, names)
    except UserError:
        return False
    return True


def _places(source: str, names: Sequence[str]) -> tuple[int, ...]:
    if not source:
        return ()
    if (whole := _place(source, names)) is not None:
        return (whole,)
    places = [_place(part.strip(), names) for part in source.split("+")]
    found = tuple(place for place in places if place is not None)
    if len(found) < len(places):
        raise UserError(f"There is no column “{source}”.", f"The columns are {', '.join(names)}.")
    return found


def _place(name: str, names: Sequence[str]) -> int | None:
    if name in names:
        return names.index(name)
    if name.startswith("#") and name[1:].isdecimal() and 1 <= int(name[1:]) <= len(names):
        return int(name[1:]) - 1
    folded = [known.casefold() for known in names]
    return folded.index(name.casefold()) if name.casefold() in folded else None
