"""Events that are probably told twice, for somebody to merge or to leave."""

import re
from collections import Counter, defaultdict, deque
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from math import ceil

from secondstory.model.records import Event

LIKENESS = 0.6
"""The share of words that two events need in common."""
_NEAR = timedelta(minutes=1)
_CANDIDATES = 24
"""How many events with one word in common are looked at, newest first; keeps a storm of alerts from taking for ever."""
_WORD = re.compile(r"\w+")


@dataclass(frozen=True, slots=True)
class DuplicatePair:
    """Two events that are likely one. ``likeness`` is the share of words in common, from 0 to 1."""

    first: Event
    second: Event
    likeness: float
    reason: str


@dataclass(frozen=True, slots=True)
class _Told:
    """A dated event with the words and the figures it is compared by."""

    at: datetime
    event: Event
    words: frozenset[str]
    figures: frozenset[str]


def likely_duplicates(events: Iterable[Event]) -> tuple[DuplicatePair, ...]:
    """Pairs of events less than a minute apart that tell the same, in the order of the timeline.

    Each event is paired with the earlier one that it is most like. Within one source only a literal repetition
    counts: a source repeats itself for a reason. Figures must agree, so that ``host 12`` is not ``host 13``.
    """
    told = sorted((_told(e, e.occurred_at) for e in events if e.occurred_at), key=lambda t: (t.at, t.event.id))
    rarity = Counter(word for each in told for word in each.words)
    by_word: defaultdict[str, deque[_Told]] = defaultdict(lambda: deque(maxlen=_CANDIDATES))
    found: list[DuplicatePair] = []
    for each in told:
        prefix = _prefix(each.words, rarity)
        best = max((_pair(other, each) for other in _near(each, prefix, by_word)), key=_strength, default=None)
        if best is not None and best.likeness >= LIKENESS:
            found.append(best)
        for word in prefix:
            by_word[word].append(each)
    return tuple(found)


def _told(event: Event, at: datetime) -> _Told:
    words = frozenset(_WORD.findall(event.title.casefold()))
    return _Told(at, event, words, frozenset(word for word in words if not word.isalpha()))


def _prefix(words: frozenset[str], rarity: Counter[str]) -> Sequence[str]:
    """The rarest words: two sets that are alike enough must share one of them."""
    ordered = sorted(words, key=lambda word: (rarity[word], word))
    return ordered[: len(ordered) - ceil(LIKENESS * len(ordered)) + 1]


def _near(each: _Told, prefix: Iterable[str], by_word: defaultdict[str, deque[_Told]]) -> Iterable[_Told]:
    """Earlier events of the last minute that share a rare word, each once."""
    seen: dict[int, _Told] = {}
    for word in prefix:
        others = by_word[word]
        while others and each.at - others[0].at >= _NEAR:
            others.popleft()
        seen.update((id(other), other) for other in others)
    return seen.values()


def _pair(first: _Told, second: _Told) -> DuplicatePair:
    common = len(first.words & second.words)
    likeness = common / (len(first.words) + len(second.words) - common)
    literal = first.event.title == second.event.title
    repeats = first.event.source_id is not None and first.event.source_id == second.event.source_id
    differ = first.figures and second.figures and first.figures != second.figures
    if differ or (repeats and not (literal and first.at == second.at and first.event.body == second.event.body)):
        likeness = 0.0
    same = "Same words" if likeness == 1 else f"{likeness:.0%} of the words in common"
    seconds = round((second.at - first.at).total_seconds())
    return DuplicatePair(first.event, second.event, likeness, f"{same}, {seconds} s apart")


def _strength(pair: DuplicatePair) -> tuple[float, datetime | None]:
    return pair.likeness, pair.first.occurred_at
