"""Words that are painted on a few lines."""

import pytest

from secondstory_ui.theme.fonts import font
from secondstory_ui.widgets.painted_text import lines_of


@pytest.mark.parametrize("before", ["", "\N{FIRE}\N{FIRE} \N{ROCKET} "], ids=["plain", "emoji"])
def test_a_broken_text_loses_no_word(qapp: object, before: str) -> None:
    text = f"{before}The connector was rate-limited after the quota of the tenant had been lowered without a notice"
    lines = lines_of(text, font("body"), 140, 12)
    assert len(lines) > 3
    assert " ".join(line.strip() for line in lines) == text
    assert lines_of(text, font("body"), 140, 2)[0] == lines[0]
    assert lines_of(text, font("body"), 140, 2)[1].endswith("…")
