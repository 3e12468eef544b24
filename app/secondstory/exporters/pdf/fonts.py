"""Static fonts with exactly the characters that a report draws, cut from the variable fonts of the font packages.

reportlab embeds only the default weight of a variable font. Cutting the few hundred characters of a report first
makes a static weight in a tenth of a second, so there is nothing to prepare or to cache on disk (ADR 0004).
"""

import hashlib
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import cache, lru_cache
from importlib import import_module
from io import BytesIO
from pathlib import Path

from fontTools import subset
from fontTools.merge import Merger
from fontTools.ttLib import TTFont
from fontTools.ttLib.scaleUpem import scale_upem
from fontTools.varLib import instancer
from reportlab.pdfbase import pdfmetrics
from reportlab.pdfbase.ttfonts import TTFont as PdfFont

UNITS = 1000
EVERYDAY = frozenset(
    map(chr, [*range(0x20, 0x7F), *range(0xA0, 0x100), *range(0x2010, 0x2028), 0x202F, 0x2212, 0xFFFD])
)
"""Cut into every font, so that the fonts of one report mostly serve the next one too."""

REPLACEMENT = "\ufffd"
ARROWS = {"→": "->", "←": "<-", "↔": "<->"}
LAYOUT_TABLES = frozenset({"GPOS", "GSUB", "GDEF", "STAT", "MVAR"})


class Weight(StrEnum):
    """The styles that a report uses."""

    REGULAR = "regular"
    BOLD = "bold"


WEIGHTS = {Weight.REGULAR: 400.0, Weight.BOLD: 700.0}


@dataclass(frozen=True)
class Face:
    """One static font, known to reportlab by its name. Widths are thousandths of the size, by character."""

    name: str
    ascent: float
    widths: Mapping[str, float]


@dataclass(frozen=True)
class Fonts:
    """The faces of one report, and what stands in the place of characters that none of the fonts has."""

    faces: Mapping[Weight, Face]
    replacements: Mapping[int, str]

    def drawable(self, text: str) -> str:
        """The text with every character that cannot be drawn replaced by something that can be seen."""
        return text if text.isascii() or not self.replacements else text.translate(self.replacements)


@dataclass(frozen=True)
class FontFile:
    """A variable font and the characters it has."""

    path: Path
    characters: frozenset[str]


def fonts_for(texts: Iterable[str]) -> Fonts:
    """The fonts for these texts."""
    wanted: set[str] = set()
    for text in texts:
        wanted.update(text)
    wanted.discard("\n")
    known = frozenset().union(*(font.characters for font in _files()))
    return _fonts(frozenset(wanted & known) | EVERYDAY, frozenset(wanted - known))


def replacement_for(character: str) -> str:
    """What stands for a character that no font has: a symbol's name, a sign for a letter, nothing for a modifier."""
    if character in ARROWS:
        return ARROWS[character]
    category = unicodedata.category(character)
    if category in {"Cf", "Mn", "Me", "Sk"}:
        return ""
    if category in {"So", "Sm", "Sc"}:
        name = unicodedata.name(character, "")
        return f"[{name.lower()}]" if name else REPLACEMENT
    return REPLACEMENT


@lru_cache(maxsize=8)
def _fonts(drawn: frozenset[str], missing: frozenset[str]) -> Fonts:
    return Fonts(
        {weight: _face(weight, drawn) for weight in Weight},
        {ord(character): replacement_for(character) for character in missing},
    )


@lru_cache(maxsize=16)
def _face(weight: Weight, characters: frozenset[str]) -> Face:
    digest = hashlib.sha256("".join(sorted(characters)).encode()).hexdigest()[:10]
    name = f"SecondStory-{weight.value.title()}-{digest}"
    font = PdfFont(name, BytesIO(_static(name, weight, characters)), shapable=False)
    pdfmetrics.registerFont(font)
    widths = {chr(code): float(width) for code, width in font.face.charWidths.items()}
    widths["\xa0"] = widths[" "]
    return Face(name, font.face.ascent / UNITS, widths)


def _static(name: str, weight: Weight, characters: frozenset[str]) -> bytes:
    """A static font of a weight with these characters, merged from the first font that has each of them."""
    parts: list[BytesIO] = []
    left = characters
    for file in _files():
        here = left & file.characters
        if here:
            parts.append(_cut(file.path, WEIGHTS[weight], here))
            left -= here
    font = Merger().merge(parts) if len(parts) > 1 else TTFont(parts[0])
    for record in (1, 4, 6):  # reportlab keeps one font file for each of these names in a document
        font["name"].setName(name, record, 3, 1, 0x409)
    found = BytesIO()
    font.save(found)
    return found.getvalue()


def _cut(path: Path, weight: float, characters: frozenset[str]) -> BytesIO:
    options = subset.Options(layout_features=[], hinting=False, notdef_outline=True, glyph_names=False)
    font = subset.load_font(BytesIO(path.read_bytes()), options, dontLoadGlyphNames=True)
    for table in LAYOUT_TABLES.intersection(font.keys()):  # before anything reads them: they are most of the font
        del font[table]
    cutter = subset.Subsetter(options)
    cutter.populate(unicodes=map(ord, characters))
    cutter.subset(font)
    axes = {axis.axisTag: axis.defaultValue for axis in font["fvar"].axes} | {"wght": weight}
    static = instancer.instantiateVariableFont(font, axes, inplace=True)
    if static["head"].unitsPerEm != UNITS:
        scale_upem(static, UNITS)
    found = BytesIO()
    static.save(found)
    found.seek(0)
    return found


@cache
def _files() -> tuple[FontFile, ...]:
    """The fonts to look for a character in, best first. Inter has the arrows and signs that Noto Sans lacks."""
    return tuple(
        FontFile(path, _characters(path))
        for package, file in (
            ("fontpkg_noto_sans", "NotoSans[wdth,wght].ttf"),
            ("fontpkg_inter", "Inter[opsz,wght].ttf"),
        )
        if (path := _path(package, file)) is not None
    )


def _characters(path: Path) -> frozenset[str]:
    with TTFont(path, lazy=True) as font:
        return frozenset(map(chr, font.getBestCmap()))


def _path(package: str, file: str) -> Path | None:
    """Where a packaged font lies; nothing where its package is not installed."""
    try:
        root: Path = import_module(package).ROOT
    except ModuleNotFoundError:
        return None
    return root / "files" / file
