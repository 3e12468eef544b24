"""Impact: who and what was affected, from when to when, how much, and how severe it looked then and now."""

from secondstory.exporters.blocks import Align, Block, Cell, Column, Fact, Facts, Paragraph, Row, Section, Table, Tone
from secondstory.exporters.contents.told import Told
from secondstory.exporters.contents.words import say
from secondstory.model.records import Impact
from secondstory.timeline.clock import format_duration


def impact(told: Told) -> Section:
    """The section on harm."""
    blocks: list[Block] = []
    if told.snapshot.impacts:
        blocks.append(Table(_columns(), tuple(_row(told, item) for item in told.snapshot.impacts)))
    else:
        blocks.append(Paragraph(say("impact", "none"), Tone.MISSING))
    review = told.snapshot.review
    facts = (
        Fact(say("impact", "severity"), review.severity),
        Fact(say("impact", "hindsight"), review.severity_hindsight),
        Fact(say("impact", "severity_note"), review.severity_note),
    )
    shown = tuple(fact for fact in facts if fact.value)
    if shown:
        blocks.append(Facts(shown))
    return Section("impact", say("impact", "title"), tuple(blocks))


def _columns() -> tuple[Column, ...]:
    return (
        Column(say("impact", "who"), 3.2),
        Column(say("impact", "how"), 4.6),
        Column(say("impact", "start"), 2.1),
        Column(say("impact", "end"), 2.1),
        Column(say("impact", "lasted"), 1.8),
        Column(say("impact", "amount"), 2.4, Align.RIGHT),
    )


def _row(told: Told, item: Impact) -> Row:
    lasted = format_duration(item.ended_at - item.started_at) if item.started_at and item.ended_at else ""
    return Row(
        (
            Cell(item.who, strong=True),
            Cell(item.what),
            Cell(told.when(item.started_at)),
            Cell(told.when(item.ended_at)),
            Cell(lasted),
            Cell(_amount(item), say("impact", "estimated") if item.estimated else ""),
        )
    )


def _amount(item: Impact) -> str:
    if item.amount is None:
        return item.unit
    return f"{item.amount:,.10g} {item.unit}".replace(",", "\u202f").strip()
