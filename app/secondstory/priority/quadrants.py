"""The four fields of the impact-effort matrix."""

from secondstory.model.enums import Quadrant

CUT = 3.0
"""Where both axes are cut. A score on the line falls to the favourable side."""


def quadrant(impact: float, effort: float) -> Quadrant:
    """The field of a point: impact from 3 counts as high, effort up to 3 counts as low."""
    if impact >= CUT:
        return Quadrant.QUICK_WIN if effort <= CUT else Quadrant.MAJOR_PROJECT
    return Quadrant.FILL_IN if effort <= CUT else Quadrant.RECONSIDER
