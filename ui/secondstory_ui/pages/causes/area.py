"""A column of cards: the systemic ones, the external ones, or the tray of those that are not classified."""

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from secondstory.model.enums import CauseLabel
from secondstory_ui.pages.causes.cause_card import CauseCard
from secondstory_ui.pages.causes.dragging import CAUSE, ids_in
from secondstory_ui.pages.causes.facts import group_counts
from secondstory_ui.theme.controller import current_theme
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.chip import cause_chip
from secondstory_ui.widgets.labels import ElidedLabel, Label
from secondstory_ui.widgets.sections import ScrollColumn


class CauseArea(QWidget):
    """Shows cards below a heading with their number and their groups, and takes cards that are dropped on it."""

    dropped = Signal(int, object)
    """The id of a cause and the `CauseLabel` of this column."""

    def __init__(self, label: CauseLabel, nothing: str, *, tray: bool = False, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.label = label
        self._over, self._tray, self._words = False, tray, nothing
        self._count = Label("", "body", "muted", tabular=True)
        self._groups = ElidedLabel("", "small", "muted")
        self._nothing = Label(nothing, "body", "muted", wrap=True)
        self.scrolled = ScrollColumn(margins=2, spacing=length("unit"))
        self._list = QWidget()
        self._cards = QVBoxLayout(self._list)
        self._cards.setContentsMargins(0, 0, 0, 0)
        self._cards.setSpacing(length("unit"))
        self.scrolled.add(self._list)
        self.foot = QVBoxLayout()
        self.scrolled.body.addLayout(self.foot)
        top = QHBoxLayout()
        top.setSpacing(length("unit"))
        top.addWidget(cause_chip(label))
        top.addWidget(self._count)
        top.addWidget(self._groups, 1)
        column = QVBoxLayout(self)
        half = length("half")
        column.setContentsMargins(half, half, half, half)
        column.setSpacing(half)
        column.addLayout(top)
        column.addWidget(self._nothing)
        column.addWidget(self.scrolled, 1)
        self.setAcceptDrops(True)

    def show_cards(self, cards: Sequence[CauseCard]) -> None:
        """Show these cards, in this order; cards that are here already are not touched."""
        for place, card in enumerate(cards):
            if self._cards.indexOf(card) != place:
                self._cards.insertWidget(place, card)
                card.show()
        self._count.setText(str(len(cards)))
        groups = group_counts(card.cause for card in cards)
        self._groups.setText(self._words if self._tray and not cards else groups)
        self._nothing.setVisible(not cards and not self._tray)
        self.scrolled.setVisible(bool(cards) or not self._tray)  # an empty column keeps its heading at the top

    def reveal(self, card: CauseCard) -> None:
        """Scroll to a card, once it has its place; of a tall one its beginning is shown."""
        QTimer.singleShot(0, card, lambda: self._scroll_to(card))

    def _scroll_to(self, card: CauseCard) -> None:
        if self.isAncestorOf(card):
            top = card.mapTo(self._list, QPoint()).y()
            height = min(card.height(), self.scrolled.viewport().height())
            self.scrolled.ensureVisible(0, top + height // 2, 0, height // 2 + length("half"))

    def content_height(self) -> int:
        """How high the column would be with all its cards in view."""
        cards = self._cards.sizeHint().height() + length("gap") if self._cards.count() else 0
        return self._count.sizeHint().height() + 2 * length("unit") + cards

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take cards of other columns."""
        self._set_over(event.mimeData().hasFormat(CAUSE))
        event.setAccepted(self._over)

    def dragLeaveEvent(self, event: QEvent) -> None:  # noqa: ARG002
        """The card went elsewhere."""
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Put the card that was dropped among these."""
        self._set_over(False)
        ids = ids_in(CAUSE, event.mimeData())
        event.setAccepted(bool(ids))
        for cause_id in ids:
            QTimer.singleShot(0, self, lambda cause_id=cause_id: self.dropped.emit(cause_id, self.label))

    def _set_over(self, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """A soft ground while a card is dragged over it."""
        if not self._over:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(current_theme().color("focus"), 2, Qt.PenStyle.DashLine))
        painter.setBrush(current_theme().color("accent_soft"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 12, 12)
