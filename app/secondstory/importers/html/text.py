"""HTML as plain text, for formats that document their texts as HTML."""

import re
from html import unescape
from html.parser import HTMLParser

_TAG = re.compile(
    r"</?(?:a|b|br|code|div|em|h[1-6]|i|li|ol|p|pre|small|span|strong|table|td|th|tr|u|ul)(?:\s[^<>]*)?/?>",
    re.IGNORECASE,
)
_BETWEEN_TAGS = re.compile(r">[^\S\n]*+\n\s*+<")
_COMMENT = re.compile(r"<!--.*?(?:-->|\Z)", re.DOTALL)
_STRAY = re.compile(r"<(?![a-zA-Z/][^<>]*>)")
_BLANKS = re.compile(r"[ \t\n\r\f\xa0]+")
_ENDS = re.compile(r"(?<! ) +\n")
_GAPS = re.compile(r"\n{3,}")
_LINES = frozenset(
    {
        "codeblock",
        "dd",
        "div",
        "dl",
        "dt",
        "figure",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "hr",
        "ol",
        "section",
        "tr",
        "ul",
    }
)
_APART = frozenset({"blockquote", "p", "pre", "table"})
_CELLS = frozenset({"td", "th"})
_HIDDEN = frozenset({"script", "style", "template", "title"})


def without_tags(text: str) -> str:
    """A text of a tool in which people may write HTML: what they see of it. One without tags stays as it is written.

    The lines of the text stay, apart from those that only set tags apart.
    """
    return plain_text(_BETWEEN_TAGS.sub("><", text).replace("\n", "<br>")) if _TAG.search(text) else text


def plain_text(html: str, *, links: bool = True) -> str:
    """The text that a person sees. Addresses of links are written behind their labels, or left out.

    The time that it takes grows with the length of the text only: what is no tag is text before it is parsed.
    """
    if "<" not in html:
        return unescape(html).replace("\xa0", " ").strip()
    reader = _Reader(links=links)
    reader.feed(_STRAY.sub("&lt;", _COMMENT.sub("", html)))
    reader.close()
    return _GAPS.sub("\n\n", _ENDS.sub("\n", "".join(reader.found))).strip()


class _Reader(HTMLParser):
    """Collects text, line breaks and what stands for pictures."""

    def __init__(self, *, links: bool) -> None:
        super().__init__(convert_charrefs=True)
        self.found: list[str] = []
        self._links = links
        self._address = ""
        self._label_from = 0
        self._verbatim = 0
        self._hidden = ""

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag in _HIDDEN:
            self._hidden = self._hidden or tag
        elif tag in _LINES or tag in _APART:
            self._break(tag)
            self._verbatim += tag == "pre"
        elif tag == "br":
            self.found.append("\n")
        elif tag == "li":
            self._break(tag)
            self.found.append("• ")
        elif tag in _CELLS:
            self._cell()
        elif tag == "a":
            self._address, self._label_from = given.get("href") or "", len(self.found)
        elif alternative := given.get("alt"):
            self.found.append(alternative)

    def handle_endtag(self, tag: str) -> None:
        if tag == self._hidden:
            self._hidden = ""
        elif tag == "a":
            self._end_link()
        elif tag in _LINES or tag in _APART:
            self._break(tag)
            self._verbatim -= tag == "pre" and self._verbatim > 0

    def handle_data(self, data: str) -> None:
        if self._hidden:
            return
        text = data if self._verbatim else _BLANKS.sub(" ", data)
        if not self._verbatim and (not self.found or self.found[-1].endswith(("\n", " "))):
            text = text.lstrip(" ")
        if text:
            self.found.append(text)

    def _break(self, tag: str) -> None:
        if self.found and not self.found[-1].endswith("\n"):
            self.found.append("\n")
        if tag in _APART:
            self.found.append("\n")

    def _cell(self) -> None:
        if self.found and not self.found[-1].endswith("\n"):
            self.found.append(" | ")

    def _end_link(self) -> None:
        address, self._address = self._address.removeprefix("mailto:"), ""
        if not address or not self._links:
            return
        label = "".join(self.found[self._label_from :]).strip()
        if address.rstrip("/") not in label:
            self.found.append(f" ({address})" if label else address)
