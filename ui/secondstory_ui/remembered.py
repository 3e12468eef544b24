"""What the window remembers between two sessions, with its type. A value that makes no sense becomes the default."""

from PySide6.QtCore import QByteArray, QSettings


def remembered_number(settings: QSettings, key: str, default: int = 0) -> int:
    """A whole number."""
    value = settings.value(key, default)
    return int(value) if isinstance(value, int | str) and str(value).lstrip("-").isdigit() else default


def remembered_text(settings: QSettings, key: str, default: str = "") -> str:
    """A text."""
    value = settings.value(key, default)
    return value if isinstance(value, str) else default


def remembered_flag(settings: QSettings, key: str, default: bool = False) -> bool:
    """A yes or no."""
    value = settings.value(key, default)
    return value if isinstance(value, bool) else str(value).casefold() == "true"


def remembered_bytes(settings: QSettings, key: str) -> QByteArray:
    """What Qt packed up itself, such as the geometry of a window."""
    value = settings.value(key)
    return value if isinstance(value, QByteArray) else QByteArray()
