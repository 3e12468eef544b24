"""The card of one cause."""

from PySide6.QtCore import QPoint, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDrag,
    QDragEnterEvent,
    QDropEvent,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from secondstory.model.enums import CauseLabel
from secondstory.model.records import Cause
from secondstory_ui.coaching import coach_field
from secondstory_ui.pages.causes.acts import CauseActs
from secondstory_ui.pages.causes.cause_menu import KEYS, fill_cause_menu, new_menu
from secondstory_ui.pages.causes.companion_ask import CompanionAsk
from secondstory_ui.pages.causes.details import CauseDetails
from secondstory_ui.pages.causes.dragging import CAUSE, EVENTS, ids_in, mime_of
from secondstory_ui.pages.causes.facts import facts_of
from secondstory_ui.pages.causes.split_editor import SplitEditor
from secondstory_ui.pages.causes.suggestion import SuggestionBox
from secondstory_ui.text import shown_name
from secondstory_ui.theme.controller import current_theme
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.access import set_mark
from secondstory_ui.widgets.buttons import IconButton
from secondstory_ui.widgets.card import Card
from secondstory_ui.widgets.event_link import ElidedLink
from secondstory_ui.widgets.labels import Label
from secondstory_ui.widgets.text_fields import TextField

_LABEL_OF_KEY = {getattr(Qt.Key, f"Key_{key}"): label for label, key in KEYS.items()}
DRAGGED_WIDTH = 240
INSET = 6  # the words of a quiet field stand so far from its edge
_ARROWS = (Qt.Key.Key_Up, Qt.Key.Key_Down, Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Home, Qt.Key.Key_End)


