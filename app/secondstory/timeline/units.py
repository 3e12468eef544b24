"""Units of time as people write them."""

from collections.abc import Mapping
from datetime import timedelta

_SPELLINGS: Mapping[timedelta, str] = {
    timedelta(milliseconds=1): "ms msec millisecond milliseconds",
    timedelta(seconds=1): "s sec secs second seconds",
    timedelta(minutes=1): "m min mins minute minutes",
    timedelta(hours=1): "h hr hrs hour hours",
    timedelta(days=1): "d day days",
}
UNITS: Mapping[str, timedelta] = {name: unit for unit, names in _SPELLINGS.items() for name in names.split()}
"""How long a unit is, by each of its spellings."""
