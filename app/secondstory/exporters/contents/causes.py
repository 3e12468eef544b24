"""Causes: the contributing conditions in their two groups, each with its reason, its evidence and what is done."""

from collections.abc import Iterator

from secondstory.causes.taxonomy import groups
from secondstory.exporters.blocks import Block, CauseCard, CauseCards, Heading, Link, Mark, Paragraph, Section, Tone
from secondstory.exporters.contents.told import Told
from secondstory.exporters.contents.words import say
from secondstory.model.enums import CauseLabel
from secondstory.model.names import name_of
from secondstory.model.records import Action, Cause
from secondstory.priority.ranking import rank

SHOWN = (
    (CauseLabel.SYSTEMIC, Mark.SYSTEMIC),
    (CauseLabel.EXTERNAL, Mark.EXTERNAL),
    (CauseLabel.UNCLASSIFIED, Mark.NONE),
)


def causes(told: Told) -> Section:
    """The section on what contributed."""
    if not told.snapshot.causes:
        blocks: tuple[Block, ...] = (Paragraph(say("causes", "none"), Tone.MISSING),)
    else:
        blocks = (Paragraph(say("causes", "intro"), Tone.QUIET), *_groups(told))
    return Section("causes", say("causes", "title"), (*blocks, *_nothing_to_change(told)))


def refs(told: Told) -> dict[int, str]:
    """What each cause is called in the report, by id: its own reference, else its place."""
    return {cause.id: cause.ref or f"C-{place}" for place, cause in enumerate(told.snapshot.causes, 1)}


def _groups(told: Told) -> Iterator[Block]:
    titles = {group.key: group.title for group in groups()}
    names = refs(told)
    ranks = {ranked.action.id: ranked.rank for ranked in rank(told.snapshot)}
    for label, mark in SHOWN:
        members = [c for c in told.snapshot.causes if c.label is label]
        if not members and label is CauseLabel.UNCLASSIFIED:
            continue
        heading = f"{say('causes', label.value)} ({len(members)})"
        yield Heading(heading, f"causes-{label.value}", mark)
        yield Paragraph(say("causes", f"{label.value}_note"), Tone.QUIET)
        if members:
            yield CauseCards(label, tuple(_card(told, cause, names, titles, ranks) for cause in members))
        else:
            yield Paragraph(say("causes", "none_of"), Tone.QUIET)


def _card(told: Told, cause: Cause, names: dict[int, str], titles: dict[str, str], ranks: dict[int, int]) -> CauseCard:
    evidence = tuple(told.event_link(event) for event in told.snapshot.evidence_of(cause.id))
    actions = tuple(
        Link(action.text, f"action-{ranks[action.id]}", _action_label(action, ranks[action.id]))
        for action in told.snapshot.actions_of(cause.id)
        if action.id in ranks
    )
    pair = told.snapshot.get(Cause, cause.pair_id)
    parts = {
        say("causes", "reason"): (Link(cause.reason),) if cause.reason else (),
        say("causes", "accepted"): (Link(cause.accepted_because),) if cause.accepted_because else (),
        say("causes", "evidence"): evidence or (Link(say("causes", "no_evidence")),),
        say("causes", "pair"): (Link(pair.text, f"cause-{names[pair.id]}", names[pair.id]),) if pair else (),
        say("causes", "actions"): actions or (Link(say("causes", "no_actions")),),
    }
    return CauseCard(
        ref=names[cause.id],
        text=cause.text,
        label=cause.label,
        label_name=name_of(cause.label),
        group=titles.get(cause.group, cause.group),
        parts=tuple((name, links) for name, links in parts.items() if links),
        anchor=f"cause-{names[cause.id]}",
    )


def _action_label(action: Action, place: int) -> str:
    shown = f"{say('actions', 'rank')} {place}"
    return f"{action.ref} · {shown}" if action.ref else shown


def _nothing_to_change(told: Told) -> Iterator[Block]:
    text = told.snapshot.review.nothing_to_change.strip()
    if text:
        yield Heading(say("causes", "nothing_to_change"))
        yield Paragraph(text)
