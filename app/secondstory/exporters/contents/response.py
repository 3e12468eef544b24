"""Response: how long things took, which windows were kept, who was called for, and who was told what."""

from collections.abc import Iterator

from secondstory.exporters.blocks import (
    Block,
    Bullet,
    Bullets,
    Cell,
    Column,
    Heading,
    Mark,
    Paragraph,
    Row,
    Section,
    Table,
    Tone,
)
from secondstory.exporters.contents.told import Told
from secondstory.exporters.contents.words import count, say
from secondstory.metrics.durations import durations
from secondstory.model.enums import AnswerValue
from secondstory.model.names import name_of
from secondstory.response.cadence import longest_silence
from secondstory.response.checks import checks
from secondstory.response.communications import QUESTIONS, CommunicationCheck, communications
from secondstory.response.escalations import escalations
from secondstory.response.windows import WindowResult, window_results
from secondstory.timeline.clock import format_duration

MARKS = {
    AnswerValue.YES: Mark.YES,
    AnswerValue.PARTLY: Mark.PARTLY,
    AnswerValue.NO: Mark.NO,
    AnswerValue.UNKNOWN: Mark.UNKNOWN,
}


def response(told: Told) -> Section:
    """The section on how the response went, as a set of arrangements that worked or did not."""
    blocks = (
        *_durations(told),
        *_windows(told),
        *_escalations(told),
        *_communications(told),
        *_checks(told),
    )
    return Section("response", say("response", "title"), blocks)


def _durations(told: Told) -> Iterator[Block]:
    yield Heading(say("response", "durations"), "durations")
    columns = (
        Column(say("response", "measure"), 3.2),
        Column(say("response", "points"), 3.6),
        Column(say("response", "took"), 2.2),
        Column(say("response", "note"), 5),
    )
    rows = tuple(
        Row(
            (
                Cell(d.name),
                Cell(f"{name_of(d.start)} → {name_of(d.end)}"),
                Cell(format_duration(d.span) if d.span is not None else "–", strong=d.span is not None),
                Cell(d.note),
            )
        )
        for d in durations(told.snapshot)
    )
    yield Table(columns, rows, caption=say("response", "durations_caption"))


def _windows(told: Told) -> Iterator[Block]:
    results = window_results(told.snapshot)
    if not results:
        return
    yield Heading(say("response", "windows"), "windows")
    columns = (
        Column(say("response", "target"), 3),
        Column(say("response", "allowed"), 1.6),
        Column(say("response", "took"), 1.9),
        Column(say("response", "kept"), 2),
        Column(say("response", "evidence"), 5.5),
    )
    rows = tuple(_window_row(told, result) for result in results)
    yield Table(columns, rows, caption=say("response", "windows_caption"))


def _window_row(told: Told, result: WindowResult) -> Row:
    verdict = {
        True: Cell(say("response", "kept"), mark=Mark.YES),
        False: Cell(say("response", "missed"), mark=Mark.NO),
        None: Cell(say("response", "unknown"), mark=Mark.UNKNOWN),
    }[result.kept]
    return Row(
        (
            Cell(result.name),
            Cell(count("minute", result.minutes)),
            Cell(format_duration(result.took) if result.took is not None else "–"),
            verdict,
            told.event_cell(result.end_event or result.start_event, result.note),
        )
    )


def _escalations(told: Told) -> Iterator[Block]:
    yield Heading(say("response", "escalations"), "escalations")
    found = escalations(told.snapshot)
    if not found:
        yield Paragraph(say("response", "no_escalations"), Tone.QUIET)
        return
    yield Bullets(tuple(Bullet(e.event.title, e.name, told.anchor(e.event), told.event_label(e.event)) for e in found))


def _communications(told: Told) -> Iterator[Block]:
    yield Heading(say("response", "communications"), "communications")
    found = communications(told.snapshot)
    if not found:
        yield Paragraph(say("response", "no_communications"), Tone.QUIET)
        return
    columns = (Column(say("response", "update"), 5), *(Column(q.name, 1.9) for q in QUESTIONS))
    rows = tuple(_communication_row(told, check) for check in found)
    yield Table(columns, rows, caption=say("response", "communications_caption"))
    silence = longest_silence(told.snapshot)
    if silence:
        yield Paragraph(
            say(
                "response",
                "silence_text",
                span=format_duration(silence.span),
                start=told.when(silence.start, day=not told.one_day),
                end=told.when(silence.end, day=not told.one_day),
            )
        )


def _communication_row(told: Told, check: CommunicationCheck) -> Row:
    cells = [told.event_cell(check.event)]
    for question in QUESTIONS:
        answer = check.answers[question.key]
        text = name_of(answer.value) + ("*" if answer.suggested else "")
        cells.append(Cell(text, mark=MARKS[answer.value]))
    return Row(tuple(cells))


def _checks(told: Told) -> Iterator[Block]:
    answers = {a.question: a for a in told.snapshot.answers if a.event_id is None}
    asked = tuple(check for check in checks() if check.key in answers)
    if not asked:
        return
    yield Heading(say("response", "checks"), "checks")
    columns = (Column(say("response", "check"), 8), Column(say("response", "answer"), 6))
    rows = tuple(
        Row((Cell(check.text), Cell(name_of(answer.value), answer.text, mark=MARKS[answer.value])))
        for check in asked
        for answer in (answers[check.key],)
    )
    yield Table(columns, rows)
