"""Who and which channel the ids of a Slack export mean."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import TypeVar

import msgspec

from secondstory.importers.documents.reading import FAULTS, Record, clean, compact, decode


class Profile(msgspec.Struct):
    """What people say of themselves. ``name`` stands in the profiles that messages carry."""

    display_name: str | None = None
    real_name: str | None = None
    name: str | None = None
    bot_id: str | None = None

    @property
    def shown(self) -> str:
        """The name that Slack shows; empty where there is none."""
        return self.display_name or self.real_name or self.name or ""


class User(msgspec.Struct):
    """A member of the workspace, or a bot."""

    id: str
    name: str | None = None
    real_name: str | None = None
    profile: Profile | None = None

    @property
    def shown(self) -> str:
        """The name that Slack shows; the id where there is none."""
        return (self.profile and self.profile.shown) or self.real_name or self.name or self.id


class Channel(msgspec.Struct):
    """A channel, or a conversation of a few. Direct conversations of two have no name."""

    id: str
    name: str | None = None


LISTS = {
    "channels.json": "#{}",
    "groups.json": "#{}",
    "mpims.json": "group message",
    "dms.json": "direct message",
}
"""The lists of conversations in an export, and the tag of what was said in them."""
USERS = ("users.json", "org_users.json")
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Place:
    """Where messages of one folder were written: what ids of them begin with, and their tag."""

    id: str = ""
    tag: str = ""


@dataclass(slots=True)
class Directory:
    """The names of people and channels by their ids, and the places by the names of their folders."""

    people: dict[str, str] = field(default_factory=dict)
    channels: dict[str, str] = field(default_factory=dict)
    places: dict[str, Place] = field(default_factory=dict)

    @classmethod
    def of(cls, lists: Mapping[str, bytes]) -> "Directory":
        """The directory that the lists of an export give, by the paths of their files. What is damaged is unknown."""
        found = cls()
        for path, data in lists.items():
            base, _, name = path.rpartition("/")
            if name in USERS:
                found._add_people(data)
            for channel in each(data, Channel) if name in LISTS else ():
                folder = channel.name or channel.id
                place = Place(clean(channel.id), clean(LISTS[name].format(folder)))
                found.places[f"{base}/{folder}" if base else folder] = place
                if channel.name:
                    found.channels[channel.id] = channel.name
        return found

    def _add_people(self, data: bytes) -> None:
        for user in each(data, User):
            self.people[user.id] = user.shown
            if user.profile and user.profile.bot_id:
                self.people.setdefault(user.profile.bot_id, user.shown)

    def place(self, path: str) -> Place:
        """The place of a folder, as the nearest list around it has it; one that no list names is a channel.

        The workspaces of an enterprise have channels of the same name.
        """
        base, _, folder = path.rpartition("/")
        while base:
            if found := self.places.get(f"{base}/{folder}"):
                return found
            base = base.rpartition("/")[0]
        return self.places.get(folder) or Place(clean(folder), clean(f"#{folder}") if folder else "")


def each(data: bytes, kind: type[T]) -> Iterator[T]:
    """The items of a list that are of this type; the others are left out, for no event hangs on them."""
    try:
        found = items("", data)
    except FAULTS:
        return
    for record in found:
        try:
            yield record.decoded(kind)
        except FAULTS:
            continue


def items(place: str, data: bytes) -> Iterator[Record]:
    """The items of a JSON list with their places. Raises one of `FAULTS` where it is no list."""
    data = data.removeprefix(b"\xef\xbb\xbf")
    without_blanks = compact(data)  # at once, and not record by record
    found = decode(without_blanks or data, list[msgspec.Raw])
    is_compact = bool(without_blanks)
    return (Record(f"{place}/{index}", bytes(raw), is_compact=is_compact) for index, raw in enumerate(found))
