"""The axis of the timeline in the PDF report: what its ticks say."""

from datetime import UTC, datetime, timedelta

import pytest

from secondstory.exporters.pdf.chart_timeline import labelled_ticks

START = datetime(2025, 12, 30, 13, 40, tzinfo=UTC)


def said(span: timedelta) -> list[tuple[str, str]]:
    return [(words, begun) for _, words, begun in labelled_ticks(START, START + span)]


def test_hours_say_the_day_where_it_begins():
    assert said(timedelta(hours=12)) == [
        ("14:00", "30 Dec"),
        ("16:00", ""),
        ("18:00", ""),
        ("20:00", ""),
        ("22:00", ""),
        ("00:00", "31 Dec"),
    ]


def test_days_say_the_year_where_it_begins():
    assert said(timedelta(days=8))[:3] == [("31 Dec", ""), ("01 Jan", "2026"), ("02 Jan", "")]


@pytest.mark.parametrize("years", [1, 3, 40, 600, 7000])
def test_years_apart_no_two_ticks_say_the_same(years: int):
    told, year = [], "2025"
    for words, begun in said(timedelta(days=366 * years)):
        year = begun or year
        told.append((words, year))
    assert 10 > len(set(told)) == len(told) > 0
