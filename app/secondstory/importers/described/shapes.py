"""What the rules of a described format say: the shapes of its records, and where people are listed."""

from collections.abc import Sequence
from functools import cache

import msgspec

from secondstory.importers.described.values import ANY, Scope, said
from secondstory.importers.rules import rules


class Moment(msgspec.Struct, frozen=True):
    """One of several times of a record, each of which is an event of its own."""

    time: str
    part: str
    kind: str
    text: list[str]
    body: list[str] = []
    actor: list[str] = []
    until: str = ""
    """The path to its end, where it lasts."""
    unlike: str = ""
    """The path to a time that it only repeats where both are the same."""


class Shape(msgspec.Struct, frozen=True):
    """How one sort of records is known, and what is read of it; see the head of ``importing/chats.toml``."""

    name: str
    has: list[str] = []
    where: dict[str, list[str]] = {}
    within: str = ""
    time: list[str] = []
    until: list[str] = []
    text: list[str] = []
    body: list[str] = []
    actor: list[str] = []
    tags: list[str] = []
    id: str = ""
    edited: str = ""
    reply: str = ""
    word: list[str] = []
    kinds: dict[str, str] = {}
    phrases: dict[str, list[str]] = {}
    kind: str = ""
    is_chat: bool = False
    program: dict[str, list[str]] = {}
    markup: str = ""
    inside: list[str] = []
    moment: list[Moment] = []
    tells: bool = True

    def fits(self, scope: Scope, inside: str) -> bool:
        """Whether a record has this shape; ``inside`` is the name of the shape around it."""
        return (
            (not self.within or self.within == inside)
            and all(map(scope.has, self.has))
            and all(_is_any(scope, path, words) for path, words in self.where.items())
        )

    def is_by_program(self, scope: Scope) -> bool:
        """Whether a program wrote a message."""
        return any(_is_any(scope, path, words) for path, words in self.program.items())

    def words(self, scope: Scope) -> list[str]:
        """The words that may tell what a record is: whole, and the first of several."""
        found = [text.lower() for template in self.word if (text := scope.filled(template))]
        return [word for text in found for word in (text, text.lstrip("[(").split(maxsplit=1)[0].rstrip(":])"))]


class People(msgspec.Struct, frozen=True):
    """Where people are listed by their ids: in each object that has these values, or at a path in any object."""

    id: str
    name: list[str]
    at: str = ""
    has: list[str] = []
    where: dict[str, list[str]] = {}

    @property
    def names(self) -> tuple[str, ...]:
        """The paths that lead to something in each object that lists people."""
        return tuple(filter(None, (*self.has, self.at)))

    def of(self, scope: Scope) -> dict[str, str]:
        """The people that an object lists, by their ids."""
        found = [Scope(tree) for tree in scope.values(self.at)] if self.at else [scope]
        return {
            key: name
            for one in found
            if all(map(one.has, self.has)) and all(_is_any(one, path, words) for path, words in self.where.items())
            if (key := one.text(self.id)) and (name := one.first(self.name))
        }


class Described(msgspec.Struct, frozen=True):
    """All that the rules of a format say about its records."""

    shape: list[Shape]
    people: list[People] = []
    left_out: list[str] = []
    """Marks that some texts are wrapped in and that mean nothing."""
    labels: list[str] = []
    """What stands before names of files and the like, which are no words of a message."""
    mention: str = ""
    """The pattern of an id in a text, with the id as its group."""


@cache
def described(rules_name: str) -> Described:
    """The rules of that name; shapes that depend on what is around them are asked first."""
    found = msgspec.convert(rules(rules_name), Described)
    return msgspec.structs.replace(found, shape=sorted(found.shape, key=lambda shape: not shape.within))


def shape_of(shapes: Sequence[Shape], scope: Scope, inside: str) -> Shape | None:
    """The first of the shapes that fits a record."""
    return next((shape for shape in shapes if shape.fits(scope, inside)), None)


def _is_any(scope: Scope, path: str, words: Sequence[str]) -> bool:
    """Whether a value is one of these words, of which ``*`` is any that is not empty."""
    found = ["yes" if value is True else said(value) for value in scope.values(path)]
    return any(value in words or (value and ANY in words) for value in found)
