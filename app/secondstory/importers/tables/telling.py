"""Which columns have words: a title is said in words, not in a time, a duration, a number or a lone status."""

import re
from collections.abc import Sequence

from secondstory.importers.kinds import kind_of_cell
from secondstory.importers.rules import rules
from secondstory.importers.tables.cells import NOTHING, Form, form_of

_WORD = re.compile(r"[^\W\d_]+")
_NAME = re.compile(r"[^\W\d_][^\W\d_'’.-]*")
LONGEST_DURATION = 40
LONGEST_NAME = 40
SENTENCE_WORDS = 3
YES = frozenset({"1", "true", "yes", "y", "x", "★", "*", "key"})
NO = frozenset({"0", "false", "no", "n"})


def has_words(cells: Sequence[str]) -> bool:
    """Whether at least half of the filled cells of a column say something in words."""
    filled = [cell.strip() for cell in cells if cell.strip() not in NOTHING]
    return bool(filled) and sum(map(_says_something, filled)) * 2 >= len(filled)


def _says_something(cell: str) -> bool:
    is_structure = cell[0] in "{[" and cell[-1] in "}]"  # but “[FIRING] Queue is full” is a title
    if form_of(cell) is not Form.OTHER or is_structure:
        return False
    is_token = cell.isascii() and len(cell.split(None, 1)) == 1
    if is_token and ("://" in cell or "@" in cell[1:] or any(letter.isdigit() for letter in cell)):
        return False
    table = rules("columns")["text"]
    if cell.lower().replace("_", " ") in table["statuses"]:
        return False
    words = _WORD.findall(cell.lower()) if len(cell) <= LONGEST_DURATION else [cell]
    is_duration = any(map(str.isdecimal, cell)) and set(words) <= set(table["durations"])
    return bool(words) and not is_duration


def are_names(cells: Sequence[str]) -> bool:
    """Whether the cells look like names of people: one to three words, each with a capital, none that says a kind."""
    filled = [cell.strip() for cell in cells if cell.strip() not in NOTHING]
    return bool(filled) and all(map(_is_name, filled))


def _is_name(cell: str) -> bool:
    words = cell.split() if len(cell) <= LONGEST_NAME else []
    return (
        1 <= len(words) <= 3
        and all(_NAME.fullmatch(word) and word[0].isupper() for word in words)
        and _says_something(cell)
        and kind_of_cell(cell) is None
    )


def are_unique(cells: Sequence[str]) -> bool:
    """Whether no two of the filled cells are the same."""
    filled = [cell.strip() for cell in cells if cell.strip() not in NOTHING]
    return bool(filled) and len(set(filled)) == len(filled)


def are_sentences(cells: Sequence[str]) -> bool:
    """Whether most of the filled cells say something of their own in several words, as no state does."""
    filled = [cell.strip() for cell in cells if cell.strip() not in NOTHING]
    told = {cell for cell in filled if len(cell.split()) >= SENTENCE_WORDS}
    return len(filled) > 1 and len(told) * 2 >= len(filled)


def say_yes(cells: Sequence[str]) -> bool:
    """Whether the filled cells only say yes or no."""
    return {cell.strip().lower() for cell in cells} <= YES | NO | {word.lower() for word in NOTHING}
