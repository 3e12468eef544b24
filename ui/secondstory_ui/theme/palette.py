"""A theme as Qt wants it: a palette for what Qt paints itself, a style sheet for the rest."""

from functools import cache
from string import Template

from PySide6.QtCore import QDir
from PySide6.QtGui import QPalette

from secondstory_resources import resource, resource_text
from secondstory_ui.theme.theme import Theme, length

_ROLES = {
    QPalette.ColorRole.Window: "ground",
    QPalette.ColorRole.WindowText: "text",
    QPalette.ColorRole.Base: "surface",
    QPalette.ColorRole.AlternateBase: "sunken",
    QPalette.ColorRole.Text: "text",
    QPalette.ColorRole.PlaceholderText: "placeholder",
    QPalette.ColorRole.Button: "surface",
    QPalette.ColorRole.ButtonText: "text",
    QPalette.ColorRole.BrightText: "danger_text",
    QPalette.ColorRole.ToolTipBase: "raised",
    QPalette.ColorRole.ToolTipText: "text",
    QPalette.ColorRole.Highlight: "selection",
    QPalette.ColorRole.HighlightedText: "text",
    QPalette.ColorRole.Accent: "accent",
    QPalette.ColorRole.Link: "accent_strong",
    QPalette.ColorRole.LinkVisited: "systemic_text",
    QPalette.ColorRole.Light: "raised",
    QPalette.ColorRole.Midlight: "line",
    QPalette.ColorRole.Mid: "line",
    QPalette.ColorRole.Dark: "control_line",
    QPalette.ColorRole.Shadow: "shadow",
}
_WHEN_DISABLED = (
    QPalette.ColorRole.WindowText,
    QPalette.ColorRole.Text,
    QPalette.ColorRole.ButtonText,
    QPalette.ColorRole.HighlightedText,
)
_ICON_PREFIX = "icons"  # the style sheet writes url(icons:check.svg)
_LENGTHS = ("half", "unit", "gap", "control_radius", "control_padding", "card_radius", "small_target")


def build_palette(theme: Theme) -> QPalette:
    """The palette with every role that Qt's own painting reads."""
    palette = QPalette()
    for role, name in _ROLES.items():
        palette.setColor(role, theme.color(name))
    for role in _WHEN_DISABLED:
        palette.setColor(QPalette.ColorGroup.Disabled, role, theme.color("text_disabled"))
    return palette


def build_style_sheet(theme: Theme) -> str:
    """The one style sheet of the program, with the theme's colours filled in."""
    QDir.setSearchPaths(_ICON_PREFIX, [str(resource("icons"))])
    values = {**theme.colours, **{name: f"{length(name)}px" for name in _LENGTHS}}
    values["mark"] = "dark" if theme.dark else "light"  # ticks stand on the accent, which is pale in a dark theme
    values["menu_mark"] = "light" if theme.dark else "dark"
    return _template().substitute(values)


@cache
def _template() -> Template:
    return Template(resource_text("themes/window.qss"))
