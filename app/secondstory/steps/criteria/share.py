"""When the Share step is done."""

import re
from collections.abc import Iterator, Mapping

from secondstory.model.enums import ReviewStatus
from secondstory.model.snapshot import Snapshot
from secondstory.steps.catalogue import Criterion
from secondstory.steps.criteria.counting import Check, Unmet, require


def _summary(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return require(snapshot.review.summary.strip())


def _roles_only(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    names = {p.name.strip() for p in snapshot.participants if p.name.strip() and p.name.strip() != p.role.strip()}
    if not names:
        return None
    alternatives = "|".join(re.escape(name) for name in sorted(names, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{alternatives})(?!\w)", re.IGNORECASE)
    places = sorted({place for place, text in _shared_texts(snapshot) if pattern.search(text)})
    return {"places": ", ".join(places)} if places else None


def _shared_texts(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    """What everybody who gets the report reads, with the name of its place."""
    yield "Summary", snapshot.review.summary
    yield from (("Timeline", "\n".join(words)) for words in snapshot.shown_events.told("title", "body"))
    yield from (("Causes", f"{cause.text}\n{cause.reason}") for cause in snapshot.causes)
    yield from (("Learnings", learning.text) for learning in snapshot.learnings)
    yield from (("Actions", f"{action.text}\n{action.reason}\n{action.effect_check}") for action in snapshot.actions)


def _signed_off(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return require(snapshot.review.status is ReviewStatus.DONE)


CHECKS: Mapping[str, Check] = {"summary": _summary, "roles-only": _roles_only, "signed-off": _signed_off}
