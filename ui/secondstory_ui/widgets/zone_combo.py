"""A time zone by its IANA name, found by typing a part of it."""

from zoneinfo import available_timezones

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QCompleter, QWidget

from secondstory_ui.widgets.enum_combo import QuietCombo

_FEW = 12


class ZoneCombo(QuietCombo):
    """All zones of the world. ``chosen`` carries the name; what is no zone is taken back when the focus leaves."""

    chosen = Signal(str)

    def __init__(self, accessible_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        if accessible_name:
            self.setAccessibleName(accessible_name)
        self._zone = "UTC"
        self._known = {"UTC", *(name for name in available_timezones() if "/" in name)}
        self.setEditable(True)
        self.setInsertPolicy(QuietCombo.InsertPolicy.NoInsert)
        self.setSizeAdjustPolicy(QuietCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.setMinimumContentsLength(_FEW)
        self.addItems(["UTC", *sorted(self._known - {"UTC"})])
        completer = QCompleter(self.model(), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        self.setCompleter(completer)
        self.activated.connect(self._take)
        line = self.lineEdit()
        if line is not None:
            line.editingFinished.connect(self._take)

    def zone(self) -> str:
        """The zone that is chosen."""
        return self._zone

    def set_zone(self, name: str) -> None:
        """Show a zone; sends no signal and leaves what is being typed alone."""
        self._zone = name
        if not self.hasFocus():
            self.setCurrentText(name)

    def _take(self) -> None:
        typed = self.currentText().strip()
        if typed not in self._known:
            self.setCurrentText(self._zone)
        elif typed != self._zone:
            self._zone = typed
            self.chosen.emit(typed)
