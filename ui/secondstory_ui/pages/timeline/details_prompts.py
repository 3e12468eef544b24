"""The questions that fit an event, each with room for what people answered."""

from functools import partial

from PySide6.QtWidgets import QVBoxLayout, QWidget

from secondstory.model.records import Event, Note
from secondstory.services.editing import change_record, remove_record
from secondstory.services.timeline import add_note
from secondstory.steps.event_prompts import prompts_for
from secondstory_ui.coaching import coach_field
from secondstory_ui.page import StepPage
from secondstory_ui.text import shown_text
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import SectionHeading, clear_layout
from secondstory_ui.widgets.text_fields import TextField


class PromptSection(QWidget):
    """Prompts of the event's kind, and further prompts that were answered while it had another kind."""

    def __init__(self, page: StepPage, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._page = page
        self._event_id = 0
        self._fields: dict[str, TextField] = {}
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(8)
        column.addWidget(SectionHeading(self.tr("Second story"), self.tr("what it was like to be there, at that time")))
        self._rows = QVBoxLayout()
        self._rows.setSpacing(8)
        column.addLayout(self._rows)

    def show_event(self, event: Event) -> None:
        """Show the questions for an event with the answers there are."""
        notes = {note.prompt: note for note in self._page.snapshot.notes if note.event_id == event.id}
        wanted = tuple(dict.fromkeys((*prompts_for(event.kind), *notes)))
        if self._event_id != event.id or tuple(self._fields) != wanted:
            self._event_id = event.id
            self._make_fields(wanted)
        for prompt, field in self._fields.items():
            note = notes.get(prompt)
            field.set_text(note.text if note else "")

    def _make_fields(self, prompts: tuple[str, ...]) -> None:
        for field in self._fields.values():
            field.commit()
        clear_layout(self._rows)
        self._fields = {}
        for prompt in prompts:
            words = shown_text(prompt) or self.tr("Note")
            row = QWidget()
            lines = QVBoxLayout(row)
            lines.setContentsMargins(0, 0, 0, 0)
            lines.setSpacing(4)
            field = TextField(words, self.tr("What was said"), lines=(1, 8))
            coach_field(self._page, field)
            field.committed.connect(partial(self._keep, self._event_id, prompt))
            label = Label(words, "body", wrap=True)
            label.setBuddy(field)
            lines.addWidget(label)
            lines.addWidget(field)
            self._rows.addWidget(row)
            self._fields[prompt] = field

    def _keep(self, event_id: int, prompt: str, text: str) -> None:
        snapshot, act = self._page.snapshot, self._page.bridge.act
        note = next((n for n in snapshot.notes if (n.event_id, n.prompt) == (event_id, prompt)), None)
        words = text.strip()
        if note is None and words:
            new = Note(review_id=snapshot.review.id, event_id=event_id, step="timeline", prompt=prompt, text=words)
            act(add_note, new)
        elif note is not None and words:
            act(change_record, Note, note.id, text=words)
        elif note is not None:
            act(remove_record, Note, note.id)
