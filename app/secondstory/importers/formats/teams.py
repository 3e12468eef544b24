"""Messages of a Microsoft Teams chat or channel, as Microsoft Graph gives them."""

from collections import Counter
from collections.abc import Iterator

import msgspec

from secondstory.importers.base import FormatInfo
from secondstory.importers.chat import kind_of_person, kind_of_program
from secondstory.importers.documents.events import Maker, Occurrence, Time
from secondstory.importers.documents.importer import JsonImporter, Row, rows_inside
from secondstory.importers.documents.reading import Record, clean
from secondstory.importers.html.text import plain_text
from secondstory.importers.teams.cards import Attachment, cards_text, file_names
from secondstory.importers.teams.kept import KeptMessage, told
from secondstory.importers.teams.system import EventDetail, Identities
from secondstory.importers.times.days import UnplaceableError
from secondstory.importers.titles import title_and_body
from secondstory.model.enums import EventKind

NO_TEXT = "Message without text"
NOTHING = msgspec.Raw()
DEEPEST = 3
"""No export puts messages deeper into lists than that: chats, pages, messages."""


class Body(msgspec.Struct, rename="camel"):
    """The text of a message; it is HTML unless it says that it is plain."""

    content: str | None = None
    content_type: str | None = None

    def text(self, *, links: bool = True) -> str:
        """The plain text."""
        content = self.content or ""
        return content.strip() if (self.content_type or "").lower() == "text" else plain_text(content, links=links)


class ChannelIdentity(msgspec.Struct, rename="camel"):
    """The channel in which a message was written."""

    channel_id: str | None = None


class Reaction(msgspec.Struct, rename="camel"):
    """A reaction of one person."""

    reaction_type: str | None = None
    display_name: str | None = None


class ChatMessage(msgspec.Struct, rename="camel"):
    """What is read of a message."""

    id: str | None = None
    created_date_time: Time = None
    last_edited_date_time: Time = None
    deleted_date_time: Time = None
    message_type: str | None = None
    reply_to_id: str | None = None
    chat_id: str | None = None
    channel_identity: ChannelIdentity | None = None
    sender: Identities | None = msgspec.field(name="from", default=None)
    subject: str | None = None
    summary: str | None = None
    body: Body | None = None
    importance: str | None = None
    attachments: list[Attachment] | None = None
    reactions: list[Reaction] | None = None
    event_detail: EventDetail | None = None
    replies: list[msgspec.Raw] | None = None

    @property
    def conversation(self) -> str:
        """The id of the chat or channel; ids of messages are those of one conversation."""
        return self.chat_id or (self.channel_identity.channel_id if self.channel_identity else "") or ""

    @property
    def is_by_program(self) -> bool:
        """Whether a bot or a connector wrote it."""
        return self.sender is not None and self.sender.user is None and self.sender.application is not None


class Around(msgspec.Struct, rename="camel"):
    """What may stand around messages: a page, a chat with its messages, a note that something new was written."""

    value: list[msgspec.Raw] | None = None
    messages: list[msgspec.Raw] | None = None
    kept: list[msgspec.Raw] | None = msgspec.field(name="MessageList", default=None)
    resource_data: msgspec.Raw = NOTHING
    display_name: str | None = None
    topic: str | None = None
    originalarrivaltime: Time = None


class TeamsImporter(JsonImporter):
    """Reads messages and the replies inside them, page by page or line by line."""

    info = FormatInfo(
        "teams",
        "Microsoft Teams messages",
        (".json", ".jsonl"),
        "The messages of a Teams chat or channel from Microsoft Graph (chatMessage), with replies and system messages.",
    )
    paths = (("value",), ("messages",), ("conversations",), ("chats",), ())

    def events(self, record: Record, make: Maker) -> Iterator[Row]:
        """The event that a message is, then those of its replies; what stands around messages gives theirs."""
        yield from _inside(record, make, "", DEEPEST)


