"""Tab follows the reading order, also through rows that were made later than what stands below them."""

from collections.abc import Iterator
from itertools import pairwise

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractSpinBox, QApplication, QComboBox, QLayout, QScrollArea, QSplitter, QWidget


def move_focus(window: QWidget, *, forward: bool) -> bool:
    """Give the focus to the next or previous Tab stop of a whole window, as it is laid out now; no when there is none.

    Whatever was made late, such as the page of a step, is reached where it stands.
    """
    here = QApplication.focusWidget()
    stops = [stop for stop in tab_stops(window) if stop is here or (stop.isVisible() and stop.isEnabled())]
    if not stops:
        return False
    inside = [place for place, stop in enumerate(stops) if here is not None and stop.isAncestorOf(here)]
    place = stops.index(here) if here in stops else inside[-1] if inside else -1 if forward else 0
    reason = Qt.FocusReason.TabFocusReason if forward else Qt.FocusReason.BacktabFocusReason
    stops[(place + (1 if forward else -1)) % len(stops)].setFocus(reason)
    return True


def order_tabs(root: QWidget) -> None:
    """Put the Tab stops inside a widget into the order in which its layouts show them."""
    for before, after in pairwise(list(tab_stops(root))):
        QWidget.setTabOrder(before, after)


def tab_stops(widget: QWidget | None) -> Iterator[QWidget]:
    """The widgets that Tab can reach, in the order of the layouts; those hidden for now included."""
    if widget is None:
        return
    if widget.focusPolicy() & Qt.FocusPolicy.TabFocus and widget.focusProxy() is None:
        yield widget
    if isinstance(widget, QAbstractSpinBox | QComboBox):
        return  # their parts are no stops of their own
    if isinstance(widget, QScrollArea):
        yield from tab_stops(widget.widget())
    elif isinstance(widget, QSplitter):
        for place in range(widget.count()):
            yield from tab_stops(widget.widget(place))
    else:
        yield from _stops_of(widget.layout())


def _stops_of(layout: QLayout | None) -> Iterator[QWidget]:
    for place in range(layout.count() if layout else 0):
        item = layout.itemAt(place) if layout else None
        if item is not None and (widget := item.widget()) is not None:
            yield from tab_stops(widget)
        elif item is not None:
            yield from _stops_of(item.layout())
