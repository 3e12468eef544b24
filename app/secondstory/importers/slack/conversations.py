"""A conversation as a document of its own: an answer of the API, or what programs write that copy channels."""

from collections.abc import Iterator

import msgspec

from secondstory.importers.documents.events import Maker
from secondstory.importers.documents.importer import Row, rows_inside
from secondstory.importers.documents.reading import FAULTS, Record, clean, decode
from secondstory.importers.rules import rules
from secondstory.importers.slack.directory import Channel, Directory, Place
from secondstory.importers.slack.markup import Markup
from secondstory.importers.slack.messages import Teller

NOTHING = b"[]"
DIRECT = "D"
"""With this letter the ids of conversations of two begin."""


class Conversation(msgspec.Struct):
    """What a document says around its messages: which channel it is, and who its people are."""

    channel_id: str | None = None
    name: str | None = None
    channel: Channel | str | None = None
    users: msgspec.Raw = msgspec.Raw(NOTHING)

    @property
    def place(self) -> Place:
        """Where the messages were written, as far as the document says so."""
        channel = self.channel if isinstance(self.channel, Channel) else Channel(self.channel_id or "", self.name)
        if channel.id.startswith(DIRECT):
            return Place(clean(channel.id), "direct message")
        return Place(clean(channel.id), clean(f"#{channel.name}") if channel.name else "")


def conversation_of(data: bytes) -> Conversation:
    """What a document says around its messages; nothing where it is a list, or of another shape."""
    try:
        return decode(data, Conversation)
    except FAULTS:
        return Conversation()


def rows_of(record: Record, teller: Teller, place: Place) -> Iterator[Row]:
    """The event that a message is, and those of the replies inside it."""
    names = record.decoded(dict[str, msgspec.Raw])
    yield teller.tell(record, place)
    for name in rules("slack")["replies"]:
        written = [reply for reply in _inside(record, names, name) if _is_written_out(reply, names.get("ts"))]
        yield from rows_inside(written, lambda reply: [teller.tell(reply, place)])


def teller_of(conversation: Conversation, make: Maker) -> Teller:
    """What makes events of the messages of a document."""
    return Teller(make, Markup(Directory.of({"users.json": bytes(conversation.users)})))


def _inside(record: Record, names: dict[str, msgspec.Raw], name: str) -> list[Record]:
    raw = bytes(names.get(name, NOTHING))
    return list(record.inside(name, decode(raw, list[msgspec.Raw]))) if raw.startswith(b"[") else []


def _is_written_out(reply: Record, began: msgspec.Raw | None) -> bool:
    """Whether a reply has its words here, and is not the message that began the thread once more."""
    try:
        names = reply.decoded(dict[str, msgspec.Raw])
    except FAULTS:
        return True
    return "text" in names and names.get("ts") != began
