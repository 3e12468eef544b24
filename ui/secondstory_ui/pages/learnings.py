"""Learnings: what went well, what was luck, what surprised us, and the questions that stay open."""

from functools import partial
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from secondstory.model.changes import Changes
from secondstory.model.enums import LearningKind
from secondstory.model.records import Learning
from secondstory.services.editing import change_record, remove_record
from secondstory.services.learnings import add_learning, move_learning
from secondstory_ui.coaching import coach_field
from secondstory_ui.page import Page, PageContext, StepPage
from secondstory_ui.text import shown_name
from secondstory_ui.widgets.buttons import IconButton
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.entry_field import EntryField
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.row_list import Row, RowList
from secondstory_ui.widgets.sections import scroll_column
from secondstory_ui.widgets.tab_order import order_tabs
from secondstory_ui.widgets.text_fields import LineField, TextField

TWO_COLUMNS = 760


class LearningsPage(StepPage):
    """The Learnings step: four lists side by side."""

    STEP = "learnings"

    def __init__(self, context: PageContext, parent: QWidget | None = None) -> None:
        super().__init__(context, parent)
        column = scroll_column(self)
        whys = {
            LearningKind.WENT_WELL: self.tr("What helped, and should stay: people, tools, habits, defences that held."),
            LearningKind.LUCK: self.tr("What kept this from being worse, although nobody had planned it."),
            LearningKind.SURPRISE: self.tr("What did not behave as somebody in the room expected."),
            LearningKind.QUESTION: self.tr("What nobody here could answer; each with somebody who will find out."),
        }
        self._lists = {kind: LearningList(self, kind, why) for kind, why in whys.items()}
        self._grid = QGridLayout()
        self._grid.setSpacing(16)
        self._columns = 0
        column.body.addLayout(self._grid)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Two lists side by side where there is room for their lines, else one below the other."""
        super().resizeEvent(event)
        columns = 2 if self.width() >= TWO_COLUMNS else 1
        if columns == self._columns:
            return
        self._columns = columns
        for place, card in enumerate(self._lists.values()):
            self._grid.addWidget(card, place // columns, place % columns, Qt.AlignmentFlag.AlignTop)
        self._grid.setColumnStretch(0, 1)
        self._grid.setColumnStretch(1, columns - 1)

    def refresh(self, changes: Changes | None) -> None:
        """Show the four lists."""
        if changes is None or changes.touches(Learning):
            for kind, card in self._lists.items():
                card.show_learnings([item for item in self.snapshot.learnings if item.kind is kind])
            order_tabs(self)

    def show_record(self, record_id: int) -> None:
        """Go to a learning."""
        learning = self.snapshot.get(Learning, record_id)
        if learning is not None:
            self._lists[learning.kind].reveal(record_id)


class LearningList(Card):
    """The learnings of one kind, and a line for the next."""

    def __init__(self, page: LearningsPage, kind: LearningKind, why: str) -> None:
        super().__init__(shown_name(kind))
        self._page, self._kind = page, kind
        self.add(Label(why, "small", "muted", wrap=True))
        self._rows: RowList[Learning] = RowList(partial(LearningRow, page))
        self.add(self._rows)
        name = self.tr("{list}: add another").format(list=shown_name(kind))
        self._next = EntryField(name, self.tr("Type and press Enter"))
        self._next.entered.connect(self._add_typed)
        coach_field(page, self._next)
        self.add(self._next)

    def show_learnings(self, learnings: list[Learning]) -> None:
        """Show these learnings."""
        self._rows.show_records(learnings)
        self.set_title(shown_name(self._kind), str(len(learnings)) if learnings else "")

    def reveal(self, record_id: int) -> None:
        """Go to one of them."""
        self._rows.reveal(record_id)

    def _add_typed(self, text: str) -> None:
        self._page.bridge.act(add_learning, self._page.snapshot.review.id, self._kind, text)


class LearningRow(Row[Learning]):
    """One learning; a question also has an owner."""

    def __init__(self, page: LearningsPage, learning: Learning) -> None:
        super().__init__()
        self._page, self._id = page, learning.id
        name = shown_name(learning.kind)
        self._text = TextField(f"{name} {learning.id}", lines=(1, 8))
        coach_field(page, self._text)
        self._text.committed.connect(partial(self._change, "text"))
        line = QHBoxLayout()
        line.setSpacing(4)
        line.addWidget(self._text, 1)
        line.addWidget(self._more(name), 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addLayout(line)
        self._owner: LineField | None = None
        if learning.kind is LearningKind.QUESTION:
            self._owner = LineField(
                self.tr("Owner of question {number}").format(number=learning.id),
                self.tr("Who will find out: a team or role"),
            )
            self._owner.committed.connect(partial(self._change, "owner"))
            column.addWidget(self._owner)

    def _more(self, name: str) -> IconButton:
        more = IconButton("more", self.tr("More for {name} {number}").format(name=name, number=self._id))
        menu = QMenu(more)
        act = self._page.bridge.act
        menu.addAction(self.tr("Move &up"), lambda: act(move_learning, self._id, -1))
        menu.addAction(self.tr("Move &down"), lambda: act(move_learning, self._id, 1))
        menu.addAction(self.tr("&Remove"), lambda: act(remove_record, Learning, self._id))
        more.setMenu(menu)
        more.setPopupMode(IconButton.ToolButtonPopupMode.InstantPopup)
        return more

    def show_record(self, record: Learning) -> None:
        """Show the learning as it is now."""
        self._text.set_text(record.text)
        if self._owner is not None:
            self._owner.set_text(record.owner)

    def _change(self, name: str, value: str) -> None:
        values: dict[str, Any] = {name: value}
        self._page.bridge.act(change_record, Learning, self._id, **values)


def page(context: PageContext) -> Page:
    """The Learnings step."""
    return LearningsPage(context)
