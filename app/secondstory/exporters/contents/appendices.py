"""The appendices after the timeline: sources, how figures are made, words."""

from datetime import timedelta

from secondstory.exporters.blocks import (
    Align,
    Block,
    Cell,
    Column,
    Fact,
    Facts,
    Heading,
    Paragraph,
    Row,
    Section,
    Table,
    Tone,
)
from secondstory.exporters.contents.told import Told
from secondstory.exporters.contents.words import count, explained, number, say
from secondstory.metrics.durations import duration_kinds
from secondstory.model.records import Source
from secondstory.priority.ranking import ranking_rule
from secondstory.timeline.clock_offset import format_offset

HASH_SHOWN = 12


def sources(told: Told) -> Section:
    """Every file behind the timeline, with its hash and what became of its rows."""
    blocks: list[Block] = []
    if told.snapshot.sources:
        rows = tuple(_source_row(told, source) for source in told.snapshot.sources)
        blocks.append(Table(_source_columns(), rows, dense=True))
        waiting = len(told.snapshot.unread)
        text = say("sources", "unread_text", count=count("row", waiting)) if waiting else say("sources", "unread_none")
        blocks.append(Paragraph(text, Tone.BODY if waiting else Tone.QUIET))
    else:
        blocks.append(Paragraph(say("sources", "none"), Tone.QUIET))
    return Section("appendix-sources", say("sources", "title"), tuple(blocks))


def figures(_told: Told) -> Section:
    """How every figure of the report is worked out."""
    rows = [Fact(kind.name, kind.definition) for kind in duration_kinds()]
    rows += [Fact(name, text) for name, text in explained("figures")]
    rows.append(Fact(say("figures", "rank"), ranking_rule()))
    blocks: tuple[Block, ...] = (Paragraph(say("figures", "intro"), Tone.QUIET), Facts(tuple(rows)))
    return Section("appendix-figures", say("figures", "title"), blocks)


def glossary(told: Told) -> Section:
    """The terms of the playbook, the roles of this review, and the report's own words."""
    blocks: list[Block] = []
    terms = tuple(Fact(term.term, term.meaning) for term in told.snapshot.glossary)
    if terms:
        blocks += [Heading(say("glossary", "terms"), "terms"), Facts(terms)]
    duties = {role.name.casefold(): role.duty for role in told.snapshot.roles}
    named = dict.fromkeys([p.role for p in told.snapshot.participants] + [e.role for e in told.snapshot.shown_events])
    roles = tuple(Fact(role, duties[role.casefold()]) for role in named if duties.get(role.casefold()))
    if roles:
        blocks += [Heading(say("glossary", "roles"), "roles"), Facts(roles)]
    words = tuple(Fact(term, meaning) for term, meaning in explained("words"))
    blocks += [Heading(say("glossary", "program"), "words"), Facts(words)]
    return Section("glossary", say("glossary", "title"), tuple(blocks))


def _source_columns() -> tuple[Column, ...]:
    return (
        Column(say("sources", "source"), 1.0),
        Column(say("sources", "file"), 4.2),
        Column(say("sources", "format"), 2.0),
        Column(say("sources", "imported"), 1.9),
        Column(say("sources", "read"), 1.1, Align.RIGHT),
        Column(say("sources", "added"), 1.2, Align.RIGHT),
        Column(say("sources", "duplicates"), 1.5, Align.RIGHT),
        Column(say("sources", "unread"), 1.3, Align.RIGHT),
        Column(say("sources", "hash"), 2.4, Align.RIGHT),
    )


def _source_row(told: Told, source: Source) -> Row:
    notes = [f"{say('sources', 'zone')}: {source.zone}"] if source.zone else []
    if source.clock_offset:
        offset = format_offset(timedelta(seconds=source.clock_offset))
        notes.append(": ".join(filter(None, (say("sources", "clock", offset=offset), source.clock_reason))))
    counts = (source.read, source.added, source.duplicates, source.unread)
    return Row(
        (
            Cell(told.footnotes[source.id], strong=True),
            Cell(source.file_name, " · ".join(notes)),
            Cell(source.format),
            Cell(told.when(source.imported_at)[:10]),
            *(Cell(number(n)) for n in counts),
            Cell(source.sha256[:HASH_SHOWN]),
        ),
        anchor=told.source_anchor(source),
    )
