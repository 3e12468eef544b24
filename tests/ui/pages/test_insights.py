"""Insights: honest figures, and an honest absence of them."""

from datetime import UTC, datetime, timedelta

import pytest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from secondstory.model.enums import CauseLabel, MomentKind, ReviewKind
from secondstory.model.errors import UserError
from secondstory.model.records import Cause
from secondstory.services import causes, reviews, timeline
from secondstory.services.bundles import open_sample
from secondstory_ui.page import PageContext
from secondstory_ui.pages.insights import insights_page
from secondstory_ui.pages.insights import page as insights
from secondstory_ui.pages.insights.figure_card import FigureCard
from secondstory_ui.pages.insights.insights_page import InsightsPage
from support.spoken import unclear_names
from support.windows import show_page

NOON = datetime(2026, 5, 4, 12, tzinfo=UTC)


def incidents(context: PageContext, number: int, kind: ReviewKind = ReviewKind.INCIDENT) -> None:
    """So many reviews; the first took a minute to detect, the second two, and so on."""
    for minutes in range(1, number + 1):
        changes = reviews.start_review(context.bridge.library, f"Review {minutes}", kind)
        review_id = changes.rows[0].record.id
        for moment, at in ((MomentKind.STARTED, NOON), (MomentKind.DETECTED, NOON + timedelta(minutes=minutes))):
            timeline.set_moment(context.bridge.library, review_id, moment, at)


def shown(qtbot: QtBot, context: PageContext) -> InsightsPage:
    page = insights(context)
    assert isinstance(page, InsightsPage)
    show_page(qtbot, page)
    return page


def words(page: InsightsPage) -> list[str]:
    return [label.text() for label in page.findChildren(QLabel) if label.isVisible()]


def test_with_the_sample_alone_there_are_no_figures(qtbot: QtBot, context: PageContext) -> None:
    open_sample(context.bridge.library)
    said = words(shown(qtbot, context))
    assert "Figures appear with the first review" in said
    assert any(text.endswith("The sample is left out.") for text in said)


def test_few_values_are_listed_and_nothing_is_summed_up(qtbot: QtBot, context: PageContext) -> None:
    incidents(context, 3)
    said = words(shown(qtbot, context))
    assert "3 values  ·  1 min, 2 min, 3 min" in said
    assert not any("median" in text for text in said)


def test_a_median_comes_with_five_values_and_its_number_of_cases(qtbot: QtBot, context: PageContext) -> None:
    incidents(context, 5)
    assert "5 values  ·  median 3 min" in words(shown(qtbot, context))


def test_drills_stand_apart(qtbot: QtBot, context: PageContext) -> None:
    incidents(context, 2)
    incidents(context, 1, ReviewKind.DRILL)
    said = words(shown(qtbot, context))
    assert "Incidents" in said
    assert "Drills" in said
    assert "2 values  ·  1 min, 2 min" in said


def test_causes_are_counted_by_class_and_group(qtbot: QtBot, context: PageContext) -> None:
    incidents(context, 1)
    cause = Cause(review_id=1, text="The flow calls itself", label=CauseLabel.SYSTEMIC, group="flow-design")
    causes.add_cause(context.bridge.library, cause)
    said = words(shown(qtbot, context))
    assert "Systemic" in said
    assert "Flow and automation design" in said


def test_every_card_says_how_its_figures_are_computed(qtbot: QtBot, context: PageContext) -> None:
    incidents(context, 1)
    page = shown(qtbot, context)
    for card in page.findChildren(FigureCard):
        assert not card.definitions.isVisible()
        card.how.click()
        assert card.definitions.isVisible()
    assert any(text.startswith("Time to detect: From the earliest evidence") for text in words(page))


def test_a_large_library_is_read_in_the_background(
    qtbot: QtBot, context: PageContext, monkeypatch: pytest.MonkeyPatch
) -> None:
    incidents(context, 1)
    monkeypatch.setattr(insights_page, "AT_ONCE", -1)
    page = shown(qtbot, context)
    assert "Working out the figures" in words(page)
    qtbot.waitUntil(lambda: "Incidents" in words(page))


def test_what_failed_can_be_tried_again(qtbot: QtBot, context: PageContext) -> None:
    incidents(context, 1)
    page = shown(qtbot, context)
    page._show_failure(UserError("The library is away.", "Connect it."))
    assert "The library is away. Connect it." in words(page)
    page.refresh(None)
    assert "Incidents" in words(page)


def test_every_control_has_a_name_of_its_own(qtbot: QtBot, context: PageContext) -> None:
    incidents(context, 1)
    incidents(context, 1, ReviewKind.DRILL)
    assert unclear_names(shown(qtbot, context)) == []
