"""Documents in the Atlassian Document Format as plain text.

Such a document is a tree of nodes: ``{"type": "paragraph", "content": [{"type": "text", "text": "…"}]}``. What a node
means that is not listed here is told by what it holds.
"""

from collections.abc import Iterator
from datetime import timedelta

from secondstory.model.instants import EPOCH

DEEPEST = 40
"""No document nests its nodes deeper; what lies deeper is left out."""
_LINES = frozenset(
    ("paragraph", "heading", "codeBlock", "caption", "taskItem", "decisionItem", "blockCard", "embedCard", "media")
)
"""The nodes that begin a line of their own and hold no other lines."""
_LISTS = frozenset(("bulletList", "orderedList", "taskList", "decisionList"))
_INDENT = "  "


def text_of(document: object) -> str:
    """The text of a document or of any of its nodes; empty where it holds none. Text that is no document stays text.

    Paragraphs have a blank line between them; items of lists and rows of tables stand on a line each.
    """
    if isinstance(document, str):
        return document.strip()
    return "\n\n".join(_blocks(document, 0)).strip()


def _blocks(node: object, depth: int) -> Iterator[str]:
    """The paragraphs of a node, each without blank lines around it."""
    if isinstance(node, list):
        for part in node:
            yield from _blocks(part, depth + 1)
        return
    if not isinstance(node, dict) or depth > DEEPEST:
        return
    kind = _kind(node)
    if kind in _LISTS:
        yield from _told("\n".join(_items(node, depth)))
    elif kind == "table":
        yield from _told("\n".join(_rows(node, depth)))
    elif kind in _LINES or _is_inline(node):
        yield from _told(_line(node, depth))
    else:
        yield from _told(_attribute(node, "title"))
        yield from _blocks(node.get("content"), depth)


def _items(node: dict[str, object], depth: int) -> Iterator[str]:
    """The lines of a list; lists inside it are indented."""
    ordered, number = _kind(node) == "orderedList", _first_number(node)
    for part in _parts(node):
        if not isinstance(part, dict) or depth + 1 > DEEPEST:
            continue
        if _kind(part) in _LISTS:
            yield from (_INDENT + line for line in _items(part, depth + 1))
            continue
        mark = f"{number}. " if ordered else _mark(part)
        number += 1
        is_line = _kind(part) in _LINES
        text = _line(part, depth + 1) if is_line else "\n".join(_blocks(part.get("content"), depth + 1))
        first, *others = text.split("\n")
        if text:
            yield mark + first
            yield from (_INDENT + line for line in others)


def _rows(node: dict[str, object], depth: int) -> Iterator[str]:
    """The rows of a table, each on a line."""
    for row in _parts(node):
        if isinstance(row, dict):
            cells = (" ".join(" ".join(_blocks(cell, depth + 2)).split()) for cell in _parts(row))
            yield " | ".join(cells).strip(" |")


def _line(node: object, depth: int) -> str:
    """The text of a node whose parts stand beside each other."""
    if not isinstance(node, dict) or depth > DEEPEST:
        return ""
    kind = _kind(node)
    if kind == "text":
        text = node.get("text")
        return text if isinstance(text, str) else ""
    if kind == "hardBreak":
        return "\n"
    if kind == "date":
        return _day(_attribute(node, "timestamp"))
    found = next(filter(None, (_attribute(node, name) for name in ("text", "shortName", "url", "alt"))), "")
    return found + "".join(_line(part, depth + 1) for part in _parts(node))


def _parts(node: dict[str, object]) -> list[object]:
    parts = node.get("content")
    return parts if isinstance(parts, list) else []


def _kind(node: dict[str, object]) -> str:
    kind = node.get("type")
    return kind if isinstance(kind, str) else ""


def _is_inline(node: dict[str, object]) -> bool:
    return "content" not in node and _kind(node) not in ("", "doc", "rule")


def _attribute(node: dict[str, object], name: str) -> str:
    attributes = node.get("attrs")
    value = attributes.get(name) if isinstance(attributes, dict) else None
    return str(value) if isinstance(value, str | int) and not isinstance(value, bool) else ""


def _first_number(node: dict[str, object]) -> int:
    written = _attribute(node, "order")
    return int(written) if written.isascii() and written.isdigit() and len(written) < 9 else 1


def _mark(item: dict[str, object]) -> str:
    if _kind(item) == "taskItem":
        return "[x] " if _attribute(item, "state") == "DONE" else "[ ] "
    return "- "


def _day(timestamp: str) -> str:
    """The day of a date node, which counts milliseconds since 1970 in UTC; as it stands where it is no number."""
    try:
        return (EPOCH + timedelta(milliseconds=int(timestamp))).date().isoformat()
    except (ValueError, OverflowError):
        return timestamp


def _told(text: str) -> Iterator[str]:
    if text.strip():
        yield text.strip()
