"""Tables on a page that scrolls: as high as their rows, up to a limit."""

from PySide6.QtWidgets import QTableView

MOST_ROWS = 9


def fit_rows(view: QTableView, most: int = MOST_ROWS) -> None:
    """Make a table as high as its rows; with more rows than ``most`` it scrolls inside itself."""
    rows = min(view.model().rowCount(), most)
    header = view.horizontalHeader().sizeHint().height()
    view.setFixedHeight(header + max(rows, 1) * view.verticalHeader().defaultSectionSize() + 2 * view.frameWidth() + 6)
