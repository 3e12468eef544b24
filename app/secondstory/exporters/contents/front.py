"""The cover, and the summary: what a reader must know who reads one page only."""

from secondstory.exporters.blocks import (
    Block,
    Bullet,
    Bullets,
    Cell,
    Column,
    Cover,
    Fact,
    Figure,
    Figures,
    Heading,
    Paragraph,
    Row,
    Section,
    Table,
    Tone,
)
from secondstory.exporters.contents.told import Told
from secondstory.exporters.contents.words import count, number, say
from secondstory.metrics.durations import durations
from secondstory.model.enums import ActionStatus, CauseLabel, MomentKind, ReviewKind, ReviewStatus
from secondstory.model.names import name_of
from secondstory.model.records import Event, Review
from secondstory.priority.ranking import rank
from secondstory.steps.progress import progress
from secondstory.timeline.clock import format_duration

FIRST_ACTIONS = 3


def cover(told: Told) -> Cover:
    """The facts that stand on the first page."""
    review = told.snapshot.review
    facts = (
        Fact(say("facts", "ref"), review.ref),
        Fact(say("facts", "kind"), name_of(review.kind)),
        Fact(say("facts", "severity"), _severity(review)),
        Fact(say("facts", "service"), review.service),
        Fact(say("facts", "window"), _window(told)),
        Fact(say("facts", "zone"), told.zone_name),
        Fact(say("facts", "facilitator"), _facilitator(told)),
        Fact(say("facts", "roles"), ", ".join(dict.fromkeys(p.role for p in told.snapshot.participants))),
        Fact(say("facts", "owner"), review.owner),
        Fact(say("facts", "held"), review.held_on.isoformat() if review.held_on else ""),
        Fact(say("facts", "status"), name_of(review.status)),
        Fact(say("facts", "made"), told.today.isoformat()),
    )
    shown = tuple(Fact(f.name, f.value or say("cover", "not_set")) for f in facts)
    return Cover(name_of(review.kind), review.title, marks(review), shown, say("cover", "intro"))


def marks(review: Review) -> tuple[str, ...]:
    """The words that say how far a report can be relied on."""
    found = []
    if review.sample:
        found.append(say("cover", "sample"))
    if review.kind is ReviewKind.DRILL:
        found.append(say("cover", "drill"))
    if review.status is not ReviewStatus.DONE:
        found.append(say("cover", "draft"))
    return tuple(found)


def version(told: Told) -> str:
    """Which version of the report this is."""
    key = "version_done" if told.snapshot.review.status is ReviewStatus.DONE else "version_draft"
    return say("cover", key, date=told.today.isoformat())


def summary(told: Told) -> Section:
    """The incident on one page."""
    text = told.snapshot.review.summary.strip()
    lead = Paragraph(text, Tone.LEAD) if text else Paragraph(say("summary", "no_summary"), Tone.MISSING)
    blocks: list[Block] = [lead, _figures(told), *_first_actions(told), *_moments(told), *_missing(told)]
    return Section("summary", say("summary", "title"), tuple(blocks))


def _severity(review: Review) -> str:
    if review.severity_hindsight and review.severity_hindsight != review.severity:
        then = review.severity or say("summary", "not_set")
        return say("facts", "severity_both", then=then, now=review.severity_hindsight)
    return review.severity


def _window(told: Told) -> str:
    start, end = told.window
    if start and end:
        until = told.when(end, day=told.when(start)[:10] != told.when(end)[:10])
        return f"{told.when(start)} – {until} ({format_duration(end - start)})"
    if start:
        return say("facts", "window_open", start=told.when(start))
    return say("facts", "window_until", end=told.when(end)) if end else ""


def _facilitator(told: Told) -> str:
    """The facilitator's role. A name that is no role of this review stays in the library."""
    text = told.snapshot.review.facilitator.strip()
    roles = {p.role for p in told.snapshot.participants} | {r.name for r in told.snapshot.roles}
    known = {role.casefold(): role for role in roles}
    return known.get(text.casefold(), say("cover", "unnamed")) if text else ""


