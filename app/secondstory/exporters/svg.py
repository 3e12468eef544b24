"""The two drawings of a report as SVG, for the HTML form."""

from datetime import datetime
from html import escape

from secondstory.exporters.blocks import MatrixChart, MatrixPoint, Point, TimelineChart
from secondstory.exporters.charts import RIGHT, UPPER, same_spot, score_share, shape_of, time_share
from secondstory.exporters.palette import colour, lane_shape
from secondstory.timeline.clock import format_duration

WIDTH, LABELS, LANE, HEAD = 900, 150, 28, 64
SIDE, MARGIN = 420, 40


def timeline(chart: TimelineChart) -> str:
    """Lanes with their events, the moments as lines, the durations as bars."""
    bottom = HEAD + max(len(chart.lanes), 1) * LANE
    height = bottom + 26 + len(chart.bands) * 22
    parts = [_open(WIDTH, height, chart.summary)]
    for place, lane in enumerate(chart.lanes):
        y = HEAD + (place + 0.5) * LANE
        parts.append(f'<text x="0" y="{y + 4:g}">{escape(lane.name)}</text>')
        parts.append(_line(0, y + LANE / 2, WIDTH, y + LANE / 2, "line"))
        fill, shape = colour(f"lanes.{lane.kind}.colour"), lane_shape(lane.kind)
        parts += (_point(chart, point, y, fill, shape) for point in lane.points)
    for place, moment in enumerate(chart.moments):
        x, y = _x(chart, moment.at), 12 + place % 4 * 14
        end = x > WIDTH - 90
        parts.append(_line(x, y - 6, x, bottom, "ink", dash="3 3"))
        side = f'x="{x - 4:g}" text-anchor="end"' if end else f'x="{x + 4:g}"'
        parts.append(f'<text {side} y="{y:g}" font-weight="bold">{escape(moment.name)}</text>')
    for place, band in enumerate(chart.bands):
        y = bottom + 32 + place * 22
        x1, x2 = _x(chart, band.start), _x(chart, band.end)
        parts.append(_line(x1, y, x2, y, "quiet", width=3))
        parts.append(f'<text x="{x1:g}" y="{y - 6:g}">{escape(band.name)}: {format_duration(band.span)}</text>')
    parts.append(f'<text x="{LABELS}" y="{bottom + 14}">{chart.start:%Y-%m-%d %H:%M}</text>')
    parts.append(f'<text x="{WIDTH}" y="{bottom + 14}" text-anchor="end">{chart.end:%Y-%m-%d %H:%M}</text></svg>')
    return "".join(parts)


def matrix(chart: MatrixChart) -> str:
    """Quadrants, cut lines and numbered points."""
    cut = SIDE * score_share(chart.cut)
    parts = [_open(SIDE + MARGIN, SIDE + MARGIN, chart.summary), f'<g transform="translate({MARGIN},0)">']
    for quadrant, name in chart.quadrants:
        right, upper = quadrant in RIGHT, quadrant in UPPER
        x, width = (cut, SIDE - cut) if right else (0.0, cut)
        y, height = (0.0, SIDE - cut) if upper else (SIDE - cut, cut)
        fill, ink = colour(f"quadrants.{quadrant}"), colour(f"quadrant_names.{quadrant}")
        parts.append(f'<rect x="{x:g}" y="{y:g}" width="{width:g}" height="{height:g}" fill="{fill}"/>')
        side = f'x="{SIDE - 10}" text-anchor="end"' if right else 'x="10"'
        parts.append(f'<text {side} y="{20 if upper else SIDE - 12}" fill="{ink}">{escape(name)}</text>')
    parts.append(_line(cut, 0, cut, SIDE, "quiet", dash="5 3"))
    parts.append(_line(0, SIDE - cut, SIDE, SIDE - cut, "quiet", dash="5 3"))
    parts += (_numbered(*spot) for spot in same_spot(chart))
    parts.append(f'<text x="{SIDE / 2:g}" y="{SIDE + 24}" text-anchor="middle">{escape(chart.effort_title)}</text>')
    turned = f'transform="translate(-14,{SIDE / 2:g}) rotate(-90)" text-anchor="middle"'
    parts.append(f"<text {turned}>{escape(chart.impact_title)}</text></g></svg>")
    return "".join(parts)


def _open(width: float, height: float, summary: str) -> str:
    label = escape(summary)
    size = f'viewBox="0 0 {width:g} {height:g}" width="{width:g}"'
    return f'<svg xmlns="http://www.w3.org/2000/svg" {size} role="img" aria-label="{label}">'


def _x(chart: TimelineChart, at: datetime) -> float:
    return round(LABELS + 10 + time_share(chart, at) * (WIDTH - LABELS - 20), 1)


def _point(chart: TimelineChart, point: Point, y: float, fill: str, shape: str) -> str:
    x, reach = _x(chart, point.at), 7 if point.key else 4.5
    hollow = shape == "ring" or not point.exact
    look = f'fill="{"#fff" if hollow else fill}" stroke="{fill}" stroke-width="{2 if hollow else 0}"'
    bar = ""
    if point.until:
        bar = f'<path d="M{x} {y:g}H{_x(chart, point.until)}" stroke="{fill}" stroke-width="3"/>'
    return bar + _shape(shape, x, y, reach, look)


def _shape(shape: str, x: float, y: float, reach: float, look: str) -> str:
    if shape in {"circle", "ring"}:
        return f'<circle cx="{x:g}" cy="{y:g}" r="{reach:g}" {look}/>'
    corners = {
        "square": ((-0.85, -0.85), (0.85, -0.85), (0.85, 0.85), (-0.85, 0.85)),
        "diamond": ((0, -1.2), (1.2, 0), (0, 1.2), (-1.2, 0)),
        "triangle": ((0, -1.2), (1.04, 0.6), (-1.04, 0.6)),
    }[shape]
    path = " ".join(f"{x + dx * reach:.1f},{y + dy * reach:.1f}" for dx, dy in corners)
    return f'<polygon points="{path}" {look}/>'


def _numbered(point: MatrixPoint, number: int, members: int) -> str:
    """A point; those with the same scores stand side by side."""
    shape, hue = shape_of(point)
    x = SIDE * score_share(point.effort) + (number - (members - 1) / 2) * 26
    y = SIDE * (1 - score_share(point.impact))
    text = f'<text x="{x:g}" y="{y + 4:g}" text-anchor="middle" fill="#fff">{point.number}</text>'
    return _shape(shape, x, y, 12, f'fill="{colour(hue)}" stroke="#fff" stroke-width="2"') + text


def _line(x1: float, y1: float, x2: float, y2: float, hue: str, *, width: float = 1, dash: str = "") -> str:
    dashed = f' stroke-dasharray="{dash}"' if dash else ""
    return f'<path d="M{x1:g} {y1:g}L{x2:g} {y2:g}" stroke="{colour(hue)}" stroke-width="{width:g}"{dashed}/>'
