"""Finds the names of people in texts with one pattern, and says their roles."""

import re
from collections.abc import Callable, Iterable, Sequence

from secondstory.exporters.meant import is_meant
from secondstory.exporters.namesakes import is_namesake
from secondstory.exporters.people import SHORTEST_PART, has_given_name, is_ordinary, is_system, lexicon
from secondstory.exporters.spelling import (
    bare_words,
    composed,
    is_unspaced,
    key_of,
    letter_pattern,
    level,
    spellings,
    words_of,
)

_BETWEEN = r"[\s._,-]*"
_APART = r"[\s._,-]+"
_DOTTED = r"[._,-]+\s?"
_BEHIND = r"(?:@[\w.-]*\w)?(?![^\W_])"
_NEVER = "(?!)"
_DEPTH = 3
"""How many letters the patterns are sorted by, so that a word that begins no name is passed over at once."""
_PIECES = re.compile(r"[\s._-]+")
_SURNAME = re.compile(r" ([^\W\d_][^\W\d_]+)(?![^\W_])")
_NAMELIKE = frozenset({"word", "filler"})
_BY = ("by ", "from ", "to ", "with ", "von ", "durch ", "mit ")
_TITLE = re.compile(r"(?<![^\W_])([^\W\d_]{2,12})\.? $")
_TITLE_REACH = 15
_JOINED_BEFORE = re.compile(r"([^\W\d_][\w'-]{1,30})(?:/| ?[&+] ?| (?:and|und|y|et) )$")
_JOINED_BEHIND = re.compile(r"(?:/| ?[&+] ?| (?:and|und|y|et) )([^\W\d_][\w'-]{1,30})")
_JOINED_REACH = 40
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
        self._given: set[str] = set()
        self._anyhow: set[Pattern] = set()
        self._typed: set[Pattern] = set()
        self._ordinary: set[Pattern] = set()
        self._called: set[Pattern] = set()
        self._unspaced: set[Pattern] = set()

    def add(self, name: str, role: str, *, taking_part: bool = False) -> None:
        """Somebody by a name or a handle."""
        if not _PIECES.sub("", name):
            return
        known = self.role_of(name)
        if known and not taking_part and (role == self._unnamed or key_of(name) in self._whole):
            role = known
        for spelling in spellings(name):
            self._add(spelling, role, taking_part=taking_part)

    def _add(self, name: str, role: str, *, taking_part: bool) -> None:
        words = bare_words(name) or [name]
        if is_unspaced(name):
            self._add_unspaced(words, role)
        if len(words) == 1:
            self._parts.setdefault(key_of(words[0]), set()).add(role)
            self._add_handle(words[0], taking_part=taking_part)
            return
        self._add_whole(words, role)
        sure = taking_part or has_given_name(name)
        self._given.update(map(key_of, _halves(words[0])))
        for word in {half for whole in words for half in _halves(whole)}:
            if len(word) > 1 and word.casefold() not in words_of("particles"):
                self._parts.setdefault(key_of(word), set()).add(role)
                self._add_part(word, sure=sure)
        for word in (words[0], words[-1]):
            self._add_genitive(word, role, sure=sure)

    def role_of(self, name: str) -> str:
        """The role of somebody, by a name, a part of it or a handle; empty where nobody is known by it.

        A word that people share says no role.
        """
        key = key_of(name)
        if key in self._whole:
            return self._whole[key]
        roles = self._parts.get(key, ())
        return next(iter(roles)) if len(roles) == 1 else self._unnamed if roles else ""

    def compiled(self) -> tuple[Callable[[str], str], Callable[[str], str]]:
        """A function that says the roles in the place of the names that are known by now, and one that says a role."""
        if not self._called:
            return (lambda text: text), (lambda role: role)
        called, anyhow = (f"(?i:{_any_of(map(_in_any_case, found))})" for found in (self._called, self._anyhow))
        typed, ordinary, unspaced = map(_any_of, (self._typed, self._ordinary, self._unspaced))
        pattern = re.compile(
            rf"(?<![^\W_])(?:@?{anyhow}|@{called}|{typed}|(?P<ordinary>{ordinary})){_BEHIND}|{unspaced}"
        )

        spoken: dict[str, str] = {}

        def said(role: str) -> str:
            # What was typed as a role may name somebody as well; a role of that would go on without end.
            if role not in spoken:
                meant = filter(self._is_meant, pattern.finditer(level(composed(role))))
                spoken[role] = _cut(composed(role), [(*found.span(), self._unnamed) for found in meant])
            return spoken[role]

        def change(original: str) -> str:
            text = composed(original)
            looked_at = level(text)
            pieces = []
            for found in filter(self._is_meant, pattern.finditer(looked_at)):
                start = found.start() - _title_before(looked_at, found.start())
                role = said(self._role_found(found[0].removeprefix("@").partition("@")[0]))
                pieces.append((start, found.end() + self._surname_behind(found), role))
            return _cut(text, pieces) if pieces else original

        return change, said

    def _is_meant(self, found: re.Match[str]) -> bool:
        key = key_of(found[0])
        if "@" in found[0]:
            return True
        if key not in self._whole and is_namesake(found.string, found.start(), found.end(), given=key in self._given):
            return False
        if not found["ordinary"]:
            return True
        given = key in self._given or key in self._handles
        return is_meant(found.string, found.start(), found.end(), given=given) or self._is_beside_somebody(found)

    def _is_beside_somebody(self, found: re.Match[str]) -> bool:
        """Whether a name is joined to another one that is no ordinary word: “Blake/Weiss”."""
        text = found.string
        before = _JOINED_BEFORE.search(text[max(0, found.start() - _JOINED_REACH) : found.start()])
        behind = _JOINED_BEHIND.match(text, found.end())
        others = (other[1] for other in (before, behind) if other is not None)
        return any(other[0].isupper() and not is_ordinary(other) and self.role_of(other) for other in others)

    def _role_found(self, name: str) -> str:
        return self.role_of(name) or self.role_of(name[0] + _PIECES.split(name)[-1]) or self._unnamed

    def _surname_behind(self, found: re.Match[str]) -> int:
        """How many characters a surname takes behind the first name that is all that is known of somebody."""
        if key_of(found[0]) not in self._handles:
            return 0
        if not has_given_name(found[0]) and not found.string.endswith(_BY, 0, found.start()):
            return 0
        behind = _SURNAME.match(found.string, found.end())
        if behind is None or not (found[0].istitle() and behind[1].istitle()) or self.role_of(behind[1]):
            return 0
        word = behind[1].casefold()
        is_name = not is_ordinary(word) and word not in lexicon().not_names and lexicon().kinds(word) <= _NAMELIKE
        return len(behind[0]) if is_name and not is_system(word) else 0

    def _add_whole(self, words: Sequence[str], role: str) -> None:
        """The spellings of a name of several words: in order, the last word first, and with an initial."""
        first, last = words[0].rstrip("."), words[-1]
        particles = [word for word in words[1:-1] if word.casefold() in words_of("particles")]
        initial = _DOTTED if is_ordinary(last) else _BETWEEN
        spellings = [(_BETWEEN, words), (_BETWEEN, [last, *words[:-1]]), (initial, [first[0], last])]
        if particles:
            spellings += [(_BETWEEN, [*particles, last]), (initial, [first[0], *particles, last])]
        if len(words) > 2:
            spellings += [(_BETWEEN, [first, last])]
            spellings += [] if particles else [(_BETWEEN, [first, words[1]])]
        if initial is _DOTTED and _is_login(first[0] + last):
            spellings += [("", [first[0] + last])]
        for between, spelling in spellings:
            self._whole[key_of("".join(spelling))] = role
            self._anyhow.add(_pattern(spelling, between))
        for spelling in ([first[0], last], [first, last[0]], [last, first[0]]):
            self._whole.setdefault(key_of("".join(spelling)), role)
            self._called.add(_pattern(spelling, _BETWEEN))
        found = self._typed if is_ordinary(first) else self._anyhow
        found.add((*_pattern([_as_name(first)], ""), r"[\s_.]?", *_pattern([last[0].upper()], ""), r"\."))
        if len(first) > 1 and len(key_of(first)) >= SHORTEST_PART:
            self._typed.add(_pattern([_as_name(first) + last[0].upper()], ""))
            self._anyhow.add(_pattern([first, last[0]], "[._-]"))

    def _add_part(self, word: str, *, sure: bool) -> None:
        self._called.add(_pattern([word], ""))
        if is_ordinary(word) or len(word) < SHORTEST_PART:
            self._ordinary.add(_pattern([_as_name(word)], ""))
        elif sure:
            self._anyhow.add(_pattern([word], ""))
        else:
            self._typed.add(_pattern([_as_name(word)], ""))

    def _add_genitive(self, word: str, role: str, *, sure: bool) -> None:
        """A name with an s and no apostrophe, as in “Priyas laptop”, where that is no other name."""
        whole = word.casefold() + "s"
        if not sure or len(word) <= SHORTEST_PART or not word.isalpha():
            return
        if whole not in lexicon().given and not is_ordinary(word) and not is_ordinary(whole):
            self._parts.setdefault(key_of(whole), set()).add(role)
            self._anyhow.add(_pattern([whole], ""))

    def _add_unspaced(self, words: Sequence[str], role: str) -> None:
        """A name in a script without spaces between words: it is found inside of what looks like a longer word."""
        for spelling in (words, words[:1], words[-1:]):
            if len(key_of("".join(spelling))) > 1:
                self._parts.setdefault(key_of("".join(spelling)), set()).add(role)
                self._unspaced.add(_pattern(spelling, r"[\s・·]?"))

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
            self._ordinary.add(_pattern([_as_name(name)], ""))

    def _add_initialled(self, name: str, pieces: list[str]) -> None:
        """The full name that a handle such as ``jsmith`` or ``j.smith`` may be short for, as names are typed."""
        dotted = len(pieces) == 2 and len(pieces[0]) == 1
        initial, surname = pieces if dotted else (name[0], name[1:])
        if dotted or (len(surname) >= SHORTEST_SURNAME and surname.isalpha() and not is_ordinary(surname)):
            self._typed.add((re.escape(initial.upper()), r"[^\W\d_]{1,30}\s", *_pattern([_as_name(surname)], "")))


