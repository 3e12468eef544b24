"""Looking for words in all reviews of a library."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from secondstory.model.records import Action, Cause, Event, Learning, Review, ReviewRecord
from secondstory.services.library import Library
from secondstory.storage.reader import Reader
from secondstory.storage.search import Query, find_events

MOST_FOUND = 100
"""How much is found where nobody asks for more."""
_TEXTS: tuple[type[Cause | Learning | Action], ...] = (Cause, Learning, Action)


@dataclass(frozen=True, slots=True)
class Hit:
    """A place where all the words stand.

    ``kind`` is what holds them: ``review``, ``cause``, ``learning``, ``action`` or ``event``; ``at`` is the time of an
    event.
    """

    review: Review
    kind: str
    record_id: int
    text: str
    at: datetime | None = None


def search(library: Library, typed: str, limit: int = MOST_FOUND) -> tuple[Hit, ...]:
    """Where all the words of a text stand, the last of them perhaps unfinished: what people wrote before what happened.

    Words in quotation marks have to follow one another. What lies in the bin, is hidden or merged is left out. The
    latest of each kind comes first.
    """
    query = Query.of(typed)
    if not query.phrases:
        return ()
    with library.reading() as reader:
        reviews = {review.id: review for review in reader.all(Review, binned=False)}
        found = [hit for hit in _written(reader, reviews) if query.matches(hit.text)][:limit]
        events = reader.some(Event, find_events(reader.connection, query, limit - len(found)))
        told = (Hit(reviews[e.review_id], "event", e.id, e.title, e.occurred_at) for e in reversed(events))
        return (*found, *told)


def _written(reader: Reader, reviews: dict[int, Review]) -> Iterator[Hit]:
    """What people wrote: there is little of it, so it needs no index."""
    for review in reversed(reviews.values()):
        yield Hit(review, "review", review.id, " · ".join(filter(None, (review.title, review.service, review.summary))))
    for kind in _TEXTS:
        rows: list[ReviewRecord] = [*reader.all(kind)]
        for row in reversed(rows):
            if row.review_id in reviews:
                yield Hit(reviews[row.review_id], kind.__name__.lower(), row.id, str(row.text))  # type: ignore[attr-defined]
