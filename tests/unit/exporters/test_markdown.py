"""The report as Markdown."""

import os
from pathlib import Path

import pytest

from secondstory.exporters.markdown import escaped, markdown
from secondstory.exporters.outline import outline
from support.reports import TODAY, full_review
from support.reviews import event, review, snapshot

GOLDEN = Path(__file__).resolve().parents[2] / "golden"


@pytest.mark.parametrize("name", ["report-full", "report-title-only"])
def test_the_whole_report_reads_as_agreed(name: str):
    """Set UPDATE_GOLDEN=1 to write the files anew, then read what changed."""
    found = markdown(outline(full_review() if name == "report-full" else snapshot(), TODAY))
    path = GOLDEN / f"{name}.md"
    if os.environ.get("UPDATE_GOLDEN"):
        path.write_text(found, encoding="utf-8", newline="\n")

    assert found == path.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("<img src=x>", "&lt;img src=x&gt;"),
        ("**bold** _it_", r"\*\*bold\*\* \_it\_"),
        ("[a](http://x)", r"\[a\](http://x)"),
        ("# no heading", r"\# no heading"),
        ("- no list", r"\- no list"),
        ("1. no list", r"1\. no list"),
        ("2) no list", r"2\) no list"),
        ("a | b", r"a \| b"),
        ("&amp;", "&amp;amp;"),
        ("{{ x }}", r"\{\{ x \}\}"),
        ("a\n    b", "a b"),
        ("plain 1.5 - text", "plain 1.5 - text"),
    ],
)
def test_text_has_no_meaning_to_markdown(text: str, expected: str):
    assert escaped(text) == expected


def test_a_cell_stays_in_its_row():
    found = markdown(outline(snapshot(review(), events=[event("14:00", "one\ntwo | three")]), TODAY))

    assert r"| 1 | 14:00 | Note | one; two \| three | added by hand |" in found
