"""Tab follows the reading order, also through rows that were made later than what stands below them.

Layouts are read without asking for their items: PySide keeps what ``itemAt`` gives for as long as the layout lives,
also when Qt has deleted it. A widget that is made at the same address later is then taken for it, and the program ends.
"""

from collections.abc import Iterator, Sequence
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
    elif (layout := widget.layout()) is not None:
        direct = Qt.FindChildOption.FindDirectChildrenOnly
        yield from _stops_of(layout, widget.findChildren(QWidget, options=direct))


def _stops_of(layout: QLayout, widgets: Sequence[QWidget]) -> Iterator[QWidget]:
    """The stops in a layout, whose widgets are among these."""
    inner = {layout.indexOf(child): child for child in layout.children() if isinstance(child, QLayout)}
    here = {place: widget for widget in widgets if (place := layout.indexOf(widget)) >= 0}
    for place in sorted(inner.keys() | here.keys()):
        yield from _stops_of(inner[place], widgets) if place in inner else tab_stops(here[place])
