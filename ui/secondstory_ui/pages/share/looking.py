"""What to look at before the report is handed out: open criteria, wording and names, each with the way there."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from secondstory.services.sharing import OpenWording, PossibleName, SharedText
from secondstory.steps.progress import StepProgress
from secondstory_ui.text import counted, shown_label, shown_text
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.buttons import Button, link_button
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.check_list import IconLabel
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import clear_layout

SHOWN_PLACES = 6
_WORDS = 26
_MARK = 14


class Looking(Card):
    """Four short lists. Nothing in them keeps anybody from handing the report out."""

    followed = Signal(str, int)
    """To a step, and there to a record (0: the step)."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self.set_title(self.tr("Before you hand it out"))
        self._titles: dict[str, str] = {}
        self._missing, self._wording, self._names, self._possible = (QVBoxLayout() for _ in range(4))
        for part in (self._names, self._possible, self._missing, self._wording):  # what readers would learn first
            part.setSpacing(2)
            self.body.addLayout(part)
        self.body.setSpacing(length("gap"))

    # Criteria --------------------------------------------------------------------------------------------------

    def show_progress(self, steps: Sequence[StepProgress]) -> None:
        """List the criteria that are open, by step."""
        self._titles = {p.step.key: f"{p.step.number} {shown_text(p.step.title)}" for p in steps}
        clear_layout(self._missing)
        count = sum(len(p.missing) for p in steps)
        if not count:
            self._head(self._missing, self.tr("Nothing is incomplete"))
            self._say(self._missing, self.tr("Every step meets its check-list."))
            return
        self._head(self._missing, counted(count, self.tr("1 point is open"), self.tr("{n} points are open")))
        for progress in steps:
            if progress.missing:
                title = self._titles[progress.step.key]
                self._link(self._missing, title, self.tr("Go to {step}").format(step=title), progress.step.key, 0)
                for item in progress.missing:
                    detail = shown_label(item.label, "Resources") if item.label else ""
                    self._open_point(shown_text(item.text), detail)

    def _open_point(self, text: str, detail: str) -> None:
        """A line of a check-list that is still open; what is missing stands in its tooltip."""
        line = QHBoxLayout()
        line.setSpacing(length("unit"))
        line.addWidget(IconLabel("todo", "control_line", _MARK), 0, Qt.AlignmentFlag.AlignTop)
        words = Label(text, "small", "muted", wrap=True)
        words.setToolTip(detail)
        words.setAccessibleName(self.tr("Open: {point}").format(point=f"{text} {detail}".strip()))
        line.addWidget(words, 1)
        self._missing.addLayout(line)

    # Texts -----------------------------------------------------------------------------------------------------

    def show_texts(
        self, wording: Sequence[OpenWording], names: Sequence[SharedText], possible: Sequence[PossibleName] = ()
    ) -> None:
        """List the places with wording to look at, those in which people are named, and those in which they may be."""
        for part in (self._wording, self._names, self._possible):
            clear_layout(part)
        self._show_wording(wording)
        self._show_names(names)
        self._show_possible(possible)

    def _show_wording(self, wording: Sequence[OpenWording]) -> None:
        if not wording:
            self._head(self._wording, self.tr("No wording to look at"))
            return
        title = counted(len(wording), self.tr("1 phrase to look at"), self.tr("{n} phrases to look at"))
        self._head(self._wording, title)
        step = ""
        for number, item in enumerate(wording[:SHOWN_PLACES], start=1):
            if item.place.step != step:
                step = item.place.step
                self._say(self._wording, self._titles.get(step, step))
            words = " ".join(item.finding.text.split())
            short = words if len(words) <= _WORDS else words[: _WORDS - 1] + "…"
            spoken = self.tr("Phrase {number}: “{words}”").format(number=number, words=words)
            link = self._link(self._wording, f"“{short}”", spoken, step, item.place.record_id)
            link.setToolTip(f"{shown_text(item.finding.why)}\n\n{item.place.text[:300]}")
        self._say_rest(self._wording, len(wording) - SHOWN_PLACES)

    def _show_names(self, names: Sequence[SharedText]) -> None:
        if not names:
            return
        title = counted(len(names), self.tr("1 text names a participant"), self.tr("{n} texts name participants"))
        self._head(self._names, title)
        self._say(self._names, self.tr("The report says their roles instead; the library keeps the texts as they are."))
        steps = dict.fromkeys(place.step for place in names)
        for step in steps:
            first = next(place for place in names if place.step == step)
            count = sum(place.step == step for place in names)
            title = self._titles.get(step, step)
            spoken = self.tr("Names in {step}").format(step=title)
            self._link(self._names, f"{title} ({count})", spoken, step, first.record_id)

    def _show_possible(self, possible: Sequence[PossibleName]) -> None:
        if not possible:
            return
        title = counted(len(possible), self.tr("1 word may name somebody"), self.tr("{n} words may name people"))
        self._head(self._possible, title)
        words = self.tr(
            "Nobody of that name is known here, so the report shows the word as it is. Where it names somebody, add "
            "that person and a role; else leave it."
        )
        self._say(self._possible, words)
        for item in possible[:SHOWN_PLACES]:
            spoken = self.tr("May be a name: {words}").format(words=item.words)
            shown = f"“{item.words}”" + (f" ({item.texts})" if item.texts > 1 else "")
            link = self._link(self._possible, shown, spoken, item.place.step, item.place.record_id)
            link.setToolTip(item.place.text[:300])
        self._say_rest(self._possible, len(possible) - SHOWN_PLACES)
        spoken = self.tr("Add people and their roles")
        self._link(self._possible, self.tr("Add them to the roles"), spoken, "prepare", 0)

    # Lines -----------------------------------------------------------------------------------------------------

    def _head(self, part: QVBoxLayout, text: str) -> None:
        part.addWidget(Label(text, "strong", wrap=True))

    def _say(self, part: QVBoxLayout, text: str) -> None:
        part.addWidget(Label(text, "small", "muted", wrap=True))

    def _say_rest(self, part: QVBoxLayout, rest: int) -> None:
        if rest > 0:
            self._say(part, counted(rest, self.tr("and 1 more"), self.tr("and {n} more")))

    def _link(self, part: QVBoxLayout, text: str, spoken: str, step: str, record_id: int) -> Button:
        link = link_button(text.replace("&", "&&"))
        link.setAccessibleName(spoken)
        link.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)  # never wider than the card
        go: Callable[[], None] = partial(self.followed.emit, step, record_id)
        link.clicked.connect(lambda _checked=False: go())
        part.addWidget(link)
        return link
