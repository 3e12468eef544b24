"""Which reviews Home lists, and in which order."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum
from typing import Any
from zoneinfo import ZoneInfo

from secondstory.model.enums import ReviewKind, ReviewStatus
from secondstory.model.records import Review
from secondstory.services.reviews import ReviewSummary
from secondstory.timeline.clock import in_zone


class ReviewOrder(StrEnum):
    """The orders of the list."""

    LATEST = "latest"
    OLDEST = "oldest"
    TITLE = "title"
    SEVERITY = "severity"
    OPEN_ACTIONS = "open-actions"


@dataclass(frozen=True, slots=True)
class ReviewFilter:
    """What is searched and chosen; empty fields let everything pass."""

    text: str = ""
    kind: ReviewKind | None = None
    severity: str = ""
    status: ReviewStatus | None = None
    order: ReviewOrder = ReviewOrder.LATEST

    def apply(self, summaries: Iterable[ReviewSummary]) -> list[ReviewSummary]:
        """The reviews that pass, in order."""
        found = [summary for summary in summaries if self._passes(summary.review)]
        found.sort(key=lambda summary: summary.review.id, reverse=True)
        key, backwards = _ORDERS[self.order]
        found.sort(key=key, reverse=backwards)
        return found

    def _passes(self, review: Review) -> bool:
        if self.kind not in (None, review.kind) or self.status not in (None, review.status):
            return False
        if self.severity not in ("", review.severity):
            return False
        texts = (review.ref, review.title, review.service, review.severity, review.facilitator, review.summary)
        whole = "\n".join(texts).casefold()
        return all(word in whole for word in self.text.casefold().split())


def began(review: Review) -> datetime:
    """When what is under review began, as far as that is known; else when the review was started."""
    return review.window_start or review.created_at


def day_of(review: Review) -> date:
    """The day of `began` in the review's own zone."""
    return in_zone(began(review), ZoneInfo(review.timezone)).date()


_ORDERS: Mapping[ReviewOrder, tuple[Callable[[ReviewSummary], Any], bool]] = {
    ReviewOrder.LATEST: (lambda summary: began(summary.review), True),
    ReviewOrder.OLDEST: (lambda summary: began(summary.review), False),
    ReviewOrder.TITLE: (lambda summary: summary.review.title.casefold(), False),
    ReviewOrder.SEVERITY: (lambda summary: (not summary.review.severity, summary.review.severity.casefold()), False),
    ReviewOrder.OPEN_ACTIONS: (lambda summary: summary.open_actions, True),
}
