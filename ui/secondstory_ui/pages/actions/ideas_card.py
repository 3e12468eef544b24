"""Parked ideas: what came up before the timeline was agreed, until it becomes an action or is set aside."""

from functools import partial

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout

from secondstory.model.enums import IdeaState
from secondstory.model.records import Action, Idea
from secondstory.services.actions import commit_idea, park_again, park_idea, remove_idea, set_idea_aside
from secondstory.services.editing import change_record
from secondstory_ui.coaching import coach_field
from secondstory_ui.page import StepPage
from secondstory_ui.remembered import remembered_flag
from secondstory_ui.text import joined
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.buttons import IconButton, link_button, quiet_button, secondary_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.row_list import Row, RowList
from secondstory_ui.widgets.sections import ScrollColumn
from secondstory_ui.widgets.text_fields import LineField, TextField

_OPEN = "actions/ideas_open"
_MOST_OF_HEIGHT = 0.42
SHORT = 640
_NARROW = 560


class IdeasCard(Card):
    """One line that parks an idea, and the list of ideas that unfolds below it.

    On a page of less than ``SHORT`` pixels the open list takes the whole page, as there is no room for both.
    """

    opened = Signal(bool)
    """The list was unfolded or folded away."""

    def __init__(self, page: StepPage) -> None:
        super().__init__()
        self._page = page
        self._toggle = link_button(self.tr("Parked ideas"), "forward")
        self._toggle.setCheckable(True)
        self._toggle.clicked.connect(self._on_toggle)
        self._counts = Label("", "small", "muted")
        self._next = LineField(self.tr("Park another idea"), self.tr("Park an idea, then press Enter"))
        self._next.committed.connect(self._park)
        coach_field(page, self._next)
        self._rows: RowList[Idea] = RowList(partial(IdeaRow, page), spacing=length("unit"))
        self._nothing = Label(
            self.tr(
                "Nothing is parked. Ideas for fixes come up early; parking them keeps the talk on what happened. "
                "Here each one is committed as an action or set aside with a reason."
            ),
            "small",
            "muted",
            wrap=True,
        )
        self._list = ScrollColumn(spacing=length("unit"))
        self._list.add(self._nothing)
        self._list.add(self._rows)
        if (inside := self._list.widget()) is not None:
            inside.installEventFilter(self)
        self._lay_out()
        self.set_open(remembered_flag(page.context.settings, _OPEN))

    def _lay_out(self) -> None:
        self.set_margins(8, 6, 12, 6)
        top = QHBoxLayout()
        top.setSpacing(length("unit"))
        top.addWidget(self._toggle)
        top.addWidget(self._counts)
        top.addSpacing(length("half"))
        top.addWidget(self._next, 1)
        self.body.addLayout(top)
        self.add(self._list)

    def show_ideas(self, ideas: tuple[Idea, ...]) -> None:
        """Show what is parked and what was set aside; an idea that became an action is only counted."""
        parked = [idea for idea in ideas if idea.state is IdeaState.PARKED]
        aside = [idea for idea in ideas if idea.state is IdeaState.SET_ASIDE]
        self._rows.show_records(parked + aside)
        self._nothing.setVisible(not parked and not aside)
        self._toggle.setText(self.tr("Parked ideas") + (f" ({len(parked)})" if parked else ""))
        committed = len(ideas) - len(parked) - len(aside)
        self._counts.setText(
            joined(
                [
                    self.tr("{n} set aside").format(n=len(aside)) if aside else "",
                    self.tr("{n} committed").format(n=committed) if committed else "",
                ]
            )
        )
        self.fit(self._page.size())

    def is_open(self) -> bool:
        """Whether the list is shown."""
        return self._toggle.isChecked()

    def set_open(self, shown: bool) -> None:
        """Show or fold away the list."""
        self._toggle.setChecked(shown)
        self._toggle.set_icon("expand" if shown else "forward")
        self._list.setVisible(shown)
        self.fit(self._page.size())
        self.opened.emit(shown)

    def reveal(self, idea_id: int) -> None:
        """Go to an idea."""
        self.set_open(True)
        self._rows.reveal(idea_id)

    def fit(self, page: QSize) -> None:
        """Take as much of the page as the list needs; of a tall page never the better part."""
        self._counts.setVisible(bool(self._counts.text()) and page.width() >= _NARROW)
        room = page.height() - 64 if page.height() < SHORT else round(page.height() * _MOST_OF_HEIGHT)
        inside = self._list.widget()
        wanted = inside.heightForWidth(self._list.viewport().width()) + 2 if inside is not None else 0
        self._list.setFixedHeight(max(40, room if page.height() < SHORT else min(wanted, room)))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Rows may want another height once they know their width, or as their words are typed."""
        if event.type() == QEvent.Type.LayoutRequest and watched is self._list.widget():
            self.fit(self._page.size())
        return super().eventFilter(watched, event)

    def _on_toggle(self, shown: bool) -> None:
        self._page.context.settings.setValue(_OPEN, shown)
        self.set_open(shown)

    def _park(self, text: str) -> None:
        if text.strip():
            self._page.bridge.act(park_idea, self._page.snapshot.review.id, text.strip())
            self._next.reset_text("")
            if self._page.height() >= SHORT:
                self.set_open(True)


class IdeaRow(Row[Idea]):
    """One idea: its words, and what becomes of it."""

    def __init__(self, page: StepPage, idea: Idea) -> None:
        super().__init__()
        self._page, self._id = page, idea.id
        self._text = TextField(self.tr("Idea {number}").format(number=idea.id), lines=(1, 4))
        coach_field(page, self._text)
        self._text.committed.connect(self._change_text)
        self._commit = secondary_button(self.tr("Commit"), "actions")
        self._commit.setToolTip(self.tr("Make an action of this idea"))
        self._commit.setAccessibleName(self.tr("Commit idea {number}").format(number=idea.id))
        self._commit.clicked.connect(self._make_action)
        self._aside = quiet_button(self.tr("Set aside…"))
        self._aside.setAccessibleName(self.tr("Set idea {number} aside").format(number=idea.id))
        self._aside.clicked.connect(self._ask_why)
        self._again = quiet_button(self.tr("Park again"))
        self._again.setAccessibleName(self.tr("Park idea {number} again").format(number=idea.id))
        self._again.clicked.connect(self._park_again)
        self._remove = IconButton("remove", self.tr("Remove idea {number}").format(number=idea.id))
        self._remove.clicked.connect(lambda: page.bridge.act(remove_idea, self._id))
        self._reason = Label("", "small", "muted", wrap=True)
        self._why = LineField(
            self.tr("Why idea {number} is set aside").format(number=idea.id), self.tr("Why not? Then press Enter")
        )
        self._why.committed.connect(self._set_aside)
        self._lay_out()

    def _lay_out(self) -> None:
        line = QHBoxLayout()
        line.setSpacing(length("half"))
        line.addWidget(self._text, 1)
        for button in (self._commit, self._aside, self._again, self._remove):
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, length("half"), 0)
        column.setSpacing(length("half"))
        column.addLayout(line)
        column.addWidget(self._reason)
        column.addWidget(self._why)
        self._why.hide()

    def show_record(self, record: Idea) -> None:
        """Show the idea as it is now."""
        self._text.set_text(record.text)
        parked = record.state is IdeaState.PARKED
        for widget, shown in ((self._commit, parked), (self._aside, parked), (self._again, not parked)):
            widget.setVisible(shown)
        if not parked:
            self._why.hide()
        why = record.reason or self.tr("no reason written")
        self._reason.setText("" if parked else self.tr("Set aside: {why}").format(why=why))
        self._reason.setVisible(not parked)

    def _change_text(self, text: str) -> None:
        if text.strip():
            self._page.bridge.act(change_record, Idea, self._id, text=text.strip())
        else:
            idea = self._page.snapshot.get(Idea, self._id)
            self._text.reset_text(idea.text if idea else "")

    def _make_action(self) -> None:
        self._text.commit()
        changes = self._page.bridge.act(commit_idea, self._id)
        if changes:
            self._page.show_record(changes.created(Action)[0])

    def _ask_why(self) -> None:
        self._why.reset_text("")
        self._why.show()
        self._why.setFocus(Qt.FocusReason.OtherFocusReason)

    def _set_aside(self, reason: str) -> None:
        if reason.strip():
            self._page.bridge.act(set_idea_aside, self._id, reason.strip())

    def _park_again(self) -> None:
        self._page.bridge.act(park_again, self._id)
