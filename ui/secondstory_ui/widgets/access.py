"""Helpers that keep every control reachable and named for screen readers."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(source: QObject, text: str) -> None:
    """Have a screen reader say a status message without moving the focus."""
    if text:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(source, text))


def name(widget: QWidget, accessible_name: str, description: str = "") -> QWidget:
    """Give a control the name and description that screen readers speak; returns the control."""
    widget.setAccessibleName(accessible_name)
    if description:
        widget.setAccessibleDescription(description)
    return widget


def set_mark(widget: QWidget, **marks: str | bool) -> None:
    """Set dynamic properties that the style sheet asks for, and have the widget dressed again if one changed."""
    changed = False
    for key, value in marks.items():
        if widget.property(key) != value:
            widget.setProperty(key, value)
            changed = True
    if changed:
        widget.style().unpolish(widget)
        widget.style().polish(widget)
