"""Chats on web pages: elements whose classes say that they are a name, a time, or what somebody said."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cache
from html import escape
from html.parser import HTMLParser

from secondstory.importers.html.text import plain_text
from secondstory.importers.rules import rules

NAME, TIME, TEXT, NOTHING = "name", "time", "text", "nothing"
_VOID = frozenset(
    {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
)
_BY_TAG = {"script": NOTHING, "style": NOTHING, "time": TIME}
_TOKEN = re.compile(r"[A-Za-z]+")
_CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
_DIGIT = re.compile(r"\d")
_MONTH = re.compile(r"[^\W\d_]{3}")
OF_A_DATE = 8
"""A day, a year and a time of day have as many digits, or more."""
_STRAY = re.compile(r"<(?![a-zA-Z/!][^<>]*>)")


@dataclass(slots=True)
class Spoken:
    """A message as a page shows it."""

    name: str = ""
    written: str = ""
    texts: list[str] = field(default_factory=list)
    is_named: bool = False
    """Whether the page says the name again, and it was not taken from the message before."""

    @property
    def text(self) -> str:
        """What was said."""
        return "\n\n".join(self.texts)

    @property
    def raw(self) -> str:
        """The message as it is kept: the name, the time, and the text."""
        return f"{self.name}\n{self.written}\n{self.text}"


def spoken(html: str) -> list[Spoken]:
    """The messages of a page in its order; none where its classes say nothing of names, times and texts."""
    reader = _Reader()
    reader.feed(_STRAY.sub("&lt;", html))
    reader.close()
    return list(_assembled(reader.found))


def page_of(raw: str) -> str:
    """A message, as it is kept, as a page of its own."""
    name, written, *text = [*raw.split("\n", 2), "", ""][:3]
    parts = (("author", name), ("timestamp", written), ("content", "\n".join(text)))
    return "<!doctype html><body>" + "".join(f'<pre class="{sort}">{escape(part)}</pre>' for sort, part in parts)


def _assembled(found: list[tuple[str, str]]) -> Iterator[Spoken]:
    """Messages of the pieces of a page: each begins with a name or a time, in either order."""
    now = Spoken()
    for sort, piece in found:
        if sort == TEXT:
            now.texts.append(piece)
            continue
        if now.texts or (now.written if sort == TIME else now.is_named):
            if now.written:
                yield now
            now = Spoken(now.name)
        if sort == TIME:
            now.written = piece
        else:
            now.name, now.is_named = piece, True
    if now.written:
        yield now


@dataclass(slots=True)
class _Open:
    """An element that is being read: what it is, how deep, and what it holds so far."""

    sort: str
    depth: int
    told: str = ""
    html: list[str] = field(default_factory=list)


class _Reader(HTMLParser):
    """Collects names, times and texts. What holds other pieces is no piece itself."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[tuple[str, str]] = []
        self._depth = 0
        self._open: list[_Open] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        sort = _BY_TAG.get(tag) or _sort_of(given.get("class") or "")
        if sort and tag not in _VOID and not (self._open and self._open[-1].sort in (sort, NOTHING, NAME, TIME)):
            if self._open and sort in (NAME, TIME):
                self._open.clear()  # a text with a name in it is what stands around messages
            self._open.append(_Open(sort, self._depth, given.get("datetime") or given.get("title") or ""))
        elif self._open and self._open[-1].sort == TEXT:
            self._open[-1].html.append(self.get_starttag_text() or "")
        elif self._open and self._open[-1].sort == TIME and not self._open[-1].told:
            self._open[-1].told = given.get("datetime") or given.get("title") or ""
        self._depth += tag not in _VOID

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        if tag not in _VOID:
            self.handle_endtag(tag)

    def handle_endtag(self, tag: str) -> None:
        if tag in _VOID:
            return
        self._depth -= self._depth > 0
        if self._open and self._open[-1].depth >= self._depth:
            self._take(self._open.pop())
        elif self._open:
            self._open[-1].html.append(f"</{tag}>")

    def handle_data(self, data: str) -> None:
        if self._open:
            self._open[-1].html.append(escape(data, quote=False))

    def _take(self, piece: _Open) -> None:
        text = plain_text("".join(piece.html))
        if piece.sort == TIME:
            text = _told_time(piece.told, " ".join(text.split()))
        elif piece.sort == NAME:
            text = " ".join(text.split())
        if text and piece.sort != NOTHING:
            self.found.append((piece.sort, text))


def _told_time(told: str, shown: str) -> str:
    """What a time is written as: in its tooltip where that says more, or names the month, for pages often are brief."""
    digits = len(_DIGIT.findall(told))
    says_more = digits > len(_DIGIT.findall(shown)) or (digits >= OF_A_DATE and _MONTH.search(told) is not None)
    return told.strip() if says_more else shown


@cache
def _sort_of(classes: str) -> str:
    """What an element with these classes is; empty where they say nothing."""
    table = rules("chat-page")
    for sort in (NOTHING, TIME, NAME, TEXT):
        for one in classes.split():
            words = [word.lower() for word in _TOKEN.findall(_CAMEL.sub(" ", one))]
            if any(words[-len(name) :] == name for name in table[sort]):
                return sort
    return ""
