"""The fixtures of the page tests."""

from support.windows import context, sample_context, window

__all__ = ["context", "sample_context", "window"]
