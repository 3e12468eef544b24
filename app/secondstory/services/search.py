"""Looking for words in all reviews of a library."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from secondstory.exporters.privacy import without_names
from secondstory.model.records import Action, Cause, Event, Learning, Review
from secondstory.services.library import Library
from secondstory.storage.reader import Reader
from secondstory.storage.search import Query, find_events

MOST_FOUND = 100
"""How much is found where nobody asks for more."""
Place = Review | Cause | Learning | Action | Event


@dataclass(frozen=True, slots=True)
class Hit:
    """A record in which all the words stand, and its review.

    ``line`` is the line of its text in which a word stands that its title does not have, where that was asked for.
    """

    review: Review
    record: Place
    line: str = ""

    @property
    def kind(self) -> str:
        """What holds the words: ``review``, ``cause``, ``learning``, ``action`` or ``event``."""
        return type(self.record).__name__.lower()

    @property
    def text(self) -> str:
        """What it says, in short."""
        if isinstance(self.record, Review):
            return " · ".join(filter(None, (self.record.title, self.record.service, self.record.summary)))
        return self.record.title if isinstance(self.record, Event) else self.record.text

    @property
    def at(self) -> datetime | None:
        """The time of an event, where it is known."""
        return self.record.occurred_at if isinstance(self.record, Event) else None


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
        events = reader.some_events(find_events(reader.connection, query, limit - len(found)))
        return (*found, *(Hit(reviews[event.review_id], event) for event in reversed(events)))


def with_lines(hits: Iterable[Hit], typed: str) -> tuple[Hit, ...]:
    """The same places, those of events with the line that tells why they were found if their title does not."""
    query = Query.of(typed)
    last = len(query.phrases) - 1
    words = [Query((phrase,), query.open_end and place == last) for place, phrase in enumerate(query.phrases)]
    return tuple(replace(hit, line=_line(hit.record, words)) if isinstance(hit.record, Event) else hit for hit in hits)


def _line(event: Event, words: Sequence[Query]) -> str:
    missing = [word for word in words if not word.matches(event.title)]
    lines = (line.strip() for line in event.body.splitlines()) if missing else ()
    return next((line for line in lines if any(word.matches(line) for word in missing)), "")


def shared(library: Library, hits: tuple[Hit, ...]) -> tuple[Hit, ...]:
    """The same places with roles for names, as in everything that leaves the library.

    Who is a person stands anywhere in a review, so each review is read whole.
    """
    with library.reading() as reader:
        reviews = dict.fromkeys(hit.review.id for hit in hits)
        snapshots = {review_id: without_names(reader.snapshot(review_id)) for review_id in reviews}
    found = []
    for hit in hits:
        snapshot = snapshots[hit.review.id]
        record = snapshot.review if isinstance(hit.record, Review) else snapshot.get(type(hit.record), hit.record.id)
        if record is not None:  # somebody removed it meanwhile
            found.append(Hit(snapshot.review, record))
    return tuple(found)


def _written(reader: Reader, reviews: dict[int, Review]) -> Iterator[Hit]:
    """What people wrote: there is little of it, so it needs no index."""
    for review in reversed(reviews.values()):
        yield Hit(review, review)
    rows: tuple[Cause | Learning | Action, ...] = (
        *reversed(reader.all(Cause)),
        *reversed(reader.all(Learning)),
        *reversed(reader.all(Action)),
    )
    yield from (Hit(reviews[row.review_id], row) for row in rows if row.review_id in reviews)
