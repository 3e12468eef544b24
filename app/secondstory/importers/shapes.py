"""The shape of a document whose format is not known yet: JSON, markup, an archive."""

import re
from collections.abc import Iterator
from functools import lru_cache

_JSON = re.compile(r"\s*(?:\[\s*(?:[{\[\"\]]|\d{9,19}(?:\.\d+)?\s*,|$)|\{\s*(?:[\"}]|$))")
_MARKUP = re.compile(r"\s*<(?:!doctype|\?xml|html|svg|rss|feed|[a-z]+[ >/])", re.IGNORECASE)
_TOKEN = re.compile(r'"((?:[^"\\]|\\.)*+)(?:"(\s*:)?|\Z)|[{}\[\]]', re.DOTALL)
DEEPEST = 6


def looks_like_json(text: str) -> bool:
    """Whether a text begins as JSON does."""
    return bool(_JSON.match(text))


def looks_like_markup(text: str) -> bool:
    """Whether a text begins as JSON, XML or HTML does."""
    return looks_like_json(text) or bool(_MARKUP.match(text))


@lru_cache(maxsize=2)
def key_set(text: str) -> frozenset[str]:
    """All that `json_keys` gives. Every importer of JSON asks for it, so it is kept."""
    return frozenset(json_keys(text))


@lru_cache(maxsize=2)
def neighbour_set(text: str) -> frozenset[str]:
    """What `key_set` gives where one list more or less stands around it.

    Of a list it is what each of its items has by itself, for several answers are often kept in one list; of an object
    it is what a list of such objects has.
    """
    step = -1 if text.lstrip()[:1] == "[" else 1
    names = (key.rpartition("@") for key in key_set(text))
    return frozenset(f"{name}@{int(depth) + step}" for name, _, depth in names if int(depth) + step > 0)


@lru_cache(maxsize=2)
def member_set(text: str) -> frozenset[str]:
    """What the members of an object have by themselves, taken together; nothing for a list."""
    if text.lstrip()[:1] == "[":
        return frozenset()
    names = (key.rpartition("@") for key in key_set(text))
    return frozenset(f"{name}@{int(depth) - 1}" for name, _, depth in names if depth != "1")


def json_keys(text: str) -> Iterator[str]:
    """The names in the beginning of a JSON document with their depth, as ``log_entries@1``; the outermost depth is 1.

    It only looks at brackets and names, so a document that is cut off or nested without end does no harm.
    """
    depth = 0
    for match in _TOKEN.finditer(text):
        found = match[0]
        if found in "{[":
            depth += 1
        elif found in "}]":
            depth -= 1
        elif match[2] and depth <= DEEPEST:
            yield f"{match[1]}@{depth}"
