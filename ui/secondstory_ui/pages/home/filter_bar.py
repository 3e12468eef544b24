"""Search, filters, order and the way the reviews are shown."""

from collections.abc import Iterable

from PySide6.QtCore import QSettings, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QWidget

from secondstory.model.enums import ReviewKind, ReviewStatus
from secondstory_ui.models.review_filter import ReviewFilter, ReviewOrder
from secondstory_ui.remembered import remembered_flag, remembered_text
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.access import name
from secondstory_ui.widgets.buttons import IconButton
from secondstory_ui.widgets.enum_combo import EnumCombo, QuietCombo
from secondstory_ui.widgets.flow import FlowLayout
from secondstory_ui.widgets.search_field import SearchField

_CARDS, _ORDER = "home/cards", "home/order"
_SEARCH_WIDTH, _WIDEST = 240, 220


class FilterBar(QWidget):
    """Sends ``changed`` when other reviews are wanted, ``shown_as`` (cards or not) when they shall look different."""

    changed = Signal()
    shown_as = Signal(bool)

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.search = SearchField(self.tr("Search reviews and events"))
        self.kind = EnumCombo(ReviewKind, self.tr("Any kind"))
        self.severity = QuietCombo()
        self.severity.setMaximumWidth(_WIDEST)
        self.status = EnumCombo(ReviewStatus, self.tr("Any status"))
        self.order = QuietCombo()
        self.cards = IconButton("matrix", self.tr("Show as cards"))
        self.rows = IconButton("list", self.tr("Show as list"))
        self._name()
        self._fill()
        self._lay_out()
        self._connect()

    def _name(self) -> None:
        name(self.kind, self.tr("Kind of review"))
        name(self.severity, self.tr("Severity"))
        name(self.status, self.tr("Status of the review"))
        name(self.order, self.tr("Order"))

    def _fill(self) -> None:
        words = {
            ReviewOrder.LATEST: self.tr("Latest first"),
            ReviewOrder.OLDEST: self.tr("Oldest first"),
            ReviewOrder.TITLE: self.tr("By title"),
            ReviewOrder.SEVERITY: self.tr("By severity"),
            ReviewOrder.OPEN_ACTIONS: self.tr("By open actions"),
        }
        for order, text in words.items():
            self.order.addItem(text, order.value)
        self.order.setCurrentIndex(max(0, self.order.findData(remembered_text(self._settings, _ORDER))))
        self.set_severities(())
        for button in (self.cards, self.rows):
            button.setCheckable(True)
            button.setAutoExclusive(True)
        as_cards = remembered_flag(self._settings, _CARDS, default=True)
        (self.cards if as_cards else self.rows).setChecked(True)

    def _lay_out(self) -> None:
        fields = QWidget()
        flow = FlowLayout(fields, length("unit"))
        self.search.setMinimumWidth(_SEARCH_WIDTH)
        for field in (self.search, self.kind, self.severity, self.status, self.order):
            flow.addWidget(field)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(length("unit"))
        row.addWidget(fields, 1)
        for button in (self.cards, self.rows):
            row.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)

    def _connect(self) -> None:
        self.search.searched.connect(self.changed)
        for box in (self.kind, self.severity, self.status):
            box.activated.connect(lambda _index: self.changed.emit())
        self.order.activated.connect(self._reorder)
        self.cards.toggled.connect(self._show_as)

    def _reorder(self) -> None:
        self._settings.setValue(_ORDER, self.order.currentData())
        self.changed.emit()

    def _show_as(self, cards: bool) -> None:
        self._settings.setValue(_CARDS, cards)
        self.shown_as.emit(cards)

    def set_severities(self, severities: Iterable[str]) -> None:
        """Offer these severities; a chosen one that is gone becomes *any*."""
        chosen = self.severity.currentData() or ""
        self.severity.clear()
        self.severity.addItem(self.tr("Any severity"), "")
        for severity in severities:
            self.severity.addItem(severity, severity)
        self.severity.setCurrentIndex(max(0, self.severity.findData(chosen)))

    def value(self) -> ReviewFilter:
        """What is wanted now."""
        return ReviewFilter(
            text=self.search.text().strip(),
            kind=self.kind.value(),
            severity=self.severity.currentData() or "",
            status=self.status.value(),
            order=ReviewOrder(self.order.currentData()),
        )

    def clear(self) -> None:
        """Let every review pass; the order stays."""
        self.search.clear()
        for box in (self.kind, self.severity, self.status):
            box.setCurrentIndex(0)
        self.changed.emit()
