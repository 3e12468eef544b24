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
    """Set how many minutes a severity (empty: every one without its own) allows for a response target.

    Steps within seconds of one another are one act.
    """
    label = Label("Set the {target} window to {minutes} min", {"target": target, "minutes": str(minutes)})
    with library.unit(label) as unit:
        unit.merge_key = f"window {severity} {target}"
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


def add_severity(library: Library, severity: str) -> Changes:
    """Give a severity windows of its own, to begin with those that hold for all. Nothing changes where it has them."""
    with library.unit(Label("Add the windows of {severity}", {"severity": severity})) as unit:
        present = {window.target for window in unit.all(ResponseWindow, severity=severity)}
        for window in unit.all(ResponseWindow, severity=""):
            if window.target not in present:
                unit.add(ResponseWindow(severity=severity, target=window.target, minutes=window.minutes))
    return unit.changes


def remove_severity(library: Library, severity: str) -> Changes:
    """Take all windows of a severity away, so that the default ones hold for it."""
    with library.unit(Label("Remove the windows of {severity}", {"severity": severity})) as unit:
        for window in unit.all(ResponseWindow, severity=severity):
            unit.remove(window)
    return unit.changes
