"""Starting a review from the dialog."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from secondstory.model.enums import ReviewKind
from secondstory.services import reviews
from secondstory_ui.dialogs.new_review import NewReviewDialog
from secondstory_ui.page import PageContext
from support.spoken import unclear_names
from support.windows import stored


@pytest.fixture
def dialog(qtbot: QtBot, context: PageContext) -> NewReviewDialog:
    made = NewReviewDialog(context)
    qtbot.addWidget(made)
    made.show()
    return made


def test_a_title_and_enter_are_enough(qtbot: QtBot, context: PageContext, dialog: NewReviewDialog) -> None:
    started = []
    dialog.started.connect(started.append)
    qtbot.keyClicks(dialog.title, "Order sync stopped")
    qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    review = stored(context, started[0]).review
    assert (review.title, review.kind, review.timezone) == ("Order sync stopped", ReviewKind.INCIDENT, "UTC")
    assert not dialog.isVisible()


def test_kind_severity_and_service_are_kept(qtbot: QtBot, context: PageContext, dialog: NewReviewDialog) -> None:
    qtbot.keyClicks(dialog.title, "Vendor drill")
    dialog.kinds.button(2).click()
    dialog.severity.setCurrentText("Major")
    qtbot.keyClicks(dialog.service, "Payments")
    qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    (summary,) = reviews.summaries(context.bridge.library)
    assert (summary.review.kind, summary.review.severity, summary.review.service) == (
        ReviewKind.DRILL,
        "Major",
        "Payments",
    )


def test_without_a_title_the_dialog_says_what_is_missing(
    qtbot: QtBot, context: PageContext, dialog: NewReviewDialog
) -> None:
    qtbot.keyClick(dialog.title, Qt.Key.Key_Return)
    assert dialog.isVisible()
    assert "needs a title" in dialog.title.accessibleDescription()
    assert reviews.summaries(context.bridge.library) == ()


def test_the_zone_of_the_last_review_is_prefilled(qtbot: QtBot, context: PageContext) -> None:
    reviews.start_review(context.bridge.library, "Earlier", timezone="Europe/Oslo")
    dialog = NewReviewDialog(context)
    qtbot.addWidget(dialog)
    assert dialog.zone.zone() == "Europe/Oslo"


def test_cancel_starts_nothing(qtbot: QtBot, context: PageContext, dialog: NewReviewDialog) -> None:
    qtbot.keyClicks(dialog.title, "Order sync stopped")
    next(b for b in dialog.findChildren(QPushButton) if b.text() == "Cancel").click()
    assert reviews.summaries(context.bridge.library) == ()


def test_every_control_has_a_name_of_its_own(dialog: NewReviewDialog) -> None:
    assert unclear_names(dialog) == []
