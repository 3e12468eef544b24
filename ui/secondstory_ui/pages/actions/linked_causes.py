"""The causes that an action changes, and the menu that links others."""

from functools import partial

from PySide6.QtCore import QRect, QRectF, Qt, Signal
from PySide6.QtGui import QIcon, QPainter
from PySide6.QtWidgets import QHBoxLayout, QMenu, QVBoxLayout, QWidget

from secondstory.model.enums import CauseLabel
from secondstory.model.records import Cause
from secondstory_ui.text import shown_name
from secondstory_ui.theme.controller import current_theme
from secondstory_ui.theme.icons import drawn_icon
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.buttons import IconButton, secondary_button
from secondstory_ui.widgets.chip import CAUSE_MARKS, Chip, draw_mark
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.sections import clear_layout

_MENU_WORDS = 72


class LinkedCauses(QWidget):
    """Shows the linked causes with their class. ``linked`` carries the ids of all causes after a choice."""

    linked = Signal(tuple)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[Cause, ...] = ()
        self._linked: tuple[Cause, ...] = ()
        self._rows = QVBoxLayout()
        self._rows.setSpacing(length("half"))
        self.button = secondary_button(self.tr("&Link a cause"), "link")
        self._menu = QMenu(self.button)
        self._menu.setToolTipsVisible(True)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.button.set_menu(self._menu)
        self._none = Label(
            self.tr("The Causes step has no cause yet; what is named there can be linked here."),
            "small",
            "muted",
            wrap=True,
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(length("half"))
        column.addLayout(self._rows)
        column.addWidget(self._none)
        column.addWidget(self.button, 0, Qt.AlignmentFlag.AlignLeft)
        self.setFocusProxy(self.button)

    def show_causes(self, every: tuple[Cause, ...], linked: tuple[Cause, ...]) -> None:
        """Show what is linked; ``every`` is what could be."""
        same = linked == self._linked
        self._all, self._linked = every, linked
        self._none.setVisible(not every)
        self.button.setVisible(bool(every))
        if same:
            return
        clear_layout(self._rows)
        for cause in linked:
            self._rows.addWidget(self._row(cause))

    def _row(self, cause: Cause) -> QWidget:
        row = QWidget()
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.setSpacing(length("unit"))
        top = Qt.AlignmentFlag.AlignTop
        tone, mark = CAUSE_MARKS[cause.label]
        chip = Chip(cause.ref or shown_name(cause.label), tone, mark)
        chip.setToolTip(shown_name(cause.label))
        chip.setAccessibleName(f"{shown_name(cause.label)} {cause.ref}".strip())
        line.addWidget(chip, 0, top)
        line.addWidget(Label(cause.text, "small", wrap=True), 1, top)
        unlink = IconButton("unlink", self.tr("Unlink {cause}").format(cause=cause.ref or cause.text))
        unlink.clicked.connect(partial(self._toggle, cause.id, False))
        line.addWidget(unlink, 0, top)
        return row

    def _fill_menu(self) -> None:
        self._menu.clear()
        chosen = {cause.id for cause in self._linked}
        for cause in self._all:
            words = f"{cause.ref}  {cause.text}" if cause.ref else cause.text
            short = words if len(words) <= _MENU_WORDS else words[: _MENU_WORDS - 1] + "…"
            action = self._menu.addAction(_mark_icon(cause.label), short.replace("&", "&&"))
            action.setToolTip(f"{shown_name(cause.label)}: {cause.text}")
            action.setCheckable(True)
            action.setChecked(cause.id in chosen)
            action.toggled.connect(partial(self._toggle, cause.id))

    def _toggle(self, cause_id: int, on: bool, _checked: bool = False) -> None:
        kept = [cause.id for cause in self._linked if cause.id != cause_id]
        self.linked.emit(tuple(sorted([*kept, cause_id] if on else kept)))


def _mark_icon(label: CauseLabel) -> QIcon:
    """The mark of a class, for menus."""
    return drawn_icon(partial(_paint_mark, label))


def _paint_mark(label: CauseLabel, painter: QPainter, rect: QRect, _mode: QIcon.Mode, _state: QIcon.State) -> None:
    tone, mark = CAUSE_MARKS[label]
    colour = current_theme().color("text_muted" if tone == "neutral" else tone)
    draw_mark(painter, mark, QRectF(rect).center(), rect.width() * 9 / 16, colour)
