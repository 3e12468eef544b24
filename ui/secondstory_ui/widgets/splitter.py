"""Parts side by side, divided by a handle that people can move."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QSplitter, QWidget


class SideBySide(QSplitter):
    """A splitter whose outer edges are seen in a mirrored window too.

    Where a window runs from right to left, Qt places the parts a pixel too far to the right, and the right border of
    the first one would be cut off. That pixel is kept free.
    """

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Horizontal, parent)
        if self.isRightToLeft():
            self.setContentsMargins(0, 0, 1, 0)
