"""A theme: named colours, lengths and type sizes, read from the shipped tables."""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from types import MappingProxyType
from typing import Any

from PySide6.QtGui import QColor

from secondstory.model.enums import EventKind
from secondstory_resources import resource_text

THEME_NAMES = ("light", "dark", "high_contrast")
"""The shipped themes; ``themes/<name>.toml`` holds each."""


@dataclass(frozen=True, slots=True)
class TypeStyle:
    """One step of the type scale. ``size`` multiplies the person's own text size; the others are axes of the font."""

    size: float
    weight: int
    optical: int


@dataclass(frozen=True, slots=True)
class Theme:
    """Everything that decides how the window looks. Immutable; another look is another theme."""

    name: str
    dark: bool
    colours: Mapping[str, str]

    def color(self, role: str) -> QColor:
        """The colour of a role, for example ``accent`` or ``systemic_soft``; a KeyError names a missing role."""
        return QColor(self.colours[role])

    def lane(self, kind: EventKind) -> QColor:
        """The mark colour of a kind of event on the timeline."""
        return self.color(f"lane_{kind.name.lower()}")


@cache
def load_theme(name: str) -> Theme:
    """One of `THEME_NAMES`."""
    table = tomllib.loads(resource_text(f"themes/{name}.toml"))
    return Theme(table["name"], table["dark"], MappingProxyType(table["colours"]))


@cache
def _metrics() -> dict[str, Any]:
    return tomllib.loads(resource_text("themes/metrics.toml"))


def length(name: str) -> int:
    """A shared length in device-independent pixels, for example ``unit`` (8) or ``card_padding``."""
    value: int = _metrics()["lengths"][name]
    return value


@cache
def type_style(role: str) -> TypeStyle:
    """A step of the type scale: display title heading subheading body strong small small_strong caption."""
    return TypeStyle(**_metrics()["type"][role])
