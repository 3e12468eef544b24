"""The preview: the pages of the report, a bar to turn, zoom and search, and a word on whether they are up to date."""

from PySide6.QtCore import QBuffer, QIODevice, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtPdf import QPdfDocument
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QStackedWidget, QWidget

from secondstory.model.errors import UserError
from secondstory_ui.pages.share.page_view import ZOOM_STEP, Fit, PageView
from secondstory_ui.text import shown_error
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.access import announce
from secondstory_ui.widgets.buttons import IconButton, secondary_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.empty_state import EmptyState
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.search_field import SearchField

ONE_ROW = 620


class Preview(Card):
    """Shows what the PDF will be. Old pages stay until the new ones are there."""

    retry_asked = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._document = QPdfDocument(self)
        self._source = QBuffer(self)
        self.pages = PageView(self._document, self.tr("Pages of the report"))
        self.search = SearchField(self.tr("Search the pages"))
        self.state = Label("", "small", "muted")
        self._place = Label("", "small", tabular=True)
        self._hits = Label("", "small", "muted", tabular=True)
        self._zoom = Label("", "small", "muted", tabular=True)
        again = secondary_button(self.tr("Try again"), "refresh")
        again.clicked.connect(self.retry_asked)
        self._waiting = EmptyState("pdf", self.tr("Making the pages…"), self.tr("They appear here in a moment."))
        self._failed = EmptyState("pdf", self.tr("The pages could not be made"), "", again)
        self._stack = QStackedWidget()
        for part in (self._waiting, self._failed, self.pages):
            self._stack.addWidget(part)
        self._make_buttons()
        self._lay_out()
        self._connect()
        self._show_place(0, 0)
        self._show_hits()

    def _make_buttons(self) -> None:
        view = self.pages
        self._fit_width = IconButton("zoom_fit", self.tr("Fit the width"))
        self._fit_page = IconButton("file", self.tr("Fit the page"))
        for button in (self._fit_width, self._fit_page):
            button.setCheckable(True)
        self._before = IconButton("up", self.tr("Previous page"))
        self._after = IconButton("down", self.tr("Next page"))
        self._smaller = IconButton("zoom_out", self.tr("Smaller"))
        self._larger = IconButton("zoom_in", self.tr("Larger"))
        self._hit_before = IconButton("previous", self.tr("Previous place found"))
        self._hit_after = IconButton("next", self.tr("Next place found"))
        acts = {
            self._before: lambda: view.go_to(view.page - 1),
            self._after: lambda: view.go_to(view.page + 1),
            self._smaller: lambda: view.zoom_by(1 / ZOOM_STEP),
            self._larger: lambda: view.zoom_by(ZOOM_STEP),
            self._fit_width: lambda: view.set_fit(Fit.WIDTH),
            self._fit_page: lambda: view.set_fit(Fit.PAGE),
            self._hit_before: lambda: view.show_found(view.chosen - 1),
            self._hit_after: lambda: view.show_found(view.chosen + 1),
        }
        for button, act in acts.items():
            button.clicked.connect(lambda _checked=False, act=act: act())

    def _lay_out(self) -> None:
        turning, finding = QWidget(), QWidget()
        for row, parts in (
            (turning, (self._before, self._place, self._after, None, self._smaller, self._zoom, self._larger)),
            (finding, (self.search, self._hits, self._hit_before, self._hit_after)),
        ):
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(length("half"))
            for part in parts:
                if part is None:
                    line.addStretch(1)
                else:
                    line.addWidget(part, 1 if part is self.search else 0)
            if row is turning:
                line.addWidget(self._fit_width)
                line.addWidget(self._fit_page)
        self._bar = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._bar.setSpacing(length("half"))
        self._bar.addWidget(turning)
        self._bar.addWidget(finding, 1)
        self.set_margins(12, 10, 8, 8)
        self.body.addLayout(self._bar)
        self.add(self.state)
        self.add(self._stack, 1)
        self.state.hide()

    def _connect(self) -> None:
        self.pages.page_changed.connect(self._show_place)
        self.pages.zoomed.connect(self._show_zoom)
        self.pages.found.countChanged.connect(self._show_hits)
        self.search.searched.connect(self._search)
        self.search.returnPressed.connect(lambda: self.pages.show_found(self.pages.chosen + 1))
        for button in (self._hit_before, self._hit_after):
            button.clicked.connect(self._show_hits)
        self.search.returnPressed.connect(self._show_hits)

    # What it shows ---------------------------------------------------------------------------------------------

    def show_updating(self) -> None:
        """New pages are being made."""
        if self.pages.page_count:
            self._say(self.tr("Updating preview…"))
        else:
            self._stack.setCurrentWidget(self._waiting)

    def show_pdf(self, pdf: bytes) -> None:
        """Show these pages; the reader stays at the same place."""
        self._document.close()
        self._source.close()
        self._source.setData(pdf)
        self._source.open(QIODevice.OpenModeFlag.ReadOnly)
        self._document.load(self._source)
        self.pages.show_document()
        self._stack.setCurrentWidget(self.pages)
        self._say("")

    def forget(self) -> None:
        """Another review: its pages are not there yet."""
        self._document.close()
        self.pages.show_document()
        self.pages.go_to(1)
        self._stack.setCurrentWidget(self._waiting)

    def show_failure(self, error: UserError) -> None:
        """Say why there are no new pages; old ones stay."""
        if self.pages.page_count:
            self._say(self.tr("These pages are not up to date: {why}").format(why=shown_error(error)))
        else:
            self._failed.set_text(self.tr("The pages could not be made"), shown_error(error))
            self._stack.setCurrentWidget(self._failed)

    def _say(self, text: str) -> None:
        self.state.setText(text)
        self.state.setVisible(bool(text))
        announce(self.state, text)

    def _show_place(self, page: int, count: int) -> None:
        self._place.setText(self.tr("{page} of {count}").format(page=page, count=count) if count else "")
        self._place.setAccessibleName(self.tr("Page {page} of {count}").format(page=page, count=count))
        self._before.setEnabled(page > 1)
        self._after.setEnabled(page < count)
        for part in (self._smaller, self._larger, self._fit_width, self._fit_page, self.search):
            part.setEnabled(bool(count))

    def _show_zoom(self) -> None:
        self._zoom.setText(f"{self.pages.percent} %")
        self._fit_width.setChecked(self.pages.fit is Fit.WIDTH)
        self._fit_page.setChecked(self.pages.fit is Fit.PAGE)

    def _search(self, words: str) -> None:
        self.pages.search(words)
        self._show_hits()

    def _show_hits(self) -> None:
        count, words = self.pages.found.count(), self.pages.found.searchString()
        if not words:
            text = ""
        elif not count:
            text = self.tr("not found")
        else:
            at = self.pages.chosen + 1
            text = self.tr("{at} of {count}").format(at=at, count=count) if at else self.tr("{n} found").format(n=count)
        self._hits.setText(text)
        for button in (self._hit_before, self._hit_after):
            button.setVisible(bool(count and words))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Turning and searching share a row where there is room."""
        super().resizeEvent(event)
        wide = event.size().width() >= ONE_ROW
        self._bar.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)
