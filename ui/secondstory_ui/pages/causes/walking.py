"""Where the arrow keys lead among the cards."""

from collections.abc import Sequence

from PySide6.QtCore import Qt


def next_card(columns: Sequence[Sequence[int]], here: int, key: Qt.Key) -> int:
    """The id of the card that an arrow key leads to; 0: it leads nowhere.

    The columns are the tray, which lies above, then systemic, then external, which lie side by side.
    """
    at = next((place for place, column in enumerate(columns) if here in column), -1)
    if at < 0:
        return 0
    column = columns[at]
    row = column.index(here)
    if key == Qt.Key.Key_Home:
        return column[0]
    if key == Qt.Key.Key_End:
        return column[-1]
    if key in (Qt.Key.Key_Up, Qt.Key.Key_Down):
        return _above_or_below(columns, at, row, 1 if key == Qt.Key.Key_Down else -1)
    side = at + (1 if key == Qt.Key.Key_Right else -1)
    if not 0 <= side < len(columns) or not columns[side]:
        return 0
    return columns[side][min(row, len(columns[side]) - 1)]


def _above_or_below(columns: Sequence[Sequence[int]], at: int, row: int, step: int) -> int:
    column = columns[at]
    if 0 <= row + step < len(column):
        return column[row + step]
    if at == 0 and step > 0:
        return next((below[0] for below in columns[1:] if below), 0)
    return columns[0][-1] if at > 0 and step < 0 and columns[0] else 0
