"""When the Timeline step is done."""

from collections.abc import Mapping
from itertools import pairwise

from secondstory.model.enums import MomentKind, Precision, ReviewKind
from secondstory.model.names import name_of
from secondstory.model.records import Event
from secondstory.model.snapshot import Snapshot
from secondstory.steps.catalogue import Criterion
from secondstory.steps.criteria.counting import Check, Unmet, at_least, none_of, require

_WITHOUT_HARM = (MomentKind.DETECTED, MomentKind.ACKNOWLEDGED)
"""The moments that a near miss has."""


def _events(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return require(snapshot.shown_events)


def _unread(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    waiting = len(snapshot.unread)
    return {"count": str(waiting)} if waiting else None


def _sourced(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    shown = snapshot.shown_events
    unsourced = sum(map(_is_unsourced, shown.by_hand))
    return {"count": str(unsourced), "total": str(len(shown))} if unsourced else None


def _is_unsourced(event: Event) -> bool:
    return not event.locator and event.precision is not Precision.RECALLED


def _starts_before(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    kind = next((k for k in (MomentKind.STARTED, MomentKind.DETECTED) if snapshot.moment_at(k)), None)
    first = snapshot.shown_events.first_time
    harm = snapshot.moment_at(kind) if kind else None
    if kind is None or harm is None or first is None or first <= harm:
        return None
    return {"moment": name_of(kind)}


def _moments(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    wanted = _WITHOUT_HARM if snapshot.review.kind is ReviewKind.NEAR_MISS else tuple(MomentKind)
    open_ = [name_of(kind) for kind in wanted if kind not in snapshot.moments]
    return {"names": ", ".join(open_)} if open_ else None


def _moments_order(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    """Detected may lie before started, where an alert came before the harm; nothing else may be turned round."""
    known = [(kind, at) for kind in MomentKind if (at := snapshot.moment_at(kind)) and kind is not MomentKind.STARTED]
    for (earlier, first), (later, second) in pairwise(known):
        if second < first:
            return {"earlier": name_of(earlier), "later": name_of(later)}
    started = snapshot.moment_at(MomentKind.STARTED)
    ends = [(k, at) for k, at in known if k in (MomentKind.MITIGATED, MomentKind.RESOLVED)]
    wrong = next((k for k, at in ends if started and at < started), None)
    return {"earlier": name_of(MomentKind.STARTED), "later": name_of(wrong)} if wrong else None


def _key_events(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    return at_least(3, len(snapshot.key_events))


def _key_notes(snapshot: Snapshot, _: Criterion) -> Unmet | None:
    noted = {note.event_id for note in snapshot.notes if note.text.strip()}
    return none_of(snapshot.key_events, lambda event: event.id not in noted)


CHECKS: Mapping[str, Check] = {
    "events": _events,
    "unread": _unread,
    "sourced": _sourced,
    "starts-before": _starts_before,
    "moments": _moments,
    "moments-order": _moments_order,
    "key-events": _key_events,
    "key-notes": _key_notes,
}
