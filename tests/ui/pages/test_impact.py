"""The Impact page: severities, impacts with numbers and units, the summary."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QCheckBox, QDoubleSpinBox
from pytestqt.qtbot import QtBot

from secondstory.services import reviews
from secondstory_ui.page import PageContext
from secondstory_ui.pages.impact import ImpactPage, ImpactRow
from secondstory_ui.widgets.buttons import Button
from secondstory_ui.widgets.empty_state import EmptyState
from secondstory_ui.widgets.text_fields import LineField, TextField
from support.windows import show_page


def opened(qtbot: QtBot, context: PageContext) -> ImpactPage:
    context.bridge.open_review(reviews.start_review(context.bridge.library, "Orders late").rows[0].record.id)
    page = ImpactPage(context)
    show_page(qtbot, page)
    return page


def add_by_mouse(qtbot: QtBot, page: ImpactPage) -> ImpactRow:
    button = next(b for b in page.findChildren(Button) if b.isVisible() and "first impact" in b.text())
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    (row,) = page.findChildren(ImpactRow)
    return row


def test_an_empty_page_says_what_belongs_here(qtbot: QtBot, context: PageContext) -> None:
    page = opened(qtbot, context)
    assert page.findChild(EmptyState).isVisible()
    add_by_mouse(qtbot, page)
    assert not page.findChild(EmptyState).isVisible()


def test_an_impact_is_typed_in(qtbot: QtBot, context: PageContext) -> None:
    page = opened(qtbot, context)
    row = add_by_mouse(qtbot, page)
    who = row.findChild(LineField)
    qtbot.keyClicks(who, "Customers who paid by card")
    qtbot.keyClick(who, Qt.Key.Key_Return)
    amount = row.findChild(QDoubleSpinBox)
    amount.selectAll()
    qtbot.keyClicks(amount, "1200")
    qtbot.keyClick(amount, Qt.Key.Key_Return)
    qtbot.mouseClick(row.findChild(QCheckBox), Qt.MouseButton.LeftButton)
    (impact,) = page.snapshot.impacts
    assert (impact.who, impact.amount, impact.estimated) == ("Customers who paid by card", 1200, True)


def test_a_severity_in_hindsight_is_kept_beside_the_first_one(qtbot: QtBot, context: PageContext) -> None:
    page = opened(qtbot, context)
    for name, text in (("At the time", "SEV-2"), ("In hindsight", "SEV-1")):
        field = next(f for f in page.findChildren(LineField) if f.accessibleName() == name)
        qtbot.keyClicks(field, text)
        qtbot.keyClick(field, Qt.Key.Key_Return)
    review = page.snapshot.review
    assert (review.severity, review.severity_hindsight) == ("SEV-2", "SEV-1")


def test_wording_in_the_summary_is_underlined_and_can_be_kept(qtbot: QtBot, context: PageContext) -> None:
    page = opened(qtbot, context)
    summary = next(f for f in page.findChildren(TextField) if f.accessibleName() == "In plain words")
    with qtbot.waitSignal(page.findings_changed):
        qtbot.keyClicks(summary, "The operator should have checked the dashboard.")
    (finding, *_) = summary.findings()
    summary.keep_requested.emit(finding)
    assert page.snapshot.kept_wordings[0].phrase == finding.text
    assert finding not in summary.findings()
    assert page.snapshot.review.summary == "The operator should have checked the dashboard."
