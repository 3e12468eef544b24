"""The typeface of the window: Inter, from its font package, in the person's own text size."""

from importlib.util import find_spec
from pathlib import Path

from PySide6.QtGui import QFont, QFontDatabase, QFontInfo
from PySide6.QtWidgets import QApplication

from secondstory_ui.theme.theme import length, type_style

FAMILY = "Inter"
SMALLEST_POINTS = 10.0


def package_file(package: str, *names: str) -> Path:
    """A file inside an installed package, found without importing the package."""
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        raise FileNotFoundError(f"The package {package} is not installed.")
    return Path(spec.origin).parent.joinpath(*names)


def load_inter() -> None:
    """Make Inter known to Qt, once for each run."""
    if FAMILY in QFontDatabase.families():
        return
    for name in ("Inter[opsz,wght].ttf", "Inter-Italic[opsz,wght].ttf"):
        QFontDatabase.addApplicationFont(str(package_file("fontpkg_inter", "files", name)))


def base_font(points: float) -> QFont:
    """The text font of the whole program, from the size that the platform asks for."""
    return _styled(max(points, SMALLEST_POINTS), "body")


def font(role: str, *, tabular: bool = False) -> QFont:
    """The font for a step of the type scale, relative to the program's text size; ``tabular`` aligns digits."""
    base = QApplication.font().pointSizeF()
    made = _styled(base * type_style(role).size, role)
    if tabular:
        made.setFeature(QFont.Tag("tnum"), 1)
    return made


def icon_size() -> int:
    """The side of an icon beside text, which grows with the person's text size."""
    return max(length("icon"), round(QFontInfo(QApplication.font()).pixelSize() * 1.3))


def _styled(points: float, role: str) -> QFont:
    # Weights are set as axes: by QFont.setWeight Qt does not find them in a variable font and smears a fake bold.
    style = type_style(role)
    made = QFont(FAMILY)
    made.setPointSizeF(points)
    made.setVariableAxis(QFont.Tag("wght"), style.weight)
    made.setVariableAxis(QFont.Tag("opsz"), style.optical)
    return made
