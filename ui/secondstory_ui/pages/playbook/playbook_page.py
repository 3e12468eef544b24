"""The playbook: response windows, glossary and roles of the library."""

from itertools import pairwise
from typing import Any

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secondstory.model.changes import Changes
from secondstory.model.records import GlossaryTerm, Record, ResponseWindow, RoleDescription
from secondstory.services import response
from secondstory.services.editing import add_record, change_record, remove_record
from secondstory.services.playbook import playbook
from secondstory_ui.page import Page, PageContext
from secondstory_ui.pages.playbook.entries_card import EntriesCard, Entry, Words
from secondstory_ui.pages.playbook.windows_card import WindowsCard
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.sections import ScrollColumn, SectionHeading

_WIDEST = 960


class PlaybookPage(Page):
    """Everything here belongs to the library and holds for all its reviews."""

    def __init__(self, context: PageContext) -> None:
        super().__init__(context)
        self.windows = WindowsCard()
        self.glossary = EntriesCard(self._glossary_words())
        self.roles = EntriesCard(self._role_words())
        self._lay_out()
        self._connect()

    def _glossary_words(self) -> Words:
        return Words(
            self.tr("Glossary"),
            self.tr("Words that reports explain, so that everybody who receives one can read it."),
            self.tr("&Term"),
            self.tr("&Meaning"),
            self.tr("Ad&d term"),
            self.tr("Remove term"),
            self.tr("No terms yet. Add the words that people outside your team ask about."),
        )

    def _role_words(self) -> Words:
        return Words(
            self.tr("Roles"),
            self.tr("What people are called in everything that leaves the room. Names stay inside the library."),
            self.tr("R&ole"),
            self.tr("What this role doe&s"),
            self.tr("Add ro&le"),
            self.tr("Remove role"),
            self.tr("No roles yet. Add those that take part in your responses and reviews."),
        )

    def _lay_out(self) -> None:
        note = self.tr("What holds for all reviews of this library")
        scroll = ScrollColumn(spacing=length("gap"))
        inside = QWidget()
        inside.setMaximumWidth(_WIDEST)
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(0, 0, length("unit"), 0)
        cards.setSpacing(length("gap"))
        for card in (self.windows, self.glossary, self.roles):
            cards.addWidget(card)
        scroll.add(inside)
        column = QVBoxLayout(self)
        page = length("page")
        column.setContentsMargins(page, page, page, length("gap"))
        column.setSpacing(length("gap"))
        column.addWidget(SectionHeading(self.tr("Playbook"), note, role="title"))
        column.addWidget(scroll, 1)

    def _connect(self) -> None:
        act = self.bridge.act
        self.windows.minutes_set.connect(lambda *window: act(response.set_window, *window))
        self.windows.severity_added.connect(lambda severity: act(response.add_severity, severity))
        self.windows.severity_removed.connect(lambda severity: act(response.remove_severity, severity))
        self.glossary.added.connect(lambda: self._add(GlossaryTerm(term=self.tr("New term"), meaning="")))
        self.roles.added.connect(lambda: self._add(RoleDescription(name=self.tr("New role"))))
        fields = {"name": "term", "text": "meaning"}
        self.glossary.changed.connect(lambda id_, field, value: self._change(GlossaryTerm, id_, fields[field], value))
        duties = {"name": "name", "text": "duty"}
        self.roles.changed.connect(lambda id_, field, value: self._change(RoleDescription, id_, duties[field], value))
        self.glossary.removed.connect(lambda id_: act(remove_record, GlossaryTerm, id_))
        self.roles.removed.connect(lambda id_: act(remove_record, RoleDescription, id_))

    def refresh(self, changes: Changes | None) -> None:
        """Show the playbook as it stands."""
        if changes is not None and not changes.touches(ResponseWindow, GlossaryTerm, RoleDescription):
            return
        book = playbook(self.bridge.library)
        self.windows.show_playbook(book)
        terms = [Entry(term.id, term.term, term.meaning) for term in book.glossary]
        self.glossary.show_entries(terms, _created(changes, GlossaryTerm))
        roles = [Entry(role.id, role.name, role.duty) for role in book.roles]
        self.roles.show_entries(roles, _created(changes, RoleDescription))
        for before, after in pairwise(c for card in (self.windows, self.glossary, self.roles) for c in card.controls()):
            self.setTabOrder(before, after)  # buttons in titles and new rows would come last otherwise

    def show_record(self, record_id: int) -> None:
        """Select a term or a role."""
        if not self.glossary.select(record_id):
            self.roles.select(record_id)

    def _add(self, record: Record) -> None:
        if self.bridge.act(add_record, record) is not None:
            card = self.glossary if isinstance(record, GlossaryTerm) else self.roles
            card.name.setFocus()
            card.name.selectAll()

    def _change(self, kind: type[Record], record_id: int, field: str, value: Any) -> None:
        if value or field in ("meaning", "duty"):
            self.bridge.act(change_record, kind, record_id, **{field: value})
        else:
            self.notice.emit(self.tr("It keeps its name, because the field was empty."))
            self.refresh(None)


def _created(changes: Changes | None, kind: type[Record]) -> int:
    """The id of a row that was just added, to select it; 0 where there is none."""
    created = changes.created(kind) if changes is not None else []
    return created[-1] if created else 0
