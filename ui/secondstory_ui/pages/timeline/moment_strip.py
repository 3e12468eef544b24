"""The six moments in a row: when each was, what is suggested, and the ways to set it."""

from functools import partial

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QAction, QContextMenuEvent, QKeyEvent, QPainter, QPaintEvent, QPen, QResizeEvent
from PySide6.QtWidgets import QAbstractButton, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from secondstory.model.enums import MomentKind
from secondstory.model.records import Event
from secondstory.model.snapshot import Snapshot
from secondstory.timeline.clock import format_instant, in_zone
from secondstory_ui.text import shown_name
from secondstory_ui.theme.controller import current_theme
from secondstory_ui.widgets.buttons import IconButton, link_button
from secondstory_ui.widgets.labels import ElidedLabel
from secondstory_ui.widgets.painted_text import text_width

_EDGE = 8


class MomentCell(QAbstractButton):
    """One moment. A press begins to place it on the timeline; its menu has every other way."""

    used = Signal()
    """The suggestion is taken."""

    def __init__(self, kind: MomentKind, menu: QMenu) -> None:
        super().__init__()
        self.kind, self._menu = kind, menu
        self._values = "", ""
        name = shown_name(kind)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)  # all six are equally high
        self._name, self._value = ElidedLabel(name, "small", "muted"), ElidedLabel("", "strong")
        self._use = link_button(self.tr("Use"))
        self._use.setAccessibleName(self.tr("Use the suggestion for {moment}").format(moment=name))
        self._use.clicked.connect(self.used)
        self._more = IconButton("expand", self.tr("Ways to set {moment}").format(moment=name))
        self._more.setFixedSize(QSize(24, 24))
        self._more.clicked.connect(self.open_menu)
        top, bottom = QHBoxLayout(), QHBoxLayout()
        for line in (top, bottom):
            line.setSpacing(0)
        top.addWidget(self._name, 1)
        top.addWidget(self._more)
        bottom.addWidget(self._value, 1)
        bottom.addWidget(self._use)
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, 2, 2, 4)
        column.setSpacing(0)
        column.addLayout(top)
        column.addLayout(bottom)

    def show_moment(self, value: str, tone: str, spoken: str, *, suggested: bool, dated: str = "") -> None:
        """Show when the moment was, ``dated`` where that finds room; a suggestion can be taken with one press."""
        self._use.setVisible(suggested)
        self._values = value, dated or value
        self._fit_value()
        self._value.set_tone(tone)
        self.setAccessibleName(f"{shown_name(self.kind)}: {spoken}")
        self.setToolTip(spoken)
        self._value.setToolTip(spoken)

    def _fit_value(self) -> None:
        """The value with its date, where that fits beside the button that takes a suggestion."""
        short, dated = self._values
        used = self._use.sizeHint().width() if not self._use.isHidden() else 0
        room = self.width() - used - 2 * _EDGE
        self._value.setText(dated if text_width(dated, "strong") <= room else short)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """With more room the date is told too."""
        super().resizeEvent(event)
        self._fit_value()

    def open_menu(self) -> None:
        """Show the ways to set the moment."""
        self._menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The same menu by the right button and the menu key."""
        event.accept()
        self.open_menu()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses; Alt+Down opens the menu."""
        if event.key() == Qt.Key.Key_Down and event.modifiers() & Qt.KeyboardModifier.AltModifier:
            self.open_menu()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def sizeHint(self) -> QSize:
        """As its words need."""
        layout = self.layout()
        return layout.sizeHint() if layout else QSize(96, 48)

    def minimumSizeHint(self) -> QSize:
        """Narrow enough for six in a row."""
        return QSize(84, self.sizeHint().height())

    def paintEvent(self, event: QPaintEvent) -> None:  # noqa: ARG002
        """A quiet ground, and a ring while it has the focus or is being placed."""
        theme, painter = current_theme(), QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        ground = "accent_soft" if self.isChecked() else "hover" if self.underMouse() else "sunken"
        edge = "focus" if self.hasFocus() else "accent" if self.isChecked() else ground
        painter.setBrush(theme.color(ground))
        painter.setPen(QPen(theme.color(edge), 2 if self.hasFocus() else 1))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(1, 1, -1, -1), 8, 8)


