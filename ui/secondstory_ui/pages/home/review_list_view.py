"""The list of reviews: one Tab stop, arrows inside, Enter opens, Delete moves to the bin."""

from PySide6.QtCore import QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QWidget

from secondstory.services.reviews import ReviewSummary
from secondstory_ui.models.review_list import ReviewListModel
from secondstory_ui.pages.home.delegates import CardDelegate, RowDelegate

_CARD_WIDTH_IN_LINES = 20  # a card is about so many times as wide as a line of text is high


class ReviewList(QListView):
    """Shows reviews as cards in columns, or as rows."""

    opened = Signal(int)
    """A review was opened: by Enter or a double click."""
    removed = Signal()
    """Delete was pressed."""

    def __init__(self, model: ReviewListModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._reviews = model
        self._cards, self._rows = CardDelegate(), RowDelegate()
        self.setAccessibleName(self.tr("Reviews in the library"))
        self.setModel(model)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.doubleClicked.connect(self._open)
        self.set_cards(True)

    def set_cards(self, cards: bool) -> None:
        """Show cards, or rows."""
        self.setItemDelegate(self._cards if cards else self._rows)
        self.setViewMode(QListView.ViewMode.IconMode if cards else QListView.ViewMode.ListMode)
        self.setWrapping(cards)
        self.setFlow(QListView.Flow.LeftToRight if cards else QListView.Flow.TopToBottom)
        self.setMovement(QListView.Movement.Static)
        self.setSpacing(0)
        self._fit()

    def current(self) -> ReviewSummary | None:
        """The selected review."""
        chosen = self.selectionModel().selectedIndexes()
        return self._reviews.summary(chosen[0]) if chosen else None

    def select(self, review_id: int) -> None:
        """Select a review and bring it into view."""
        row = self._reviews.row_of(review_id)
        if row >= 0:
            self.setCurrentIndex(self._reviews.index(row))
            self.scrollTo(self._reviews.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, Delete asks for the bin."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._open(self.currentIndex())
        elif event.key() == Qt.Key.Key_Delete:
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Let the cards fill the width."""
        self._fit()
        super().resizeEvent(event)

    def _fit(self) -> None:
        if self.viewMode() is not QListView.ViewMode.IconMode:
            self.setGridSize(QSize())
            return
        # The scroll bar's room is always kept free: a bar that comes and goes would move the columns.
        room = self.width() - 2 * self.frameWidth() - self.verticalScrollBar().sizeHint().width() - 2
        columns = max(1, room // (self.fontMetrics().height() * _CARD_WIDTH_IN_LINES))
        self._cards.set_width(room // columns)
        self.setGridSize(QSize(room // columns, self._cards.height()))

    def _open(self, index: QModelIndex) -> None:
        summary = self._reviews.summary(index)
        if summary is not None and not summary.review.binned:
            self.opened.emit(summary.review.id)
