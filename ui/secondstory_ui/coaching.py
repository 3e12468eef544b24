"""Connects the text fields of a step page with the wording coach."""

from PySide6.QtWidgets import QWidget

from secondstory.services.wording import Finding, check_text, keep_wording
from secondstory_ui.page import StepPage
from secondstory_ui.text import shown_text
from secondstory_ui.widgets.advice_card import Advice
from secondstory_ui.widgets.text_fields import TextField


def coach_field(page: StepPage, field: TextField) -> None:
    """Underline wording in a field, tell the page, and keep a phrase when the person asks for it."""
    field.set_checker(lambda text: check_text(text, page.bridge.snapshot))
    field.findings_changed.connect(lambda _findings: page.findings_changed.emit())
    field.keep_requested.connect(lambda finding: keep_finding(page, field, finding))


def keep_finding(page: StepPage, field: TextField, finding: Finding) -> None:
    """Keep a phrase as it is, in its sentence of this review."""
    field.commit()
    page.bridge.act(keep_wording, page.snapshot.review.id, field.text(), finding)
    for other in page.findChildren(TextField):
        other.recheck()


def advice_on(page: QWidget) -> list[Advice]:
    """All advice for the fields that a page shows now, from top to bottom."""
    fields = [field for field in page.findChildren(TextField) if field.isVisible()]
    fields.sort(key=lambda field: field.mapTo(page, field.rect().topLeft()).y())
    return [
        Advice(finding, shown_text(field.accessibleName()), field) for field in fields for finding in field.findings()
    ]
