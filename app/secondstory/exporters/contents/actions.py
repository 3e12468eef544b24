"""Actions: the matrix, the plan in order of rank, and what will not be done."""

from collections.abc import Iterator, Mapping

from secondstory.exporters.blocks import (
    Align,
    Block,
    Bullet,
    Bullets,
    Cell,
    Column,
    Heading,
    MatrixChart,
    MatrixPoint,
    Paragraph,
    Row,
    Section,
    Table,
    Tone,
)
from secondstory.exporters.contents.causes import refs
from secondstory.exporters.contents.told import Told
from secondstory.exporters.contents.words import count, say
from secondstory.model.enums import ActionStatus, CauseLabel, IdeaState, Quadrant
from secondstory.model.names import name_of
from secondstory.model.records import Action
from secondstory.priority.quadrants import CUT
from secondstory.priority.ranking import Ranked, rank, ranking_rule


def actions(told: Told) -> Section:
    """The section on what will change."""
    ranked, names = rank(told.snapshot), refs(told)
    blocks: list[Block] = []
    if ranked:
        blocks += _matrix(told, ranked)
        blocks += [
            Heading(say("actions", "ranked_title"), "ranked"),
            Table(_columns(), tuple(_row(told, item, names) for item in ranked), caption=ranking_rule()),
        ]
    else:
        blocks.append(Paragraph(say("actions", "none"), Tone.MISSING))
    blocks += _not_doing(told)
    parked = sum(idea.state is IdeaState.PARKED for idea in told.snapshot.ideas)
    if parked:
        blocks.append(Paragraph(say("actions", "parked", count=count("idea", parked)), Tone.QUIET))
    return Section("actions", say("actions", "title"), tuple(blocks))


def _matrix(told: Told, ranked: tuple[Ranked, ...]) -> Iterator[Block]:
    points = tuple(
        MatrixPoint(r.rank, r.action.text, r.action.impact, r.action.effort, _labels(told, r.action))
        for r in ranked
        if r.action.impact is not None and r.action.effort is not None
    )
    if points:
        listed = "; ".join(
            say("actions", "matrix_point", number=p.number, impact=f"{p.impact:g}", effort=f"{p.effort:g}")
            for p in points
        )
        text = say("actions", "matrix", count=count("scored", len(points)), cut=f"{CUT:g}", points=f"{listed}.")
        names = tuple((quadrant, name_of(quadrant)) for quadrant in Quadrant)
        yield Heading(say("actions", "matrix_title"), "matrix")
        yield MatrixChart(points, names, CUT, say("actions", "impact_axis"), say("actions", "effort_axis"), text)
    if len(points) < len(ranked):
        yield Paragraph(say("actions", "unscored", count=count("unscored", len(ranked) - len(points))), Tone.QUIET)


def _labels(told: Told, action: Action) -> frozenset[CauseLabel]:
    return frozenset(cause.label for cause in told.snapshot.causes_of(action.id))


def _columns() -> tuple[Column, ...]:
    return (
        Column(say("actions", "rank"), 1.1, Align.CENTRE),
        Column(say("actions", "action"), 7.2),
        Column(say("actions", "owner_due"), 3.3),
        Column(say("actions", "control"), 2.5),
        Column(say("actions", "scores"), 2.4),
        Column(say("actions", "causes"), 1.4),
    )


def _row(told: Told, ranked: Ranked, names: Mapping[int, str]) -> Row:
    action = ranked.action
    scored = action.impact is not None and action.effort is not None
    scores = f"{action.impact:g} / {action.effort:g}" if scored else say("actions", "unscored_cell")
    kind = name_of(action.kind) if action.kind else ""
    strength = name_of(action.strength) if action.strength else ""
    due = action.due.isoformat() if action.due else say("actions", "no_due")
    return Row(
        (
            Cell(str(ranked.rank), action.ref, strong=True),
            Cell(action.text, _detail(action), strong=True),
            Cell(action.owner or say("actions", "no_owner"), f"{due} · {name_of(action.status)}"),
            Cell(kind or strength, strength if kind else ""),
            Cell(scores, name_of(ranked.quadrant) if ranked.quadrant else ""),
            Cell("\n".join(names[cause.id] for cause in told.snapshot.causes_of(action.id))),
        ),
        anchor=f"action-{ranked.rank}",
    )


def _detail(action: Action) -> str:
    parts = [say("actions", "must")] if action.must_do else []
    if action.effect_check:
        parts.append(say("actions", "effect", text=action.effect_check))
    if action.effect_seen:
        parts.append(say("actions", "seen", text=action.effect_seen))
    return "\n".join(parts)


def _not_doing(told: Told) -> Iterator[Block]:
    items = [
        Bullet(action.text, action.reason or say("actions", "no_reason"))
        for action in told.snapshot.actions
        if action.status is ActionStatus.NOT_DOING
    ]
    items += [
        Bullet(i.text, i.reason or say("actions", "no_reason"))
        for i in told.snapshot.ideas
        if i.state is IdeaState.SET_ASIDE
    ]
    if items:
        yield Heading(say("actions", "not_doing_title"), "not-doing")
        yield Bullets(tuple(items))
