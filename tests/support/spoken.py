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
    names: Counter[str] = Counter()
    for control in page.findChildren(QWidget):
        inner = isinstance(control.parent(), QComboBox | QAbstractSpinBox)
        if isinstance(control, CONTROLS) and control.isVisible() and not inner and control.focusPolicy().value:
            text = control.text() if isinstance(control, QAbstractButton) else ""
            names[control.accessibleName() or text.replace("&", "")] += 1
    return names


def unclear_names(page: QWidget) -> list[str]:
    """Names that are missing or that two visible controls share; empty where all is well."""
    return [name for name, times in spoken_names(page).items() if times > 1 or not name]
