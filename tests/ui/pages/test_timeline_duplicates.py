"""Two sources that tell the same event: suggested, merged, kept apart, and what they tell differently."""

from pathlib import Path

from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from secondstory.model.records import Event
from secondstory_ui.page import PageContext
from secondstory_ui.pages.timeline.duplicates_dialog import DuplicatesDialog
from secondstory_ui.pages.timeline.timeline_page import TimelinePage
from secondstory_ui.widgets.labels import Label
from support.reviews import at
from support.timelines import import_text, open_timeline
from support.windows import show_page, stored


def told_twice(qtbot: QtBot, context: PageContext, folder: Path, twin: str) -> TimelinePage:
    """The timeline once another source told one of its events as well, and that was noticed."""
    review_id = open_timeline(context, folder)
    import_text(context.bridge.library, review_id, folder, twin, "pager.csv")
    context.bridge.open_review(review_id)
    page = TimelinePage(context)
    show_page(qtbot, page)
    qtbot.waitUntil(page.picture.duplicates.isVisible)
    return page


def test_two_sources_that_tell_the_same_are_suggested_and_merged(
    qtbot: QtBot, context: PageContext, tmp_path: Path
) -> None:
    page = told_twice(qtbot, context, tmp_path, "time,title\n2026-05-04T14:05:20Z,Error rate above 5 percent\n")
    page.findings.show_duplicates()
    dialog = page.findings.dialog
    assert isinstance(dialog, DuplicatesDialog)
    dialog.first.click()
    assert len(stored(context).events) == 6
    assert not page.findings.pairs


def test_what_two_sources_tell_differently_is_shown_and_either_can_be_used(
    qtbot: QtBot, context: PageContext, tmp_path: Path
) -> None:
    twin = "time,role,title\n2026-05-04T14:05:20Z,On-call engineer,Error rate above 5 percent\n"
    page = told_twice(qtbot, context, tmp_path, twin)
    page.findings.show_duplicates()
    dialog = page.findings.dialog
    assert isinstance(dialog, DuplicatesDialog)
    assert "they differ in: the time, the role" in " ".join(label.text() for label in dialog.findChildren(Label))
    dialog.first.click()
    page.select(next(e.id for e in page.snapshot.events if "Error rate above" in e.title))
    told = [label.text() for label in page.details.findChildren(Label)]
    assert "Roles differ: Monitoring here, On-call engineer there." in told
    buttons = {button.accessibleName(): button for button in page.details.findChildren(QPushButton)}
    buttons["Use 2026-05-04 14:05:20"].click()
    event = page.snapshot.get(Event, page.details.event_id)
    assert (event.occurred_at, event.role) == (at("14:05:20"), "Monitoring")
    qtbot.waitUntil(lambda: not any("Times differ" in label.text() for label in page.details.findChildren(Label)))


def test_pairs_that_are_kept_apart_are_not_suggested_again(qtbot: QtBot, context: PageContext, tmp_path: Path) -> None:
    page = told_twice(qtbot, context, tmp_path, "time,title\n2026-05-04T14:05:20Z,Error rate above 5 percent\n")
    page.findings.keep_apart(page.findings.pairs[0])
    assert not page.picture.duplicates.isVisible()
    assert len(stored(context).events) == 7


def test_long_links_and_texts_make_the_dialog_no_wider(qtbot: QtBot, context: PageContext, tmp_path: Path) -> None:
    told = "Error rate above 5 percent, see https://status.example.com/" + "a" * 200 + " and more" * 100
    rows = "time,title\n2026-05-04T14:05:{second}Z," + told + "\n"
    review_id = open_timeline(context, tmp_path, rows.format(second="00"))
    import_text(context.bridge.library, review_id, tmp_path, rows.format(second="20"), "pager.csv")
    context.bridge.open_review(review_id)
    page = TimelinePage(context)
    show_page(qtbot, page)
    qtbot.waitUntil(page.picture.duplicates.isVisible)
    page.findings.show_duplicates()
    dialog = page.findings.dialog
    assert isinstance(dialog, DuplicatesDialog)
    assert dialog.minimumSizeHint().width() <= 820
    assert dialog.width() == 820
