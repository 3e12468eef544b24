"""Search and filters of the list of actions."""

from collections.abc import Iterable

from PySide6.QtCore import QSettings, Signal
from PySide6.QtWidgets import QWidget

from secondstory.model.records import Review
from secondstory_ui.models.action_filter import ActionFilter, ActionShow
from secondstory_ui.remembered import remembered_text
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.access import name
from secondstory_ui.widgets.enum_combo import QuietCombo
from secondstory_ui.widgets.flow import FlowLayout
from secondstory_ui.widgets.search_field import SearchField

_SHOW, _OWNER = "actions/show", "actions/owner"
_SEARCH_WIDTH, _OWNER_WIDTH = 170, 130
_REVIEW_LETTERS = 14


class FilterBar(QWidget):
    """Sends ``changed`` when other actions are wanted. What is shown, and whose, is remembered."""

    changed = Signal()

    def __init__(self, settings: QSettings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._settings = settings
        self.search = SearchField(self.tr("Search actions"))
        self.show_box = QuietCombo()
        self.owner = SearchField(self.tr("Owner"))
        self.review = QuietCombo()
        name(self.show_box, self.tr("Which actions"))
        name(self.review, self.tr("Of which review"))
        words = {
            ActionShow.OPEN: self.tr("Open"),
            ActionShow.OVERDUE: self.tr("Overdue"),
            ActionShow.DONE: self.tr("Done"),
            ActionShow.NOT_DOING: self.tr("Not doing"),
            ActionShow.ALL: self.tr("All actions"),
        }
        for show, text in words.items():
            self.show_box.addItem(text, show.value)
        self.show_box.setCurrentIndex(max(0, self.show_box.findData(remembered_text(settings, _SHOW))))
        self.owner.setText(remembered_text(settings, _OWNER))
        self.set_reviews(())
        self._lay_out()
        self.search.searched.connect(self.changed)
        self.owner.searched.connect(self._remember)
        self.show_box.activated.connect(self._remember)
        self.review.activated.connect(lambda _index: self.changed.emit())

    def _lay_out(self) -> None:
        self.search.setMinimumWidth(_SEARCH_WIDTH)
        self.owner.setMaximumWidth(_OWNER_WIDTH)
        self.review.setMinimumContentsLength(_REVIEW_LETTERS)
        self.review.setSizeAdjustPolicy(QuietCombo.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        flow = FlowLayout(self, length("unit"))
        for field in (self.search, self.show_box, self.owner, self.review):
            flow.addWidget(field)

    def _remember(self) -> None:
        self._settings.setValue(_SHOW, self.show_box.currentData())
        self._settings.setValue(_OWNER, self.owner.text().strip())
        self.changed.emit()

    def set_reviews(self, reviews: Iterable[Review]) -> None:
        """Offer these reviews; a chosen one that is gone becomes *all*."""
        chosen = self.review.currentData() or 0
        self.review.clear()
        self.review.addItem(self.tr("All reviews"), 0)
        for review in reviews:
            self.review.addItem(f"{review.ref}  {' '.join(review.title.split())[:60]}", review.id)
        self.review.setCurrentIndex(max(0, self.review.findData(chosen)))

    def value(self) -> ActionFilter:
        """What is wanted now."""
        return ActionFilter(
            show=ActionShow(self.show_box.currentData()),
            text=self.search.text().strip(),
            owner=self.owner.text().strip(),
            review_id=self.review.currentData() or 0,
        )

    def clear(self) -> None:
        """Let every action pass."""
        self.search.clear()
        self.owner.clear()
        self.review.setCurrentIndex(0)
        self.show_box.setCurrentIndex(self.show_box.findData(ActionShow.ALL.value))
        self._remember()
