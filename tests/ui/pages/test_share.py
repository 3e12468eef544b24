"""The Share step: real pages in the window, what to look at first, and the files."""

from pathlib import Path

import pytest
from pypdf import PdfReader
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from secondstory.model.enums import LearningKind, ReviewStatus
from secondstory.model.errors import UserError
from secondstory.model.records import Participant
from secondstory.services.editing import add_record
from secondstory.services.learnings import add_learning
from secondstory.services.reviews import change_review, start_review
from secondstory_ui.page import PageContext
from secondstory_ui.pages.share import page
from secondstory_ui.pages.share.page_view import Fit
from secondstory_ui.pages.share.share_page import SharePage
from secondstory_ui.widgets.buttons import Button
from support.windows import show_page

Key = Qt.Key


@pytest.fixture
def share(qtbot: QtBot, context: PageContext) -> SharePage:
    """The page on a short review, with its pages made."""
    review = start_review(context.bridge.library, "Order sync stopped", service="Order sync")
    review_id = review.rows[0].record.id
    add_record(context.bridge.library, Participant(review_id=review_id, role="Integration engineer", name="Rosa Ember"))
    context.bridge.open_review(review_id)
    made = page(context)
    assert isinstance(made, SharePage)
    show_page(qtbot, made, 1272, 900)
    qtbot.waitUntil(lambda: made.preview.pages.page_count > 0 and not context.jobs.quiet.busy, timeout=20_000)
    return made


def learn(share: SharePage, text: str) -> None:
    share.bridge.act(add_learning, share.snapshot.review.id, LearningKind.SURPRISE, text)


def wait_for_pages(qtbot: QtBot, share: SharePage) -> None:
    with qtbot.waitSignal(share.making.made, timeout=20_000):
        pass


def link(qtbot: QtBot, share: SharePage, beginning: str) -> Button:
    """A link of the card, once it is shown."""

    def found() -> list[Button]:
        every = share.looking.findChildren(Button)
        return [button for button in every if button.isVisible() and button.accessibleName().startswith(beginning)]

    qtbot.waitUntil(lambda: bool(found()))
    return found()[0]


def saved(qtbot: QtBot, share: SharePage, path: Path, form: str = "") -> Path:
    with qtbot.waitSignal(share.context.jobs.ended, timeout=20_000):
        share.handing.save_to(path, form)
    return path


def text_of(share: SharePage) -> str:
    pages = share.preview.pages
    document = pages._document
    return "\n".join(document.getAllText(number).text() for number in range(pages.page_count))


def test_the_preview_shows_the_pages_of_the_file(qtbot: QtBot, share: SharePage, tmp_path: Path) -> None:
    written = PdfReader(saved(qtbot, share, tmp_path / "report.pdf"))
    assert share.preview.pages.page_count == len(written.pages)
    assert "Order sync stopped" in text_of(share)
    assert "DRAFT" in text_of(share)


@pytest.mark.parametrize(("form", "suffix"), [("csv", ".csv"), ("timesketch", ".jsonl"), ("markdown", ".md")])
def test_the_timeline_is_saved_for_other_programs(
    qtbot: QtBot, share: SharePage, tmp_path: Path, form: str, suffix: str
) -> None:
    written = saved(qtbot, share, tmp_path / f"timeline{suffix}", form).read_text(encoding="utf-8")
    events = share.snapshot.shown_events
    assert all(event.title.split()[0] in written for event in events)
    assert f"timeline{suffix} is saved" in share.handing.outcome.text()


def test_a_change_makes_new_pages_and_the_reader_stays_at_the_same_page(qtbot: QtBot, share: SharePage) -> None:
    share.preview.pages.go_to(3)
    before = share.preview.pages.verticalScrollBar().value()
    learn(share, "The quota is shared by all tenants")
    assert share.preview.pages.page_count > 0  # the old pages stay meanwhile
    wait_for_pages(qtbot, share)
    assert "shared by all tenants" in text_of(share)
    assert share.preview.pages.verticalScrollBar().value() == before
    assert not share.preview.state.isVisible()


def test_keys_turn_and_enlarge_the_pages(qtbot: QtBot, share: SharePage) -> None:
    view = share.preview.pages
    qtbot.keyClick(view, Key.Key_Right)
    assert view.page == 2
    qtbot.keyClick(view, Key.Key_Left)
    assert view.page == 1
    qtbot.keyClick(view, Key.Key_End)
    assert view.page == view.page_count
    percent = view.percent
    qtbot.keyClick(view, Key.Key_Plus)
    assert view.percent > percent
    assert view.fit is Fit.ZOOM
    assert view.page == view.page_count


