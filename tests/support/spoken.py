"""What screen readers are told of the controls of a page."""

from collections import Counter

from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QAbstractSpinBox,
    QComboBox,
    QLineEdit,
    QPlainTextEdit,
    QWidget,
)

CONTROLS = (QAbstractButton, QComboBox, QLineEdit, QPlainTextEdit, QAbstractItemView, QAbstractSpinBox)


def spoken_names(page: QWidget) -> Counter[str]:
    """How often each name is spoken among the visible controls of a page; parts of composed controls are left out."""
    return Counter(_name(control) for control in page.findChildren(QWidget) if _is_control(control))


def unclear_names(page: QWidget) -> list[str]:
    """Names that are missing or that two visible controls share; empty where all is well."""
    return [name for name, times in spoken_names(page).items() if times > 1 or not name]


def tab_order(page: QWidget) -> list[str]:
    """The names of the controls of a page in the order in which the Tab key visits them."""
    names, widget = [], page.nextInFocusChain()
    while widget is not page:
        if page.isAncestorOf(widget) and _is_control(widget) and widget.isEnabled():
            names.append(_name(widget))
        widget = widget.nextInFocusChain()
    return names


def _is_control(widget: QWidget) -> bool:
    inner = isinstance(widget.parent(), QComboBox | QAbstractSpinBox)
    return isinstance(widget, CONTROLS) and widget.isVisible() and not inner and bool(widget.focusPolicy().value)


def _name(control: QWidget) -> str:
    text = control.text() if isinstance(control, QAbstractButton) else ""
    return control.accessibleName() or text.replace("&", "")
