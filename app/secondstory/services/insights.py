"""The figures over a whole library, worked out review by review."""

from datetime import datetime

from secondstory.metrics.library import LibraryMetrics, metrics_from, review_facts
from secondstory.model.progress import Progress, Work
from secondstory.model.records import Review
from secondstory.services.library import Library
from secondstory.services.reviews import snapshot

__all__ = ["LibraryMetrics", "metrics_of"]


def metrics_of(library: Library) -> Work[LibraryMetrics]:
    """Work out the figures over all reviews that are not in the bin. One review at a time is held in memory."""
    with library.reading() as reader:
        reviews = reader.all(Review, binned=False)
    real = [review for review in reviews if not review.sample]
    facts = []
    for done, review in enumerate(real):
        yield Progress(done, len(real), "Working out the figures")
        facts.append(review_facts(snapshot(library, review.id)))
    return metrics_from(facts, len(reviews) - len(real), datetime.now().astimezone().date())
