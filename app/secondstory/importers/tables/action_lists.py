"""Lists of actions: tables that say what is to be done until when, and tell nothing that happened."""

from collections.abc import Sequence

from secondstory.importers.rules import rules
from secondstory.importers.tables.cells import NOTHING, Form, form_of

DUE = "This looks like a list of actions, whose times say when something is due ({names}): choose the times of events."
DATED = "This looks like a list of actions, and not like a timeline: is “{name}” when something happened?"


def is_due(plain: str) -> bool:
    """Whether a header, as the rules compare it, says until when something is to be done."""
    table = rules("columns")["due"]
    return plain in table["names"] or not set(table["words"]).isdisjoint(plain.split())


def why_actions(
    names: Sequence[str], plains: Sequence[str], cells: Sequence[Sequence[str]], time: int | None, *, is_day: bool
) -> str:
    """Why a table is taken for a list of actions; empty where it is not.

    ``time`` is the column of times that it has, if any, and ``is_day`` tells that it has no times of day.
    """
    table = rules("columns")["due"]
    columns = zip(names, plains, cells, strict=True)
    due = [name for name, plain, column in columns if is_due(plain) and _has_times(column)]
    if time is None:
        return DUE.format(names=", ".join(due)) if due else ""
    has_states = any(_are_states(column) for column in cells)
    if is_day and not set(plains).isdisjoint(table["texts"]) and (due or has_states):
        return DATED.format(name=names[time])
    return ""


def _has_times(cells: Sequence[str]) -> bool:
    return any(form_of(cell) in (Form.FULL, Form.DAY, Form.EPOCH, Form.EXCEL) for cell in cells)


def _are_states(cells: Sequence[str]) -> bool:
    filled = [cell.strip().lower() for cell in cells if cell.strip() not in NOTHING]
    return bool(filled) and set(filled) <= set(rules("columns")["due"]["states"])
