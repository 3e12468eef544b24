"""The themes are complete, and every text in them can be read."""

import itertools
import re

import pytest

from secondstory.model.enums import EventKind
from secondstory_resources import resource, resource_text
from secondstory_ui.theme.icons import glyph, icon_names
from secondstory_ui.theme.palette import build_style_sheet
from secondstory_ui.theme.theme import THEME_NAMES, load_theme, type_style
from support.contrast import contrast

MEANINGS = ("systemic", "external", "warn", "ok", "danger")
GROUNDS = ("ground", "surface", "raised", "sunken", "hover", "accent_soft", "selection", "neutral_soft", "warn_soft")
FIELDS = ("quick_win_soft", "major_project_soft", "fill_in_soft", "reconsider_soft", "incident_band")
TEXTS = [
    *itertools.product(("text", "text_muted"), GROUNDS + FIELDS),
    *((f"{meaning}_text", ground) for meaning in MEANINGS for ground in ("ground", "surface", f"{meaning}_soft")),
    *itertools.product(("accent_text",), ("accent", "accent_hover", "accent_pressed")),
    *itertools.product(("accent_strong",), ("surface", "ground", "accent_soft", "selection", "warn_soft")),
    ("placeholder", "surface"),
    ("text_muted", "pressed"),
    ("rail_text", "rail"),
    ("rail_active_text", "rail_active"),
    ("rail_active_text", "rail_hover"),
]
LANES = [f"lane_{kind.name.lower()}" for kind in EventKind]
GRAPHICS = [
    *itertools.product(("control_line", "accent", "focus", *MEANINGS), ("ground", "surface")),
    *((meaning, f"{meaning}_soft") for meaning in MEANINGS),
    *itertools.product(LANES, ("surface", "incident_band")),
    *itertools.product(("rail_focus",), ("rail", "rail_active")),
    *itertools.product(("accent_text",), ("systemic", "external")),
]


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize(("words", "ground"), TEXTS)
def test_text_stands_out_from_its_ground(name: str, words: str, ground: str) -> None:
    theme = load_theme(name)
    assert contrast(theme.color(words), theme.color(ground)) >= (7 if name == "high_contrast" else 4.5)


@pytest.mark.parametrize("name", THEME_NAMES)
@pytest.mark.parametrize(("mark", "ground"), GRAPHICS)
def test_marks_borders_and_focus_stand_out(name: str, mark: str, ground: str) -> None:
    theme = load_theme(name)
    assert contrast(theme.color(mark), theme.color(ground)) >= 3


def test_every_theme_has_the_same_roles() -> None:
    roles = {frozenset(load_theme(name).colours) for name in THEME_NAMES}
    assert len(roles) == 1


@pytest.mark.parametrize("name", THEME_NAMES)
def test_every_kind_of_event_has_its_own_lane_colour(name: str) -> None:
    theme = load_theme(name)
    assert len({theme.lane(kind).name() for kind in EventKind}) == len(EventKind)


@pytest.mark.parametrize("name", THEME_NAMES)
def test_the_style_sheet_is_filled_in_completely(name: str) -> None:
    sheet = build_style_sheet(load_theme(name))
    assert "$" not in sheet
    for file in re.findall(r"url\(icons:([^)]+)\)", sheet):
        assert resource(f"icons/{file}").is_file()


def test_the_style_sheet_names_no_colour_of_its_own() -> None:
    assert not re.search(r"#[0-9A-Fa-f]{6}", resource_text("themes/window.qss"))


def test_every_icon_exists_in_the_font() -> None:
    assert all(len(glyph(name)) == 1 for name in icon_names())


def test_headings_are_heavier_and_larger_than_text() -> None:
    title, body = type_style("title"), type_style("body")
    assert title.size > body.size
    assert title.weight > body.weight
