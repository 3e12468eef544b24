"""A line of Markdown or plain text without its markup."""

import html
import re
from collections.abc import Sequence
from dataclasses import dataclass
from html.entities import html5

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]++(.*)$")
_WIKI_HEADING = re.compile(r"(={2,6})[ \t]*+(\S.*)$|h([1-6])\.[ \t]+(\S.*)$")
"""Headings as MediaWiki and AsciiDoc have them (``== Timeline ==``), and as Jira does (``h2. Timeline``)."""
_SIGNS_OF_LISTS = "-*+•–·‣▪◦●○■□►▸➤✓✔☐☑∙⁃"
_BULLET = re.compile(
    rf"(?:[{_SIGNS_OF_LISTS}]|o(?= {{2}})|\*{{2,6}}(?=[ \t]+[<\[]))[ \t]+(?:\[[ xX]\][ \t]+)?|"
    r"\d{1,3}[.)][ \t]+(?=\D|\d+[:.]\d\d|\d{4}-)"
)
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_FENCE = re.compile(r"\s*(?:>\s*)*(`{3,}|~{3,})")
_RULE = re.compile(r"\s*(?:(?:[-*_=]\s*){3,}|\+(?:[-=]+\+)+\s*)$")
_TABLE_RULE = re.compile(r"\s*[|+]?\s*:?[-=]+:?\s*(?:[|+]\s*:?[-=]+:?\s*)*[|+]?\s*$")
_WIKI_LINK = re.compile(r"\[\[(?:[^\[\]|]*\|)?([^\[\]|]+)\]\]")
_HARD_BREAK = re.compile(r"(?<!\\)\\\s*$")
"""A backslash at the end of a line of Markdown begins a new line."""
_PICTURES = re.compile(
    r"(?:(?:[\u2190-\u21ff\u2300-\u27bf\u2b00-\u2bff\U0001f000-\U0001faff][\ufe0f\u200d]*|:[a-z0-9_+-]+:)\s*)+(?=[*_`\[(]*\d)"
)
"""Pictures in front of a time are an ornament."""
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)|<br\s*/?>", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|~~|'{2,3})(?=\S)(.{1,500}?)(?<=\S)\1(?!\w)|`([^`]+)`")
"""What is emphasised is no longer, or every sign would be looked for up to the end of the text."""

_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>#|~])")
_ASIDE = 0xF0000
"""Signs behind a backslash are put aside as characters of private use, so that they are no markup."""
_SIGNS = "\\`*_{}[]<>#|~"
_PUT_BACK = {_ASIDE + ord(sign): sign for sign in _SIGNS}
_ENTITY = re.compile(r"&(?:#\d{1,7}|#[xX][0-9a-fA-F]{1,6}|[A-Za-z][A-Za-z0-9]{1,31});")


@dataclass(frozen=True, slots=True)
class Mark:
    """What a line is: ``level`` 1 to 6 of a heading, else 0; its indent; whether it is an item of a list."""

    text: str
    indent: int = 0
    level: int = 0
    bullet: bool = False


def mark_of(line: str) -> Mark:
    """A line taken apart."""
    if heading := _HEADING.match(line):
        return Mark(_spelt(_without_end(heading[2], "#")), level=len(heading[1]))
    if line[:1] in ("=", "h") and (heading := _WIKI_HEADING.match(line)) and not is_rule(line):
        title = heading[4] or _without_end(heading[2], "=") or heading[2]
        return Mark(_spelt(title), level=len(heading[1]) if heading[1] else int(heading[3]))
    expanded = _HARD_BREAK.sub("", line.expandtabs(4)) if line.rstrip()[-1:] == "\\" else line.expandtabs(4)
    text = expanded.lstrip()
    if text.startswith(">"):
        text = _QUOTE.sub("", text, count=1).lstrip()
    indent = len(expanded) - len(expanded.lstrip())
    if bullet := _BULLET.match(text):
        return Mark(_plain_start(text[bullet.end() :].strip()), indent, bullet=True)
    return Mark(_plain_start(text.strip()), indent)


def _plain_start(text: str) -> str:
    """A text without pictures in front of a time, and spelt without entities."""
    if (text[:1] == ":" or not text[:1].isascii()) and (pictures := _PICTURES.match(text)):
        text = text[pictures.end() :]
    return _spelt(text)


def fence_of(line: str) -> str:
    """The fence that a line opens or closes, empty if it is none."""
    match = _FENCE.match(line)
    return match[1] if match else ""


def is_rule(line: str) -> bool:
    """Whether the line only draws a rule."""
    return bool(_RULE.match(line))


def is_table_rule(line: str) -> bool:
    """Whether the line divides the header of a table from its rows."""
    has_columns = "|" in line or "+" in line
    return has_columns and ("-" in line or "=" in line) and bool(_TABLE_RULE.match(line))


def has_wiki_header(lines: Sequence[str]) -> bool:
    """Whether a table begins here whose header is marked by double bars, as Jira and Confluence have them."""
    is_header = bool(lines) and lines[0].lstrip().startswith("||") and lines[0].rstrip().endswith("||")
    return is_header and len(lines) > 1 and lines[1].lstrip().startswith("|")


def table_cells(line: str) -> list[str]:
    """The cells of a row of a table; a bar behind a backslash is text."""
    inner = line.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]


def characters(text: str) -> str:
    """A text with the characters that entities such as ``&amp;`` stand for; what would not show stays as written."""
    return _ENTITY.sub(_character, text) if "&" in text else text


def _character(entity: re.Match[str]) -> str:
    written = entity[0]
    found = html.unescape(written) if written[1] == "#" else html5.get(written[1:], written)
    if found.isspace():
        return " "
    return found if found.isprintable() else written


def _without_end(text: str, signs: str) -> str:
    """A heading without the signs that close it; patterns that look for them take for ever where there are none."""
    return text.rstrip(" \t").rstrip(signs).rstrip(" \t")


def _spelt(text: str) -> str:
    """A text whose spaces and dashes are no entities; signs of markup stay entities, so that they are no markup."""
    if "&" not in text:
        return text
    return _ENTITY.sub(lambda match: match[0] if (found := _character(match)) in _SIGNS + "&" else found, text)


def unmarked(text: str) -> str:
    """A text without emphasis, code marks, entities and the addresses of links; a sign behind a backslash is a sign."""
    text = _ESCAPED.sub(lambda match: chr(_ASIDE + ord(match[1])), text)
    if "&" in text:
        text = _ENTITY.sub(_sign_aside, text)
    text = _LINK.sub(lambda match: match[1] or " ", _WIKI_LINK.sub(r"\1", text))
    for _ in range(3):
        text, count = _EMPHASIS.subn(lambda match: match[2] or match[3] or "", text)
        if not count:
            break
    return " ".join(text.translate(_PUT_BACK).split())


def _sign_aside(entity: re.Match[str]) -> str:
    found = _character(entity)
    return chr(_ASIDE + ord(found)) if found in _SIGNS else found
