"""The ground of a row or cell that is painted by hand: selection, hover and focus look as everywhere."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyledItemDelegate, QStyleOptionViewItem


def paint_ground(
    delegate: QStyledItemDelegate,
    painter: QPainter,
    option: QStyleOptionViewItem,
    index: QModelIndex | QPersistentModelIndex,
) -> str:
    """Paint a row or cell as its style does, but for its text, which comes back."""
    filled = QStyleOptionViewItem(option)
    delegate.initStyleOption(filled, index)
    text, filled.text = filled.text, ""
    style = filled.widget.style() if filled.widget else QApplication.style()
    style.drawControl(QStyle.ControlElement.CE_ItemViewItem, filled, painter, filled.widget)
    return text
