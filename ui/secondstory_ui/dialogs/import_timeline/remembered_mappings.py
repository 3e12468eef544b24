"""What people chose for the columns of a table, to be offered when a table with the same columns comes again."""

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from pathlib import Path

from PySide6.QtCore import QSettings

from secondstory.services.saved_mappings import FILE, SavedMappings
from secondstory_ui.remembered import remembered_text

KEY = "import/mappings"
MOST = 100
"""How many tables are remembered; the one that was not seen for the longest time is forgotten first."""


class RememberedMappings:
    """Mappings by the columns of their tables, on this computer only; ``saved`` are those that have a name."""

    def __init__(self, settings: QSettings) -> None:
        self._settings = settings
        self.saved = SavedMappings(Path(settings.fileName()).with_name(FILE))

    def of(self, columns: Sequence[str]) -> dict[str, str]:
        """What was chosen for a table with these columns; nothing where none was imported with a choice."""
        found = self._all().get(_name(columns), {})
        return dict(found) if columns else {}

    def keep(self, columns: Sequence[str], mapping: Mapping[str, str]) -> None:
        """Remember what was chosen; an empty choice is forgotten."""
        known = self._all()
        known.pop(_name(columns), None)
        if mapping:
            known[_name(columns)] = dict(mapping)
        self._settings.setValue(KEY, json.dumps(dict(list(known.items())[-MOST:]), ensure_ascii=False))

    def _all(self) -> dict[str, dict[str, str]]:
        try:
            found = json.loads(remembered_text(self._settings, KEY, "{}"))
        except ValueError:
            return {}
        known = found.items() if isinstance(found, dict) else ()
        return {str(name): _texts(mapping) for name, mapping in known if isinstance(mapping, dict)}


def _texts(mapping: Mapping[object, object]) -> dict[str, str]:
    return {str(field): column for field, column in mapping.items() if isinstance(column, str)}


def _name(columns: Sequence[str]) -> str:
    return sha256("\x1f".join(columns).encode("utf-8", "replace")).hexdigest()[:32]
