"""Finds initials that may stand for somebody who takes part: asked about before a text is shared, never guessed."""

import re
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache

from secondstory.exporters.people import is_grammar, lexicon, not_people, participant_names
from secondstory.exporters.spelling import bare_words, composed, level, phrases_of, words_of
from secondstory_resources import resource_text

_INITIALS = re.compile(r"(?<![\w@/#.$&-])(?:[^\W\d_]{2,3}|(?:[^\W\d_]\.){2,3})(?![\w/@&-]|\.\w)")
_REACH = 40
_START = re.compile(r"(?:^|[\n.!?;]\s?)(?:[\W\d_]|(?<!\w)(?:utc|[ap]m)(?!\w))*$", re.IGNORECASE)
_SIGNED = re.compile(r"(?:^|\s)(?:[–—~(\[]|-{1,2}) ?$")
_NOTHING_BEHIND = re.compile(r"[)\]]?[.!]?\s*(?:$|\n)")


def initials_of(names: Iterable[str]) -> frozenset[str]:
    """The initials of names of several words, but for those that are known as something else, such as DB."""
    found = set()
    for name in (one for text in names for one in participant_names(text)):
        words = [word for word in bare_words(level(composed(name))) if word.casefold() not in words_of("particles")]
        letters = [word[0].upper() for word in words if word[0].isalpha()]
        if len(letters) > 1:
            found |= {letters[0] + letters[-1], "".join(letters)}
    return frozenset(one for one in found if len(one) <= 3 and not _is_something(one.casefold()))


def initials_in(text: str, known: frozenset[str]) -> Iterator[str]:
    """Which of these initials stand in a text where only people do, as they are written."""
    looked_at = level(text)
    for found in _INITIALS.finditer(looked_at) if known else ():
        if found[0].replace(".", "") in known and _is_somebody(looked_at, found.start(), found.end()):
            yield text[found.start() : found.end()]


def _is_somebody(text: str, start: int, end: int) -> bool:
    before, behind = text[max(0, start - _REACH) : start], text[end : end + _REACH]
    acts, asked = _sought()
    if acts.match(behind) or asked.search(before) or behind.startswith("'s "):
        return True
    if _SIGNED.search(before) and _NOTHING_BEHIND.match(behind):
        return True
    return bool(_START.search(before)) and behind.startswith((":", ", can you", ", could you"))


def _is_something(word: str) -> bool:
    known = not_people()
    if word in frozenset(tomllib.loads(resource_text("report/introductions.toml"))["no_initials"].split()):
        return True
    return (
        word in known.words
        or word in known.systems
        or is_grammar(word)
        or bool(lexicon().kinds(word) - {"word", "filler"})
    )


@cache
def _sought() -> tuple[re.Pattern[str], re.Pattern[str]]:
    """What people do right behind their initials, and what stands in front of those who are spoken to."""
    source = tomllib.loads(resource_text("report/introductions.toml"))
    acts = (
        (words_of("acts") - words_of("done_to_things")) | phrases_of("phrases") | frozenset(source["also_done"].split())
    )
    did, asked = ("|".join(map(re.escape, sorted(words))) for words in (acts, source["asked"]))
    return (
        re.compile(rf" (?:is |was |now |also ){{0,2}}(?:{did})(?![\w-])", re.IGNORECASE),
        re.compile(rf"(?<!\w)(?:{asked}) $", re.IGNORECASE),
    )
