"""An external cause that stands alone asks what on our side met it."""

from functools import partial

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from secondstory.causes.companion import companion_prompts
from secondstory.model.records import Cause
from secondstory_ui.coaching import coach_field
from secondstory_ui.pages.causes.acts import CauseActs
from secondstory_ui.text import shown_text
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.buttons import IconButton
from secondstory_ui.widgets.entry_field import EntryField
from secondstory_ui.widgets.event_link import ElidedLink
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.text_fields import TextField


class CompanionAsk(QWidget):
    """One question at a time, a field that names the systemic companion already linked, and the other way out."""

    def __init__(self, acts: CauseActs, cause: Cause, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._place = 0
        self._prompt = Label("", "body", wrap=True)
        other = IconButton("refresh", self.tr("Another question for {ref}").format(ref=cause.ref))
        other.clicked.connect(self._show_next)
        self.entry = EntryField(
            self.tr("Systemic companion of {ref}").format(ref=cause.ref), self.tr("Our part; Enter adds it, linked")
        )
        coach_field(acts.page, self.entry)
        self.entry.entered.connect(partial(acts.add_companion, cause.id))
        spoken = self.tr("Nothing to change about {ref}, because…").format(ref=cause.ref)
        self.nothing = ElidedLink()
        self.nothing.set_words(self.tr("Nothing to change, because…"), spoken=spoken)
        self.nothing.clicked.connect(self._ask_why)
        self.why = TextField(
            self.tr("Why nothing on our side is to change for {ref}").format(ref=cause.ref),
            self.tr("Nothing to change, because…"),
            lines=(1, 6),
        )
        coach_field(acts.page, self.why)
        self.why.committed.connect(lambda text: acts.change(cause.id, accepted_because=text.strip()))
        self.why.hide()
        self._lay_out(other)
        self._show_prompt()

    def _lay_out(self, other: IconButton) -> None:
        top = QHBoxLayout()
        top.setSpacing(length("half"))
        top.addWidget(self._prompt, 1)
        top.addWidget(other, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, length("half"), 0, 0)
        column.setSpacing(length("half"))
        column.addWidget(Label(self.tr("What on our side met it?"), "small_strong", "systemic", wrap=True))
        column.addLayout(top)
        column.addWidget(self.entry)
        line = QHBoxLayout()
        line.addWidget(self.nothing)
        line.addStretch(1)
        column.addLayout(line)
        column.addWidget(self.why)

    def _show_next(self) -> None:
        self._place = (self._place + 1) % len(companion_prompts())
        self._show_prompt()

    def _show_prompt(self) -> None:
        self._prompt.setText(shown_text(companion_prompts()[self._place]))

    def _ask_why(self) -> None:
        self.nothing.hide()
        self.why.show()
        self.why.setFocus(Qt.FocusReason.OtherFocusReason)
