"""A conversation as a document of its own: an answer of the API, or what programs write that copy channels."""

from collections import Counter
from collections.abc import Iterator, Sequence

import msgspec

from secondstory.importers.documents.events import Maker, Time
from secondstory.importers.documents.importer import Row, rows_inside
from secondstory.importers.documents.reading import FAULTS, Record, clean, decode
from secondstory.importers.rules import rules
from secondstory.importers.slack.directory import Channel, Directory, Place
from secondstory.importers.slack.markup import Markup
from secondstory.importers.slack.messages import Teller
from secondstory.importers.times.days import also
from secondstory.model.draft import Draft, UnreadRow

NOTHING = b"[]"
PINNED_BY = "created_by"
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
        return _place(self.channel if isinstance(self.channel, Channel) else Channel(self.channel_id or "", self.name))


def conversation_of(data: bytes) -> Conversation:
    """What a document says around its messages; nothing where it is a list, or of another shape."""
    try:
        return decode(data, Conversation)
    except FAULTS:
        return Conversation()


class Located(msgspec.Struct):
    """Which channel a message that was searched for, or pinned, says that it is in."""

    channel: Channel | str | None = None


def _place(channel: Channel) -> Place:
    if channel.id.startswith(DIRECT):
        return Place(clean(channel.id), "direct message")
    return Place(clean(channel.id), clean(f"#{channel.name}") if channel.name else "")


def rows_of(record: Record, teller: Teller, place: Place) -> Iterator[Row]:
    """The event that a message is, and those of the replies inside it. A list of pins holds messages one deeper."""
    names = record.decoded(dict[str, msgspec.Raw])
    if "channel" in names and not place.id:
        channel = record.decoded(Located).channel
        place = _place(channel if isinstance(channel, Channel) else Channel(channel or ""))
    if PINNED_BY in names and "ts" not in names:
        if "message" not in names:
            yield UnreadRow(record.pointer, "What was pinned is no message.", record.text)
            return
        record = Record(f"{record.pointer.rstrip('/')}/message", bytes(names["message"]))
        names = record.decoded(dict[str, msgspec.Raw])
    yield teller.tell(record, place)
    for name in rules("slack")["replies"]:
        written = [reply for reply in _inside(record, names, name) if _is_written_out(reply, names.get("ts"))]
        yield from rows_inside(written, lambda reply: [teller.tell(reply, place)])


class Threaded(msgspec.Struct):
    """Which thread a message is in, and how many replies it says that it got."""

    ts: Time = None
    thread_ts: Time = None
    reply_count: int | None = None


def tell_of_missing_replies(rows: Sequence[Row]) -> None:
    """Say of messages which of their replies are not in the file: the history of a channel has none of them."""
    drafts = [row for row in rows if isinstance(row, Draft) and '"thread_ts"' in row.raw]
    threaded = [(draft, found) for draft in drafts if (found := _threaded(draft)) is not None]
    replies = Counter(found.thread_ts for _, found in threaded if found.thread_ts != found.ts)
    written = {draft.locator.rpartition("/")[0].rpartition("/")[0] for draft in rows if isinstance(draft, Draft)}
    for draft, found in threaded:
        missing = (found.reply_count or 0) - replies[found.thread_ts]
        if found.thread_ts == found.ts and missing > 0 and draft.locator not in written:
            what = "1 reply" if missing == 1 else f"{missing} replies"
            draft.remark = also(draft.remark, f"The file does not hold {what} of its thread.")


def _threaded(draft: Draft) -> Threaded | None:
    try:
        return Record("", draft.raw.encode()).decoded(Threaded)
    except FAULTS:
        return None


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
