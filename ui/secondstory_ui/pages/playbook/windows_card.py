"""The response windows: how many minutes each severity allows."""

from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QLineEdit, QWidget

from secondstory.response.defaults import Target, targets
from secondstory.services.playbook import Playbook
from secondstory_ui.text import shown_text
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.access import name
from secondstory_ui.widgets.buttons import IconButton, secondary_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.spin import WholeSpin

_MOST_MINUTES = 14 * 24 * 60


class WindowsCard(Card):
    """A row for the default and one for each severity that has windows of its own."""

    minutes_set = Signal(str, str, int)
    """Severity (empty for the default), target and minutes."""
    severity_added = Signal(str)
    severity_removed = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(self.tr("Response windows"), parent=parent)
        self._severities: tuple[str, ...] | None = None
        self.spins: dict[tuple[str, str], WholeSpin] = {}
        why = self.tr(
            "How quickly a response should act; the Response step says for each review what was kept. A severity can "
            "have windows of its own."
        )
        self.add(Label(why, "body", "muted", wrap=True))
        self._holder = QWidget()
        self.add(self._holder)
        self.new_severity = QLineEdit()
        self.new_severity.setPlaceholderText(self.tr("for example SEV-1"))
        self.new_severity.setMaximumWidth(200)
        name(self.new_severity, self.tr("Severity to add"))
        self.add_button = secondary_button(self.tr("&Add severity"), "add")
        self.add_button.clicked.connect(self._add_severity)
        self.new_severity.returnPressed.connect(self._add_severity)
        self.add_action(self.new_severity)
        self.add_action(self.add_button)

    def show_playbook(self, book: Playbook) -> None:
        """Show the windows; the fields stay while the severities stay."""
        if book.severities != self._severities:
            self._severities = book.severities
            self._rebuild(book)
        for (severity, target), spin in self.spins.items():
            spin.set_value(book.minutes(severity, target) or book.minutes("", target) or 1)

    def controls(self) -> list[QWidget]:
        """The controls in reading order."""
        inside = self._holder.findChildren(QWidget, options=Qt.FindChildOption.FindDirectChildrenOnly)
        return [
            self.new_severity,
            self.add_button,
            *(control for control in inside if isinstance(control, WholeSpin | IconButton)),
        ]

    def _rebuild(self, book: Playbook) -> None:
        fresh = QWidget()
        grid = QGridLayout(fresh)
        grid.setContentsMargins(0, length("unit"), 0, length("unit"))
        grid.setHorizontalSpacing(length("page"))
        grid.setVerticalSpacing(length("unit"))
        grid.setColumnStretch(len(targets()) + 2, 1)
        self.spins.clear()
        for column, target in enumerate(targets(), start=1):
            grid.addWidget(self._target_heading(target), 0, column)
        for row, severity in enumerate(("", *book.severities), start=1):
            grid.addWidget(Label(severity or self.tr("Every severity"), "strong"), row, 0)
            for column, target in enumerate(targets(), start=1):
                grid.addWidget(self._spin(severity, target), row, column)
            if severity:
                grid.addWidget(self._remover(severity), row, len(targets()) + 1)
        self.body.replaceWidget(self._holder, fresh)
        self._holder.hide()
        self._holder.deleteLater()
        self._holder = fresh

    def _target_heading(self, target: Target) -> QWidget:
        heading = Label(shown_text(target.name), "body", "muted")
        heading.setToolTip(shown_text(target.definition))
        return heading

    def _spin(self, severity: str, target: Target) -> WholeSpin:
        spin = WholeSpin(1, _MOST_MINUTES, self.tr(" min"))
        spin.setMinimumWidth(120)
        words = self.tr("{severity}: {target}, minutes")
        spin.setAccessibleName(
            words.format(severity=severity or self.tr("Every severity"), target=shown_text(target.name))
        )
        spin.setAccessibleDescription(shown_text(target.definition))
        spin.committed.connect(partial(self.minutes_set.emit, severity, target.key))
        self.spins[severity, target.key] = spin
        return spin

    def _remover(self, severity: str) -> IconButton:
        button = IconButton("remove", self.tr("{severity}: remove its windows").format(severity=severity))
        button.clicked.connect(lambda: self.severity_removed.emit(severity))
        return button

    def _add_severity(self) -> None:
        severity = self.new_severity.text().strip()
        if severity:
            self.new_severity.clear()
            self.severity_added.emit(severity)
        else:
            self.new_severity.setFocus()
