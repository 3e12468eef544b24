"""What to look at before a report is handed out: open wording, names in texts, and what the file is called."""

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date

from secondstory.exporters.initials import initials_in, initials_of
from secondstory.exporters.introduced import introduced_in
from secondstory.exporters.privacy import role_words, without_names
from secondstory.model.records import Action, Learning, Participant, Record, Review, ReviewRecord
from secondstory.model.snapshot import Snapshot
from secondstory.services.actions import OpenAction
from secondstory.services.library import Library
from secondstory.services.reviews import ReviewSummary, summaries
from secondstory.services.wording import Finding, check_text
from secondstory.steps.catalogue import steps
from secondstory.timeline.clock import in_zone

SLUG_LENGTH = 40


@dataclass(frozen=True, slots=True)
class SharedText:
    """A text that readers of the report see, and where it is written: a step, and there a record (0: the step)."""

    step: str
    record_id: int
    text: str


@dataclass(frozen=True, slots=True)
class OpenWording:
    """Words that the coach asks about and nobody chose to keep."""

    place: SharedText
    finding: Finding


@dataclass(frozen=True, slots=True)
class PossibleName:
    """Words that may name somebody of whom the library knows nothing: where they stand first, and in how many texts."""

    words: str
    place: SharedText
    texts: int


def shared_texts(snapshot: Snapshot) -> Iterator[SharedText]:
    """Everything that was written in the review and that its readers see, in the order of the steps."""
    order = {step.key: number for number, step in enumerate(steps(snapshot.review.kind))}
    for step, record_id, texts in sorted(_texts(snapshot), key=lambda found: order.get(found[0], len(order))):
        yield from (SharedText(step, record_id, text) for text in texts if text.strip())


def _texts(snapshot: Snapshot) -> Iterator[tuple[str, int, tuple[str, ...]]]:
    review = snapshot.review
    yield "prepare", 0, (review.title, review.service)
    yield from (("timeline", event.id, (event.title, event.body)) for event in snapshot.shown_events)
    yield "impact", 0, (review.summary, review.severity_note)
    yield from (("impact", impact.id, (impact.who, impact.what)) for impact in snapshot.impacts)
    yield from (("response", answer.id, (answer.text,)) for answer in snapshot.answers)
    yield from (("causes", cause.id, (cause.text, cause.reason, cause.accepted_because)) for cause in snapshot.causes)
    yield "causes", 0, (review.nothing_to_change,)
    for note in snapshot.notes:
        yield note.step or "timeline", note.event_id or 0, (note.text,)
    yield from (("learnings", learning.id, (learning.text,)) for learning in snapshot.learnings)
    for action in snapshot.actions:
        yield "actions", action.id, (action.text, action.reason, action.effect_check, action.effect_seen)
    yield from (("actions", 0, (idea.text, idea.reason)) for idea in snapshot.ideas)


def open_wording(snapshot: Snapshot) -> tuple[OpenWording, ...]:
    """What the wording coach asks about in all texts, in the order of the steps."""
    return tuple(
        OpenWording(place, finding) for place in shared_texts(snapshot) for finding in check_text(place.text, snapshot)
    )


def texts_with_names(snapshot: Snapshot) -> tuple[SharedText, ...]:
    """The texts in which somebody is named. The report says the role there; the library keeps the text."""
    change = role_words(snapshot)
    return tuple(place for place in shared_texts(snapshot) if change(place.text) != place.text)


def possible_names(snapshot: Snapshot) -> tuple[PossibleName, ...]:
    """What may be a name and stays as it is in the report, for nothing says whose; in the order of the steps."""
    change, initials = role_words(snapshot), initials_of(one.name for one in snapshot.participants)
    found: dict[str, list[SharedText]] = {}
    for place in shared_texts(snapshot):
        text = change(place.text)
        for words in dict.fromkeys((*introduced_in(text), *initials_in(text, initials))):
            found.setdefault(words, []).append(place)
    return tuple(PossibleName(words, places[0], len(places)) for words, places in found.items())


def shared_summaries(library: Library) -> tuple[ReviewSummary, ...]:
    """The reviews outside the bin with roles for names.

    Known are the people whom a review lists, who facilitate or own it or something of it, and whom its title marks.
    Who else acted stands in the timelines, of which a list of reviews reads none.
    """
    found = summaries(library)
    shared = _without_names(library, (summary.review for summary in found))
    return tuple(replace(summary, review=shared[summary.review.id].review) for summary in found)


def shared_actions(library: Library, found: Sequence[OpenAction]) -> tuple[OpenAction, ...]:
    """Actions of any reviews with roles for names, as far as people are known without the timelines."""
    shared = _without_names(library, {row.review.id: row.review for row in found}.values())
    return tuple(
        replace(row, review=whole.review, action=whole.get(Action, row.action.id) or row.action)
        for row in found
        for whole in (shared[row.review.id],)
    )


def in_roles(snapshot: Snapshot, texts: Sequence[str]) -> list[str]:
    """Texts of a review as they may leave the library, such as by the clipboard."""
    return list(map(role_words(snapshot), texts))


def _without_names(library: Library, reviews: Iterable[Review]) -> dict[int, Snapshot]:
    """Reviews with their participants, actions and learnings only, with roles for names."""
    kinds: tuple[type[ReviewRecord], ...] = (Participant, Action, Learning)
    with library.reading() as reader:
        tables = {kind: reader.all(kind) for kind in kinds}
    shared = {}
    for review in reviews:
        own: dict[type[Record], dict[int, Record]] = {
            kind: {row.id: row for row in rows if row.review_id == review.id} for kind, rows in tables.items()
        }
        shared[review.id] = without_names(Snapshot(review, own))
    return shared


def file_name(snapshot: Snapshot, what: str, suffix: str) -> str:
    """A name for a file about the review, for example ``2018-10-21_database-clusters_internal.pdf``."""
    parts = (day_of(snapshot).isoformat(), _slug(snapshot), what)
    return "_".join(part for part in parts if part) + suffix


def day_of(snapshot: Snapshot) -> date:
    """The day that a review is about, in its own zone; the day it was begun where nothing has a time yet."""
    first = next((event.occurred_at for event in snapshot.shown_events if event.occurred_at), None)
    review = snapshot.review
    return in_zone(review.window_start or first or review.created_at, snapshot.zone).date()


def _slug(snapshot: Snapshot) -> str:
    """The service, or else the title, with roles for names, in letters and digits and dashes between the words."""
    words = role_words(snapshot)(snapshot.review.service.strip() or snapshot.review.title)
    slug = re.sub(r"[\W_]+", "-", words.casefold()).strip("-")
    if len(slug) <= SLUG_LENGTH:
        return slug
    return slug[: SLUG_LENGTH + 1].rpartition("-")[0] or slug[:SLUG_LENGTH]
