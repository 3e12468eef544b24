"""How cells of the event table are painted and edited: typed times, a list of kinds, wrapped text, a star."""

from PySide6.QtCore import (
    QAbstractItemModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRectF,
    QSize,
    Qt,
)
from PySide6.QtGui import (
    QFont,
    QFontMetrics,
    QFontMetricsF,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPalette,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import (
    QComboBox,
    QLineEdit,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from secondstory.model.enums import EventKind
from secondstory_ui.models.event_cells import Column
from secondstory_ui.models.event_table import EVENT_ROLE
from secondstory_ui.models.text_table import ShortInTheMiddle
from secondstory_ui.text import qt_part, shown_name, translate
from secondstory_ui.widgets.painted_ground import paint_ground
from secondstory_ui.widgets.timeline_shapes import star

Index = QModelIndex | QPersistentModelIndex
PADDING = 8
SIDE = 3
"""As far from the edge as the other cells and the headers above them."""
MOST_LINES = 8
MOST_WRAPPED = 500
STAR = 7.5


class AiryDelegate(QStyledItemDelegate):
    """Keeps some air above and below a text that goes over two lines."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the text, and the air."""
        return super().sizeHint(option, index) + QSize(0, PADDING)


class TimeDelegate(AiryDelegate):
    """Edits a time as text, for example ``14:05``, ``2:05 pm`` or ``+7m``; who makes the change reads it."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        """A line for any of the ways to write a time."""
        line = QLineEdit(parent)
        line.setPlaceholderText("14:05, 2:05 pm, +7m")
        line.setAccessibleName(translate("EventTable", "Time of the event"))
        return line


class KindDelegate(QStyledItemDelegate):
    """Edits the kind with a list."""

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:
        """The kinds, in their order; a choice counts at once."""
        box = QComboBox(parent)
        box.setAccessibleName(translate("EventTable", "Kind of the event"))
        for kind in EventKind:
            box.addItem(shown_name(kind), kind.value)
        box.activated.connect(lambda: self._chosen(box))
        return box

    def _chosen(self, box: QComboBox) -> None:
        self.commitData.emit(box)
        self.closeEditor.emit(box)

    def setEditorData(self, editor: QWidget, index: Index) -> None:
        """Choose the present kind."""
        if isinstance(editor, QComboBox):
            editor.setCurrentIndex(editor.findData(str(index.data(Qt.ItemDataRole.EditRole))))

    def setModelData(self, editor: QWidget, model: QAbstractItemModel, index: Index) -> None:
        """Ask for the chosen kind."""
        if isinstance(editor, QComboBox):
            model.setData(index, EventKind(editor.currentData()))


class WrappedDelegate(QStyledItemDelegate):
    """Paints a long text on as many lines as the row has room for, the last of them shortened."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._wrapped: dict[tuple[str, str, float], list[str]] = {}

    def _lines(self, text: str, font: QFont, width: float) -> list[str]:
        """The lines of a text; those of the last texts are kept, for a row is measured before it is painted."""
        key = (text, font.key(), width)
        if key not in self._wrapped:
            if len(self._wrapped) > MOST_WRAPPED:
                self._wrapped.clear()
            self._wrapped[key] = wrapped(text, font, width)
        return self._wrapped[key]

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground of the style, and the text over it."""
        paint_ground(painter, option)
        selected = option.state & QStyle.StateFlag.State_Selected
        own = None if selected else index.data(Qt.ItemDataRole.ForegroundRole)
        role = QPalette.ColorRole.HighlightedText if selected else QPalette.ColorRole.Text
        painter.setPen(own or option.palette.color(role))
        room = QRectF(option.rect).adjusted(SIDE, 0, -SIDE, 0)
        lines = self._lines(str(index.data() or ""), option.font, room.width())
        height = QFontMetrics(option.font).lineSpacing()
        fitting = max(min(len(lines), int((room.height() + 2 - PADDING) // height)), 1)
        top = room.center().y() - fitting * height / 2
        painter.setFont(option.font)
        for number, line in enumerate(lines[:fitting]):
            cut = number == fitting - 1 and len(lines) > fitting
            shown = elided(" ".join(lines[number:]), option.font, room.width()) if cut else line
            place = QRectF(room.left(), top + number * height, room.width(), height)
            painter.drawText(place, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as the text, which may have a few lines."""
        width = option.rect.width() - 2 * SIDE
        lines = len(self._lines(str(index.data() or ""), option.font, width)) if width > 0 else 1
        height = QFontMetrics(option.font).lineSpacing() * min(lines, MOST_LINES) + 2 * PADDING
        return QSize(option.rect.width(), height)


class KeyDelegate(QStyledItemDelegate):
    """Paints the star of key events; a click or Space asks to mark the event or to take the mark away."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """A full star for key events, an outline for the others."""
        paint_ground(painter, option)
        event = index.data(EVENT_ROLE)
        key = event is not None and event.key
        accent = option.palette.color(QPalette.ColorRole.Accent)
        quiet = option.palette.color(QPalette.ColorRole.Dark)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(accent if key else quiet, 1.2))
        painter.setBrush(accent if key else Qt.BrushStyle.NoBrush)
        painter.drawPolygon(star(QPointF(option.rect.center()) + QPointF(0.5, 1), STAR))
        painter.restore()

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Room for a star that can be hit."""
        return super().sizeHint(option, index).expandedTo(QSize(32, 28))

    def editorEvent(self, event: QEvent, model: QAbstractItemModel, option: QStyleOptionViewItem, index: Index) -> bool:
        """Switch the mark by click or Space."""
        clicked = event.type() == QEvent.Type.MouseButtonRelease and isinstance(event, QMouseEvent)
        pressed = isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Space
        if pressed or (clicked and option.rect.contains(event.position().toPoint())):  # type: ignore[attr-defined]
            return bool(model.setData(index, not index.data(Qt.ItemDataRole.EditRole)))
        return bool(super().editorEvent(event, model, option, index))


def elided(text: str, font: QFont, width: float) -> str:
    """A text on one line, shortened where the width asks for it."""
    return QFontMetrics(font).elidedText(text, Qt.TextElideMode.ElideRight, int(width))


def wrapped(text: str, font: QFont, width: float) -> list[str]:
    """The lines of a text in a width."""
    text = " ".join(text.split())
    if QFontMetricsF(font).horizontalAdvance(text) < width - 1:  # told much quicker than by laying it out
        return [text]
    layout = QTextLayout(text, font)
    option = QTextOption(Qt.AlignmentFlag.AlignLeft)
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)  # a long link has no spaces
    layout.setTextOption(option)
    lines = []
    layout.beginLayout()
    while (line := layout.createLine()).isValid():
        line.setLineWidth(max(width, 20))
        lines.append(qt_part(layout.text(), line.textStart(), line.textLength()).strip())
    layout.endLayout()
    return lines or [""]


DELEGATES: dict[Column, type[QStyledItemDelegate]] = {
    Column.TIME: TimeDelegate,
    Column.ROLE: AiryDelegate,
    Column.KIND: KindDelegate,
    Column.WHAT: WrappedDelegate,
    Column.KEY: KeyDelegate,
    Column.SOURCE: ShortInTheMiddle,
}
"""How columns are painted and edited that are more than a line of text."""
