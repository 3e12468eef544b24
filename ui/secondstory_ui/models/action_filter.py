"""Which actions the list over all reviews shows."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from secondstory.model.enums import ActionStatus
from secondstory.services.actions import CLOSED, OpenAction


class ActionShow(StrEnum):
    """Which actions are looked at, by where they stand."""

    OPEN = "open"
    OVERDUE = "overdue"
    DONE = "done"
    NOT_DOING = "not-doing"
    ALL = "all"


@dataclass(frozen=True, slots=True)
class ActionFilter:
    """What is searched and chosen; empty fields let everything pass.

    The actions of the sample are shown only where the sample is chosen, or where there are no others.
    """

    show: ActionShow = ActionShow.OPEN
    text: str = ""
    owner: str = ""
    review_id: int = 0

    def apply(self, items: Iterable[OpenAction], today: date) -> list[OpenAction]:
        """The actions that pass, in the order in which they came."""
        return [item for item in self._of_reviews(list(items)) if self._passes(item, today)]

    def _of_reviews(self, items: list[OpenAction]) -> list[OpenAction]:
        if self.review_id:
            return [item for item in items if item.review.id == self.review_id]
        return [item for item in items if not item.review.sample] or items

    def _passes(self, item: OpenAction, today: date) -> bool:
        if not self._stands(item, today):
            return False
        action, review = item.action, item.review
        if self.owner.casefold() not in action.owner.casefold():
            return False
        whole = "\n".join((action.ref, action.text, action.owner, review.ref, review.title, review.service)).casefold()
        return all(word in whole for word in self.text.casefold().split())

    def _stands(self, item: OpenAction, today: date) -> bool:
        status = item.action.status
        if self.show is ActionShow.OPEN:
            return status not in CLOSED
        if self.show is ActionShow.OVERDUE:
            return item.overdue(today)
        if self.show is ActionShow.ALL:
            return True
        return status is (ActionStatus.DONE if self.show is ActionShow.DONE else ActionStatus.NOT_DOING)
