"""Events that are probably told twice, for somebody to merge or to leave."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from math import ceil
from operator import attrgetter, neg
from typing import TypeVar

from secondstory.model.event_list import EventList
from secondstory.model.progress import Progress, Work
from secondstory.model.records import Event

T = TypeVar("T")

LIKENESS = 0.6
"""The share of words that two events need in common."""
_NEAR = 60.0
_NEAR_MICROSECONDS = round(_NEAR) * 1_000_000
_NEVER = -(2**65)
"""How many seconds two tellings of one event may be apart."""
_CANDIDATES = 8
"""How many events with one word in common are looked at, newest first; keeps a storm of alerts from taking for ever."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two events that are likely one. ``likeness`` is the share of words in common, from 0 to 1."""

    first: Event
    second: Event
    likeness: float
    reason: str


@dataclass(slots=True)
class _Told:
    """A dated event with the words and the figures it is compared by; ``at`` is in seconds."""

    at: float
    event: Event
    words: frozenset[str]
    figures: frozenset[str]


def find_duplicates(events: EventList) -> Work[tuple[DuplicatePair, ...]]:
    """Pairs of events less than a minute apart that tell the same, in the order of the timeline.

    Each event is paired with the earlier one that it is most like. Within one source only a literal repetition
    counts: a source repeats itself for a reason. Figures must agree, so that ``host 12`` is not ``host 13``.

    The words of an event are split twice: those of very many are not held all at once.
    """
    near = yield from _near_one_another(events.dated)
    dated: list[Event] = []
    for some in _portions(near):
        dated += some
        yield Progress(len(dated), len(near), "")
    dated.sort(key=attrgetter("id"))
    dated.sort(key=attrgetter("occurred_at"))
    rarity: Counter[str] = Counter()
    for some in _portions(dated):
        rarity.update(chain.from_iterable(map(_words, some)))
        yield Progress(0, len(dated), "")
    rank = _rarest_first(rarity)
    by_word: defaultdict[str, deque[_Told]] = defaultdict(lambda: deque(maxlen=_CANDIDATES))
    found: list[DuplicatePair] = []
    for some in _portions(dated):
        for each in map(_told, some):
            recent = [by_word[word] for word in _prefix(each.words, rank)]
            likeness, other = _most_like(each, recent)
            if other is not None:
                found.append(_pair(other, each, likeness))
            for others in recent:
                others.appendleft(each)
        yield Progress(len(found), len(dated), "")
    return tuple(found)


def _portions(things: Iterable[T], size: int = 100) -> Iterator[list[T]]:
    left = iter(things)
    while some := list(islice(left, size)):
        yield some


def _near_one_another(dated: EventList) -> Work[EventList]:
    """The events that may have a pair: another source tells something within a minute, or the same one at that instant.

    Of a long timeline that is little, and no other event needs to be made.
    """
    after = yield from _near_before(zip(dated.times, dated.sources, strict=True))
    backwards = zip(map(neg, reversed(dated.times)), reversed(dated.sources), strict=True)
    before = yield from _near_before(backwards)
    before.reverse()
    either = int.from_bytes(after, "little") | int.from_bytes(before, "little")  # of all in one step
    return dated.only(either.to_bytes(len(dated), "little"))


def _near_before(told: Iterable[tuple[int, int]]) -> Work[bytearray]:
    """For each time and source 1 where something that may be the same is told less than a minute before, else 0."""
    near = bytearray()
    latest: dict[int, int] = {}
    last_source, last, last_of_others = -1, _NEVER, _NEVER
    for some in _portions(told, 5000):
        for at, source in some:
            other = last if source != last_source or not source else last_of_others
            near.append(at - other < _NEAR_MICROSECONDS or latest.get(source, _NEVER) == at)
            if source != last_source:
                last_source, last_of_others = source, last
            latest[source] = last = at
        yield Progress(len(near), 0, "")
    return near


def _words(event: Event) -> frozenset[str]:
    return frozenset(_WORD.findall(event.title.casefold()))


def _told(event: Event) -> _Told:
    assert event.occurred_at is not None  # noqa: S101 - chosen by the caller
    words = _words(event)
    return _Told(event.occurred_at.timestamp(), event, words, frozenset(word for word in words if not word.isalpha()))


def _rarest_first(rarity: Mapping[str, int]) -> Mapping[str, int]:
    """The place of each word when the rarest stands first."""
    return {word: place for place, (word, _) in enumerate(sorted(rarity.items(), key=lambda item: (item[1], item[0])))}


def _prefix(words: frozenset[str], rank: Mapping[str, int]) -> Sequence[str]:
    """The rarest words: two sets that are alike enough must share one of them."""
    ordered = sorted(words, key=rank.__getitem__)
    return ordered[: len(ordered) - ceil(LIKENESS * len(ordered)) + 1]


def _most_like(each: _Told, recent: Iterable[Iterable[_Told]]) -> tuple[float, _Told | None]:
    """The event of the last minute that is most like this one, the newest of equals, and how like it is."""
    best, chosen = 0.0, None
    seen: set[int] = set()
    for others in recent:
        for other in others:
            if each.at - other.at >= _NEAR:
                break
            if other.event.id in seen:
                continue
            seen.add(other.event.id)
            likeness = _likeness(other, each)
            if likeness >= LIKENESS and (likeness, other.at) > (best, chosen.at if chosen else 0.0):
                best, chosen = likeness, other
        if best == 1.0:
            break
    return best, chosen


def _likeness(first: _Told, second: _Told) -> float:
    if first.event.source_id is not None and first.event.source_id == second.event.source_id:
        return float(_is_repetition(first, second))
    if first.figures and second.figures and first.figures != second.figures:
        return 0.0
    common = len(first.words & second.words)
    return common / (len(first.words) + len(second.words) - common)


def _is_repetition(first: _Told, second: _Told) -> bool:
    one, other = first.event, second.event
    return first.at == second.at and one.title == other.title and one.body == other.body and one.actor == other.actor


def _pair(first: _Told, second: _Told, likeness: float) -> DuplicatePair:
    same = "Same words" if likeness == 1 else f"{likeness:.0%} of the words in common"
    return DuplicatePair(first.event, second.event, likeness, f"{same}, {round(second.at - first.at)} s apart")