def _is_login(word: str) -> bool:
    """Whether an initial and a surname, written as one, are no other word: ``mpage`` and not ``shall``."""
    return len(word) > SHORTEST_SURNAME and not is_ordinary(word) and lexicon().kinds(word.casefold()) <= _NAMELIKE


def _halves(word: str) -> list[str]:
    """A word of a name, or the parts that a hyphen joins, each of which may be used alone."""
    halves = [half for half in word.rstrip(".").split("-") if len(half) >= SHORTEST_PART]
    return [word.rstrip("."), *(halves if len(halves) > 1 else ())]


def _cut(text: str, pieces: Iterable[tuple[int, int, str]]) -> str:
    """The text with other words from here to there."""
    parts: list[str] = []
    end = 0
    for start, stop, words in pieces:
        parts += (text[end : max(end, start)], words)
        end = stop
    return "".join((*parts, text[end:]))


def _title_before(text: str, start: int) -> int:
    """How many characters a title such as “Ms ” takes before a name; it would say more than the role does."""
    found = _TITLE.search(text[max(0, start - _TITLE_REACH) : start])
    is_title = found is not None and found[1][0].isupper() and found[1].casefold() in words_of("honorifics")
    return len(found[0]) if found is not None and is_title else 0


def _as_name(word: str) -> str:
    """A word as names are typed; an ordinary word in small letters is no name."""
    return word[:1].upper() + word[1:]


def _pattern(words: Iterable[str], between: str) -> Pattern:
    """The pattern for words one after the other, letter by letter."""
    parts: list[str] = []
    for word in words:
        parts += ([between] if parts else []) + [letter_pattern(letter) for letter in word]
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
