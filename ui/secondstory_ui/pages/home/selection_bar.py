"""What can be done with the selected review: as buttons, and the same in its context menu."""

from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QHBoxLayout, QMenu, QWidget

from secondstory.model.enums import ReviewStatus
from secondstory.services.reviews import ReviewSummary
from secondstory_ui.text import shown_name
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.buttons import quiet_button
from secondstory_ui.widgets.labels import ElidedLabel


class SelectionBar(QWidget):
    """Buttons for the selected review; they rest while none is selected."""

    status_chosen = Signal(object)
    """The `ReviewStatus` to give it."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.open = quiet_button(self.tr("&Open"), "open")
        self.status = quiet_button(self.tr("Set stat&us"), "flag")
        self.to_bin = quiet_button(self.tr("Move to b&in"), "remove")
        self.restore = quiet_button(self.tr("Res&tore"), "undo")
        self._menu = QMenu(self.status)
        self._fill_statuses(self._menu)
        self.status.set_menu(self._menu)
        self._what = ElidedLabel("", "small", "muted")
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(length("half"))
        for button in (self.open, self.status, self.to_bin, self.restore):
            row.addWidget(button)
        row.addWidget(self._what, 1)
        self.show_for(None)

    def show_for(self, summary: ReviewSummary | None) -> None:
        """Offer what can be done with this review."""
        binned = summary is not None and summary.review.binned
        for button in (self.open, self.status, self.to_bin):
            button.setVisible(not binned)
            button.setEnabled(summary is not None)
        self.restore.setVisible(binned)
        self._what.setText(f"{summary.review.ref}  {summary.review.title}" if summary else "")

    def fill_menu(self, menu: QMenu, summary: ReviewSummary) -> None:
        """Offer the same in a context menu."""
        if summary.review.binned:
            menu.addAction(self.tr("Res&tore"), self.restore.click)
            return
        menu.addAction(self.tr("&Open"), self.open.click)
        self._fill_statuses(menu.addMenu(self.tr("Set stat&us")))
        menu.addSeparator()
        menu.addAction(self.tr("Move to b&in"), self.to_bin.click)

    def _fill_statuses(self, menu: QMenu) -> None:
        for status in ReviewStatus:
            menu.addAction(shown_name(status), partial(self.status_chosen.emit, status))
