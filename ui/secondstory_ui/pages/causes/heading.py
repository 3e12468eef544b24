"""The top of the Causes page: what the words mean, and the field that names another cause."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.buttons import IconButton, quiet_button, secondary_button
from secondstory_ui.widgets.entry_field import EntryField
from secondstory_ui.widgets.labels import Label

NARROW = 540


class CausesHeading(QWidget):
    """One line of explanation with more behind a button, the entry field, and the two switches of the page."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        short = self.tr("Systemic: ours to change. External: began outside. Mixed: both, kept as a linked pair.")
        self._short = Label(short, "body", "muted", wrap=True)
        self.help = IconButton("help", self.tr("What systemic, external and mixed mean"))
        self.help.setCheckable(True)
        self._long = Label(self._meaning(), "body", wrap=True)
        self._long.setMaximumWidth(length("line_of_text"))
        self._long.hide()
        self.help.toggled.connect(self._long.setVisible)
        self.entry = EntryField(self.tr("Add a cause"), self.tr("What had to be true for this to happen?"))
        self.add = secondary_button(self.tr("&Add"), "add")
        self.add.setAccessibleName(self.tr("Add the cause"))
        self.add.clicked.connect(self.entry.enter)
        self.evidence = quiet_button(self.tr("Evi&dence"), "attach")
        self.evidence.setToolTip(self.tr("Show the timeline's events, to tick or to drag onto a card"))
        self.all_details = quiet_button(self.tr("De&tails"), "list")
        self.all_details.setToolTip(self.tr("Open or fold all cards"))
        self.evidence.setCheckable(True)
        self.all_details.setCheckable(True)
        self._lay_out()

    def _meaning(self) -> str:
        return "\n\n".join(
            (
                self.tr(
                    "Systemic: a property of our own system, that is of its technology, process, organisation, "
                    "governance or design. Never a person. A limit that was published, or a change that was announced "
                    "in time, is ours too: the gap is that we met it unprepared."
                ),
                self.tr(
                    "External: it began outside, with a supplier, a carrier, an authority, an attacker or the weather, "
                    "and we could not have changed it. It asks for its companion: what on our side met it?"
                ),
                self.tr(
                    "Mixed: both in one sentence. It is kept as two linked cards, the trigger from outside and the "
                    "factor of ours that let it in, hid it or prolonged it."
                ),
                self.tr("Unsure? Leave it unclassified, and write what would settle it."),
            )
        )

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(length("half"))
        top.addWidget(self._short, 1)
        top.addWidget(self.help)
        self._line = QWidget()
        line = QHBoxLayout(self._line)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(length("unit"))
        line.addWidget(self.entry, 1)
        line.addWidget(self.add)
        self._switches = QWidget()
        switches = QHBoxLayout(self._switches)
        switches.setContentsMargins(0, 0, 0, 0)
        switches.setSpacing(length("half"))
        switches.addWidget(self.evidence)
        switches.addWidget(self.all_details)
        line.addWidget(self._switches)
        self._first_line = line
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(length("half"))
        column.addLayout(top)
        column.addWidget(self._long)
        column.addWidget(self._line)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Where room is short the switches have a line of their own."""
        super().resizeEvent(event)
        below = self.width() < NARROW
        if below is not (self._column.indexOf(self._switches) >= 0):
            if below:
                self._column.addWidget(self._switches, 0, Qt.AlignmentFlag.AlignRight)
            else:
                self._first_line.addWidget(self._switches)

    def set_empty(self, empty: bool) -> None:
        """Without causes there is nothing to open or to support."""
        self.evidence.setEnabled(not empty)
        self.all_details.setEnabled(not empty)

    def set_tight(self, tight: bool) -> None:
        """Leave the explanation out where room is short."""
        self._short.setVisible(not tight)
        self.help.setVisible(not tight)
        self._long.setVisible(not tight and self.help.isChecked())

    def stops(self) -> list[QWidget]:
        """Its controls, in reading order."""
        return [self.help, self.entry, self.add, self.evidence, self.all_details]
