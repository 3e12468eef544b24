"""The wording coach on the texts of a review, and the phrases that somebody chose to keep."""

from collections.abc import Iterable
from functools import cache

from secondstory.model.changes import Changes, Label
from secondstory.model.records import KeptWording
from secondstory.model.snapshot import Snapshot
from secondstory.services.editing import add_record
from secondstory.services.library import Library
from secondstory.wording.coach import Coach, Finding, sentence_of

__all__ = ["Finding", "check_text", "coach", "keep_wording"]


@cache
def coach() -> Coach:
    """The coach with the shipped rules, read once."""
    return Coach.load()


def check_text(text: str, snapshot: Snapshot | None = None) -> tuple[Finding, ...]:
    """The findings in a text, without those that somebody chose to keep in this review."""
    if snapshot is None:
        return coach().check(text)
    kept = {(k.family, k.phrase, k.sentence) for k in snapshot.kept_wordings}
    return tuple(
        finding
        for finding in coach().check(text, people=people_of(snapshot))
        if (finding.family, finding.text, sentence_of(text, finding.start)) not in kept
    )


def people_of(snapshot: Snapshot) -> Iterable[str]:
    """The names and roles that the coach takes for people."""
    return [word for p in snapshot.participants for word in (p.name, p.role) if word]


def keep_wording(library: Library, review_id: int, text: str, finding: Finding, reason: str = "") -> Changes:
    """Keep a phrase as it is in its sentence."""
    kept = KeptWording(
        review_id=review_id,
        family=finding.family,
        phrase=finding.text,
        sentence=sentence_of(text, finding.start),
        reason=reason,
    )
    return add_record(library, kept, Label("Keep the wording “{phrase}”", {"phrase": finding.text}))