def test_the_search_finds_words_and_leads_from_one_to_the_next(qtbot: QtBot, share: SharePage) -> None:
    qtbot.keyClicks(share.preview.search, "Integration engineer")
    qtbot.keyClick(share.preview.search, Key.Key_Return)
    assert share.preview.pages.found.count() >= 1
    assert share.preview._hits.text().startswith("1 of")
    share.preview.search.setText("no such words")
    qtbot.keyClick(share.preview.search, Key.Key_Return)
    assert share.preview._hits.text() == "not found"


def test_what_is_incomplete_leads_to_its_step(qtbot: QtBot, share: SharePage) -> None:
    with qtbot.waitSignal(share.navigate) as followed:
        qtbot.mouseClick(link(qtbot, share, "Go to 1 Prepare"), Qt.MouseButton.LeftButton)
    assert followed.args == ["prepare", 0]


def test_open_wording_leads_to_its_record(qtbot: QtBot, share: SharePage) -> None:
    learn(share, "The operator should have checked the quota")
    wait_for_pages(qtbot, share)
    first = link(qtbot, share, "Phrase 1")
    assert "should have" in first.accessibleName()
    with qtbot.waitSignal(share.navigate) as followed:
        first.click()
    assert followed.args == ["learnings", share.snapshot.learnings[0].id]


def test_names_are_counted_and_do_not_reach_the_pages(qtbot: QtBot, share: SharePage) -> None:
    learn(share, "Rosa Ember saw the quota on a page that nobody else had open")
    wait_for_pages(qtbot, share)
    assert link(qtbot, share, "Names in 6 Learnings").text() == "6 Learnings (1)"
    assert "Rosa" not in text_of(share)
    assert "Integration engineer saw the quota" in text_of(share).replace("\r\n", " ")


def test_what_may_be_a_name_is_asked_about_and_leads_to_its_text(qtbot: QtBot, share: SharePage) -> None:
    learn(share, "Nobody had told Chidi (on call) of the quota")
    wait_for_pages(qtbot, share)
    found = link(qtbot, share, "May be a name: Chidi")
    assert "Chidi" in text_of(share)
    with qtbot.waitSignal(share.navigate) as followed:
        found.click()
    assert followed.args == ["learnings", share.snapshot.learnings[0].id]
    with qtbot.waitSignal(share.navigate) as followed:
        link(qtbot, share, "Add people and their roles").click()
    assert followed.args == ["prepare", 0]


def test_the_draft_mark_is_explained_until_the_review_is_done(share: SharePage) -> None:
    assert share.handing._draft.isVisible()
    share.bridge.act(change_review, share.snapshot.review.id, status=ReviewStatus.DONE)
    assert not share.handing._draft.isVisible()


@pytest.mark.parametrize("name", ["report.pdf", "report.html", "report.md", "report.json", "actions.xlsx"])
def test_every_format_is_written_in_any_state_of_the_review(
    qtbot: QtBot, share: SharePage, tmp_path: Path, name: str
) -> None:
    assert saved(qtbot, share, tmp_path / name).stat().st_size > 0
    assert f"{name} is saved" in share.handing.outcome.text()
    assert share.handing._links.isVisible()


def test_a_file_that_cannot_be_written_is_explained_in_the_card(qtbot: QtBot, share: SharePage, tmp_path: Path) -> None:
    saved(qtbot, share, tmp_path / "no such folder" / "report.pdf")
    assert share.handing.outcome.text()
    assert "is saved" not in share.handing.outcome.text()
    assert not share.handing._links.isVisible()


def test_the_dialog_suggests_a_name_that_says_what_the_file_is(qtbot: QtBot, share: SharePage) -> None:
    qtbot.mouseClick(share.handing.pdf, Qt.MouseButton.LeftButton)
    dialog = share.findChild(QFileDialog)
    assert dialog is not None
    suggested = Path(dialog.selectedFiles()[0]).name
    dialog.reject()
    assert suggested.endswith("_order-sync_internal.pdf")


def test_old_pages_stay_where_new_ones_cannot_be_made(share: SharePage) -> None:
    share._show_failure(UserError("There is no room.", "Make some."))
    assert "not up to date" in share.preview.state.text()
    assert share.preview.pages.isVisible()


def test_a_narrow_page_puts_the_pages_above_the_rest(share: SharePage) -> None:
    share.resize(376, 466)
    assert share._splitter.orientation() == Qt.Orientation.Vertical
    share.resize(1272, 760)
    assert share._splitter.orientation() == Qt.Orientation.Horizontal
