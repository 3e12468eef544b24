"""Medians and percentiles."""

from statistics import median, quantiles

import pytest
from hypothesis import given
from hypothesis import strategies as st

from secondstory.metrics.distribution import distribution, percentile

values = st.lists(st.integers(0, 100_000).map(float), min_size=1, max_size=40)


def test_percentiles_are_those_of_a_spreadsheet() -> None:
    """PERCENTILE.INC of 1, 2, 3, 4 at 0.3 is documented as 1.9."""
    assert percentile([1, 2, 3, 4], 0.3) == pytest.approx(1.9)
    assert percentile([1, 2, 3, 4], 0.75) == pytest.approx(3.25)
    assert percentile([4, 1, 3, 2], 0) == 1
    assert percentile([4, 1, 3, 2], 1) == 4
    assert percentile([7], 0.9) == 7


@pytest.mark.parametrize(("found", "p"), [([], 0.5), ([1.0], -0.1), ([1.0], 1.1)])
def test_a_percentile_of_nothing_or_at_no_share_is_an_error(found: list[float], p: float) -> None:
    with pytest.raises(ValueError, match="share"):
        percentile(found, p)


@given(values)
def test_the_median_is_the_one_of_the_standard_library(found: list[float]) -> None:
    assert percentile(found, 0.5) == pytest.approx(median(found))


@given(st.lists(st.integers(0, 1000).map(float), min_size=2, max_size=40))
def test_the_ninetieth_percentile_is_the_inclusive_one_of_the_standard_library(found: list[float]) -> None:
    assert percentile(found, 0.9) == pytest.approx(quantiles(found, n=10, method="inclusive")[8])


@given(values, st.floats(0, 1), st.floats(0, 1))
def test_percentiles_rise_and_stay_within_the_values(found: list[float], p: float, q: float) -> None:
    low, high = percentile(found, min(p, q)), percentile(found, max(p, q))
    assert min(found) <= low <= high + 1e-9 <= max(found) + 1e-6


@pytest.mark.parametrize(("n", "has_median", "has_p90"), [(0, False, False), (4, False, False), (5, True, False)])
def test_few_values_are_only_listed(n: int, has_median: bool, has_p90: bool) -> None:
    found = distribution(range(n))
    assert (found.n, found.median is not None, found.p90 is not None) == (n, has_median, has_p90)


def test_from_ten_values_on_the_ninetieth_percentile_is_given() -> None:
    assert distribution(range(9)).p90 is None
    assert distribution(range(10)).p90 == pytest.approx(8.1)


@given(values)
def test_the_values_are_kept_in_rising_order(found: list[float]) -> None:
    assert list(distribution(found).values) == sorted(found)