class CauseCard(Card):
    """Ref, text, and what is known about it. It opens for the details, the suggestion, the split.

    With the focus: S, E, U put it on a side, Enter edits the text, Space opens, Delete removes, the menu key lists
    everything. It can be dragged to another column, and takes events that are dropped on it.
    """

    walked = Signal(int, object)
    """The id of this card and the arrow key that was pressed on it."""

    def __init__(self, acts: CauseActs, cause: Cause, parent: QWidget | None = None) -> None:
        super().__init__(parent=parent)
        self._acts, self.cause = acts, cause
        self._chosen = self._over = self._left_open = False
        self._pressed: QPoint | None = None
        self._ask: CompanionAsk | None = None
        self._split: SplitEditor | None = None
        self.text = TextField(self.tr("Cause {ref}").format(ref=cause.ref), lines=(1, 14))
        set_mark(self.text, quiet=True)
        coach_field(acts.page, self.text)
        self.text.committed.connect(self._change_text)
        self._facts = Label("", "small", "muted", wrap=True)
        self.suggestion = SuggestionBox(cause.ref)
        self.suggestion.placed.connect(lambda label: acts.place(self.cause.id, label))
        self.suggestion.split_asked.connect(self.open_split)
        self.suggestion.left_open.connect(self._leave_open)
        self.details = CauseDetails(acts, cause)
        self.details.hide()
        self._lay_out()
        self.setFocusPolicy(Qt.FocusPolicy.ClickFocus)
        self.setAcceptDrops(True)

    def _lay_out(self) -> None:
        gap, half, inset = length("unit"), length("half"), INSET
        self.set_margins(gap, half, gap, gap)
        self.pair = ElidedLink(icon_name="link", least="")  # a narrow column has room for the icon
        self.pair.clicked.connect(lambda: self._acts.reveal_asked.emit(self.cause.pair_id or 0))
        self.toggle = IconButton("expand", "")
        self.toggle.clicked.connect(lambda: self.set_open(not self.is_open()))
        self.more = IconButton("more", self.tr("More about {ref}").format(ref=self.cause.ref))
        self.more.clicked.connect(lambda: self.show_menu(self.more.mapToGlobal(self.more.rect().bottomLeft())))
        top = QHBoxLayout()
        top.setSpacing(0)  # its parts have room of their own
        top.setContentsMargins(inset, 0, 0, 0)
        self._facts.setContentsMargins(inset, 0, inset, half)
        for folded in (self.suggestion, self.details):
            folded.setContentsMargins(inset, half, inset, half)
        self._ref = Label(self.cause.ref, "small_strong", "muted")
        top.addWidget(self._ref)
        top.addWidget(self.pair)
        top.addStretch(1)
        top.addWidget(self.toggle)
        top.addWidget(self.more)
        self.body.setSpacing(0)
        self.body.addLayout(top)
        for part in (self.text, self._facts, self.suggestion, self.details):
            self.add(part)

    # What it shows

    def show_cause(self, cause: Cause, *, lone: bool) -> None:
        """Show the cause as it is now; ``lone``: external, and its systemic companion is still to be named."""
        self.cause = cause
        snapshot = self._acts.snapshot
        self.setAccessibleName(f"{cause.ref}, {shown_name(cause.label)}: {cause.text}")
        self.text.set_text(cause.text)
        other = snapshot.get(Cause, cause.pair_id)
        self.pair.setVisible(other is not None)
        if other is not None:
            words, spoken = self.tr("linked with {other}"), self.tr("{ref} is linked with {other}: show it")
            told = spoken.format(ref=cause.ref, other=other.ref)
            self.pair.set_words(words.format(other=other.ref), other.text, told)
        evidence = snapshot.evidence_of(cause.id)
        actions = ", ".join(action.ref for action in snapshot.actions_of(cause.id))
        self.details.show_cause(cause, evidence, actions)
        self._facts.setText(facts_of(cause, evidence, actions))
        self._show_suggestion()
        self._show_ask(lone)
        self._show_toggle()
        self.set_chosen(self._chosen)

    def _show_suggestion(self) -> None:
        open_question = self.cause.label is CauseLabel.UNCLASSIFIED and not self.cause.reason and not self._left_open
        wanted = open_question and self._split is None
        self.suggestion.setVisible(wanted)
        if wanted:
            self.suggestion.show_cause(self.cause)

    def _show_ask(self, lone: bool) -> None:
        if lone and self._ask is None:
            self._ask = CompanionAsk(self._acts, self.cause)
            self._ask.setContentsMargins(INSET, 0, INSET, 0)
            self.body.insertWidget(self.body.indexOf(self.details), self._ask)
        elif not lone and self._ask is not None and not self._holds_focus(self._ask):
            self._ask.hide()
            self._ask.deleteLater()
            self._ask = None

    @staticmethod
    def _holds_focus(widget: QWidget) -> bool:
        focus = QApplication.focusWidget()
        return focus is not None and widget.isAncestorOf(focus)

    def companion(self) -> CompanionAsk | None:
        """The question for the systemic companion, where it is asked."""
        return self._ask

    # Opening

    def is_open(self) -> bool:
        """Whether the details are shown."""
        return not self.details.isHidden()

    def set_open(self, opened: bool) -> None:
        """Show or fold the details."""
        self.details.setVisible(opened)
        self._facts.setVisible(not opened)
        self._show_toggle()
        self.set_chosen(self._chosen)

    def _show_toggle(self) -> None:
        words = self.tr("Fold {ref}") if self.is_open() else self.tr("Details of {ref}")
        self.toggle.set_icon("collapse" if self.is_open() else "expand")
        self.toggle.set_words(words.format(ref=self.cause.ref))

    def open_split(self) -> None:
        """Show the editor of the two halves."""
        if self._split is None and self.cause.pair_id is None:
            self._split = SplitEditor(self._acts, self.cause)
            self._split.setContentsMargins(INSET, length("half"), INSET, length("half"))
            self._split.closed.connect(self._close_split)
            self.body.insertWidget(self.body.indexOf(self.suggestion), self._split)
            self._show_suggestion()
            self.set_chosen(self._chosen)
            self._split.external.setFocus(Qt.FocusReason.OtherFocusReason)

    def _close_split(self) -> None:
        if self._split is not None:
            self.setFocus(Qt.FocusReason.OtherFocusReason)
            self._split.hide()
            self._split.deleteLater()
            self._split = None
            self._show_suggestion()

    def _leave_open(self) -> None:
        self._left_open = True
        self._show_suggestion()
        self.set_open(True)
        self.details.reason.setFocus(Qt.FocusReason.OtherFocusReason)

    def _change_text(self, text: str) -> None:
        if not self._acts.change(self.cause.id, text=text.strip()):
            self.text.reset_text(self.cause.text)

    # Choosing and keys

    def set_chosen(self, chosen: bool) -> None:
        """The chosen card is the Tab stop of the page's cards, and its controls follow it."""
        self._chosen = chosen
        wanted = Qt.FocusPolicy.StrongFocus if chosen else Qt.FocusPolicy.ClickFocus
        self.setFocusPolicy(wanted)
        for child in self.stops():
            child.setFocusPolicy(wanted)
        self.update()

    def stops(self) -> list[QWidget]:
        """The controls of the card, in reading order."""
        here = [w for w in self.findChildren(QWidget) if w.window() is self.window()]  # not the lists of combo boxes
        found = [w for w in here if w.focusPolicy() & Qt.FocusPolicy.ClickFocus]
        return sorted(found, key=lambda w: (w.mapTo(self, QPoint()).y(), w.mapTo(self, QPoint()).x()))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of a chosen card; Esc comes back from a field to the card."""
        key = Qt.Key(event.key())
        if not self.hasFocus():
            if key == Qt.Key.Key_Escape:
                self.setFocus(Qt.FocusReason.OtherFocusReason)
            else:
                super().keyPressEvent(event)
        elif event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            super().keyPressEvent(event)
        elif key in _ARROWS:
            self.walked.emit(self.cause.id, key)
        elif key in _LABEL_OF_KEY:
            self._acts.place(self.cause.id, _LABEL_OF_KEY[key])
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_F2):
            self.text.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif key == Qt.Key.Key_Space:
            self.set_open(not self.is_open())
        elif key == Qt.Key.Key_Delete:
            self._acts.remove(self.cause.id)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Everything that can be done with the cause."""
        self.show_menu(event.globalPos())

    def show_menu(self, where: QPoint) -> None:
        """Show the menu at a place on the screen."""
        menu = new_menu(self)
        edit = menu.addAction(self.tr("Edit the &text"))
        edit.triggered.connect(lambda: self.text.setFocus(Qt.FocusReason.OtherFocusReason))
        split = menu.addAction(self.tr("S&plit into a linked pair…"))
        split.triggered.connect(self.open_split)
        split.setEnabled(self.cause.pair_id is None)
        if self.cause.label is CauseLabel.UNCLASSIFIED:
            menu.addAction(self.tr("Su&ggest a side")).triggered.connect(self._suggest_again)
        menu.addSeparator()
        fill_cause_menu(menu, self._acts, self.cause)
        menu.popup(where)

    def _suggest_again(self) -> None:
        self._left_open = False
        self.suggestion.show_cause(self.cause)
        self.suggestion.show()

    # Dragging

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the card's ground may begin a drag."""
        self._pressed = event.position().toPoint() if event.button() is Qt.MouseButton.LeftButton else None
        super().mousePressEvent(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Drag the card once the pointer has gone far enough."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            return
        way = (event.position().toPoint() - self._pressed).manhattanLength()
        if way >= QApplication.startDragDistance():
            drag = QDrag(self)
            drag.setMimeData(mime_of(CAUSE, (self.cause.id,)))
            drag.setPixmap(self.grab().scaledToWidth(DRAGGED_WIDTH, Qt.TransformationMode.SmoothTransformation))
            self._pressed = None
            drag.exec(Qt.DropAction.MoveAction)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Take events; another card is for the column to take."""
        self._set_over(event.mimeData().hasFormat(EVENTS))
        event.setAccepted(self._over)

    def dragLeaveEvent(self, event: object) -> None:  # noqa: ARG002
        """The drag went elsewhere."""
        self._set_over(False)

    def dropEvent(self, event: QDropEvent) -> None:
        """Attach the events that were dropped."""
        self._set_over(False)
        ids = ids_in(EVENTS, event.mimeData())
        event.setAccepted(bool(ids))
        if ids:
            QTimer.singleShot(0, self, lambda: self._acts.attach(self.cause.id, ids))

    def _set_over(self, over: bool) -> None:
        self._over = over
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The card with a ring where it is chosen, has the focus or would take what is dragged over it."""
        super().paintEvent(event)
        if not (self._chosen or self._over or self.hasFocus()):
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        strong = self.hasFocus() or self._over
        painter.setPen(QPen(current_theme().color("focus" if strong else "control_line"), 2 if strong else 1))
        inset = 1.0 if strong else 0.5
        radius = length("card_radius") - inset
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(inset, inset, -inset, -inset), radius, radius)
