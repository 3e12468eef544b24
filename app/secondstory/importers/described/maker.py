"""What makes the events of a described format, and remembers what its records share."""

import re
from dataclasses import dataclass, field

from secondstory.importers.described.shapes import Described, Shape, described
from secondstory.importers.described.values import Scope
from secondstory.importers.documents.events import Maker, Time
from secondstory.importers.documents.written import WrittenMaker
from secondstory.importers.times.days import UnplaceableError, When
from secondstory.importers.titles import TITLE_LENGTH
from secondstory.model.draft import Draft

MOST_REMEMBERED = 1000


@dataclass(frozen=True, slots=True)
class DescribedMaker(WrittenMaker):
    """A maker that remembers people and messages, which may be named before they are told."""

    people: dict[str, str] = field(default_factory=dict)
    titles: dict[str, str] = field(default_factory=dict)
    replies: list[tuple[Draft, str]] = field(default_factory=list)
    beside: list[str] = field(default_factory=list)
    """The names of lists that hold records of which the rules say nothing."""
    met: dict[frozenset[str], tuple[list[Shape], bool]] = field(default_factory=dict)

    @property
    def rules(self) -> Described:
        """What the rules of the format say."""
        return described(self.rules_name)

    def when(self, written: Time) -> When:
        """The instant of a time, which most tools write in ISO 8601. Raises `UnplaceableError` with the reason."""
        if isinstance(written, str) and written[4:5] == "-":
            try:
                return Maker.when(self, written)
            except UnplaceableError:
                pass
        return WrittenMaker.when(self, written)

    def promised(self, names: frozenset[str]) -> tuple[list[Shape], bool]:
        """The shapes that an object with these names may have, and whether it may list people."""
        if (known := self.met.get(names)) is None:
            known = (
                [shape for shape in self.rules.shape if names.issuperset(map(_first_name, shape.has))],
                any(names.issuperset(map(_first_name, people.names)) for people in self.rules.people),
            )
            if len(self.met) < MOST_REMEMBERED:
                self.met[names] = known
        return known

    def meet(self, scope: Scope) -> bool:
        """Remember the people that an object lists; whether it does."""
        met = [people.of(scope) for people in self.rules.people]
        for found in met:
            self.people.update(found)
        return any(met)

    def name_of(self, person: str) -> str:
        """The name of a person whose id is known by now, else what was given."""
        return self.people.get(person, person)

    def remember(self, message: Draft, own_id: str, replied_to: str) -> None:
        """Remember a message under its id, and which one it replies to; an empty id is none."""
        if own_id:
            self.titles[own_id] = message.title
        if replied_to and replied_to != own_id:
            self.replies.append((message, replied_to))

    def put_names(self, drafts: list[Draft]) -> None:
        """Put names for ids, and say what was replied to, now that all has been read."""
        mention = re.compile(self.rules.mention) if self.rules.mention else None
        for draft in drafts:
            draft.actor = self.name_of(draft.actor)
            if mention is not None:
                named = mention.sub(self._mentioned, draft.title)
                draft.title = named if len(named) <= TITLE_LENGTH else draft.title
                draft.body = mention.sub(self._mentioned, draft.body)
        for draft, replied_to in self.replies:
            title = self.titles.get(replied_to, "")
            draft.body = f"{draft.body}\n\nReply to “{title}”".strip() if title else draft.body

    def _mentioned(self, mention: re.Match[str]) -> str:
        return f"@{self.name_of(mention[1])}"


def _first_name(path: str) -> str:
    return path.partition(".")[0]
