"""Where things stand in the two drawings of a report, for every writer that draws them. Shares run from 0 to 1."""

from collections.abc import Iterator
from datetime import datetime

from secondstory.exporters.blocks import MatrixChart, MatrixPoint, TimelineChart
from secondstory.model.enums import CauseLabel
from secondstory.model.records import SCORE_MAX, SCORE_MIN

ROOM = 0.65
"""How many points of score lie between the ends of an axis and the outermost scores."""

UPPER, RIGHT = frozenset({"quick-win", "major-project"}), frozenset({"major-project", "reconsider"})
"""The quadrants of high impact, and those of high effort."""


def time_share(chart: TimelineChart, at: datetime) -> float:
    """Where an instant stands from left to right; the middle where everything happened at once."""
    first, last = chart.start.timestamp(), chart.end.timestamp()
    return (at.timestamp() - first) / (last - first) if last > first else 0.5


def score_share(score: float) -> float:
    """Where a score stands on an axis, from its lower end."""
    return (score - SCORE_MIN + ROOM) / (SCORE_MAX - SCORE_MIN + 2 * ROOM)


def same_spot(chart: MatrixChart) -> Iterator[tuple[MatrixPoint, int, int]]:
    """Each point with its place among those of the same scores and how many there are."""
    groups: dict[tuple[float, float], list[MatrixPoint]] = {}
    for point in chart.points:
        groups.setdefault((point.effort, point.impact), []).append(point)
    for members in groups.values():
        for number, point in enumerate(members):
            yield point, number, len(members)


def shape_of(point: MatrixPoint) -> tuple[str, str]:
    """The shape and colour of a point: circle systemic, square external, diamond both, triangle none."""
    known = point.labels & {CauseLabel.SYSTEMIC, CauseLabel.EXTERNAL}
    if len(known) > 1:
        return "diamond", "page.ink"
    if CauseLabel.SYSTEMIC in known:
        return "circle", "causes.systemic"
    return ("square", "causes.external") if known else ("triangle", "causes.unclassified")
