"""Icons by our own names, drawn from the Phosphor font in the colours of the theme.

The font and its table of glyphs come from QtAwesome's package; QtAwesome itself is not imported, because that alone
costs more start-up time than an empty window (docs/adr/0006-icons.md).
"""

import json
import tomllib
from collections.abc import Callable
from functools import cache, partial
from typing import ClassVar

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QColor, QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from secondstory_resources import resource_text
from secondstory_ui.theme.controller import current_theme
from secondstory_ui.theme.fonts import package_file

_FONT = "phosphor-1.3.0.ttf"
_GLYPHS = "phosphor-charmap-1.3.0.json"

Draw = Callable[[QPainter, QRect, QIcon.Mode, QIcon.State], None]


def icon(name: str, role: str = "text", on: str = "") -> QIcon:
    """The icon of that name; ``role`` colours it, ``on`` colours it while checked. Disabled icons grey themselves."""
    return drawn_icon(partial(_paint_glyph, glyph(name), role, on or role))


def drawn_icon(draw: Draw) -> QIcon:
    """An icon of one's own drawing, drawn anew whenever it is painted: it goes along with the theme."""
    return QIcon(_Engine(draw))


def draw_icon(painter: QPainter, name: str, rect: QRect, colour: QColor) -> None:
    """Paint an icon into a rectangle; for delegates and widgets that paint themselves."""
    _draw_glyph(painter, glyph(name), rect, colour)


def pixmap(name: str, role: str, size: int, ratio: float = 1.0) -> QPixmap:
    """An icon as a picture of that many device-independent pixels."""
    return icon(name, role).pixmap(QSize(size, size), ratio)


@cache
def glyph(name: str) -> str:
    """The character of the Phosphor font behind one of our names; a KeyError names a name that is not in the table."""
    return _characters()[icon_names()[name]]


@cache
def icon_names() -> dict[str, str]:
    """Our names and the Phosphor glyphs they stand for."""
    return tomllib.loads(resource_text("icons/icons.toml"))


@cache
def _characters() -> dict[str, str]:
    table = json.loads(package_file("qtawesome", "fonts", _GLYPHS).read_text(encoding="utf-8"))
    return {name: chr(int(code, 16)) for name, code in table.items()}


@cache
def _family() -> str:
    number = QFontDatabase.addApplicationFont(str(package_file("qtawesome", "fonts", _FONT)))
    return QFontDatabase.applicationFontFamilies(number)[0]


def _draw_glyph(painter: QPainter, character: str, rect: QRect, colour: QColor) -> None:
    painter.save()
    font = QFont(_family())
    font.setPixelSize(max(1, min(rect.width(), rect.height())))
    painter.setFont(font)
    painter.setPen(colour)
    painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, character)
    painter.restore()


def _paint_glyph(
    character: str, role: str, on: str, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State
) -> None:
    shown = "text_disabled" if mode is QIcon.Mode.Disabled else on if state is QIcon.State.On else role
    _draw_glyph(painter, character, rect, current_theme().color(shown))


class _Engine(QIconEngine):
    """Draws an icon whenever it is asked for; colours are looked up then, so a new theme needs no new icons."""

    # PySide leaves copies to Python's care although Qt goes on using them, so somebody must hold them.
    _copies: ClassVar[list[QIconEngine]] = []

    def __init__(self, draw: Draw) -> None:
        super().__init__()
        self._draw = draw

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Paint into the rectangle."""
        self._draw(painter, rect, mode, state)

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """A transparent picture with what is drawn."""
        return self.scaledPixmap(size, mode, state, 1.0)

    def scaledPixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State, scale: float) -> QPixmap:
        """A transparent picture with what is drawn, ``scale`` device pixels to each of its own."""
        made = QPixmap(size * scale)
        if made.isNull():  # a control that has not been laid out yet asks for nothing
            return made
        made.setDevicePixelRatio(scale)
        made.fill(Qt.GlobalColor.transparent)
        painter = QPainter(made)
        painter.setRenderHints(QPainter.RenderHint.TextAntialiasing | QPainter.RenderHint.Antialiasing)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return made

    def clone(self) -> QIconEngine:
        """A copy, which Qt asks for when an icon is altered (we never do, but native menus may)."""
        copy = _Engine(self._draw)
        self._copies.append(copy)
        return copy
