"""The fingerprint by which Prometheus, Alertmanager and Grafana know a set of labels again."""

from collections.abc import Mapping

_START, _FACTOR, _BITS = 14695981039346656037, 1099511628211, 2**64 - 1
"""The numbers of FNV-1a with 64 bits."""


def fingerprint_of(labels: Mapping[str, str]) -> str:
    """16 hexadecimal digits that are the same for the same labels, in whatever order they stand."""
    found = _START
    for name in sorted(labels):
        for byte in b"%b\xff%b\xff" % (name.encode("utf-8", "replace"), labels[name].encode("utf-8", "replace")):
            found = (found ^ byte) * _FACTOR & _BITS
    return f"{found:016x}"
