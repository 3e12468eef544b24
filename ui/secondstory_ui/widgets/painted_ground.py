"""The ground of a row or cell that is painted by hand: selection, hover and focus look as everywhere."""

from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QApplication, QStyle, QStyleOptionViewItem


def paint_ground(painter: QPainter, option: QStyleOptionViewItem) -> None:
    """Paint a row or cell as its style does where there is nothing in it.

    The model is not asked for fonts, colours and icons, each of which would take a call of Python.
    """
    style = option.widget.style() if option.widget else QApplication.style()
    style.drawControl(QStyle.ControlElement.CE_ItemViewItem, option, painter, option.widget)