class MomentStrip(QWidget):
    """The six cells. What people ask for goes out as signals; the page acts."""

    place_requested = Signal(object)
    """A `MomentKind` to place on the canvas."""
    selected_requested = Signal(object)
    """A `MomentKind` to set to the selected event."""
    typed_requested = Signal(object)
    """A `MomentKind` whose time is to be typed."""
    suggestion_used = Signal(object, object)
    """A `MomentKind` and the `Event` that is suggested for it."""
    unknown_requested = Signal(object)
    """A `MomentKind` that the group agrees is unknown."""
    clear_requested = Signal(object)
    """A `MomentKind` to take away."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAccessibleName(self.tr("Moments"))
        self._suggested: dict[MomentKind, Event] = {}
        self._set: frozenset[MomentKind] = frozenset()
        self._to_selected: list[QAction] = []
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self._cells: dict[MomentKind, MomentCell] = {}
        for kind in MomentKind:
            cell = self._cells[kind] = MomentCell(kind, self._menu(kind))
            cell.setCheckable(True)
            cell.clicked.connect(partial(self.place_requested.emit, kind))
            cell.used.connect(partial(self._use, kind))
            row.addWidget(cell, 1)

    def _menu(self, kind: MomentKind) -> QMenu:
        menu = QMenu(self)
        use = menu.addAction(self.tr("&Use the suggestion"))
        use.triggered.connect(partial(self._use, kind))
        selected = menu.addAction(self.tr("Set to the &selected event"))
        selected.triggered.connect(lambda: self.selected_requested.emit(kind))
        self._to_selected.append(selected)
        place = menu.addAction(self.tr("&Place on the timeline"))
        place.triggered.connect(lambda: self.place_requested.emit(kind))
        typed = menu.addAction(self.tr("&Type a time…"))
        typed.triggered.connect(lambda: self.typed_requested.emit(kind))
        menu.addSeparator()
        unknown = menu.addAction(self.tr("Mark as &unknown"))
        unknown.triggered.connect(lambda: self.unknown_requested.emit(kind))
        clear = menu.addAction(self.tr("&Clear"))
        clear.triggered.connect(lambda: self.clear_requested.emit(kind))

        def prepare() -> None:
            use.setVisible(kind in self._suggested)
            clear.setEnabled(kind in self._set)

        menu.aboutToShow.connect(prepare)
        return menu

    def show_moments(self, snapshot: Snapshot, suggested: dict[MomentKind, Event]) -> None:
        """Show the moments of a review, and for those that are not set what is suggested."""
        self._set = frozenset(snapshot.moments)
        self._suggested = {kind: event for kind, event in suggested.items() if kind not in self._set}
        days = _several_days(snapshot)
        for kind, cell in self._cells.items():
            moment = snapshot.moments.get(kind)
            event = self._suggested.get(kind)
            if moment is not None and moment.at is not None:
                time = format_instant(moment.at, snapshot.zone, date=False, seconds=bool(moment.at.second))
                spoken = f"{format_instant(moment.at, snapshot.zone, seconds=True)} {snapshot.review.timezone}"
                dated = f"{format_instant(moment.at, snapshot.zone):.10} {time}" if days else time
                cell.show_moment(time, "text", spoken, suggested=False, dated=dated)
            elif moment is not None:
                cell.show_moment(self.tr("unknown"), "muted", self.tr("agreed to be unknown"), suggested=False)
            elif event is not None and event.occurred_at is not None:
                time = format_instant(event.occurred_at, snapshot.zone, date=False)
                day = format_instant(event.occurred_at, snapshot.zone)  # it may be another one than that of the start
                spoken = self.tr("not set; suggested: {time}, {what}").format(time=day, what=event.title)
                dated = f"{day if days else time}?"
                cell.show_moment(f"{time}?", "accent", spoken, suggested=True, dated=dated)
            else:
                cell.show_moment(self.tr("not set"), "muted", self.tr("not set"), suggested=False)

    def show_placing(self, kind: MomentKind | None) -> None:
        """Show which moment is being placed."""
        for each, cell in self._cells.items():
            cell.setChecked(each is kind)

    def set_event_selected(self, selected: bool) -> None:
        """Whether there is an event that a moment can be set to."""
        for action in self._to_selected:
            action.setEnabled(selected)

    def cell(self, kind: MomentKind) -> MomentCell:
        """The cell of a moment."""
        return self._cells[kind]

    def _use(self, kind: MomentKind, *_: object) -> None:
        if kind in self._suggested:
            self.suggestion_used.emit(kind, self._suggested[kind])


def _several_days(snapshot: Snapshot) -> bool:
    """Whether events or moments are of more than one day: a time without its date would not say when."""
    events = snapshot.shown_events
    times = (events.first_time, events.last_time, *(moment.at for moment in snapshot.moments.values()))
    return len({in_zone(at, snapshot.zone).date() for at in times if at}) > 1
