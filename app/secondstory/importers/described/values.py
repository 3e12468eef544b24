"""Values of a record by their paths, and texts that are made of them."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any

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

    def values(self, path: str) -> Iterator[Any]:
        """The values at a path such as ``author.name``, ``files.*.name`` or ``^.title``; none if it leads nowhere."""
        names = path.split(".")
        scope: Scope | None = self
        while names and names[0] == AROUND and scope is not None:
            scope, names = scope.around, names[1:]
        if scope is not None:
            yield from _at(scope.tree, names)

    def text(self, path: str) -> str:
        """What stands at a path, several values with commas between them; empty where nothing does."""
        return ", ".join(dict.fromkeys(filter(None, map(said, self.values(path)))))

    def filled(self, template: str) -> str:
        """A template such as ``Resolved: {title|name}`` with its values; empty where one of them is.

        ``{?path}`` stands for nothing, but something has to be at that path.
        """
        missing = False

        def value(match: re.Match[str]) -> str:
            nonlocal missing
            if match[1].startswith(IF):
                missing = missing or not any(self.values(match[1].removeprefix(IF)))
                return ""
            text = next(filter(None, map(self.text, match[1].split("|"))), "")
            missing = missing or not text
            return text

        text = _FIELD.sub(value, template)
        return "" if missing else text.strip()

    def first(self, templates: Iterable[str]) -> str:
        """The first of the templates whose values are all there."""
        return next(filter(None, map(self.filled, templates)), "")

    def all(self, templates: Iterable[str]) -> list[str]:
        """All templates whose values are there, each text once."""
        return list(dict.fromkeys(filter(None, map(self.filled, templates))))

    def has(self, path: str) -> bool:
        """Whether something stands at a path."""
        return any(value is not None for value in self.values(path))


def _at(value: Any, names: list[str]) -> Iterator[Any]:
    """The values at a path. JSON that is packed as a text is looked into."""
    if not names:
        yield value
        return
    name, *rest = names
    if isinstance(value, str):
        value = _unpacked(value)
    if name == ANY and isinstance(value, list):
        for item in value:
            yield from _at(item, rest)
    elif name == ANY and isinstance(value, dict):
        for item in value.values():
            yield from _at(item, rest)
    elif isinstance(value, dict) and name in value:
        yield from _at(value[name], rest)


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
