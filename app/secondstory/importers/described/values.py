"""Values of a record by their paths, and texts that are made of them."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from typing import Any

from secondstory.importers.documents.events import Time
from secondstory.importers.documents.reading import FAULTS, decode

ANY = "*"
AROUND = "^"
"""A path that begins so leads into the record around this one."""
IF = "?"
_FIELD = re.compile(r"\{([^{}]+)\}")


@dataclass(frozen=True, slots=True)
class Scope:
    """A record, decoded, and the one that it lies in."""

    tree: Any
    around: "Scope | None" = None

    def values(self, path: str) -> list[Any]:
        """The values at a path such as ``author.name``, ``files.*.name`` or ``^.title``; none if it leads nowhere."""
        names = _names(path)
        scope: Scope | None = self
        while names[0] == AROUND and scope is not None:
            scope, names = scope.around, names[1:]
        return [] if scope is None else _at(scope.tree, names)

    def text(self, path: str) -> str:
        """What stands at a path, several values with commas between them; empty where nothing does."""
        texts = [text for value in self.values(path) if (text := said(value))]
        return texts[0] if len(texts) == 1 else ", ".join(dict.fromkeys(texts))

    def filled(self, template: str) -> str:
        """A template such as ``Resolved: {title|name}`` with its values; empty where one of them is.

        ``{?path}`` stands for nothing, but something has to be at that path.
        """
        found = []
        for words, condition, paths in _pieces(template):
            found.append(words)
            if condition and not any(self.values(condition)):
                return ""
            if paths:
                text = next(filter(None, map(self.text, paths)), "")
                if not text:
                    return ""
                found.append(text)
        return "".join(found).strip()

    def first(self, templates: Iterable[str]) -> str:
        """The first of the templates whose values are all there."""
        return next(filter(None, map(self.filled, templates)), "")

    def all(self, templates: Iterable[str]) -> list[str]:
        """All templates whose values are there, each text once."""
        return list(dict.fromkeys(filter(None, map(self.filled, templates))))

    def time(self, paths: Iterable[str]) -> Time:
        """The first time that is there; zero is none. A template makes one of a time and a zone beside it."""
        for path in paths:
            if "{" in path:
                if made := self.filled(path):
                    return made
                continue
            for value in self.values(path):
                if value not in (None, "", 0, "0") and isinstance(value, str | int | float):
                    return value
        return None

    def has(self, path: str) -> bool:
        """Whether there is such a value; it may be null, as the author is of whom nothing is known any more."""
        return bool(self.values(path))


@cache
def _names(path: str) -> tuple[str, ...]:
    return tuple(path.split("."))


@cache
def _pieces(template: str) -> tuple[tuple[str, str, tuple[str, ...]], ...]:
    """The pieces of a template: words, and behind them a condition, or paths of which one is shown."""
    pieces, end = [], 0
    for match in _FIELD.finditer(template):
        inside = match[1]
        words, end = template[end : match.start()], match.end()
        is_condition = inside.startswith(IF)
        pieces.append((words, inside[1:] if is_condition else "", () if is_condition else tuple(inside.split("|"))))
    return (*pieces, (template[end:], "", ()))


def _at(value: Any, names: tuple[str, ...]) -> list[Any]:
    """The values at a path. JSON that is packed as a text is looked into."""
    for place, name in enumerate(names):
        if isinstance(value, str):
            value = _unpacked(value)
        if name == ANY:
            items = value if isinstance(value, list) else value.values() if isinstance(value, dict) else ()
            return [found for item in items for found in _at(item, names[place + 1 :])]
        if not isinstance(value, dict) or name not in value:
            return []
        value = value[name]
    return [value]


def _unpacked(text: str) -> Any:
    """JSON that a text holds; nothing where it holds none."""
    if not (text.lstrip().startswith("{") and text.rstrip().endswith("}")):
        return None
    try:
        return decode(text.encode("utf-8", "replace"), dict[str, Any])
    except FAULTS:
        return None


def said(value: Any) -> str:
    """A value as text: a list of words with commas, pieces of a text as one, nothing for a structure of values."""
    if isinstance(value, str):
        return value.strip()
    if isinstance(value, list):
        if any(isinstance(item, dict) and "text" in item for item in value):
            return "".join(item if isinstance(item, str) else _piece(item) for item in value).strip()
        return ", ".join(filter(None, map(said, value)))
    if value is None or isinstance(value, bool | dict):
        return ""
    return str(value)


def _piece(item: Any) -> str:
    text = item.get("text") if isinstance(item, dict) else ""
    return text if isinstance(text, str) else ""
