"""The points of an impact-effort matrix and where they lie on it; nothing here knows Qt."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import combinations
from math import cos, hypot, pi, sin, sqrt

from secondstory.model.enums import CauseLabel
from secondstory.model.records import SCORE_MAX, SCORE_MIN, SCORE_STEP
from secondstory.priority.quadrants import CUT

AIR = 0.35
RING = 6
APART = 1.5
"""So many pixels stay free between two points, where there is room."""
MOST_FILLED = 0.5
MOST_PUSHES = 60
Side = tuple[float, float, float, float]
"""The left, right, upper and lower end of where a point may lie."""


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

    def quadrant(self, impact: float, effort: float, radius: float) -> Side:
        """Where the middle of a point of these scores may lie so that it is whole, and seen in its quadrant."""
        left, right = self.left + radius, self.left + self.width - radius
        top, bottom = self.top + radius, self.top + self.height - radius
        across = (left, self.x(CUT)) if effort <= CUT else (self.x(CUT), right)
        return (*across, *((top, self.y(CUT)) if impact >= CUT else (self.y(CUT), bottom)))

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
    """The middle of every scored point by action id, in pixels; none lies fully on another or leaves the field.

    Where there is room, none touches another: in a small field the points of neighbouring scores make way.
    """
    scored = tuple((point.action_id, point.scores) for point in points if point.scores is not None)
    return dict(_places(scored, field, radius))


@lru_cache(maxsize=16)
def _places(
    scored: tuple[tuple[int, tuple[float, float]], ...], field: Field, radius: float
) -> dict[int, tuple[float, float]]:
    """Where points of these scores lie; kept, for painting, pointing and clicking ask again and again."""
    together: dict[tuple[float, float], list[int]] = {}
    for action_id, scores in scored:
        together.setdefault(scores, []).append(action_id)
    found: dict[int, tuple[float, float]] = {}
    for (impact, effort), group in together.items():
        around = spread(len(group), radius)
        across = _inside(field.x(effort), [right for right, _ in around], field.left, field.width, radius)
        along = _inside(field.y(impact), [down for _, down in around], field.top, field.height, radius)
        found.update(zip(group, zip(across, along, strict=True), strict=True))
    sides = {action_id: field.quadrant(*scores, radius) for action_id, scores in scored}
    if len(found) * (2 * radius) ** 2 > field.width * field.height * MOST_FILLED:
        return found  # more of them than there is room for stay where their scores put them
    return dict(zip(found, _apart(list(found.values()), [sides[number] for number in found], radius), strict=True))


def _apart(middles: list[tuple[float, float]], sides: list[Side], radius: float) -> list[tuple[float, float]]:
    """The same places, pushed away from one another little by little until none touches another.

    None leaves its side of the lines between the quadrants, whatever the others ask for.
    """
    least, moved = 2 * radius + APART, [_held(*middle, side) for middle, side in zip(middles, sides, strict=True)]
    for _ in range(MOST_PUSHES):
        touching = [
            (one, other)
            for one, other in combinations(range(len(moved)), 2)
            if hypot(moved[one][0] - moved[other][0], moved[one][1] - moved[other][1]) < least - 0.1
        ]
        if not touching:
            break
        for one, other in touching:
            (x, y), (x2, y2) = moved[one], moved[other]
            way = hypot(x2 - x, y2 - y)
            push = max(least - way, 0) / 2
            right, down = ((x2 - x) / way, (y2 - y) / way) if way else (1.0, 0.0)
            moved[one] = _held(x - right * push, y - down * push, sides[one])
            moved[other] = _held(x2 + right * push, y2 + down * push, sides[other])
    return moved


def _held(x: float, y: float, side: Side) -> tuple[float, float]:
    """The place nearest to another one that lies on a side."""
    left, right, top, bottom = side
    return min(max(x, left), right), min(max(y, top), bottom)


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
