"""The points of an impact-effort matrix and where they lie on it; nothing here knows Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from math import cos, hypot, pi, sin, sqrt

from secondstory.model.enums import CauseLabel
from secondstory.model.records import SCORE_MAX, SCORE_MIN, SCORE_STEP

AIR = 0.35
RING = 6


@dataclass(frozen=True, slots=True)
class MatrixPoint:
    """One action on the matrix; ``number`` is its rank. Without both scores it waits in the tray.

    ``label_class`` says where the causes belong that it changes: *mixed* where they are of both sorts, nothing or
    *unclassified* where there are none.
    """

    action_id: int
    number: int
    label: str
    impact: float | None = None
    effort: float | None = None
    label_class: CauseLabel | None = None
    must_do: bool = False
    done: bool = False

    @property
    def scores(self) -> tuple[float, float] | None:
        """Impact and effort, where both are known."""
        return None if self.impact is None or self.effort is None else (self.impact, self.effort)


@dataclass(frozen=True, slots=True)
class Field:
    """The area of the matrix in pixels; scores run to the right and upwards, with air around 1 and 5."""

    left: float
    top: float
    width: float
    height: float

    @property
    def _units(self) -> float:
        return SCORE_MAX - SCORE_MIN + 2 * AIR

    def x(self, effort: float) -> float:
        """Where an effort lies."""
        return self.left + (effort - SCORE_MIN + AIR) / self._units * self.width

    def y(self, impact: float) -> float:
        """Where an impact lies."""
        return self.top + self.height - (impact - SCORE_MIN + AIR) / self._units * self.height

    def scores_at(self, x: float, y: float) -> tuple[float, float]:
        """The impact and effort, in half steps and within the scale, nearest to a place."""
        effort = (x - self.left) / max(self.width, 1) * self._units + SCORE_MIN - AIR
        impact = (self.top + self.height - y) / max(self.height, 1) * self._units + SCORE_MIN - AIR
        return stepped(impact), stepped(effort)

    def contains(self, x: float, y: float) -> bool:
        """Whether a place lies on the field."""
        return self.left <= x <= self.left + self.width and self.top <= y <= self.top + self.height


def stepped(score: float) -> float:
    """The nearest score: from 1 to 5 in half steps."""
    return min(max(round(score / SCORE_STEP) * SCORE_STEP, SCORE_MIN), SCORE_MAX)


def spread(count: int, radius: float) -> list[tuple[float, float]]:
    """How far from their common place points of one score are drawn, so that each can be seen.

    Up to six form a ring in which none touches another; more fill a disc from the middle outwards.
    """
    if count == 1:
        return [(0.0, 0.0)]
    if count <= RING:
        far = radius * 1.06 / sin(pi / count)
        turn = -pi / 2 if count > 2 else pi
        return [(far * cos(turn + 2 * pi * i / count), far * sin(turn + 2 * pi * i / count)) for i in range(count)]
    golden = pi * (3 - sqrt(5))
    return [(radius * 1.2 * sqrt(i) * cos(i * golden), radius * 1.2 * sqrt(i) * sin(i * golden)) for i in range(count)]


def places(points: Sequence[MatrixPoint], field: Field, radius: float) -> dict[int, tuple[float, float]]:
    """The middle of every scored point by action id, in pixels; none lies fully on another or leaves the field."""
    together: dict[tuple[float, float], list[MatrixPoint]] = {}
    for point in points:
        if point.scores is not None:
            together.setdefault(point.scores, []).append(point)
    found: dict[int, tuple[float, float]] = {}
    for (impact, effort), group in together.items():
        around = spread(len(group), radius)
        across = _inside(field.x(effort), [right for right, _ in around], field.left, field.width, radius)
        along = _inside(field.y(impact), [down for _, down in around], field.top, field.height, radius)
        found.update(zip((point.action_id for point in group), zip(across, along, strict=True), strict=True))
    return found


def _inside(middle: float, offsets: list[float], start: float, room: float, radius: float) -> list[float]:
    """The places around a middle, which makes way where they would leave the room: a group stays spread at an edge."""
    least, most = start + radius, start + room - radius
    middle = max(min(middle, most - max(offsets)), least - min(offsets))
    return [min(max(middle + offset, least), most) for offset in offsets]


def neighbour(
    at: tuple[float, float], others: dict[int, tuple[float, float]], direction: tuple[int, int]
) -> int | None:
    """The action whose point is nearest in a direction (right, down), leaning towards those straight ahead."""
    best: tuple[float, int] | None = None
    for action_id, (x, y) in others.items():
        way = (x - at[0], y - at[1])
        ahead = way[0] * direction[0] + way[1] * direction[1]
        if ahead > 0.5:
            cost = hypot(*way) * (hypot(*way) / ahead)
            best = min(best or (cost, action_id), (cost, action_id))
    return best[1] if best else None
