"""A short title for a text of any length, without losing any of it."""

import re

TITLE_LENGTH = 200
_WORD = re.compile(r"\w")
_SENTENCE = re.compile(r"[.!?…]['\")\]”’]*(?=\s)")


def title_and_body(text: str) -> tuple[str, str]:
    """The first line of a text, or its first sentence if that line is long, and the whole text if the title is less.

    A line of marks alone, as the one that opens a block of code, is no title.
    """
    if len(text) <= TITLE_LENGTH and "\n" not in text:
        return text, ""
    line = text.split("\n", 1)[0].strip()
    if not _WORD.search(line):
        line = next(filter(_WORD.search, text.split("\n")), line).strip()
    if len(line) > TITLE_LENGTH:
        line = _shorten(line)
    return line, text


def titles_and_bodies(texts: list[str]) -> tuple[list[str], list[str]]:
    """The same of many texts; where all are short, one body stands for all of them."""
    if max(map(len, texts)) <= TITLE_LENGTH and "\n" not in " ".join(texts):
        return texts, [""]
    titles, bodies = texts[:], [""] * len(texts)
    for place, text in enumerate(texts):
        if len(text) > TITLE_LENGTH or "\n" in text:
            titles[place], bodies[place] = title_and_body(text)
    return titles, bodies


def _shorten(line: str) -> str:
    end = 0
    for match in _SENTENCE.finditer(line, 0, TITLE_LENGTH):
        end = match.end()
        if end > 20:
            return line[:end]
    cut = line.rfind(" ", TITLE_LENGTH // 2, TITLE_LENGTH - 1)
    return line[: cut if cut > 0 else TITLE_LENGTH - 1] + "…"
