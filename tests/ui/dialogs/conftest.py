"""The fixtures of the dialog tests."""

from support.windows import context, sample_context, window

__all__ = ["context", "sample_context", "window"]
