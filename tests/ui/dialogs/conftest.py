"""The fixtures of the dialog tests."""

import pytest

from secondstory_ui.page import PageContext
from support.libraries import started_review
from support.windows import context, sample_context, window

__all__ = ["context", "review_id", "sample_context", "window"]


@pytest.fixture
def review_id(context: PageContext) -> int:
    """A review that is open in the window."""
    made = started_review(context.bridge.library)
    context.bridge.open_review(made)
    return made
