"""Measuring text and breaking it into lines."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.exporters.pdf.fonts import fonts_for, replacement_for
from secondstory.exporters.pdf.typesetting import Measure, Style

STYLE = Style(9, 12)
texts = st.text(st.characters(min_codepoint=32, max_codepoint=255) | st.just("\n"), max_size=300)


@pytest.fixture(scope="module")
def measure() -> Measure:
    return Measure(fonts_for(()))


@given(text=texts, width=st.floats(20, 400))
def test_no_line_is_wider_than_its_column(measure: Measure, text: str, width: float):
    assert all(measure.width(line, STYLE) <= width + 0.01 for line in measure.lines(text, STYLE, width))


@given(text=texts, width=st.floats(20, 400))
def test_breaking_loses_nothing_but_spaces(measure: Measure, text: str, width: float):
    kept = "".join(measure.lines(text, STYLE, width))

    assert kept.replace(" ", "") == text.replace(" ", "").replace("\n", "")


@given(text=texts, width=st.floats(20, 400))
def test_a_shortened_text_fits_on_one_line(measure: Measure, text: str, width: float):
    assert measure.width(measure.shortened(text, STYLE, width), STYLE) <= width + 0.01


@pytest.mark.parametrize("most", [1, 2])
def test_a_long_word_does_not_take_the_rest_of_a_line_away(measure: Measure, most: int):
    last = measure.at_most("On " * 8 * most + "w" * 200, STYLE, 160, most)[-1]

    assert last.endswith("ww…")
    assert measure.width(last + "w", STYLE) > 160


def test_a_long_word_is_cut_after_a_sign(measure: Measure):
    assert measure.lines("one/two/three", STYLE, measure.width("one/two/t", STYLE)) == ["one/two/", "three"]


def test_bold_is_wider_than_regular(measure: Measure):
    bold = STYLE.but(weight="bold")

    assert measure.width("weight", bold) > measure.width("weight", STYLE)


@pytest.mark.parametrize(
    ("character", "expected"), [("→", "->"), ("\N{FIRE}", "[fire]"), ("決", "�"), ("\u200d", ""), ("\ufe0f", "")]
)
def test_what_no_font_has_is_replaced_by_something_to_read(character: str, expected: str):
    assert replacement_for(character) == expected
