"""Which theme the program wears: the system's choice or the person's."""

from enum import StrEnum

from PySide6.QtCore import QEvent, QObject, QSettings, Qt, Signal, Slot
from PySide6.QtWidgets import QApplication

from secondstory_ui.theme.fonts import base_font, load_inter
from secondstory_ui.theme.palette import build_palette, build_style_sheet
from secondstory_ui.theme.theme import Theme, load_theme

_SETTING = "window/theme"
_PROPERTY = "secondstory_theme"


class ThemeChoice(StrEnum):
    """What the person chose in Settings."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"
    HIGH_CONTRAST = "high-contrast"


_SCHEMES = {
    ThemeChoice.SYSTEM: Qt.ColorScheme.Unknown,
    ThemeChoice.LIGHT: Qt.ColorScheme.Light,
    ThemeChoice.DARK: Qt.ColorScheme.Dark,
    ThemeChoice.HIGH_CONTRAST: Qt.ColorScheme.Dark,
}


def current_theme() -> Theme:
    """The theme the program wears now; the light one before a `ThemeController` has been made."""
    application = QApplication.instance()
    name = application.property(_PROPERTY) if application else None
    return load_theme(name or "light")


class ThemeController(QObject):
    """Dresses the application, follows the system while the choice is *system*, and remembers the choice.

    Widgets need no connection: a new theme reaches them as Qt's palette change, and icons look their colour up
    when painted.
    """

    changed = Signal()

    def __init__(self, application: QApplication, settings: QSettings) -> None:
        super().__init__(application)
        self._application = application
        self._settings = settings
        self._choice = _remembered(settings)
        load_inter()
        application.setStyle("Fusion")
        application.setFont(base_font(application.font().pointSizeF()))
        hints = application.styleHints()
        hints.colorSchemeChanged.connect(self._follow_system)
        hints.accessibility().contrastPreferenceChanged.connect(self._follow_system)
        self._apply()

    @property
    def choice(self) -> ThemeChoice:
        """What the person chose; *system* at first."""
        return self._choice

    @property
    def theme(self) -> Theme:
        """The theme in use."""
        return current_theme()

    def choose(self, choice: ThemeChoice) -> None:
        """Change to another theme now and remember it."""
        self._choice = choice
        self._settings.setValue(_SETTING, choice.value)
        self._apply()

    @Slot()
    def _follow_system(self) -> None:
        if self._choice is ThemeChoice.SYSTEM:
            self._apply()

    def _apply(self) -> None:
        application = self._application
        application.styleHints().setColorScheme(_SCHEMES[self._choice])  # title bars and system dialogs go along
        theme = load_theme(self._wanted())
        if application.property(_PROPERTY) == theme.name:
            return
        application.setProperty(_PROPERTY, theme.name)
        _take_off_style_sheet(application)
        application.setPalette(build_palette(theme))
        application.setStyleSheet(build_style_sheet(theme))
        self.changed.emit()

    def _wanted(self) -> str:
        if self._choice is not ThemeChoice.SYSTEM:
            return self._choice.name.lower()
        hints = self._application.styleHints()
        if hints.accessibility().contrastPreference() is Qt.ContrastPreference.HighContrast:
            return "high_contrast"
        return "dark" if hints.colorScheme() is Qt.ColorScheme.Dark else "light"


def _take_off_style_sheet(application: QApplication) -> None:
    """Undress the application before it gets another sheet.

    Given one sheet for another, Qt dresses each widget once for itself and once more for every parent of it: seconds
    in a full window. Taken off and put on, each is dressed once.
    """
    unmoved = _Unmoved()
    application.installEventFilter(unmoved)
    application.setStyleSheet("")
    application.removeEventFilter(unmoved)


class _Unmoved(QObject):
    """Keeps from the widgets that they lost their sheet: they would lay themselves out without it, and scroll.

    Qt sends both events again with the next sheet.
    """

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:  # noqa: ARG002
        """Hold back what makes widgets measure themselves."""
        return event.type() in (QEvent.Type.StyleChange, QEvent.Type.ContentsRectChange)


def _remembered(settings: QSettings) -> ThemeChoice:
    value = str(settings.value(_SETTING, ThemeChoice.SYSTEM.value))
    return ThemeChoice(value) if value in set(ThemeChoice) else ThemeChoice.SYSTEM
