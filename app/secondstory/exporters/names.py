"""Finds the names of people in texts with one pattern, and says their roles."""

import re
from collections.abc import Callable, Iterable

from secondstory.exporters.addresses import key_of
from secondstory.exporters.people import SHORTEST_PART, has_given_name, is_ordinary, lexicon

_BETWEEN = r"[\s._,-]*"
_APART = r"[\s._,-]+"
_DOTTED = r"[._,-]+\s?"
_BEHIND = r"(?:@[\w.-]*\w)?(?![^\W_])"
_INSIDE_SENTENCE = r"(?<=[\w,;:)] )"
_NEVER = "(?!)"
_DEPTH = 3
"""How many letters the patterns are sorted by, so that a word that begins no name is passed over at once."""
_PIECES = re.compile(r"[\s._-]+")
_SURNAME = re.compile(r" ([^\W\d_][^\W\d_]+)(?![^\W_])")
_BY = ("by ", "from ", "to ", "with ", "von ", "durch ", "mit ")
SHORTEST_SURNAME = 4
"""The fewest letters behind the first of a handle that are looked for as a surname."""

Pattern = tuple[str, ...]


class Names:
    """Names with their roles. Those of participants are added first: what is said of them counts."""

    def __init__(self, unnamed: str) -> None:
        self._unnamed = unnamed
        self._whole: dict[str, str] = {}
        self._parts: dict[str, set[str]] = {}
        self._handles: set[str] = set()
        self._anyhow: set[Pattern] = set()
        self._typed: set[Pattern] = set()
        self._inside: set[Pattern] = set()
        self._called: set[Pattern] = set()

    def add(self, name: str, role: str, *, taking_part: bool = False) -> None:
        """Somebody by a name or a handle."""
        words = name.split()
        if not _PIECES.sub("", name):
            return
        known = self.role_of(name)
        if known and not taking_part and (role == self._unnamed or key_of(name) in self._whole):
            role = known
        if len(words) == 1:
            self._parts.setdefault(key_of(name), set()).add(role)
            self._add_handle(name, taking_part=taking_part)
            return
        self._add_whole(words, role)
        sure = taking_part or has_given_name(name)
        for word in {words[0].rstrip("."), words[-1]}:
            if len(word) > 1:
                self._parts.setdefault(key_of(word), set()).add(role)
                self._add_part(word, sure=sure)

    def role_of(self, name: str) -> str:
        """The role of somebody, by a name, a part of it or a handle; empty where nobody is known by it.

        A word that people share says no role.
        """
        key = key_of(name)
        if key in self._whole:
            return self._whole[key]
        roles = self._parts.get(key, ())
        return next(iter(roles)) if len(roles) == 1 else self._unnamed if roles else ""

    def compiled(self) -> Callable[[str], str]:
        """A function that says the roles in the place of the names, with the names that are known by now."""
        if not self._called:
            return lambda text: text
        called, anyhow = (f"(?i:{_any_of(map(_in_any_case, found))})" for found in (self._called, self._anyhow))
        typed, inside = map(_any_of, (self._typed, self._inside))
        pattern = re.compile(rf"(?<![^\W_])(?:@?{anyhow}|@{called}|{typed}|{_INSIDE_SENTENCE}{inside}){_BEHIND}")

        def change(text: str) -> str:
            parts: list[str] = []
            end = 0
            for found in pattern.finditer(text):
                parts += (text[end : found.start()], self._role_found(found[0].removeprefix("@").partition("@")[0]))
                end = found.end() + self._surname_behind(text, found)
            return "".join((*parts, text[end:])) if parts else text

        return change

    def _role_found(self, name: str) -> str:
        return self.role_of(name) or self.role_of(name[0] + _PIECES.split(name)[-1]) or self._unnamed

    def _surname_behind(self, text: str, found: re.Match[str]) -> int:
        """How many characters a surname takes behind the first name that is all that is known of somebody."""
        if key_of(found[0]) not in self._handles or not text.endswith(_BY, 0, found.start()):
            return 0
        behind = _SURNAME.match(text, found.end())
        if behind is None or not (found[0].istitle() and behind[1].istitle()) or self.role_of(behind[1]):
            return 0
        return 0 if is_ordinary(behind[1]) or behind[1].casefold() in lexicon().not_names else len(behind[0])

    def _add_whole(self, words: list[str], role: str) -> None:
        """The spellings of a name of several words: in order, the last word first, and with an initial."""
        first, last = words[0], words[-1]
        initial = _DOTTED if is_ordinary(last) else _BETWEEN
        spellings = [(_BETWEEN, words), (_BETWEEN, [last, *words[:-1]]), (initial, [first[0], last])]
        if len(words) > 2:
            spellings.append((_BETWEEN, [first, last]))
        for between, spelling in spellings:
            self._whole[key_of("".join(spelling))] = role
            self._anyhow.add(_pattern(spelling, between))
        self._called.add(_pattern([first[0], last], _BETWEEN))

    def _add_part(self, word: str, *, sure: bool) -> None:
        self._called.add(_pattern([word], ""))
        if is_ordinary(word) or len(word) < SHORTEST_PART:
            self._inside.add(_pattern([_as_name(word)], ""))
        elif sure:
            self._anyhow.add(_pattern([word], ""))
        else:
            self._typed.add(_pattern([_as_name(word)], ""))

    def _add_handle(self, name: str, *, taking_part: bool) -> None:
        pieces = [piece for piece in _PIECES.split(name) if piece]
        self._handles.add(key_of(name))
        self._add_initialled(name, pieces)
        self._called.add(_pattern(pieces, _BETWEEN))
        if len(pieces) > 1:
            self._anyhow.add(_pattern(pieces, _APART))
        elif not is_ordinary(name) and len(name) >= SHORTEST_PART:
            self._anyhow.add(_pattern([name], ""))
        elif taking_part:
            self._typed.add(_pattern([_as_name(name)], ""))
        else:
            self._inside.add(_pattern([_as_name(name)], ""))

    def _add_initialled(self, name: str, pieces: list[str]) -> None:
        """The full name that a handle such as ``jsmith`` or ``j.smith`` may be short for, as names are typed."""
        dotted = len(pieces) == 2 and len(pieces[0]) == 1
        initial, surname = pieces if dotted else (name[0], name[1:])
        if dotted or (len(surname) >= SHORTEST_SURNAME and surname.isalpha() and not is_ordinary(surname)):
            self._typed.add((re.escape(initial.upper()), r"[^\W\d_]{1,30}\s", *_pattern([_as_name(surname)], "")))


