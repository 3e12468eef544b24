"""The pages of a PDF below one another, rendered crisply as they come into view."""

from collections import OrderedDict
from collections.abc import Callable
from enum import Enum
from itertools import accumulate

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QImage, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QWheelEvent
from PySide6.QtPdf import QPdfDocument, QPdfLink, QPdfSearchModel
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from secondstory_ui.theme.controller import current_theme
from secondstory_ui.theme.theme import load_theme

MARGIN, GAP = 16, 14
KEPT_IMAGES = 12
ZOOM_STEP = 1.2
LEAST, MOST = 0.25, 5.0
_SCREEN = 96 / 72  # pixels for a point of print at a zoom of 100 %
_LINE = 48


class Fit(Enum):
    """What decides how large pages are."""

    WIDTH = "width"
    PAGE = "page"
    ZOOM = "zoom"


class PageView(QAbstractScrollArea):
    """Shows a document. A new state of the document keeps the place that is being read."""

    page_changed = Signal(int, int)
    """The page that is in view, from 1, and how many there are."""
    zoomed = Signal()

    def __init__(self, document: QPdfDocument, accessible_name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._document = document
        self._found = QPdfSearchModel(self)
        self._chosen = -1
        self._fit = Fit.WIDTH
        self._zoom = 1.0
        self._places: list[QRectF] = []
        self._images: OrderedDict[tuple[int, int], QImage] = OrderedDict()
        self._page = 0
        self.setAccessibleName(accessible_name)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)  # its coming and going would move pages
        self.verticalScrollBar().setSingleStep(_LINE)
        self.verticalScrollBar().valueChanged.connect(self._tell_page)

    # The document ----------------------------------------------------------------------------------------------

    def show_document(self) -> None:
        """The document was loaded anew: show it where the reader was."""
        words = self._found.searchString()
        self._images.clear()
        self._found.setDocument(self._document)
        self._found.setSearchString("")
        self._found.setSearchString(words)
        self._lay_out()
        self._page = 0
        self._tell_page()

    @property
    def page_count(self) -> int:
        """How many pages there are."""
        return self._document.pageCount()

    @property
    def page(self) -> int:
        """The page in view, from 1; 0 while there is none."""
        return self._page

    def go_to(self, page: int) -> None:
        """Bring a page to the top; the first is 1."""
        if self._places:
            place = self._places[min(max(page, 1), len(self._places)) - 1]
            self.verticalScrollBar().setValue(round(place.top()) - GAP // 2)

    # Size ------------------------------------------------------------------------------------------------------

    @property
    def fit(self) -> Fit:
        """What decides the size of pages."""
        return self._fit

    @property
    def percent(self) -> int:
        """How large pages are, compared with paper on a common screen."""
        return round(self._scale() / _SCREEN * 100)

    def set_fit(self, fit: Fit) -> None:
        """Fit the width or a whole page into the view."""
        self._fit = fit
        self._keeping_place(self._lay_out)

    def zoom_by(self, factor: float) -> None:
        """Make pages larger or smaller."""
        self._zoom = min(max(self._scale() / _SCREEN * factor, LEAST), MOST)
        self._fit = Fit.ZOOM
        self._keeping_place(self._lay_out)

    def _scale(self) -> float:
        """Pixels of the widget for a point of print."""
        sizes = [self._document.pagePointSize(page) for page in range(self.page_count)]
        wide = max((size.width() for size in sizes), default=595.0)
        high = max((size.height() for size in sizes), default=842.0)
        by_width = max(self.viewport().width() - 2 * MARGIN, 40) / wide
        if self._fit is Fit.ZOOM:
            return self._zoom * _SCREEN
        return min(by_width, max(self.viewport().height() - 2 * GAP, 40) / high) if self._fit is Fit.PAGE else by_width

    def _lay_out(self) -> None:
        scale, view = self._scale(), self.viewport().size()
        sizes = [self._document.pagePointSize(page) * scale for page in range(self.page_count)]
        content = max((size.width() for size in sizes), default=0) + 2 * MARGIN
        middle = max(content, view.width()) / 2
        tops = accumulate((size.height() + GAP for size in sizes), initial=float(GAP))
        self._places = [
            QRectF(middle - size.width() / 2, top, size.width(), size.height())
            for size, top in zip(sizes, tops, strict=False)
        ]
        height = self._places[-1].bottom() + GAP if self._places else 0
        for bar, whole, part in (
            (self.verticalScrollBar(), height, view.height()),
            (self.horizontalScrollBar(), content, view.width()),
        ):
            bar.setRange(0, max(0, round(whole) - part))
            bar.setPageStep(part - _LINE)
        self.viewport().update()
        self.zoomed.emit()

    def _keeping_place(self, change: Callable[[], None]) -> None:
        """Change the layout, and keep what is at the top of the view there."""
        top = self.verticalScrollBar().value()
        page = next((n for n, place in enumerate(self._places) if place.bottom() + GAP > top), None)
        before = self._places[page] if page is not None else QRectF()
        part = (top - before.top()) / before.height() if before.height() else 0.0
        change()
        if page is not None and page < len(self._places):
            after = self._places[page]
            self.verticalScrollBar().setValue(round(after.top() + part * after.height()))
        self._tell_page()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit again."""
        super().resizeEvent(event)
        self._keeping_place(self._lay_out)

    # Search ----------------------------------------------------------------------------------------------------

    @property
    def found(self) -> QPdfSearchModel:
        """What was found; its rows arrive as pages are read."""
        return self._found

    @property
    def chosen(self) -> int:
        """Which of the places that were found is in view; -1 for none."""
        return self._chosen

    def search(self, words: str) -> None:
        """Mark all places with these words."""
        self._chosen = -1
        self._found.setSearchString(words)
        for page in range(self.page_count if words else 0):
            self._found.resultsOnPage(page)  # reads the page now; by itself the model takes its time
        self.viewport().update()

    def show_found(self, number: int) -> None:
        """Bring one of the found places into view."""
        if not self._found.count():
            return
        self._chosen = number % self._found.count()
        link = self._found.resultAtIndex(self._chosen)
        place = self._places[link.page()]
        at = place.top() + link.location().y() * self._scale()
        self.verticalScrollBar().setValue(round(at - self.viewport().height() / 3))
        self.viewport().update()

    # Painting --------------------------------------------------------------------------------------------------

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the pages that are in view."""
        painter = QPainter(self.viewport())
        theme = current_theme()
        painter.fillRect(self.viewport().rect(), theme.color("sunken"))
        offset = QPointF(self.horizontalScrollBar().value(), self.verticalScrollBar().value())
        view = QRectF(self.viewport().rect())
        for page, place in enumerate(self._places):
            box = place.translated(-offset)
            if box.intersects(view):
                painter.setPen(QPen(theme.color("line"), 1))
                painter.setBrush(QColor(Qt.GlobalColor.white))
                painter.drawRect(box.adjusted(-0.5, -0.5, 0.5, 0.5))
                painter.drawImage(box.topLeft(), self._image(page, place))
                self._paint_found(painter, page, box)
        if self.hasFocus():
            painter.setPen(QPen(theme.color("focus"), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRect(view.adjusted(1, 1, -1, -1))
        painter.end()

    def _image(self, page: int, place: QRectF) -> QImage:
        ratio = self.devicePixelRatioF()
        size = QSize(max(round(place.width() * ratio), 1), max(round(place.height() * ratio), 1))
        key = (page, size.width())
        if key not in self._images:
            image = self._document.render(page, size)
            image.setDevicePixelRatio(ratio)
            self._images[key] = image
            while len(self._images) > KEPT_IMAGES:
                self._images.popitem(last=False)
        self._images.move_to_end(key)
        return self._images[key]

    def _paint_found(self, painter: QPainter, page: int, box: QRectF) -> None:
        if not self._found.searchString():
            return
        scale = self._scale()
        chosen = self._found.resultAtIndex(self._chosen) if self._chosen >= 0 else QPdfLink()
        paper = load_theme("light")  # the paper is light in every theme
        painter.setBrush(paper.color("warn_soft"))
        for link in self._found.resultsOnPage(page):
            here = self._chosen >= 0 and link.page() == chosen.page() and link.location() == chosen.location()
            for mark in link.rectangles():
                place = QRectF(mark.topLeft() * scale, mark.size() * scale).translated(box.topLeft())
                painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_Multiply)
                painter.setPen(QPen(paper.color("accent"), 2) if here else Qt.PenStyle.NoPen)
                painter.drawRect(place.adjusted(-1, -1, 1, 1))
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceOver)

    # Keys and wheel --------------------------------------------------------------------------------------------

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows and Page keys scroll, Left and Right turn pages, Home and End go to the ends, plus and minus zoom."""
        bar, key = self.verticalScrollBar(), event.key()
        moves = {
            Qt.Key.Key_Down: bar.value() + _LINE,
            Qt.Key.Key_Up: bar.value() - _LINE,
            Qt.Key.Key_PageDown: bar.value() + bar.pageStep(),
            Qt.Key.Key_Space: bar.value() + bar.pageStep(),
            Qt.Key.Key_PageUp: bar.value() - bar.pageStep(),
            Qt.Key.Key_Home: bar.minimum(),
            Qt.Key.Key_End: bar.maximum(),
        }
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if key in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not control:
            self.go_to(self._page + (1 if key == Qt.Key.Key_Right else -1))
        elif key in (Qt.Key.Key_Plus, Qt.Key.Key_Equal):
            self.zoom_by(ZOOM_STEP)
        elif key == Qt.Key.Key_Minus:
            self.zoom_by(1 / ZOOM_STEP)
        elif key in moves and not control:
            bar.setValue(moves[Qt.Key(key)])
        else:
            super().keyPressEvent(event)

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl and the wheel zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_by(ZOOM_STEP if event.angleDelta().y() > 0 else 1 / ZOOM_STEP)
            event.accept()
        else:
            super().wheelEvent(event)

    def _tell_page(self) -> None:
        middle = self.verticalScrollBar().value() + self.viewport().height() / 3
        page = next((n for n, place in enumerate(self._places, 1) if place.bottom() + GAP > middle), len(self._places))
        if page != self._page:
            self._page = page
            self.setAccessibleDescription(self.tr("Page {page} of {count}").format(page=page, count=self.page_count))
            self.page_changed.emit(page, self.page_count)
