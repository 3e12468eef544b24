"""The list of what may be imported: each with its name, and below it how it is read or why it cannot be."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QFontMetrics, QPainter
from PySide6.QtWidgets import (
    QListWidget,
    QListWidgetItem,
    QStyledItemDelegate,
    QStyleOptionViewItem,
)

from secondstory_ui.dialogs.import_timeline.candidate import Candidate
from secondstory_ui.text import translate
from secondstory_ui.theme.controller import current_theme
from secondstory_ui.theme.fonts import font
from secondstory_ui.theme.icons import draw_icon
from secondstory_ui.widgets.painted_ground import paint_ground
from secondstory_ui.widgets.painted_text import lines_of, mirrored
from secondstory_ui.widgets.tables import dress_list

STATE_ROLE = Qt.ItemDataRole.UserRole + 1
READY_ROLE = Qt.ItemDataRole.UserRole + 2
PADDING, ICON = 10, 16
MOST_LINES = 3


class CandidateList(QListWidget):
    """One row for each candidate, in their order."""

    def __init__(self) -> None:
        super().__init__()
        dress_list(self, translate("Import", "Files to import"))
        self.setItemDelegate(_CandidateRows(self))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)

    def show_candidates(self, candidates: Sequence[Candidate]) -> None:
        """Show these; the current row stays where it is."""
        while self.count() > len(candidates):
            self.takeItem(self.count() - 1)
        while self.count() < len(candidates):
            self.addItem(QListWidgetItem())
        for row, candidate in enumerate(candidates):
            item = self.item(row)
            item.setText(candidate.name)
            item.setData(STATE_ROLE, candidate.state)
            item.setData(READY_ROLE, candidate.ready and not candidate.needs_look)
            item.setData(Qt.ItemDataRole.AccessibleTextRole, f"{candidate.name}. {candidate.state}")
            item.setToolTip(f"{candidate.name}\n{candidate.state}")


class _CandidateRows(QStyledItemDelegate):
    """Paints a name and, smaller below it, its state; a mark says that it needs a look."""

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The ground of the style, then mark and words."""
        paint_ground(painter, option)
        name = str(index.data())
        theme, ready = current_theme(), bool(index.data(READY_ROLE))
        area = option.rect.adjusted(PADDING, PADDING - 2, -PADDING, 2 - PADDING)
        mark = QRect(area.left(), area.top() + 1, ICON, ICON)
        place = mirrored(painter, option.rect, mark)
        draw_icon(painter, "file" if ready else "warning", place, theme.color("text_muted" if ready else "warn_text"))
        area.setLeft(area.left() + ICON + 8)
        area = mirrored(painter, option.rect, area)
        painter.setFont(font("body"))
        painter.setPen(theme.color("text"))
        metrics = painter.fontMetrics()
        shown = metrics.elidedText(name, Qt.TextElideMode.ElideMiddle, area.width())
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, shown)
        area.setTop(area.top() + metrics.lineSpacing() + 2)
        painter.setFont(font("small"))
        painter.setPen(theme.color("text_muted" if ready else "warn_text"))
        high = painter.fontMetrics().lineSpacing()
        for line in lines_of(str(index.data(STATE_ROLE) or ""), font("small"), area.width(), MOST_LINES):
            painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignTop, line.strip())
            area.setTop(area.top() + high)

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """Room for the name and a few lines of its state."""
        view = option.widget
        width = (view.viewport().width() if isinstance(view, QListWidget) else 200) - 2 * PADDING - ICON - 8
        small = QFontMetrics(font("small"))
        words = str(index.data(STATE_ROLE) or "")
        lines = len(lines_of(words, font("small"), max(width, 60), MOST_LINES)) * small.lineSpacing()
        return QSize(0, QFontMetrics(font("body")).lineSpacing() + lines + 2 * PADDING - 2)
