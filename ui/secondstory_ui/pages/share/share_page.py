"""The Share step: the report as its readers will see it, what to look at first, and the files to hand out."""

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from secondstory.model.changes import Changes
from secondstory.model.errors import UserError
from secondstory.model.snapshot import Snapshot
from secondstory.steps.progress import progress
from secondstory_ui.page import PageContext, StepPage
from secondstory_ui.pages.share.handing import Handing
from secondstory_ui.pages.share.looking import Looking
from secondstory_ui.pages.share.making import Made, Making
from secondstory_ui.pages.share.preview import Preview
from secondstory_ui.remembered import remembered_bytes
from secondstory_ui.widgets.sections import ScrollColumn
from secondstory_ui.widgets.splitter import SideBySide
from secondstory_ui.widgets.tab_order import order_tabs

BESIDE = 560
_ASIDE_LEAST, _ASIDE_MOST = 236, 420


class SharePage(StepPage):
    """The Share step."""

    STEP = "share"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        self._made_for: Snapshot | None = None
        self.preview = Preview()
        self.handing = Handing(context)
        self.looking = Looking()
        self.making = Making(context.jobs.quiet, context.bridge.library, self)
        self._aside = ScrollColumn()
        self._aside.add(self.handing)
        self._aside.add(self.looking)
        self._aside.setMinimumWidth(_ASIDE_LEAST)
        self._splitter = SideBySide()
        self._splitter.setChildrenCollapsible(False)
        self._splitter.setHandleWidth(12)
        self._splitter.addWidget(self.preview)
        self._splitter.addWidget(self._aside)
        self._splitter.setStretchFactor(0, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)  # with less room it is arranged anew
        column.addWidget(self._splitter)
        self._connect()

    def _connect(self) -> None:
        self.making.begun.connect(self.preview.show_updating)
        self.making.made.connect(self._show_made)
        self.making.failed.connect(self._show_failure)
        self.preview.retry_asked.connect(lambda: self.making.want(self.snapshot, now=True))
        self.looking.followed.connect(self.navigate)
        self._splitter.splitterMoved.connect(self._remember)

    def refresh(self, changes: Changes | None) -> None:
        """Show what is open, and have the pages made where the review changed."""
        snapshot, before = self.snapshot, self._made_for
        self.handing.show_review(snapshot)
        self.looking.show_progress(progress(snapshot))
        order_tabs(self)
        if snapshot is before:
            return
        if before is None or before.review.id != snapshot.review.id:
            self.preview.forget()
            self.handing.forget()
        self._made_for = snapshot
        self.making.want(snapshot, now=changes is None)

    def _show_made(self, made: Made) -> None:
        self.preview.show_pdf(made.pdf)
        self.looking.show_texts(made.wording, made.names, made.possible)
        order_tabs(self)

    def _show_failure(self, error: UserError) -> None:
        self._made_for = None  # the next visit tries again
        self.preview.show_failure(error)

    # The width -------------------------------------------------------------------------------------------------

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The pages beside the rest where there is room, else above it."""
        super().resizeEvent(event)
        beside = event.size().width() >= BESIDE
        way = Qt.Orientation.Horizontal if beside else Qt.Orientation.Vertical
        if self._splitter.orientation() != way or not event.oldSize().isValid():
            self._splitter.setOrientation(way)
            self._arrange(event.size())

    def _arrange(self, size: QSize) -> None:
        saved = remembered_bytes(self.context.settings, self._key())
        if not saved.isEmpty() and self._splitter.restoreState(saved):
            return
        if self._splitter.orientation() == Qt.Orientation.Horizontal:
            aside = min(max(round(size.width() * 0.34), _ASIDE_LEAST), _ASIDE_MOST)
            self._splitter.setSizes([size.width() - aside, aside])
        else:
            self._splitter.setSizes([round(size.height() * 0.55), round(size.height() * 0.45)])

    def _key(self) -> str:
        beside = self._splitter.orientation() == Qt.Orientation.Horizontal
        return "share/split_beside" if beside else "share/split_below"

    def _remember(self) -> None:
        self.context.settings.setValue(self._key(), self._splitter.saveState())

    def minimumSizeHint(self) -> QSize:
        """Small windows put one part below the other."""
        return QSize(340, 400)
