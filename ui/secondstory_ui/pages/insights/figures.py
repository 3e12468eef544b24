"""The cards of the Insights page, each from its part of the figures."""

from collections.abc import Sequence
from datetime import timedelta

from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QWidget

from secondstory.causes.taxonomy import groups
from secondstory.metrics.figures import Frequency, Spread
from secondstory.metrics.library import ActionMetrics, KindMetrics
from secondstory.model.enums import CauseLabel, ReviewKind
from secondstory.timeline.clock import format_duration
from secondstory_ui.pages.insights.figure_card import FigureCard
from secondstory_ui.text import counted, joined, shown_name, shown_text, translate
from secondstory_ui.theme.theme import length
from secondstory_ui.widgets.chip import look_of
from secondstory_ui.widgets.count_bars import Bar, CountBars
from secondstory_ui.widgets.dot_strip import DotStrip
from secondstory_ui.widgets.labels import Label

_LISTED = 4


def durations_card(metrics: KindMetrics) -> QWidget:
    """Durations of one kind of review: every value as a dot, summed up only where there are enough."""
    where = shown_name(metrics.kind)
    card = FigureCard(translate("Insights", "Durations"), [s.measure for s in metrics.durations], where)
    card.figures.addLayout(_spreads(metrics.durations, where))
    return card


def escalations_card(metrics: KindMetrics) -> QWidget:
    """How often help was called, and how many times."""
    where = shown_name(metrics.kind)
    measures = [metrics.escalated.measure, metrics.escalations.measure]
    card = FigureCard(translate("Insights", "Escalations"), measures, where)
    card.figures.addWidget(_frequency(metrics.escalated))
    card.figures.addLayout(_spreads([metrics.escalations], where))
    return card


def causes_card(metrics: KindMetrics) -> QWidget:
    """Causes by class and by group of the taxonomy."""
    measures = [metrics.causes.measure, metrics.groups.measure]
    card = FigureCard(translate("Insights", "Causes"), measures, shown_name(metrics.kind))
    if not metrics.causes.n:
        card.figures.addWidget(_quiet(translate("Insights", "No causes are named yet.")))
        return card
    card.figures.addWidget(CountBars([_label_bar(key, count) for key, count in metrics.causes.counts.items()]))
    found = [bar for key, count in metrics.groups.counts.items() if (bar := _group_bar(key, count))]
    if found:
        card.figures.addSpacing(length("unit"))
        card.figures.addWidget(_quiet(translate("Insights", "By group")))
        card.figures.addWidget(CountBars(found))
    return card


def follow_through_card(metrics: ActionMetrics) -> QWidget:
    """Whether what was decided is done."""
    kept = [metrics.follow_through, metrics.overdue, metrics.strong]
    card = FigureCard(translate("Insights", "Follow-through"), [figure.measure for figure in kept])
    for figure in kept:
        card.figures.addWidget(_frequency(figure))
    return card


def ages_card(metrics: ActionMetrics) -> QWidget:
    """How long open actions have been open."""
    card = FigureCard(
        translate("Insights", "Open actions by age"), [metrics.open_bands.measure, metrics.open_age.measure]
    )
    if not metrics.open_bands.n:
        card.figures.addWidget(_quiet(translate("Insights", "No action is open.")))
        return card
    days = translate("Insights", "{band} days")
    bars = [Bar(days.format(band=band), count) for band, count in metrics.open_bands.counts.items()]
    card.figures.addWidget(CountBars(bars))
    card.figures.addWidget(_quiet(_summary(metrics.open_age)))
    return card


def _label_bar(key: str, count: int) -> Bar:
    label = CauseLabel(key)
    tone, mark = look_of(label)
    return Bar(shown_name(label), count, "text_muted" if tone == "neutral" else tone, mark)


def _group_bar(key: str, count: int) -> Bar | None:
    """A bar for a group; nothing for one that the taxonomy does not know any more."""
    group = next((each for each in groups() if each.key == key), None)
    if group is None:
        return None
    tone, mark = look_of(group.label)
    return Bar(shown_text(group.title), count, tone, mark)


def _spreads(spreads: Sequence[Spread], where: str) -> QGridLayout:
    grid = QGridLayout()
    grid.setHorizontalSpacing(length("gap"))
    grid.setVerticalSpacing(length("half"))
    grid.setColumnStretch(1, 1)
    most = max((value for spread in spreads for value in spread.distribution.values), default=0.0)
    for row, spread in enumerate(spreads):
        grid.addWidget(Label(shown_text(spread.measure.name)), row, 0)
        summary = _summary(spread)
        words = Label(summary, "small", "muted", wrap=True)
        if spread.n:
            found = spread.distribution
            strip = DotStrip(f"{where}: {shown_text(spread.measure.name)}")
            strip.set_values(found.values, most, found.median, found.p90, f"{_listed(spread)}. {summary}")
            grid.addWidget(strip, row, 1)
            words.setMinimumWidth(170)
            grid.addWidget(words, row, 2)
        else:
            grid.addWidget(words, row, 1, 1, 2)
    if most:
        grid.addWidget(_Scale(_amount(most, spreads[0].unit)), len(spreads), 1)
    return grid


class _Scale(QWidget):
    """Says what the line of the dots runs from and to."""

    def __init__(self, end: str) -> None:
        super().__init__()
        line = QHBoxLayout(self)
        line.setContentsMargins(0, 0, 0, 0)
        line.addWidget(Label("0", "caption", "muted"))
        line.addStretch(1)
        line.addWidget(Label(end, "caption", "muted"))


def _summary(spread: Spread) -> str:
    """How many values there are, and what may be said about them."""
    if not spread.n:
        return translate("Insights", "no values yet")
    number = counted(spread.n, translate("Insights", "1 value"), translate("Insights", "{n} values"))
    found = spread.distribution
    if found.median is None:
        return joined([number, _listed(spread)])
    median = translate("Insights", "median {value}").format(value=_amount(found.median, spread.unit))
    if found.p90 is None:
        return joined([number, median])
    p90 = translate("Insights", "90th percentile {value}").format(value=_amount(found.p90, spread.unit))
    return joined([number, median, p90])


def _listed(spread: Spread) -> str:
    values = spread.distribution.values
    shown = ", ".join(_amount(value, spread.unit) for value in values[:_LISTED])
    return shown if len(values) <= _LISTED else f"{shown}, …"


def _amount(value: float, unit: str) -> str:
    if unit == "minutes":
        return format_duration(timedelta(minutes=value))
    return translate("Insights", "{n} d").format(n=f"{value:g}") if unit == "days" else f"{value:g}"


def _frequency(figure: Frequency) -> QWidget:
    """So many of so many, in words and figures."""
    row = QWidget()
    line = QHBoxLayout(row)
    line.setContentsMargins(0, length("half"), 0, length("half"))
    line.addWidget(Label(shown_text(figure.measure.name)), 1)
    if figure.n:
        words = translate("Insights", "{part} of {all}").format(part=figure.part, all=figure.n)
        line.addWidget(Label(words, "subheading", tabular=True))
    else:
        line.addWidget(_quiet(translate("Insights", "no cases yet")))
    return row


def _quiet(text: str) -> Label:
    return Label(text, "small", "muted", wrap=True)


def kind_heading(metrics: KindMetrics) -> str:
    """What the section of a kind is called."""
    words = {
        ReviewKind.INCIDENT: translate("Insights", "Incidents"),
        ReviewKind.NEAR_MISS: translate("Insights", "Near misses"),
        ReviewKind.DRILL: translate("Insights", "Drills"),
    }
    return words[metrics.kind]
