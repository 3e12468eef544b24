"""Measures text and breaks it into lines, without any markup: what goes in is what is drawn."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cached_property

from secondstory.exporters.blocks import Align
from secondstory.exporters.pdf.fonts import UNITS, Fonts, Weight

BREAK_AFTER = "/-_.,:;?&=)]}–"
ELLIPSIS = "…"


@dataclass(frozen=True)
class Style:
    """How text looks; sizes are in points, the colour is a name of the palette's page table."""

    size: float
    leading: float
    weight: Weight = Weight.REGULAR
    colour: str = "ink"
    align: Align = Align.LEFT

    def but(self, **changes: object) -> "Style":
        """The same style with something changed."""
        return replace(self, **changes)  # type: ignore[arg-type]


class Measure:
    """The widths of words in the faces of a report, each worked out once."""

    def __init__(self, fonts: Fonts) -> None:
        self.fonts = fonts

    @cached_property
    def _words(self) -> dict[Weight, dict[str, float]]:
        return {weight: {} for weight in Weight}

    def units(self, text: str, weight: Weight) -> float:
        """The width of a text in thousandths of its size."""
        known = self._words[weight]
        found = known.get(text)
        if found is None:
            widths = self.fonts.faces[weight].widths
            missing = widths["\ufffd"]
            found = known[text] = sum(widths.get(character, missing) for character in text)
        return found

    def width(self, text: str, style: Style) -> float:
        """The width of a text in points."""
        return self.units(text, style.weight) * style.size / UNITS

    def lines(self, text: str, style: Style, width: float) -> list[str]:
        """The lines of a text that is set in a column of that width; empty where the text is empty."""
        text = self.fonts.drawable(text).strip("\n")
        if not text:
            return []
        limit = max(width, style.size * 2) * UNITS / style.size
        found: list[str] = []
        for paragraph in text.split("\n"):
            found += self._wrapped(paragraph, style.weight, limit)
        return found

    def shortened(self, text: str, style: Style, width: float) -> str:
        """The text on one line, cut with an ellipsis where it is too long."""
        return self.at_most(" ".join(text.split("\n")), style, width, 1)[0] if text else ""

    def _filled(self, text: str, style: Style, width: float) -> str:
        """As much of a text as one line holds with an ellipsis, even of a word that would not fit as a whole."""
        free = width - self.width(ELLIPSIS, style)
        for end, character in enumerate(text):
            free -= self.width(character, style)
            if free < 0:
                return text[:end].rstrip() + ELLIPSIS
        return text + ELLIPSIS

    def at_most(self, text: str, style: Style, width: float, most: int) -> list[str]:
        """The first lines of a text; the last one ends with an ellipsis where there would be more."""
        lines = self.lines(text, style, width)
        if len(lines) <= most:
            return lines
        rest = self.fonts.drawable(text).strip("\n")
        for line in lines[: most - 1]:
            rest = rest.removeprefix(line).lstrip()
        return [*lines[: most - 1], self._filled(rest.split("\n")[0], style, width)]

    def _wrapped(self, text: str, weight: Weight, limit: float) -> list[str]:
        space = self.units(" ", weight)
        lines: list[str] = []
        current: list[str] = []
        used = 0.0
        for word in text.split(" "):
            width = self.units(word, weight)
            if current and used + space + width <= limit:
                current.append(word)
                used += space + width
                continue
            if current:
                lines.append(" ".join(current))
            pieces = [word] if width <= limit else list(self._pieces(word, weight, limit))
            lines += pieces[:-1]
            current, used = [pieces[-1]], self.units(pieces[-1], weight)
        lines.append(" ".join(current))
        return lines

    def _pieces(self, word: str, weight: Weight, limit: float) -> Iterator[str]:
        """A word that is wider than its column, cut after a sign where there is one, else anywhere."""
        widths = self.fonts.faces[weight].widths
        missing = widths["\ufffd"]
        start, used, good = 0, 0.0, 0
        for place, character in enumerate(word):
            width = widths.get(character, missing)
            while used + width > limit and place > start:
                end = good if good > start else place
                yield word[start:end]
                start, good = end, end
                used = sum(widths.get(c, missing) for c in word[end:place])
            used += width
            if character in BREAK_AFTER:
                good = place + 1
        yield word[start:]
