"""What the matrix says in its corners, its legend, tooltips and to screen readers."""

from secondstory.model.enums import CauseLabel, Quadrant
from secondstory.priority.quadrants import quadrant
from secondstory_ui.text import shown_name, translate
from secondstory_ui.widgets.matrix_points import MatrixPoint


def label_class(point: MatrixPoint) -> CauseLabel | None:
    """The class by which a point is painted."""
    return None if point.label_class is CauseLabel.UNCLASSIFIED else point.label_class


def class_name(kind: CauseLabel | None, *, short: bool = False) -> str:
    """What a shape means, in words, or in few of them."""
    if kind is None:
        return translate("Matrix", "No cause") if short else translate("Matrix", "No cause linked")
    if kind is CauseLabel.MIXED:
        return translate("Matrix", "Both") if short else translate("Matrix", "Systemic and external")
    return shown_name(kind)


def quadrant_names() -> dict[Quadrant, str]:
    """What stands in the corners."""
    return {
        Quadrant.QUICK_WIN: translate("Matrix", "Quick wins"),
        Quadrant.MAJOR_PROJECT: translate("Matrix", "Major projects"),
        Quadrant.FILL_IN: translate("Matrix", "Fill-ins"),
        Quadrant.RECONSIDER: translate("Matrix", "Reconsider"),
    }


def target_text(impact: float, effort: float) -> str:
    """Where a point would go, in words: ``Impact 4 · Effort 2.5 · Quick win``."""
    return translate("Matrix", "Impact {impact} · Effort {effort} · {quadrant}").format(
        impact=f"{impact:g}", effort=f"{effort:g}", quadrant=shown_name(quadrant(impact, effort))
    )


def told(point: MatrixPoint) -> list[str]:
    """A point in words: its rank and text, where it lies, and what else is known."""
    kind = label_class(point)
    where = translate("Matrix", "Not scored yet") if point.scores is None else target_text(*point.scores)
    more = [shown_name(kind)] if kind else []
    more += [translate("Matrix", "must do")] if point.must_do else []
    more += [translate("Matrix", "done")] if point.done else []
    return [f"{point.number}  {point.label}", where] + ([", ".join(more)] if more else [])
