"""A line of Markdown or plain text without its markup."""

import re
from dataclasses import dataclass

_HEADING = re.compile(r" {0,3}(#{1,6})[ \t]+(.*?)[ \t]*#*[ \t]*$")
_BULLET = re.compile(r"[-*+•–·‣][ \t]+(?:\[[ xX]\][ \t]+)?|\d{1,3}[.)][ \t]+(?=\D|\d+[:.]\d\d|\d{4}-)")
_QUOTE = re.compile(r"(?:>[ \t]?)+")
_FENCE = re.compile(r"\s*(?:>\s*)*(`{3,}|~{3,})")
_RULE = re.compile(r"\s*(?:[-*_=]\s*){3,}$")
_TABLE_RULE = re.compile(r"\s*\|?\s*:?-+:?\s*(?:\|\s*:?-+:?\s*)*\|?\s*$")
_LINK = re.compile(r"!?\[([^\[\]]*)\]\((?:[^()\s]|\([^()]*\))*(?:\s+\"[^\"]*\")?\)|<br\s*/?>", re.IGNORECASE)
_EMPHASIS = re.compile(r"(?<!\w)(\*{1,3}|_{1,3}|~~)(?=\S)(.+?)(?<=\S)\1(?!\w)|`([^`]+)`")

_ESCAPED = re.compile(r"\\([\\`*_{}\[\]<>#|~])")
_ASIDE = 0xF0000
"""Signs behind a backslash are put aside as characters of private use, so that they are no markup."""
_PUT_BACK = {_ASIDE + ord(sign): sign for sign in "\\`*_{}[]<>#|~"}


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
        return Mark(heading[2], level=len(heading[1]))
    expanded = line.expandtabs(4)
    text = expanded.lstrip()
    if text.startswith(">"):
        text = _QUOTE.sub("", text, count=1).lstrip()
    indent = len(expanded) - len(expanded.lstrip())
    if bullet := _BULLET.match(text):
        return Mark(text[bullet.end() :].strip(), indent, bullet=True)
    return Mark(text.strip(), indent)


def fence_of(line: str) -> str:
    """The fence that a line opens or closes, empty if it is none."""
    match = _FENCE.match(line)
    return match[1] if match else ""


def is_rule(line: str) -> bool:
    """Whether the line only draws a rule."""
    return bool(_RULE.match(line))


def is_table_rule(line: str) -> bool:
    """Whether the line divides the header of a table from its rows."""
    return "|" in line and "-" in line and bool(_TABLE_RULE.match(line))


def table_cells(line: str) -> list[str]:
    """The cells of a row of a table; a bar behind a backslash is text."""
    inner = line.strip().removeprefix("|")
    if inner.endswith("|") and not inner.endswith("\\|"):
        inner = inner[:-1]
    return [cell.strip().replace("\\|", "|") for cell in re.split(r"(?<!\\)\|", inner)]


def unmarked(text: str) -> str:
    """A text without emphasis, code marks and the addresses of links; a sign behind a backslash is a sign."""
    text = _ESCAPED.sub(lambda match: chr(_ASIDE + ord(match[1])), text)
    text = _LINK.sub(lambda match: match[1] or " ", text)
    for _ in range(3):
        text, count = _EMPHASIS.subn(lambda match: match[2] or match[3] or "", text)
        if not count:
            break
    return " ".join(text.translate(_PUT_BACK).split())
