"""Buttons in four weights, and one that shows only its icon."""

from PySide6.QtCore import QEvent, QRectF, QSize, Qt
from PySide6.QtGui import QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from secondstory_ui.theme.controller import current_theme
from secondstory_ui.theme.fonts import font, icon_size
from secondstory_ui.theme.icons import icon
from secondstory_ui.widgets.access import set_mark

_ICON_ROLES = {"primary": "accent_text", "quiet": "text_muted", "danger": "danger_text", "link": "accent_strong"}


class Button(QPushButton):
    """A push button; ``kind``: primary (one on a page) secondary quiet danger link; ``icon_name``: one of ours."""

    def __init__(self, text: str, kind: str = "secondary", icon_name: str = "", parent: QWidget | None = None) -> None:
        super().__init__(text, parent)
        self._kind = kind
        self.setProperty("kind", kind)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self._dress()
        if icon_name:
            self.set_icon(icon_name)

    def set_icon(self, icon_name: str) -> None:
        """Show another of our icons before the text."""
        role = _ICON_ROLES.get(self._kind, "text")
        self.setIcon(icon(icon_name, role, on="accent_strong"))

    def set_menu(self, menu: QMenu) -> None:
        """Open a menu when pressed; a caret shows that there is one."""
        self.setMenu(menu)
        set_mark(self, menu=True)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the size relative to the program's text size."""
        if event.type() is QEvent.Type.ApplicationFontChange:
            self._dress()
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus; else it would press the default button of a dialog."""
        if not presses_by_enter(self, event):
            super().keyPressEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """A primary button shows its focus as a ring inside, where it stands out in every theme."""
        super().paintEvent(event)
        if self._kind != "primary" or not self.hasFocus():
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(current_theme().color("accent_text"), 2))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(3.5, 3.5, -3.5, -3.5), 5, 5)

    def _dress(self) -> None:
        self.setFont(font("strong"))
        side = icon_size()
        self.setIconSize(QSize(side + 4, side))  # wider than the glyph: sets it apart from the text


class IconButton(QToolButton):
    """A button that shows only an icon; its text is the tooltip and what screen readers speak."""

    def __init__(self, icon_name: str, text: str, parent: QWidget | None = None, *, role: str = "text_muted") -> None:
        super().__init__(parent)
        self._role = role
        self.setToolButtonStyle(Qt.ToolButtonStyle.ToolButtonIconOnly)
        self.setIconSize(QSize(icon_size(), icon_size()))
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.set_icon(icon_name)
        self.set_words(text)

    def changeEvent(self, event: QEvent) -> None:
        """Keep the size relative to the program's text size."""
        if event.type() is QEvent.Type.ApplicationFontChange:
            self.setIconSize(QSize(icon_size(), icon_size()))
        super().changeEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses the button that has the focus, as with the other buttons."""
        if not presses_by_enter(self, event):
            super().keyPressEvent(event)

    def set_icon(self, icon_name: str) -> None:
        """Show another of our icons."""
        self.setIcon(icon(icon_name, self._role, on="accent_strong"))

    def set_words(self, text: str) -> None:
        """Change what the button is called."""
        self.setText(text)
        self.setToolTip(text)
        self.setAccessibleName(text)


def presses_by_enter(button: QPushButton | QToolButton, event: QKeyEvent) -> bool:
    """Press a button where the key is a plain Enter; returns whether it is."""
    plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if not plain or event.isAutoRepeat() or event.key() not in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
        return False
    if button.menu() is not None:
        button.showMenu()
    else:
        button.click()
    return True


def primary_button(text: str, icon_name: str = "", parent: QWidget | None = None) -> Button:
    """The one act that a page is for."""
    return Button(text, "primary", icon_name, parent)


def secondary_button(text: str, icon_name: str = "", parent: QWidget | None = None) -> Button:
    """Any other act."""
    return Button(text, "secondary", icon_name, parent)


def quiet_button(text: str, icon_name: str = "", parent: QWidget | None = None) -> Button:
    """An act that should not draw the eye."""
    return Button(text, "quiet", icon_name, parent)


def danger_button(text: str, icon_name: str = "", parent: QWidget | None = None) -> Button:
    """An act that removes something."""
    return Button(text, "danger", icon_name, parent)


def link_button(text: str, icon_name: str = "", parent: QWidget | None = None) -> Button:
    """An act that leads elsewhere, written like a link."""
    return Button(text, "link", icon_name, parent)
