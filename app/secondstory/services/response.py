"""Answers to the checks of the response, and the response windows of the playbook."""

from secondstory.model.changes import Changes, Label
from secondstory.model.enums import AnswerValue
from secondstory.model.records import Answer, ResponseWindow
from secondstory.services.library import Library


def answer(
    library: Library, review_id: int, question: str, value: AnswerValue, *, event_id: int | None = None, text: str = ""
) -> Changes:
    """Keep the group's answer to a check, on one communication or on the whole response."""
    with library.unit(Label("Answer a check of the response"), review_id) as unit:
        unit.merge_key = f"answer {question} {event_id}"
        present = unit.all(Answer, review_id=review_id, question=question, event_id=event_id)
        if present:
            unit.change(present[0], value=value, text=text)
        else:
            unit.add(Answer(review_id=review_id, question=question, event_id=event_id, value=value, text=text))
    return unit.changes


def set_window(library: Library, severity: str, target: str, minutes: int) -> Changes:
    """Set how many minutes a severity (empty: every one without its own) allows for a response target."""
    label = Label("Set the {target} window to {minutes} min", {"target": target, "minutes": str(minutes)})
    with library.unit(label) as unit:
        present = unit.all(ResponseWindow, severity=severity, target=target)
        if present:
            unit.change(present[0], minutes=minutes)
        else:
            unit.add(ResponseWindow(severity=severity, target=target, minutes=minutes))
    return unit.changes


def remove_window(library: Library, severity: str, target: str) -> Changes:
    """Take the window of a severity away, so that the default holds for it."""
    with library.unit(
        Label("Remove the {target} window of {severity}", {"target": target, "severity": severity})
    ) as unit:
        for window in unit.all(ResponseWindow, severity=severity, target=target):
            unit.remove(window)
    return unit.changes