def _as_name(word: str) -> str:
    """A word as names are typed; an ordinary word in small letters is no name."""
    return word[:1].upper() + word[1:]


def _pattern(words: Iterable[str], between: str) -> Pattern:
    """The pattern for words one after the other, letter by letter."""
    parts: list[str] = []
    for word in words:
        parts += ([between] if parts else []) + [re.escape(letter) for letter in word]
    return tuple(parts)


def _in_any_case(pattern: Pattern) -> Pattern:
    """The pattern in small letters, but for those that have none of one sign."""
    return tuple(part.lower() if len(part.lower()) == len(part) else part for part in pattern)


def _any_of(patterns: Iterable[Pattern], depth: int = _DEPTH) -> str:
    """One pattern for any of these, the longest that fits; sorted by their first letters."""
    begins: dict[str, list[Pattern]] = {}
    ends = False
    for pattern in patterns:
        if not pattern:
            ends = True
        elif depth:
            begins.setdefault(pattern[0], []).append(pattern[1:])
        else:
            begins.setdefault("".join(pattern), [])
    if not begins and not ends:
        return _NEVER
    found = [
        head + (_any_of(rest, depth - 1) if depth else "")
        for head, rest in sorted(begins.items(), key=lambda item: (-len(item[0]), item[0]))
    ]
    return f"(?:{'|'.join(found)}{'|' if ends and found else ''})"