def _inside(record: Record, make: Maker, conversation: str, deep: int) -> Iterator[Row]:
    around = record.decoded(Around)
    name = around.topic or around.display_name or conversation
    lists = (("value", around.value), ("messages", around.messages), ("MessageList", around.kept))
    held = [(place, raws) for place, raws in lists if raws is not None and deep]
    if held:
        for place, raws in held:
            yield from rows_inside(record.inside(place, raws), lambda inner: _inside(inner, make, name, deep - 1))
    elif bytes(around.resource_data).startswith(b"{"):
        inner = Record(f"{record.pointer.rstrip('/')}/resourceData", bytes(around.resource_data))
        yield from rows_inside([inner], lambda found: _thread(found, make))
    elif around.originalarrivaltime is not None:
        yield make.event(record, told(record.decoded(KeptMessage), make, conversation))
    else:
        yield from _thread(record, make)


def _thread(record: Record, make: Maker) -> Iterator[Row]:
    """A message and its replies. Replies have none of their own in Teams, so nobody looks deeper."""
    message = record.decoded(ChatMessage)
    title = _title(message)
    yield make.event(record, _occurrence(message, make, title, ""))
    yield from rows_inside(record.inside("replies", message.replies), lambda inner: _reply(inner, make, title))


def _reply(record: Record, make: Maker, parent: str) -> Iterator[Row]:
    message = record.decoded(ChatMessage)
    yield make.event(record, _occurrence(message, make, _title(message), parent))


def _occurrence(message: ChatMessage, make: Maker, title: str, parent: str) -> Occurrence:
    initiator = message.event_detail.initiator if message.event_detail else None
    actor = next((one.shown for one in (message.sender, initiator) if one and one.shown), "")
    words = _words(message)
    parts = [text for text in (*words, _files(message), *_notes(message, parent)) if text and text != title]
    name = ":".join(part for part in ("teams", message.conversation, message.id) if part) if message.id else ""
    return Occurrence(
        message.created_date_time,
        _kind(message, make, "\n".join(words), actor),
        title,
        body="\n\n".join(parts),
        actor=actor,
        tags=() if message.importance in (None, "normal") else (f"{message.importance} importance",),
        external_id=clean(name),
        remark=_later(message, make),
    )


def _title(message: ChatMessage) -> str:
    """What the system says, the subject, else the first line of the text or of a card, else the names of files."""
    text = (
        (message.event_detail.told if message.event_detail else "")
        or (message.subject or "").strip()
        or (message.body.text(links=False) if message.body else "")
        or next(iter(_words(message)), "")
        or (message.summary or "").strip()
        or _files(message)
        or ("Message, deleted later" if message.deleted_date_time else NO_TEXT)
    )
    return title_and_body(text)[0]


def _words(message: ChatMessage) -> list[str]:
    """What a message says: its subject, its text, and its cards, each a paragraph."""
    own = ((message.subject or "").strip(), message.body.text() if message.body else "")
    return [text for text in (*own, *cards_text(message.attachments or ())) if text]


def _files(message: ChatMessage) -> str:
    names = file_names(message.attachments or ())
    return f"Files: {', '.join(names)}" if names else ""


def _notes(message: ChatMessage, parent: str) -> Iterator[str]:
    if message.reply_to_id:
        yield f"Reply to “{parent}” ({message.reply_to_id})" if parent else f"Reply to message {message.reply_to_id}"
    found = Counter(reaction.display_name or reaction.reaction_type or "" for reaction in message.reactions or ())
    if found:
        yield "Reactions: " + ", ".join(f"{name} {count}" for name, count in found.items() if name)


def _kind(message: ChatMessage, make: Maker, words: str, actor: str) -> EventKind:
    if message.event_detail or message.message_type not in (None, "message"):
        return make.kind(message.message_type)
    return kind_of_program(words, actor) if message.is_by_program else kind_of_person(words)


def _later(message: ChatMessage, make: Maker) -> str:
    """What became of a message."""
    for time, word in ((message.deleted_date_time, "Deleted"), (message.last_edited_date_time, "Edited")):
        if time:
            try:
                return f"{word} at {make.when(time).at:%Y-%m-%d %H:%M:%S} UTC."
            except UnplaceableError:
                return f"{word} later."
    return ""


IMPORTER = TeamsImporter()
