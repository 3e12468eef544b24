"""Which column of a table holds which field: a box for each field."""

from functools import partial

from PySide6.QtCore import QSize, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QComboBox, QGridLayout, QVBoxLayout, QWidget

from secondstory.services.import_preview import FIELDS
from secondstory.services.saved_mappings import SavedMappings
from secondstory_ui.dialogs.import_timeline.candidate import Candidate
from secondstory_ui.dialogs.import_timeline.saved_mapping_bar import SavedMappingBar
from secondstory_ui.text import translate
from secondstory_ui.widgets.enum_combo import QuietCombo
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import FormRow

MOST_COLUMNS = 4


def field_names() -> dict[str, str]:
    """What people call the fields, in the order of the form."""
    names = {
        "occurred_at": translate("Import", "Time"),
        "title": translate("Import", "What happened"),
        "kind": translate("Import", "Kind"),
        "role": translate("Import", "Role"),
        "times": translate("Import", "Times, an event for each"),
        "occurred_until": translate("Import", "Until"),
        "zone": translate("Import", "Zone of each row"),
        "body": translate("Import", "More text"),
        "actor": translate("Import", "Who (stays inside)"),
        "tags": translate("Import", "Tags"),
        "external_id": translate("Import", "Id at the source"),
        "key": translate("Import", "Key event"),
    }
    return {field: names.get(field, field) for field in sorted(FIELDS, key=lambda f: [*names, f].index(f))}


class MappingForm(QWidget):
    """A column is chosen from the list; several joined, or one text for every row, are typed."""

    changed = Signal(str, str)
    """A field, and its columns as the import understands them; empty for none."""

    def __init__(self, saved: SavedMappings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.saved = SavedMappingBar(saved)
        self._boxes: dict[str, QComboBox] = {}
        self._columns: tuple[str, ...] = ()
        self._rows: list[FormRow] = []
        self._grid = QGridLayout()
        self._grid.setHorizontalSpacing(12)
        self._grid.setVerticalSpacing(8)
        for field, name in field_names().items():
            box = QuietCombo()
            box.setEditable(True)
            box.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
            box.setMinimumContentsLength(10)
            box.activated.connect(partial(self._take, field))
            line = box.lineEdit()
            if line is not None:
                line.editingFinished.connect(partial(self._take, field))
            self._boxes[field] = box
            self._rows.append(FormRow(name, box))
        self._arrange(MOST_COLUMNS)
        self._shown: dict[str, str] = {}
        words = self.tr(
            "Choose a column, or type: date + time joins two columns, = text gives every row the same text."
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.saved)
        column.addWidget(Label(words, "small", "muted", wrap=True))
        column.addLayout(self._grid)

    def _arrange(self, columns: int) -> None:
        """The boxes in so many columns."""
        self._columns_shown = columns
        for place, row in enumerate(self._rows):
            self._grid.addWidget(row, place // columns, place % columns)

    def _widest(self) -> int:
        return max(row.minimumSizeHint().width() for row in self._rows)

    def minimumSizeHint(self) -> QSize:
        """No wider than one box: with less room there are more lines of them."""
        return QSize(self._widest(), super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as there is room for."""
        super().resizeEvent(event)
        space = self._grid.horizontalSpacing()
        columns = min(max((self.width() + space) // (self._widest() + space), 1), MOST_COLUMNS)
        if columns != self._columns_shown:
            self._arrange(columns)

    def show_candidate(self, candidate: Candidate) -> None:
        """Show the columns of a file and what they are taken for."""
        self.saved.show_candidate(candidate)
        if candidate.columns != self._columns:
            self._columns = candidate.columns
            for box in self._boxes.values():
                box.clear()
                box.addItems([self.tr("not used"), *candidate.columns])
        for field, box in self._boxes.items():
            told = candidate.mapping.get(field)
            found = " + ".join(candidate.look.layout.mapping.get(field, ()))
            text = found if candidate.look.layout.columns or told is None else told
            self._shown[field] = text or self.tr("not used")
            if not box.hasFocus() or box.currentText() in ("", self._shown[field]):
                box.setCurrentText(self._shown[field])

    def box(self, field: str) -> QComboBox:
        """The box of a field."""
        return self._boxes[field]

    def _take(self, field: str, *_: object) -> None:
        text = self._boxes[field].currentText().strip()
        if text == self._shown.get(field):
            return
        self._shown[field] = text
        plain = "" if text == self.tr("not used") else text
        constant = plain.startswith("=")
        self.changed.emit(field, f"={plain[1:].strip()}" if constant else plain)