def _figures(told: Told) -> Figures:
    snapshot = told.snapshot
    items = [
        Figure(d.name, format_duration(d.span), f"{name_of(d.start)} → {name_of(d.end)}")
        for d in durations(snapshot)
        if d.span is not None
    ]
    sources = count("source", len(snapshot.sources))
    events = [say("summary", "events_note", key=number(len(snapshot.key_events)))] if snapshot.shown_events else []
    events += [say("summary", "sources_note", sources=sources)] if snapshot.sources else []
    labels = [c.label for c in snapshot.causes]
    open_labels = labels.count(CauseLabel.UNCLASSIFIED)
    causes = say(
        "summary",
        "causes_note",
        systemic=labels.count(CauseLabel.SYSTEMIC),
        external=labels.count(CauseLabel.EXTERNAL),
    )
    if open_labels:
        causes += ", " + say("summary", "causes_open", count=open_labels)
    done = sum(a.status is ActionStatus.DONE for a in snapshot.kept_actions)
    actions = say("summary", "actions_note", open=len(snapshot.kept_actions) - done, done=done)
    items += [
        Figure(say("summary", "events"), number(len(snapshot.shown_events)), ", ".join(events)),
        Figure(say("summary", "causes"), number(len(labels)), causes if labels else ""),
        Figure(say("summary", "actions"), number(len(snapshot.kept_actions)), actions if snapshot.kept_actions else ""),
    ]
    return Figures(tuple(items))


def _moments(told: Told) -> tuple[Block, ...]:
    """The six moments; nothing where the group has not set any."""
    if not told.snapshot.moments:
        return ()
    rows = []
    for kind in MomentKind:
        moment = told.snapshot.moments.get(kind)
        if moment is None:
            when = Cell(say("summary", "not_set"))
        else:
            when = Cell(told.when(moment.at) or say("summary", "unknown"), strong=moment.at is not None)
        since = format_duration(moment.at - told.start) if moment and moment.at and told.start else ""
        event = told.snapshot.get(Event, moment.event_id) if moment else None
        rows.append(Row((Cell(name_of(kind)), when, Cell(since), told.event_cell(event))))
    columns = (
        Column(say("summary", "moment"), 2),
        Column(f"{say('timeline', 'time')} ({told.snapshot.review.timezone})", 2.4),
        Column(say("timeline", "since"), 1.8),
        Column(say("response", "evidence"), 6),
    )
    return Heading(say("summary", "moments_title")), Table(columns, tuple(rows))


def _first_actions(told: Told) -> tuple[Block, ...]:
    ranked = [r for r in rank(told.snapshot) if r.action.status is not ActionStatus.DONE][:FIRST_ACTIONS]
    if not ranked:
        return ()
    items = tuple(
        Bullet(
            r.action.text,
            " · ".join(
                (
                    r.action.owner or say("actions", "no_owner"),
                    r.action.due.isoformat() if r.action.due else say("actions", "no_due"),
                )
            ),
            link=f"action-{r.rank}",
        )
        for r in ranked
    )
    return Heading(say("summary", "first_title")), Bullets(items)


def _missing(told: Told) -> tuple[Block, ...]:
    """What was still open, step by step."""
    rows: list[Row] = []
    for state in progress(told.snapshot):
        for place, result in enumerate(state.missing):
            step = Cell("" if place else state.step.title, strong=True)
            rows.append(Row((step, Cell(result.text), Cell(result.detail))))
    if not rows:
        return ()
    columns = (
        Column(say("summary", "step"), 2),
        Column(say("summary", "not_met"), 6),
        Column(say("summary", "stands"), 6),
    )
    caption = say("summary", "missing_intro")
    return Heading(say("summary", "missing_title"), "missing"), Table(columns, tuple(rows), caption)
