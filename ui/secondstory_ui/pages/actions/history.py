"""Who changed a record, when, and from what to what."""

from collections.abc import Callable, Sequence
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secondstory.services.journal import Act, FieldChange
from secondstory.timeline.clock import format_instant
from secondstory_ui.text import counted, joined, shown_label, shown_name, translate
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.disclosure import Disclosure
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import clear_layout

SHOWN_ACTS = 20
_UNTOLD = {"uid", "review_id", "ref", "created_at", "closed_at"}


class History(Disclosure):
    """Reads the acts only when it is open: the journal of a long review is not small."""

    def __init__(self, read: Callable[[], Sequence[Act]], zone: Callable[[], ZoneInfo]) -> None:
        body = QWidget()
        super().__init__(translate("History", "Histor&y of this action"), body)
        self._read, self._zone = read, zone
        self._column = QVBoxLayout(body)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(length("unit"))
        self.toggled.connect(lambda _shown: self.update_acts())

    def update_acts(self) -> None:
        """Read the acts anew where they are shown."""
        if not self.is_open():
            return
        clear_layout(self._column)
        acts = self._read()
        if not acts:
            self._add(translate("History", "Nothing was changed since this review came into the library."), "muted")
        for act in acts[:SHOWN_ACTS]:
            self._show_act(act)
        rest = len(acts) - SHOWN_ACTS
        if rest > 0:
            one, many = translate("History", "and 1 earlier act"), translate("History", "and {n} earlier acts")
            self._add(counted(rest, one, many), "muted")

    def _show_act(self, act: Act) -> None:
        when = format_instant(act.at, self._zone())
        undone = translate("History", "undone since") if act.undone else ""
        self._add(joined([when, act.author, undone]), "muted")
        lines = [shown_label(act.label)]
        created = any(change.name == "uid" for change in act.fields)
        if not created:
            lines += [told(change) for change in act.fields if change.name not in _UNTOLD]
        self._add("\n".join(lines), "text")

    def _add(self, text: str, tone: str) -> None:
        self._column.addWidget(Label(text, "small", tone, wrap=True))


def told(change: FieldChange) -> str:
    """A change as a line: ``due: – → 2026-11-28``."""
    name = translate("Fields", change.name.replace("_", " "))
    return f"{name}: {_value(change.before)} → {_value(change.after)}"


def _value(value: Any) -> str:
    if value is None or value == "":
        return "–"
    if isinstance(value, bool):
        return translate("History", "yes") if value else translate("History", "no")
    if isinstance(value, StrEnum):
        return shown_name(value)
    if isinstance(value, float):
        return f"{value:g}"
    if isinstance(value, datetime | date):
        return value.isoformat()
    return f"“{value}”"
