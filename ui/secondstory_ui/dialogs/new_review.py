"""Asks for the few facts that a review starts with; everything else has its place in the steps."""

from collections.abc import Iterable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QButtonGroup,
    QCompleter,
    QDialog,
    QHBoxLayout,
    QLineEdit,
    QRadioButton,
    QVBoxLayout,
    QWidget,
)

from secondstory.model.enums import ReviewKind
from secondstory.services import reviews
from secondstory_ui.page import PageContext
from secondstory_ui.text import shown_name, translate
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.access import announce, name
from secondstory_ui.widgets.buttons import primary_button, quiet_button
from secondstory_ui.widgets.enum_combo import QuietCombo
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import FormRow, form_line
from secondstory_ui.widgets.zone_combo import ZoneCombo
from secondstory_ui.zones import zone_for_new_review

_USUAL_SEVERITIES = ("SEV-1", "SEV-2", "SEV-3", "SEV-4")
_WIDTH = 560


class NewReviewDialog(QDialog):
    """Starts a review; ``started`` carries its id."""

    started = Signal(int)

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._bridge = context.bridge
        earlier = [summary.review for summary in reviews.summaries(context.bridge.library)]
        self.setWindowTitle(self.tr("Start a review"))
        self.setMinimumWidth(_WIDTH)
        self.title = QLineEdit()
        self.title.setPlaceholderText(self.tr("for example: Order sync stopped after the connector was rate-limited"))
        self.kinds = QButtonGroup(self)
        self.severity = _severity_box(review.severity for review in earlier)
        self.service = QLineEdit()
        self.service.setCompleter(_completer({review.service for review in earlier if review.service}, self))
        self.zone = ZoneCombo()
        self.zone.set_zone(zone_for_new_review(context.settings, earlier))
        self._title_row = FormRow(self.tr("&Title"), self.title, self.tr("What happened, in a few words."))
        self._lay_out()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        page = length("page")
        column.setContentsMargins(page, page, page, page)
        column.setSpacing(length("gap"))
        column.addWidget(Label(self.tr("Start a review"), "title"))
        column.addWidget(self._title_row)
        column.addWidget(self._kind_choice())
        severity = FormRow(self.tr("Se&verity"), self.severity)
        service = FormRow(self.tr("Se&rvice"), self.service)
        column.addLayout(form_line(severity, service, stretches=(1, 2)))
        zone_help = self.tr("Times of the review and its report are told in this zone.")
        column.addWidget(FormRow(self.tr("Time &zone"), self.zone, zone_help))
        column.addStretch(1)
        column.addLayout(self._buttons())

    def _kind_choice(self) -> QWidget:
        """The three kinds with a sentence on each."""
        words = {
            ReviewKind.INCIDENT: self.tr("Something did not work and people were affected."),
            ReviewKind.NEAR_MISS: self.tr("It could have gone that way, and something or somebody stopped it."),
            ReviewKind.DRILL: self.tr("An exercise: the response was practised."),
        }
        box = QWidget()
        name(box, self.tr("Kind of review"))
        column = QVBoxLayout(box)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(length("half"))
        heading = Label(self.tr("Kind"), "body", "muted")
        column.addWidget(heading)
        for number, kind in enumerate(ReviewKind):
            button = QRadioButton(f"&{shown_name(kind)}")
            button.setAccessibleDescription(words[kind])
            button.setChecked(kind is ReviewKind.INCIDENT)
            self.kinds.addButton(button, number)
            row = QHBoxLayout()
            row.setSpacing(length("unit"))
            button.setMinimumWidth(110)
            row.addWidget(button)
            row.addWidget(Label(words[kind], "small", "muted", wrap=True), 1)
            column.addLayout(row)
        return box

    def _buttons(self) -> QHBoxLayout:
        start = primary_button(self.tr("Start review"), "add")
        cancel = quiet_button(self.tr("Cancel"))
        start.setDefault(True)
        start.clicked.connect(self.accept)
        cancel.clicked.connect(self.reject)
        row = QHBoxLayout()
        row.setSpacing(length("unit"))
        row.addStretch(1)
        row.addWidget(cancel)
        row.addWidget(start)
        return row

    def kind(self) -> ReviewKind:
        """The kind that is chosen."""
        return list(ReviewKind)[self.kinds.checkedId()]

    def accept(self) -> None:
        """Start the review; without a title the dialog stays and says what is missing."""
        title = self.title.text().strip()
        if not title:
            self._title_row.set_help(self.tr("A review needs a title; a few words are enough."), "danger")
            self.title.setFocus(Qt.FocusReason.OtherFocusReason)
            announce(self.title, self.title.accessibleDescription())
            return
        kind = self.kind()
        facts = {
            "severity": self.severity.currentText().strip(),
            "service": self.service.text().strip(),
            "timezone": self.zone.zone(),
        }
        changes = self._bridge.act(lambda library: reviews.start_review(library, title, kind, **facts))
        super().accept()
        if changes is not None:
            self.started.emit(changes.rows[0].record.id)


def _severity_box(used: Iterable[str]) -> QuietCombo:
    """Severities that were used before, and the usual ones; any other can be typed."""
    box = QuietCombo()
    box.setEditable(True)
    box.setInsertPolicy(QuietCombo.InsertPolicy.NoInsert)
    box.addItem("")
    box.addItems(sorted({*_USUAL_SEVERITIES, *used} - {""}))
    line = box.lineEdit()
    if line is not None:
        line.setPlaceholderText(translate("NewReviewDialog", "not set"))
    return box


def _completer(words: set[str], parent: QWidget) -> QCompleter:
    completer = QCompleter(sorted(words), parent)
    completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
    return completer
