"""The report as one HTML file."""

from html.parser import HTMLParser
from pathlib import Path

import pytest

from secondstory.exporters.html import html
from secondstory.exporters.outline import outline
from secondstory.model.records import Learning, LearningKind
from support.reports import TODAY, full_review
from support.reviews import event, review, snapshot

VOID = {"meta", "br"}


class Reading(HTMLParser):
    """The tags, ids, links and text of a page; fails where tags are not closed in order."""

    def __init__(self, page: str) -> None:
        super().__init__()
        self.open: list[str] = []
        self.tags: set[str] = set()
        self.ids: list[str] = []
        self.links: set[str] = set()
        self.words: list[str] = []
        self.feed(page)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        found = dict(attrs)
        self.ids += [found["id"] or ""] if "id" in found else []
        self.links |= {found["href"] or ""} if "href" in found else set()
        assert not {"src", "onload", "onerror", "onclick"} & found.keys()
        if tag not in VOID:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        if self.open and tag not in {"path", "circle", "rect", "polygon"}:
            assert self.open.pop() == tag

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)

    def handle_data(self, data: str) -> None:
        self.words.append(data)

    @property
    def text(self) -> str:
        return " ".join(" ".join(self.words).split())


def test_the_page_is_well_formed_and_needs_nothing_beside_it():
    found = Reading(html(outline(full_review(), TODAY)))

    assert found.open == []
    assert not {"script", "link", "img", "iframe"} & found.tags
    assert all(link.startswith("#") for link in found.links)


def test_every_link_leads_to_one_place():
    found = Reading(html(outline(full_review(), TODAY)))

    assert len(found.ids) == len(set(found.ids))
    assert {link[1:] for link in found.links} <= set(found.ids)


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x onerror=y>', "&amp; &lt;", "{{x}} ]]> <!--"]
)
def test_text_of_a_review_is_shown_as_it_is(text: str):
    found = snapshot(
        review(title=text, summary=text, severity=text),
        events=[event("14:00", text, role=text, body=text, key=True)],
        learnings=[Learning(review_id=1, kind=LearningKind.LUCK, text=text)],
    )
    read = Reading(html(outline(found, TODAY)))

    assert not {"script", "img"} & read.tags
    assert read.text.count(text) >= 4


def test_the_two_drawings_say_in_words_what_they_show(tmp_path: Path):
    page = html(outline(full_review(), TODAY))

    assert 'role="img" aria-label="Impact-effort matrix with 2 scored actions.' in page
    assert 'role="img" aria-label="Timeline from 2026-05-04 16:00 to' in page
