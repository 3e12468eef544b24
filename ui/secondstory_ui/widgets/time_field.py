"""A field for a time as people type it, with its zone in sight."""

from collections.abc import Callable
from datetime import datetime

from PySide6.QtWidgets import QWidget

from secondstory_ui.text import translate
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.typed_field import TypedField


class TimeField(TypedField):
    """Takes ``14:05``, ``1405``, ``2:05 pm``, ``+7m``: whatever ``parse`` reads. ``show`` writes an instant."""

    def __init__(
        self,
        accessible_name: str,
        parse: Callable[[str], datetime],
        show: Callable[[datetime], str],
        zone: str = "",
        hint: str = "",
        parent: QWidget | None = None,
    ) -> None:
        shown_zone = Label("", "small", "muted")
        super().__init__(parse, show, hint or translate("TimeField", "14:05, 2:05 pm or +7m"), shown_zone, parent)
        self._zone = shown_zone
        self.set_zone(zone)
        self.setAccessibleName(accessible_name)

    def set_zone(self, zone: str) -> None:
        """Show another zone beside the field; `set_value` again afterwards."""
        self._zone.setText(zone)
        self._zone.setVisible(bool(zone))  # without words it would still take its room and the gap before it
